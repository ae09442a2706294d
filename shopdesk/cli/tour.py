"""`tour`: a packing day with the sample shop, without a screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.paths import true_path
from shopdesk.services.tour import take_tour
from shopdesk.words import _


@click.command("tour", help=_("Go through a packing day with the sample shop; its documents are in DIR afterwards."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def tour_command(door: Door, folder: Path) -> int:
    """Take the tour."""
    tour = take_tour(folder, lambda step, result: door.tell(SENTENCES[step](result)), Progress(""))
    door.answer(tour.summary, lambda: [_("The documents lie in {folder}").format(folder=true_path(tour.folder))])
    return 0 if tour.sound else 1


def _imported(files: list[dict[str, Any]]) -> str:
    line = _("  {file}: {rows} rows, {created} new, {updated} changed, {unchanged} the same, {rejected} refused")
    return "\n".join([_("Platform files imported"), *(line.format(**file) for file in files)])


def _checked(verdicts: dict[str, int]) -> str:
    told = {"passed": verdicts["pass"], "warned": verdicts["warn"], "failed": verdicts["fail"]}
    return _("Main images checked: {passed} pass, {warned} want a look, {failed} fail").format(**told)


def _confirmed(counts: dict[str, int]) -> str:
    return _("Orders confirmed: {confirmed} with their goods reserved, {short} short").format(
        confirmed=counts["asked"] - counts["short"], short=counts["short"]
    )


def _printed(print_: dict[str, Any]) -> str:
    counts = {**print_, "refused": len(print_["refused"])}
    return _("Printed {file}: {printed} orders on {pages} pages, {refused} refused").format(**counts)


def _sent(counts: dict[str, int]) -> str:
    return _("Parcels handed over: {sent}; {kept} stay for lack of a label").format(**counts)


def _examined(health: dict[str, Any]) -> str:
    return _("The shop is sound.") if health["ok"] else "\n".join(health["findings"])


SENTENCES: dict[str, Callable[[Any], str]] = {
    "imported": _imported,
    "pictures": _checked,
    "confirmed": _confirmed,
    "pick-list": _printed,
    "labels": _printed,
    "packing-slips": _printed,
    "returns-forms": _printed,
    "shipped": _sent,
    "doctor": _examined,
}

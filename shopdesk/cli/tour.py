"""`tour`: a packing day with the sample shop, without a screen."""

from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.services.tour import take_tour
from shopdesk.words import _


@click.command("tour", help=_("Live through a packing day with the sample shop; its documents lie in DIR afterwards."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def tour_command(door: Door, folder: Path) -> int:
    """Take the tour."""
    steps = {
        "imported": _("Platform files imported"),
        "pictures": _("Main images checked"),
        "confirmed": _("Orders confirmed, goods reserved"),
        "pick-list": _("Pick list printed"),
        "labels": _("Shipping labels printed"),
        "packing-slips": _("Packing slips printed"),
        "returns-forms": _("Returns forms printed"),
        "shipped": _("Parcels handed over"),
        "doctor": _("Shop examined"),
    }
    tour = take_tour(folder, lambda step, result: door.tell(f"{steps[step]}: {_told(result)}"), Progress(""))
    door.answer(tour.summary, lambda: [_("The documents lie in {folder}").format(folder=tour.folder.resolve())])
    return 0 if tour.sound else 1


def _told(result: object) -> str:
    """Return what a step came to in one line."""
    if isinstance(result, list):
        return "; ".join(_told(part) for part in result)
    if not isinstance(result, dict):
        return str(result)
    parts = []
    for name, value in result.items():
        if isinstance(value, list):
            parts.append(f"{name} {len(value)}")
        elif value is not None:
            parts.append(str(value) if isinstance(value, str) else f"{name} {value}")
    return ", ".join(parts)

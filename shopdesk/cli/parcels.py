"""`parcels`: where the parcels are, and what couriers report of them."""

from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.parcels import Report
from shopdesk.services import tracking
from shopdesk.services.parcel_table import VIEWS, ParcelTable
from shopdesk.services.tracking import Tracked
from shopdesk.words import _
from shopdesk.words.couriers import word_parcel
from shopdesk.words.errors import word_problem


@click.group("parcels", help=_("Where the parcels are, and what couriers report of them."))
def parcels_command() -> None:
    """Group the verbs of parcels."""


@parcels_command.command("list", help=_("List the parcels of a view."))
@click.option("--view", type=click.Choice(VIEWS), default="under-way", help=_("Which parcels to show."))
@click.pass_obj
def list_command(door: Door, view: str) -> int:
    """List parcels."""
    table = ParcelTable(open_the_shop(door), view)
    rows = table.rows(table.ids())
    door.answer_table(
        [
            {
                "order": row.number, "courier": row.courier or None, "waybill": row.waybill or None,
                "state": row.state or None, "since": time(row.at), "shipped_at": time(row.shipped_at),
                "delivered_at": time(row.delivered_at),
            }
            for row in rows
        ],
        [_("Order"), _("Courier"), _("Waybill"), _("State"), _("Since")],
        lambda: [(r.number, r.courier, r.waybill, word_parcel(r.state), time(r.at) or "–") for r in rows],
    )  # fmt: skip
    return 0


@parcels_command.command("report", help=_("Note where parcels are."))
@click.argument("state")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--at", "moment", default="", help=_("Since when, such as 2026-11-13 10:05; now where it is left out."))
@click.option("--note", default="", help=_("What the courier says of it."))
@click.pass_obj
def report_command(door: Door, state: str, numbers: tuple[str, ...], moment: str, note: str) -> int:
    """Note where parcels are."""
    shop = open_the_shop(door)
    told, at = tracking.find_state(state), tracking.read_moment(moment)
    reports = [Report(number, told, at, note) for number in dict.fromkeys(numbers)]
    return _answer(door, tracking.track(shop, SilentJob(), reports, source="typed"))


@parcels_command.command("import", help=_("Take reports in from a csv or workbook: waybill, state, time."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(door: Door, file: Path) -> int:
    """Take reports in from a file."""
    return _answer(door, tracking.track_file(open_the_shop(door), Progress(_("Courier reports")), file))


@parcels_command.command("show", help=_("Show where an order's parcel is and until when its goods may come back."))
@click.argument("order")
@click.pass_obj
def show_command(door: Door, order: str) -> int:
    """Show where a parcel is."""
    shop = open_the_shop(door)
    standing, signed = tracking.parcel_of(shop, order), tracking.delivered_at(shop, order)
    ends = {reason: time(end) for reason, end in tracking.returns_end(shop, order).items()}
    state = standing.state if standing else ""
    told = {
        "order": order, "state": state or None, "since": time(standing.at if standing else None),
        "delivered_at": time(signed), "returns_until": ends,
    }  # fmt: skip
    door.answer(told, lambda: [f"{order}: {word_parcel(state)}", *(f"{reason}: {end}" for reason, end in ends.items())])
    return 0


def _answer(door: Door, told: Tracked) -> int:
    refused = [
        {"row": one.row, "code": one.code, "message": word_problem(one), "value": one.value} for one in told.refused
    ]
    door.answer(
        {"orders": list(told.numbers), "known": told.known, "refused": refused},
        lambda: [
            _("{count} orders updated, {known} reports already known").format(
                count=len(told.numbers), known=told.known
            ),
            *(word_problem(one) for one in told.refused),
        ],
    )
    if refused and not told.numbers and not told.known:
        return 3
    return int(bool(refused))

"""`pack`: one parcel checked by scanning, as the packing bench does."""

from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.packing import PackLine
from shopdesk.services.pack_scans import Answer, ScanRow, list_scans, pack_order_by_scans, take_scan_back
from shopdesk.services.packing import finish_parcel, pause_parcel
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.pack import ANSWERS

GOOD = ("ok", "undone")


@click.command("pack", help=_("Check a parcel by scanning: each code is answered; the last right one closes it."))
@click.argument("order")
@click.option("--scan", "codes", multiple=True, metavar="CODE", help=_("A scanned code; may be repeated."))
@click.option("--station", default="cli", help=_("The name of the packing station."))
@click.option("--by-hand", "unscanned", multiple=True, metavar="SKU", help=_("A piece without a barcode is in."))
@click.option("--undo", is_flag=True, help=_("Take the piece out that was scanned last."))
@click.option("--pause", is_flag=True, help=_("Lay the parcel aside as it is; any station may go on with it."))
@click.option("--weight", type=int, default=None, help=_("The parcel's weight in grams."))
@click.option("--short", "reason", default="", help=_("Close the parcel although pieces are missing, and say why."))
@click.pass_obj
def pack_command(
    door: Door, order: str, codes: tuple[str, ...], station: str, unscanned: tuple[str, ...], undo: bool, pause: bool,
    weight: int | None, reason: str,
) -> int:  # fmt: skip
    """Open, scan, close."""
    shop = open_the_shop(door)
    parcel, answers = pack_order_by_scans(shop, order, codes, by_hand=unscanned, station=station, weight_g=weight)
    if undo and parcel.state == "active":
        answers.append(take_scan_back(shop, parcel.session))
        parcel = answers[-1].parcel or parcel
    if pause and parcel.state == "active":
        parcel = pause_parcel(shop, parcel.session)
    if reason and parcel.state == "active":
        parcel = finish_parcel(shop, parcel.session, weight_g=weight, reason=reason)
    door.answer(
        {
            "order": parcel.order,
            "state": parcel.state,
            "complete": parcel.complete and bool(parcel.lines),
            "waybill": parcel.waybill,
            "scans": [_told(answer) for answer in answers],
            "lines": [_line(line) for line in parcel.lines],
            "log": [_logged(scan) for scan in list_scans(shop, parcel.order)],
        },
        lambda: [
            *(f"{answer.code}: {word_answer(answer)}" for answer in answers),
            _("{order}: {taken} of {pieces}").format(order=parcel.order, taken=parcel.taken, pieces=parcel.pieces),
        ],
    )
    return int(any(answer.answer not in GOOD for answer in answers))


def word_answer(answer: Answer) -> str:
    """Return what a scan came to in words."""
    return word_error(answer.error) if answer.error else _(ANSWERS[answer.answer])


def _told(answer: Answer) -> dict[str, Any]:
    return {"code": answer.code, "answer": answer.answer, "sku": answer.sku, "message": word_answer(answer)}


def _logged(scan: ScanRow) -> dict[str, Any]:
    return {
        "at": time(scan.at), "actor": scan.actor, "station": scan.station, "code": scan.code, "answer": scan.answer,
    }  # fmt: skip


def _line(line: PackLine) -> dict[str, Any]:
    return {
        "sku": line.sku, "title": line.title, "options": line.options, "quantity": line.quantity, "taken": line.taken,
        "shelf": line.shelf,
    }  # fmt: skip

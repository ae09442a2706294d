"""`handover`: packed parcels leave with their courier, on a manifest."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.handover import Waiting
from shopdesk.services import handovers
from shopdesk.services.documents import Refusal
from shopdesk.services.shipments import courier_code
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.waves import word_answer, word_stop


@click.group("handover", help=_("Hand packed parcels over to their courier, on a manifest."))
def handover_command() -> None:
    """Group the verbs of handing over."""


@handover_command.command("list", help=_("List the packed parcels that wait, and the manifests made."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List what waits and what was made."""
    shop = open_the_shop(door)
    waiting, made = handovers.waiting_parcels(shop), handovers.list_handovers(shop)
    couriers = sorted({parcel.courier for parcel in waiting})
    door.answer(
        {
            "waiting": [
                {"courier": courier, "parcels": [_parcel(one) for one in waiting if one.courier == courier]}
                for courier in couriers
            ],
            "made": [_head(row) for row in made],
        },
        lambda: [
            *(_line(parcel) for parcel in waiting),
            *(f"{row.number}  {row.courier}  {row.parcels}  {_word_of(row)}" for row in made),
        ],
    )
    return 0


@handover_command.command("show", help=_("Show a manifest with its parcels."))
@click.argument("number")
@click.pass_obj
def show_command(door: Door, number: str) -> int:
    """Show a manifest."""
    _tell(door, open_the_shop(door), handovers.find_handover(open_the_shop(door), number))
    return 0


@handover_command.command("make", help=_("A courier's packed parcels leave together on one manifest."))
@click.argument("courier")
@click.option("--scan", "codes", multiple=True, metavar="CODE", help=_("A scanned code; may be repeated."))
@click.option("--only-scanned", is_flag=True, help=_("Only the parcels that were scanned."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def make_command(door: Door, courier: str, codes: tuple[str, ...], only_scanned: bool, uuid: str) -> int:
    """Hand over; exit 1 when a scan was not ok or a parcel stayed."""
    shop = open_the_shop(door)
    code = courier_code(shop, courier)
    own = [f"{uuid}/{at}" if uuid else "" for at in range(len(codes))]
    scans = [handovers.scan_parcel(shop, code, one, uuid=each) for one, each in zip(codes, own, strict=True)]
    handed = handovers.hand_over(shop, code, only_scanned=only_scanned, uuid=uuid, job=Progress(_("Parcels:")))
    more = {
        "scans": [_scan(told) for told in scans],
        "refused": _refused(handed.refused),
        "left": [_parcel(parcel) for parcel in handed.left],
    }
    lines = [
        *(f"{told.code}: {word_answer(told.answer)}" for told in scans),
        *(f"  {told.order}: {word_error(told.error)}" for told in handed.refused),
        *(_line(parcel) for parcel in handed.left),
    ]
    _tell(door, shop, handed.handover, more, lines)
    return int(bool(handed.refused) or any(told.answer != "ok" for told in scans))


@handover_command.command("scan", help=_("Tick parcels of a courier without handing them over."))
@click.argument("courier")
@click.argument("codes", nargs=-1, required=True)
@click.pass_obj
def scan_command(door: Door, courier: str, codes: tuple[str, ...]) -> int:
    """Tick parcels."""
    shop = open_the_shop(door)
    code = courier_code(shop, courier)
    scans = [handovers.scan_parcel(shop, code, one) for one in codes]
    missing = [parcel for parcel in handovers.waiting_parcels(shop, code) if not parcel.scanned and not parcel.stop]
    door.answer(
        {"scans": [_scan(told) for told in scans], "missing": [_parcel(parcel) for parcel in missing]},
        lambda: [
            *(f"{told.code}: {word_answer(told.answer)}" for told in scans),
            *(_line(parcel) for parcel in missing),
        ],
    )
    return int(any(told.answer != "ok" for told in scans))


@handover_command.command("undo", help=_("Take a handover back: its parcels wait again, packed."))
@click.argument("number")
@click.pass_obj
def undo_command(door: Door, number: str) -> int:
    """Take a handover back."""
    shop = open_the_shop(door)
    _tell(door, shop, handovers.undo_handover(shop, number))
    return 0


@handover_command.command("print", help=_("Print a manifest, with places for two signatures."))
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The PDF to write."))
@click.pass_obj
def print_command(door: Door, number: str, output: Path) -> int:
    """Print a manifest."""
    pages = handovers.print_manifest(open_the_shop(door), number, output, Progress(_("Parcels:")))
    door.answer({"file": str(output), "pages": pages}, lambda: [str(output)])
    return 0


def _tell(
    door: Door, shop: Shop, row: handovers.HandoverRow, more: dict[str, Any] | None = None,
    lines: list[str] | None = None,
) -> None:  # fmt: skip
    manifest = handovers.manifest_of(shop, row.number)
    rows = [
        {
            "waybill": one.waybill, "orders": list(one.orders), "place": one.place, "pieces": one.pieces,
            "weight_g": one.weight_g,
        }
        for one in manifest.rows
    ]  # fmt: skip
    door.answer(
        _head(row) | {"rows": rows} | (more or {}),
        lambda: [
            f"{row.number} · {manifest.courier} · {row.parcels} · {_word_of(row)}",
            *(f"  {one.waybill or '–'}  {' '.join(one.orders)}  {one.place}" for one in manifest.rows),
            *(lines or ()),
        ],
    )


def _word_of(row: handovers.HandoverRow) -> str:
    return _("Handed over") if row.state == "done" else _("Taken back")


def _head(row: handovers.HandoverRow) -> dict[str, Any]:
    return {
        "number": row.number, "courier": row.courier, "state": row.state, "parcels": row.parcels,
        "made_at": time(row.made_at), "made_by": row.made_by,
        "ended_at": time(row.ended_at) if row.ended_at else None,
    }  # fmt: skip


def _parcel(one: Waiting) -> dict[str, Any]:
    return {
        "orders": list(one.orders), "waybill": one.waybill, "courier": one.courier, "place": one.place,
        "pieces": one.pieces, "weight_g": one.weight_g, "stop": one.stop, "scanned": one.scanned,
        "packed_at": time(one.packed_at) if one.packed_at else None,
    }  # fmt: skip


def _scan(told: handovers.Scanned) -> dict[str, Any]:
    return {
        "code": told.code, "answer": told.answer, "order": told.order, "stop": told.stop,
        "message": word_answer(told.answer),
    }  # fmt: skip


def _refused(refused: tuple[Refusal, ...]) -> list[dict[str, str]]:
    return [{"order": told.order, "code": told.error.code, "message": word_error(told.error)} for told in refused]


def _line(one: Waiting) -> str:
    words = (one.courier or "–", one.waybill or "–", " ".join(one.orders), one.place, word_stop(one.stop))
    return "  ".join(filter(None, words))

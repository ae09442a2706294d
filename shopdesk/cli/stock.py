"""`stock`: how much there is, why, and every movement."""

from pathlib import Path

import click

from shopdesk.cli import shapes, stock_analysis, stock_rooms
from shopdesk.cli.door import Door
from shopdesk.cli.stock_counts import counts_command
from shopdesk.domain.stock import REASONS, StockLevel
from shopdesk.paths import shop_folder
from shopdesk.services import stock
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_problem
from shopdesk.words.states import word_reason


@click.group("stock", help=_("See, explain, move, count and audit stock."))
def stock_command() -> None:
    """Group the verbs of stock."""


def _shop(door: Door) -> Shop:
    return open_shop(shop_folder(door.shop_folder))


def _levels(door: Door, levels: list[StockLevel]) -> int:
    door.answer_table(
        [shapes.stock(level) for level in levels],
        [_("SKU"), _("Title"), _("On hand"), _("Reserved"), _("Available"), _("Safety line")],
        lambda: [(lv.sku, lv.title, lv.on_hand, lv.reserved, lv.available, lv.safety) for lv in levels],
    )
    return 0


@stock_command.command("list", help=_("List the stock of every SKU."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the stock of every SKU."""
    return _levels(door, stock.list_stock(_shop(door)))


@stock_command.command("low", help=_("List the SKUs below their safety line."))
@click.pass_obj
def low_command(door: Door) -> int:
    """List the SKUs below their safety line."""
    return _levels(door, stock.low_stock(_shop(door)))


@stock_command.command("show", help=_("Explain one SKU's quantity row by row."))
@click.argument("sku")
@click.pass_obj
def show_command(door: Door, sku: str) -> int:
    """Explain one SKU's quantity."""
    _explain(door, stock.show_stock(_shop(door), sku))
    return 0


def _explain(door: Door, proof: stock.Proof) -> None:
    level = proof.level
    movements = [
        {
            "id": m.id,
            "at": shapes.time(m.at),
            "quantity": m.quantity,
            "reason": m.reason,
            "location": m.location,
            "reference": m.reference,
        }
        for m in proof.movements
    ]
    reservations = [{"order": r.order, "quantity": r.quantity} for r in proof.reservations]
    door.answer(
        shapes.stock(level) | {"movements": movements, "reservations": reservations},
        lambda: [
            f"{level.sku}  {level.title}",
            _("{available} available: {serving} where orders are served − {reserved} reserved").format(
                available=level.available, serving=level.available + level.reserved, reserved=level.reserved
            ),
            *(f"  {place}: {count}" for place, count in level.locations.items()),
            *(
                f"  {shapes.time(m.at)}  {m.quantity:+d}  {word_reason(m.reason)}  {m.location}  {m.reference}"
                for m in proof.movements
            ),
            *(_("  {order} holds {quantity}").format(order=r.order, quantity=r.quantity) for r in proof.reservations),
        ],
    )


@stock_command.command(
    "move", context_settings={"ignore_unknown_options": True}, help=_("Add a movement; QTY is signed: -5 takes out.")
)
@click.argument("sku")
@click.argument("qty", type=int)
@click.option("--reason", required=True, type=click.Choice(REASONS), help=_("Why the goods move."))
@click.option("--location", default="", help=_("Where; default is the shop's setting stock.location."))
@click.option("--reference", default="", help=_("The document it comes from."))
@click.option("--uuid", default="", help=_("The movement's identity: the same one twice moves once."))
@click.pass_obj
def move_command(door: Door, sku: str, qty: int, reason: str, location: str, reference: str, uuid: str) -> int:
    """Add a movement."""
    shop = _shop(door)
    stock.move_stock(shop, sku, qty, reason=reason, location=location, reference=reference, uuid=uuid)
    _explain(door, stock.show_stock(shop, sku))
    return 0


@stock_command.command("shelf", help=_("Set a SKU's safety line and where it lies."))
@click.argument("sku")
@click.option(
    "--safety", type=click.IntRange(min=0), default=None, help=_("Below this many available it counts as low.")
)
@click.option("--bin", "place", default=None, help=_("The shelf or bin, such as A-03-1."))
@click.pass_obj
def shelf_command(door: Door, sku: str, safety: int | None, place: str | None) -> int:
    """Set where a SKU lies and its safety line."""
    shop = _shop(door)
    stock.set_shelf(shop, sku, safety=safety, place=place)
    _explain(door, stock.show_stock(shop, sku))
    return 0


@stock_command.command("count", help=_("Post a count sheet: csv with sku,quantity[,location]."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def count_command(door: Door, file: Path) -> int:
    """Post a count sheet."""
    counted, problems = stock.count_stock(_shop(door), file)
    door.answer_table(
        {
            "counted": [
                {"sku": c.sku, "location": c.location, "before": c.before, "counted": c.counted} for c in counted
            ],
            "rejected": [
                {"row": p.row, "code": p.code, "message": word_problem(p), "value": p.value} for p in problems
            ],
        },
        [_("SKU"), _("Location"), _("Before"), _("Counted")],
        lambda: [(c.sku, c.location, c.before, c.counted) for c in counted],
    )
    for problem in problems:
        door.tell(_("row {row}").format(row=problem.row) + ": " + word_problem(problem))
    return int(bool(problems))


@stock_command.command("audit", help=_("Re-derive every number from its movements."))
@click.pass_obj
def audit_command(door: Door) -> int:
    """Re-derive every number."""
    audit = stock.audit_stock(_shop(door))
    differences = [{"sku": d.sku, "location": d.location, "kept": d.kept, "summed": d.summed} for d in audit.drifts]
    stray = [{"order": order, "sku": sku} for order, sku in audit.stray]
    door.answer(
        {"ok": audit.ok, "checked": audit.checked, "differences": differences, "stray_reservations": stray},
        lambda: [
            ngettext("{count} SKU checked.", "{count} SKUs checked.", audit.checked).format(count=audit.checked),
            *(f"{d.sku} {d.location}: {d.kept} ≠ {d.summed}" for d in audit.drifts),
            *(f"{order} {sku}" for order, sku in audit.stray),
        ],
    )
    return int(not audit.ok)


for _command in (*stock_rooms.COMMANDS, *stock_analysis.COMMANDS, counts_command):
    stock_command.add_command(_command)

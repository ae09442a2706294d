"""`purchases` and `lots`: goods ordered, received in parts, and traced from a complaint to everybody concerned."""

from datetime import date, datetime
from pathlib import Path

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop, read_goods
from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import STATES, Purchase
from shopdesk.services import purchases, traceability
from shopdesk.services.purchase_papers import write_purchase
from shopdesk.services.purchase_table import suggested_rows
from shopdesk.services.purchases import Receipt
from shopdesk.services.settings import get_setting
from shopdesk.words import _
from shopdesk.words.states import word_state

DAY = click.DateTime(["%Y-%m-%d"])


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


@click.group("purchases", help=_("Purchase orders: drafted, ordered, received in parts, taken back."))
def purchases_command() -> None:
    """Group the verbs of purchase orders."""


@purchases_command.command("list", help=_("List the purchase orders, the newest first."))
@click.option("--state", type=click.Choice(STATES), multiple=True, help=_("Only in this state."))
@click.pass_obj
def list_command(door: Door, state: tuple[str, ...]) -> int:
    """List purchase orders."""
    found = purchases.list_purchases(open_the_shop(door), state)
    door.answer_table(
        [_shape(told) for told in found],
        [_("Number"), _("Supplier"), _("State"), _("Lines"), _("Sum")],
        lambda: [
            (p.number, p.supplier.name, word_state(p.state), len(p.lines), format_amount(p.total, p.supplier.currency))
            for p in found
        ],
    )
    return 0


@purchases_command.command("show", help=_("Show one purchase order."))
@click.argument("number")
@click.pass_obj
def show_command(door: Door, number: str) -> int:
    """Show a purchase order."""
    return _tell(door, purchases.show_purchase(open_the_shop(door), number))


@purchases_command.command("draft", help=_("Draft a purchase order: SKU=QTY …"))
@click.argument("supplier")
@click.argument("goods", nargs=-1, required=True)
@click.option("--note", default="", help=_("A note to the supplier."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def draft_command(door: Door, supplier: str, goods: tuple[str, ...], note: str, uuid: str) -> int:
    """Draft a purchase order."""
    made = purchases.draft_purchase(open_the_shop(door), supplier, read_goods(goods), note=note, uuid=uuid)
    return _tell(door, made)


@purchases_command.command("change", help=_("Change lines of a draft: SKU=QTY …; 0 takes a line out."))
@click.argument("number")
@click.argument("goods", nargs=-1)
@click.option("--price", "prices", multiple=True, help=_("A price: SKU=PRICE; can be told again."))
@click.option("--note", default=None, help=_("A note to the supplier."))
@click.pass_obj
def change_command(door: Door, number: str, goods: tuple[str, ...], prices: tuple[str, ...], note: str | None) -> int:
    """Change a draft; what is not named stays."""
    shop = open_the_shop(door)
    before = purchases.show_purchase(shop, number)
    lines = {line.sku: line.quantity for line in before.lines} | read_goods(goods)
    asked = {line.sku: line.price for line in before.lines}
    for pair in prices:
        sku, _sign, amount = pair.rpartition("=")
        if sku not in lines:
            raise ShopError("purchase-line-unknown", purchase=before.number, sku=sku or pair)
        asked[sku] = parse_amount(amount, before.supplier.currency)
    left = {sku: pieces for sku, pieces in lines.items() if pieces}
    return _tell(door, purchases.change_purchase(shop, number, left, asked, note=note))


@purchases_command.command("suggest", help=_("List what should be bought, the most lacking first."))
@click.option("--draft", is_flag=True, help=_("Draft one purchase order for each supplier."))
@click.pass_obj
def suggest_command(door: Door, draft: bool) -> int:
    """List suggestions, or draft them."""
    shop = open_the_shop(door)
    rows = suggested_rows(shop)
    drafts, unsold = purchases.draft_orders(shop, {row.sku: row.suggested for row in rows}) if draft else ([], [])
    told: dict[str, object] = {
        "suggestions": [
            {
                "sku": row.sku, "title": row.title, "available": row.available, "safety": row.safety,
                "on_order": row.on_order, "drafted": row.drafted, "suggested": row.suggested,
                "supplier": row.supplier or None, "price": shapes.money(row.price, row.currency),
            }
            for row in rows
        ],
        "drafts": [_shape(purchase) for purchase in drafts],
        "unsold": unsold,
    }  # fmt: skip
    door.answer_table(
        told,
        [_("SKU"), _("Available"), _("Safety"), _("To order"), _("Supplier")],
        lambda: [(row.sku, row.available, row.safety, row.suggested, row.supplier_name) for row in rows],
    )
    return 0


@purchases_command.command("order", help=_("Note that a draft was sent to the supplier."))
@click.argument("number")
@click.option("--expected", type=DAY, default=None, help=_("When the goods should come, such as 2026-12-24."))
@click.pass_obj
def order_command(door: Door, number: str, expected: datetime | None) -> int:
    """Order a draft."""
    return _tell(door, purchases.order_purchase(open_the_shop(door), number, expected_on=_day(expected)))


@purchases_command.command("receive", help=_("Book what has come: SKU=QTY …; without goods all that is outstanding."))
@click.argument("number")
@click.argument("goods", nargs=-1)
@click.option("--lot", default="", help=_("The batch's code."))
@click.option("--expires", type=DAY, default=None, help=_("Until when it keeps."))
@click.option("--cost", default="", help=_("What a piece cost, where it was another price."))
@click.option("--location", default="", help=_("Where; default is the shop's setting stock.location."))
@click.option("--uuid", default="", help=_("The receipt's identity: the same one twice receives once."))
@click.pass_obj
def receive_command(
    door: Door, number: str, goods: tuple[str, ...], lot: str, expires: datetime | None, cost: str, location: str,
    uuid: str,
) -> int:  # fmt: skip
    """Receive goods."""
    shop = open_the_shop(door)
    told = read_goods(goods) or {
        line.sku: line.outstanding for line in purchases.show_purchase(shop, number).lines if line.outstanding
    }
    paid = parse_amount(cost, str(get_setting(shop, "shop.currency"))) if cost else None
    receipts = [Receipt(sku, pieces, lot, _day(expires), paid) for sku, pieces in told.items()]
    return _tell(door, purchases.receive_purchase(shop, number, receipts, location=location, uuid=uuid))


@purchases_command.command("take-back", help=_("Take all receipts of a purchase order back."))
@click.argument("number")
@click.pass_obj
def take_back_command(door: Door, number: str) -> int:
    """Take receipts back."""
    return _tell(door, purchases.take_receipts_back(open_the_shop(door), number))


@purchases_command.command("cancel", help=_("Cancel a purchase order that has not come."))
@click.argument("number")
@click.pass_obj
def cancel_command(door: Door, number: str) -> int:
    """Cancel a purchase order."""
    return _tell(door, purchases.set_purchase_state(open_the_shop(door), number, "cancelled"))


@purchases_command.command("print", help=_("Write a purchase order as PDF, xlsx or csv."))
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The file to write."))
@click.pass_obj
def print_command(door: Door, number: str, output: Path) -> int:
    """Write a purchase order."""
    count = write_purchase(open_the_shop(door), number, output)
    door.answer({"number": number, "file": str(output), "pages": count}, lambda: [str(output)])
    return 0


def _shape(told: Purchase) -> dict[str, object]:
    money = told.supplier.currency
    return {
        "number": told.number,
        "supplier": told.supplier.code,
        "state": told.state,
        "ordered_at": shapes.time(told.ordered_at),
        "expected_on": told.expected_on.isoformat() if told.expected_on else None,
        "total": shapes.money(told.total, money),
        "note": told.note,
        "lines": [
            {
                "sku": line.sku, "title": line.title, "code": line.code or None, "quantity": line.quantity,
                "price": shapes.money(line.price, money), "received": line.received, "outstanding": line.outstanding,
            }
            for line in told.lines
        ],
    }  # fmt: skip


def _tell(door: Door, told: Purchase) -> int:
    door.answer_table(
        _shape(told),
        [told.number, _("Quantity"), _("Received"), _("Price")],
        lambda: [
            (line.sku, line.quantity, line.received, format_amount(line.price, told.supplier.currency))
            for line in told.lines
        ],
    )
    return 0


@click.group("lots", help=_("Batches of goods: where they came from and where they went."))
def lots_command() -> None:
    """Group the verbs of batches."""


@lots_command.command("list", help=_("List the batches of a SKU, the newest first."))
@click.argument("sku")
@click.pass_obj
def lots_list_command(door: Door, sku: str) -> int:
    """List batches."""
    return _tell_lots(door, traceability.list_lots(open_the_shop(door), sku))


@lots_command.command("expiring", help=_("List the batches that keep no longer than this many days."))
@click.option("--days", type=click.IntRange(min=0), default=60, help=_("How many days; 60 unless said otherwise."))
@click.pass_obj
def expiring_command(door: Door, days: int) -> int:
    """List what expires."""
    return _tell_lots(door, traceability.expiring_lots(open_the_shop(door), days))


@lots_command.command("trace", help=_("From a batch, or from a complaint's order, to everybody who bought of it."))
@click.option("--lot", default="", help=_("The batch's code."))
@click.option("--order", default="", help=_("The number of the order complained of."))
@click.pass_obj
def trace_command(door: Door, lot: str, order: str) -> int:
    """Trace a batch."""
    if bool(lot) == bool(order):
        raise click.UsageError(_("Name a batch with --lot or an order with --order."))
    shop = open_the_shop(door)
    stories = traceability.trace_lot(shop, lot) if lot else traceability.trace_order(shop, order)
    door.answer_table(
        [
            _lot_shape(story.lot)
            | {
                "buyers": [
                    {
                        "order": buyer.order, "buyer": mask_name(buyer.buyer), "phone": mask_phone(buyer.phone),
                        "pieces": buyer.pieces, "shipped_at": shapes.time(buyer.shipped_at),
                    }
                    for buyer in story.buyers
                ]
            }
            for story in stories
        ],
        [_("SKU"), _("Batch"), _("Supplier"), _("Order"), _("Buyer"), _("Pieces")],
        lambda: [
            (story.lot.sku, story.lot.code, story.lot.supplier, buyer.order, mask_name(buyer.buyer), buyer.pieces)
            for story in stories
            for buyer in story.buyers
        ],
    )  # fmt: skip
    return 0


def _lot_shape(lot: traceability.Lot) -> dict[str, object]:
    return {
        "sku": lot.sku, "lot": lot.code, "supplier": lot.supplier or None, "received_at": shapes.time(lot.received_at),
        "expires_on": lot.expires_on.isoformat() if lot.expires_on else None, "came": lot.came, "lying": lot.lying,
    }  # fmt: skip


def _tell_lots(door: Door, lots: list[traceability.Lot]) -> int:
    door.answer_table(
        [_lot_shape(lot) for lot in lots],
        [_("SKU"), _("Batch"), _("Supplier"), _("Keeps until"), _("Came"), _("On hand")],
        lambda: [(lot.sku, lot.code, lot.supplier, lot.expires_on or "", lot.came, lot.lying) for lot in lots],
    )
    return 0

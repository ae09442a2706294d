"""`payments`: what came for each order, by which method, what it costs and when it is in the account."""

from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.payments import Payment
from shopdesk.domain.return_clocks import local_day
from shopdesk.services import payments
from shopdesk.services.payments import VIEWS
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.payments import word_line_kind, word_payment_state


@click.group("payments", help=_("Payments of orders: method, fee, settlement day, refunds."))
def payments_command() -> None:
    """Group the verbs of payments."""


@payments_command.command("list", help=_("List payments; those of paid orders are there without being told."))
@click.option("--view", type=click.Choice(list(VIEWS)), default="all", help=_("Only the payments of this view."))
@click.option("--search", default="", help=_("Only those that hold this text."))
@click.option("--limit", type=click.IntRange(min=1), default=None, help=_("At most this many."))
@click.pass_obj
def list_command(door: Door, view: str, search: str, limit: int | None) -> int:
    """List payments."""
    shop = open_the_shop(door)
    payments.derive_payments(shop)
    return _tell(door, shop, payments.list_payments(shop, view, search=search, limit=limit))


@payments_command.command("show", help=_("Show the payments of an order."))
@click.argument("order")
@click.option("--sale", is_flag=True, help=_("The number is that of a sale at the stall."))
@click.pass_obj
def show_command(door: Door, order: str, sale: bool) -> int:
    """Show the payments of an order."""
    shop = open_the_shop(door)
    payments.derive_payments(shop)
    return _tell(door, shop, payments.payments_of(shop, order, sale=sale))


@payments_command.command("take", help=_("Note that money came for an order."))
@click.argument("order")
@click.argument("amount")
@click.option("--method", required=True, help=_("alipay, wechat, unionpay, card, bank, platform, cash."))
@click.option("--reference", default="", help=_("The trade number."))
@click.option("--sale", is_flag=True, help=_("The number is that of a sale at the stall."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def take_command(door: Door, order: str, amount: str, method: str, reference: str, sale: bool, uuid: str) -> int:
    """Take a payment."""
    shop = open_the_shop(door)
    taken = payments.take(shop, order, method, parse_amount(amount), reference=reference, sale=sale, uuid=uuid)
    return _tell(door, shop, [taken])


@payments_command.command("refund", help=_("Note that money went back by the way it came; all of it without amount."))
@click.argument("order")
@click.argument("amount", default="")
@click.option("--method", default="", help=_("Back by this method instead of the way it came."))
@click.option("--reference", default="", help=_("The trade number."))
@click.option("--sale", is_flag=True, help=_("The number is that of a sale at the stall."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def refund_command(door: Door, order: str, amount: str, method: str, reference: str, sale: bool, uuid: str) -> int:
    """Pay back."""
    shop = open_the_shop(door)
    told = parse_amount(amount) if amount else None
    return _tell(
        door, shop, payments.refund(shop, order, told, reference=reference, sale=sale, method=method, uuid=uuid)
    )


@payments_command.command("undo", help=_("Take a payment or a refund back."))
@click.argument("payment")
@click.pass_obj
def undo_command(door: Door, payment: str) -> int:
    """Take a payment back."""
    shop = open_the_shop(door)
    return _tell(door, shop, [payments.undo_payment(shop, payment)])


def payment_shape(shop: Shop, told: Payment) -> dict[str, Any]:
    """Return a payment as JSON tells it."""
    return {
        "uuid": told.uuid, "order": told.order or None, "sale": told.sale or None, "kind": told.kind,
        "method": told.method, "amount": shapes.money(told.amount, told.currency),
        "fee": shapes.money(told.fee if told.settled_fee is None else told.settled_fee, told.currency),
        "net": shapes.money(told.net, told.currency), "at": shapes.time(told.at),
        "expected": told.expected.isoformat(), "state": told.state(local_day(shop.now())),
        "settled": shapes.money(told.settled, told.currency), "reference": told.reference or None,
        "derived": told.derived,
    }  # fmt: skip


def _tell(door: Door, shop: Shop, told: list[Payment]) -> int:
    today = local_day(shop.now())
    door.answer_table(
        [payment_shape(shop, one) for one in told],
        [_("Order"), _("Kind"), _("Paid by"), _("Amount"), _("Fee"), _("Net"), _("Awaited on"), _("State"), "uuid"],
        lambda: [
            (
                one.order or one.sale, word_line_kind(one.kind), one.method, format_amount(one.amount, one.currency),
                format_amount(one.fee, one.currency), format_amount(one.net, one.currency), one.expected.isoformat(),
                word_payment_state(one.state(today)), one.uuid,
            )
            for one in told
        ],
    )  # fmt: skip
    return 0

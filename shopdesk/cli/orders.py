"""`orders`: found, added, confirmed, held, cancelled, shipped."""

from collections.abc import Callable
from operator import attrgetter

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.order_edits import COMMANDS
from shopdesk.cli.outcomes import answer_outcomes
from shopdesk.domain.channels import HAND_CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.orders import Order
from shopdesk.paths import shop_folder
from shopdesk.services import orders, shipments
from shopdesk.services.addresses import receiver_by_hand
from shopdesk.services.order_edits import release_due
from shopdesk.services.orders import Outcome
from shopdesk.services.search import catch_up, is_behind
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop, open_shop
from shopdesk.services.tracking import deliver_order
from shopdesk.services.waybills import odd_numbers
from shopdesk.words import _
from shopdesk.words.couriers import warn_odd
from shopdesk.words.states import word_event, word_state


@click.group("orders", help=_("Find, add, confirm, hold, cancel and ship orders."))
def orders_command() -> None:
    """Group the verbs of orders."""


def _shop(door: Door) -> Shop:
    shop = open_shop(shop_folder(door.shop_folder))
    release_due(shop)
    return shop


@orders_command.command("list", help=_("List orders, newest first."))
@click.option("--view", default="all", help=_("One of: {views}").format(views=", ".join(orders.VIEWS)))
@click.option("--search", default="", help=_("Text in number, name, telephone or title; pinyin too."))
@click.option("--limit", type=click.IntRange(min=1), default=None, help=_("At most this many."))
@click.pass_obj
def list_command(door: Door, view: str, search: str, limit: int | None) -> int:
    """List orders."""
    shop = _shop(door)
    if search and is_behind(shop):
        catch_up(shop)
    found = orders.list_orders(shop, view=view, search=search, limit=limit)
    door.answer_table(
        [shapes.order(order) for order in found],
        [_("Order"), _("Channel"), _("Status"), _("Receiver"), _("Goods"), _("Total"), _("Flags")],
        lambda: [
            (
                order.number,
                order.channel,
                word_state(order.badge),
                order.receiver.name,
                ", ".join(f"{line.title} ×{line.quantity}" for line in order.lines),
                format_amount(order.total, order.currency),
                ", ".join(map(word_state, sorted(order.flags))),
            )
            for order in found
        ],
    )
    return 0


@orders_command.command("show", help=_("Show one order with its timeline."))
@click.argument("order")
@click.pass_obj
def show_command(door: Door, order: str) -> int:
    """Show one order."""
    shop = _shop(door)
    found, entries = orders.show_order(shop, order), orders.order_timeline(shop, order)
    timeline = [
        {"at": shapes.time(entry.at), "kind": entry.kind, "actor": entry.actor, "details": dict(entry.details)}
        for entry in entries
    ]
    to = found.receiver
    door.answer(
        shapes.order(found) | {"timeline": timeline},
        lambda: [
            f"{found.number}  {found.channel} {found.channel_order_no}  {_states(found)}",
            f"{to.name}  {to.phone}  {to.region}{to.street}  {to.postcode}",
            *(f"  {line.sku}  {line.title}  {line.options}  ×{line.quantity}" for line in found.lines),
            *(f"  {shapes.time(entry.at)}  {word_event(entry.kind)}  {entry.actor}" for entry in entries),
        ],
    )
    return 0


def _states(order: Order) -> str:
    return ", ".join(map(word_state, (order.badge, *sorted(order.flags))))


@orders_command.command("add", help=_("Write an order taken by telephone or chat."))
@click.option("--line", "lines", multiple=True, required=True, metavar="SKU=QTY", help=_("One line; may be repeated."))
@click.option("--price", "prices", multiple=True, metavar="SKU=PRICE", help=_("Another price than the listing's."))
@click.option("--name", required=True, help=_("The receiver's name."))
@click.option("--phone", default="", help=_("The receiver's telephone."))
@click.option("--address", default="", help=_("The receiver's address; it is taken apart."))
@click.option("--channel", type=click.Choice(HAND_CHANNELS), default="manual", help=_("How the order came in."))
@click.option("--shipping", default="0", metavar="AMOUNT", help=_("The freight that the buyer pays."))
@click.option("--discount", default="0", metavar="AMOUNT", help=_("What is taken off."))
@click.option("--paid", is_flag=True, help=_("The buyer has paid."))
@click.option("--note", default="", help=_("The buyer's note."))
@click.option("--uuid", default="", help=_("The order's identity: the same one twice adds once."))
@click.pass_obj
def add_command(
    door: Door,
    lines: tuple[str, ...],
    prices: tuple[str, ...],
    name: str,
    phone: str,
    address: str,
    channel: str,
    shipping: str,
    discount: str,
    paid: bool,
    note: str,
    uuid: str,
) -> int:
    """Write an order by hand."""
    shop = _shop(door)
    currency = str(get_setting(shop, "shop.currency"))
    order = orders.add_order(
        shop,
        [_line(line) for line in lines],
        receiver_by_hand(name, phone, address),
        paid=paid,
        channel=channel,
        note=note,
        uuid=uuid,
        prices={sku: parse_amount(price, currency) for sku, price in map(_agreed, prices)},
        shipping=parse_amount(shipping, currency),
        discount=parse_amount(discount, currency),
    )
    door.answer(shapes.order(order), lambda: [order.number])
    return 0


def _agreed(text: str) -> tuple[str, str]:
    sku, _equals, price = text.rpartition("=")
    if not sku:
        raise ShopError("line-unreadable", value=text)
    return sku.strip(), price


def _line(text: str) -> tuple[str, int]:
    sku, _equals, quantity = text.rpartition("=")
    if not sku or not (quantity.isascii() and quantity.isdigit()):
        raise ShopError("line-unreadable", value=text)
    return sku.strip(), int(quantity)


def _short(outcome: Outcome) -> ShopError | None:
    """A short order is no refusal of the service, but not what was asked for either."""
    order = outcome.order
    if outcome.error or order is None or "short" not in order.flags or order.fulfilment != "new":
        return outcome.error
    return ShopError("order-short", order=order.number)


def _verb(
    name: str,
    text: str,
    act: Callable[[Shop, int], None],
    refusal_of: Callable[[Outcome], ShopError | None] = attrgetter("error"),
) -> None:
    """Add a verb that takes many orders."""

    @orders_command.command(name, help=text)
    @click.argument("ids", nargs=-1, required=True)
    @click.pass_obj
    def command(door: Door, ids: tuple[str, ...]) -> int:
        return answer_outcomes(door, orders.each_order(_shop(door), ids, act), refusal_of)


_verb("confirm", _("Confirm orders: reserve whole orders or nothing."), orders.confirm_order, _short)
_verb("release", _("Let held orders go on."), orders.release_order)
_verb("cancel", _("Cancel orders whose goods are still here."), orders.cancel_order)
_verb("pick", _("Note that the goods are being fetched."), orders.pick_order)
_verb("pack", _("Note that the parcels are packed."), orders.pack_order)
_verb("deliver", _("Note that the buyers have their parcels."), deliver_order)


@orders_command.command("ship", help=_("Send orders off: their goods leave the stock."))
@click.argument("ids", nargs=-1, required=True)
@click.option("--courier", default="", help=_("The courier's code or name."))
@click.option("--waybill", default="", help=_("The waybill number; a pool gives the next one."))
@click.option("--allow-short", is_flag=True, help=_("Send what there is of a short order."))
@click.pass_obj
def ship_command(door: Door, ids: tuple[str, ...], courier: str, waybill: str, allow_short: bool) -> int:
    """Send orders off."""
    shop = _shop(door)
    outcomes = shipments.ship_orders(shop, ids, courier=courier, waybill=waybill, allow_short=allow_short)
    for order in (outcome.order for outcome in outcomes if waybill and outcome.order and not outcome.error):
        if odd_numbers(shop, order.courier, [order.waybill]):
            door.tell(warn_odd(order.courier, [order.waybill]))
    return answer_outcomes(door, outcomes)


@orders_command.command("unship", help=_("Take shipments back: goods on the shelf, reserved again."))
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def unship_command(door: Door, ids: tuple[str, ...]) -> int:
    """Take shipments back."""
    return answer_outcomes(door, shipments.unship_orders(_shop(door), ids))


for each in COMMANDS:
    orders_command.add_command(each)

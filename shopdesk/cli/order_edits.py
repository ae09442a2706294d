"""`orders merge`, `split`, `hold`, `pay`, `note`, `receiver`: what a person decides about single orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.outcomes import answer_outcomes
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.services import order_edits, order_groups, order_parts, orders
from shopdesk.services.addresses import receiver_by_hand
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.states import word_state


def _tell(door: Door, told: Sequence[Order]) -> int:
    door.answer([shapes.order(order) for order in told], lambda: [f"{o.number}: {word_state(o.badge)}" for o in told])
    return 0


def _now(shop: Shop, numbers: Sequence[str]) -> list[Order]:
    return [orders.show_order(shop, number) for number in numbers]


@click.command("merge", help=_("Let orders of one receiver go in one parcel; --undo takes orders out of theirs."))
@click.argument("ids", nargs=-1)
@click.option("--undo", is_flag=True, help=_("Take these orders out of their common parcel."))
@click.pass_obj
def merge_command(door: Door, ids: tuple[str, ...], undo: bool) -> int:
    """Merge orders; without any, list what could go together."""
    shop = open_the_shop(door)
    if not ids:
        found = order_groups.suggest_merges(shop)
        door.answer(
            [[shapes.order(order) for order in group] for group in found],
            lambda: [", ".join(order.number for order in group) for group in found],
        )
        return 0
    merged = order_groups.unmerge_orders(shop, ids) if undo else order_groups.merge_orders(shop, ids)
    return _tell(door, _now(shop, merged.numbers))


@click.command("split", help=_("Split pieces off an order into a parcel of their own."))
@click.argument("order")
@click.option("--line", "lines", multiple=True, metavar="SKU=QTY", help=_("Pieces that go apart; may be repeated."))
@click.option("--by-stock", is_flag=True, help=_("Split off what is not in stock, so that the rest can go now."))
@click.option("--undo", is_flag=True, help=_("Join a part with the order it was split off from."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def split_command(door: Door, order: str, lines: tuple[str, ...], by_stock: bool, undo: bool, uuid: str) -> int:
    """Split an order, or join its part again."""
    if bool(lines) + by_stock + undo != 1:
        raise click.UsageError(_("Say what to split off with --line, or --by-stock, or join with --undo."))
    shop = open_the_shop(door)
    if undo:
        return _tell(door, [order_parts.unsplit_order(shop, order)])
    if by_stock:
        part = order_parts.split_by_stock(shop, order)
    else:
        part = order_parts.split_order(shop, order, [_line(line) for line in lines], uuid=uuid)
    return _tell(door, _now(shop, [part.split_from, part.number]))


def _line(text: str) -> tuple[str, int]:
    sku, _equals, quantity = text.rpartition("=")
    if not sku or not quantity.isdecimal():
        raise ShopError("line-unreadable", value=text)
    return sku, int(quantity)


@click.command("hold", help=_("Put orders on hold, until you release them or until a time."))
@click.argument("ids", nargs=-1, required=True)
@click.option("--until", default="", metavar="TIME", help=_("Until when: 2026-11-30, 2026-11-30T09:00, or 36h, 3d."))
@click.option("--reason", default="", help=_("Why, for whoever looks at it."))
@click.pass_obj
def hold_command(door: Door, ids: tuple[str, ...], until: str, reason: str) -> int:
    """Hold orders."""
    shop = open_the_shop(door)
    moment = read_moment(until, shop.now()) if until else None

    def hold(shop: Shop, row: int) -> None:
        order_edits.hold_until(shop, orders.order_number(row), until=moment, reason=reason)

    return answer_outcomes(door, orders.each_order(shop, ids, hold))


def read_moment(text: str, now: datetime) -> datetime:
    """Return a moment from an ISO date or time, local where it names no zone, or from a span such as 36h or 3d.

    Raises ShopError("hold-time").
    """
    try:
        if text[-1:] in "hd" and text[:-1].isdecimal():
            return now + timedelta(hours=int(text[:-1]) * (24 if text.endswith("d") else 1))
        told = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ShopError("hold-time", value=text) from None
    return told.astimezone(UTC)


@click.command("pay", help=_("Note that an order was paid by hand."))
@click.argument("order")
@click.option("--method", default="", help=_("How: cash, transfer, WeChat …"))
@click.pass_obj
def pay_command(door: Door, order: str, method: str) -> int:
    """Note a payment."""
    shop = open_the_shop(door)
    return _tell(door, _now(shop, [order_edits.pay_order(shop, order, method=method).number]))


@click.command("note", help=_("Write the shop's own note on an order."))
@click.argument("order")
@click.argument("text")
@click.pass_obj
def note_command(door: Door, order: str, text: str) -> int:
    """Write a note."""
    shop = open_the_shop(door)
    return _tell(door, _now(shop, [order_edits.note_order(shop, order, text).number]))


@click.command("receiver", help=_("Give an order another receiver before its parcel goes."))
@click.argument("order")
@click.option("--name", default=None, help=_("The receiver's name."))
@click.option("--phone", default=None, help=_("The receiver's telephone."))
@click.option("--address", default=None, help=_("The receiver's address."))
@click.pass_obj
def receiver_command(door: Door, order: str, name: str | None, phone: str | None, address: str | None) -> int:
    """Change the receiver."""
    if name is None and phone is None and address is None:
        raise click.UsageError(_("Say what is new: --name, --phone or --address."))
    shop = open_the_shop(door)
    to = orders.show_order(shop, order).receiver
    if address is not None:
        to = receiver_by_hand(to.name, to.phone, address)
    to = replace(to, name=to.name if name is None else name, phone=to.phone if phone is None else phone)
    return _tell(door, _now(shop, [order_edits.change_receiver(shop, order, to).number]))


@click.command("clear", help=_("Note that orders that looked odd were looked at and are all right."))
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def clear_command(door: Door, ids: tuple[str, ...]) -> int:
    """Clear suspicions."""
    shop = open_the_shop(door)
    return _tell(door, _now(shop, [order_edits.clear_suspicion(shop, text).number for text in ids]))


COMMANDS = (
    merge_command, split_command, hold_command, pay_command, note_command, receiver_command, clear_command,
)  # fmt: skip

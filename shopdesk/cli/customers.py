"""`customers`: who buys, what was written about them, who is one person, who is blocked."""

from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.customers import LEVELS, VIEWS, Customer
from shopdesk.domain.money import format_amount
from shopdesk.services import customers
from shopdesk.services.shop import Shop
from shopdesk.words import _


@click.group("customers", help=_("Customers: made from the orders, with notes, tags, levels and the block list."))
def customers_command() -> None:
    """Group the verbs of customers."""


@customers_command.command("list", help=_("List the customers, who bought last first."))
@click.option("--view", type=click.Choice(VIEWS), default="all", help=_("Only these."))
@click.option("--search", default="", help=_("Part of name, telephone or buyer, or pinyin."))
@click.option("--limit", type=click.IntRange(min=0), default=None, help=_("At most so many."))
@click.pass_obj
def list_command(door: Door, view: str, search: str, limit: int | None) -> int:
    """List the customers."""
    shop = open_the_shop(door)
    customers.catch_up(shop)
    told = customers.list_customers(shop, view=view, search=search, limit=limit)
    door.answer_table(
        [_shape(one) for one in told],
        [_("Customer"), _("Name"), _("Telephone"), _("Orders"), _("Total")],
        lambda: [(one.number, one.name, one.phone, one.orders, _totals(one)) for one in told],
    )
    return 0


@customers_command.command("show", help=_("Show a customer with the orders."))
@click.argument("customer")
@click.pass_obj
def show_command(door: Door, customer: str) -> int:
    """Show a customer."""
    shop = open_the_shop(door)
    customers.catch_up(shop)
    return _tell(door, shop, customers.customer_row(shop, customer))


@customers_command.command("note", help=_("Write a note about a customer; an empty one takes it away."))
@click.argument("customer")
@click.argument("text")
@click.pass_obj
def note_command(door: Door, customer: str, text: str) -> int:
    """Write a note."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    customers.write_customer(shop, row, note=text)
    return _tell(door, shop, row)


@customers_command.command("tag", help=_("Tag a customer."))
@click.argument("customer")
@click.argument("tags", nargs=-1)
@click.option("--remove", multiple=True, metavar="TAG", help=_("Take this tag away."))
@click.pass_obj
def tag_command(door: Door, customer: str, tags: tuple[str, ...], remove: tuple[str, ...]) -> int:
    """Tag a customer."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    known = [tag for tag in customers.read_customer(shop, row).tags if tag not in remove]
    customers.write_customer(shop, row, tags=[*known, *tags])
    return _tell(door, shop, row)


@customers_command.command("level", help=_("Say what a customer is to the shop."))
@click.argument("customer")
@click.argument("level", type=click.Choice([level or "none" for level in LEVELS]))
@click.pass_obj
def level_command(door: Door, customer: str, level: str) -> int:
    """Give a customer a level."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    customers.write_customer(shop, row, level="" if level == "none" else level)
    return _tell(door, shop, row)


@customers_command.command("block", help=_("Block a customer: the orders are marked as suspicious, none is held back."))
@click.argument("customer")
@click.option("--reason", default="", help=_("Why; it stands at each order."))
@click.option("--off", is_flag=True, help=_("Unblock."))
@click.pass_obj
def block_command(door: Door, customer: str, reason: str, off: bool) -> int:
    """Block a customer, or no longer."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    if off:
        customers.unblock_customer(shop, row)
    else:
        customers.block_customer(shop, row, reason)
    return _tell(door, shop, row)


@customers_command.command("join", help=_("Say that customers are one person."))
@click.argument("customer")
@click.argument("others", nargs=-1, required=True)
@click.pass_obj
def join_command(door: Door, customer: str, others: tuple[str, ...]) -> int:
    """Join customers."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    customers.join_customers(shop, row, [customers.customer_row(shop, other) for other in others])
    return _tell(door, shop, row)


@customers_command.command("split", help=_("Take joined customers apart again, or give some orders to a new one."))
@click.argument("customer")
@click.argument("orders", nargs=-1)
@click.pass_obj
def split_command(door: Door, customer: str, orders: tuple[str, ...]) -> int:
    """Take customers apart."""
    shop = open_the_shop(door)
    row = customers.customer_row(shop, customer)
    if orders:
        return _tell(door, shop, customers.split_orders(shop, row, orders))
    customers.take_apart(shop, customers.joined_rows(shop, row))
    return _tell(door, shop, row)


def _totals(told: Customer) -> str:
    return ", ".join(f"{format_amount(total, money)} {money}" for money, total in told.totals.items())


def _shape(told: Customer) -> dict[str, Any]:
    return {
        "number": told.number, "name": told.name, "phone": told.phone, "level": told.level or None,
        "tags": list(told.tags), "note": told.note, "blocked": told.blocked or None, "orders": told.orders,
        "returns": told.returns, "last_at": shapes.time(told.last_at),
        "totals": [shapes.money(total, money) for money, total in told.totals.items()],
    }  # fmt: skip


def _tell(door: Door, shop: Shop, row: int) -> int:
    details = customers.show_customer(shop, row)
    told = details.customer
    shape = _shape(told) | {
        "known_by": list(details.keys),
        "joined": [other.number for other in details.joined],
        "perhaps_same": [other.number for other in details.perhaps_same],
        "history": [
            {"number": order.number, "badge": order.badge, "placed_at": shapes.time(order.placed_at),
             "total": shapes.money(order.total, order.currency)}
            for order in details.orders
        ],
    }  # fmt: skip
    door.answer_table(
        shape,
        [told.number, told.name],
        lambda: [
            (_("Telephone"), told.phone),
            (_("Total"), _totals(told)),
            (_("Note"), told.note),
            *((order.number, order.badge) for order in details.orders),
        ],
    )
    return 0

"""`suppliers`: who goods are bought from, and what they offer of each SKU."""

from dataclasses import replace
from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services import suppliers
from shopdesk.words import _


@click.group("suppliers", help=_("Suppliers, their codes, prices, lead times and minimum quantities."))
def suppliers_command() -> None:
    """Group the verbs of suppliers."""


@suppliers_command.command("list", help=_("List the suppliers."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the suppliers."""
    return _tell(door, suppliers.list_suppliers(open_the_shop(door)))


@suppliers_command.command("show", help=_("Show one supplier and what it offers."))
@click.argument("code")
@click.pass_obj
def show_command(door: Door, code: str) -> int:
    """Show a supplier."""
    shop = open_the_shop(door)
    _row, told = suppliers.find_supplier(shop, code)
    items = suppliers.list_items(shop, supplier=told.code)
    door.answer_table(
        _shape(told) | {"offers": [_item_shape(item, told.currency) for item in items]},
        [told.code, told.name],
        lambda: [
            (_("Contact"), told.contact),
            (_("Telephone"), told.phone),
            (_("E-mail"), told.email),
            (_("Address"), told.address),
            (_("Lead days"), told.lead_days),
            *((item.sku, format_amount(item.price, told.currency)) for item in items),
        ],
    )
    return 0


@suppliers_command.command("set", help=_("Add a supplier or change one."))
@click.argument("code")
@click.option("--name", default=None, help=_("Its name."))
@click.option("--contact", default=None, help=_("Whom to ask for."))
@click.option("--phone", default=None, help=_("Its telephone."))
@click.option("--email", default=None, help=_("Its e-mail address."))
@click.option("--address", default=None, help=_("Its address."))
@click.option("--lead-days", type=click.IntRange(min=0), default=None, help=_("Days from order to delivery."))
@click.option("--currency", default=None, help=_("The currency of its prices."))
@click.pass_obj
def set_command(
    door: Door, code: str, name: str | None, contact: str | None, phone: str | None, email: str | None,
    address: str | None, lead_days: int | None, currency: str | None,
) -> int:  # fmt: skip
    """Add a supplier or change one."""
    shop = open_the_shop(door)
    known = {supplier.code: supplier for supplier in suppliers.list_suppliers(shop)}
    before = known.get(code, Supplier(code, ""))
    told = {
        "name": name, "contact": contact, "phone": phone, "email": email, "address": address, "lead_days": lead_days,
        "currency": currency,
    }  # fmt: skip
    changes: dict[str, Any] = {field: value for field, value in told.items() if value is not None}
    after = replace(before, **changes)
    return _tell(door, [suppliers.save_supplier(shop, after, before=code if code in known else "")])


@suppliers_command.command("remove", help=_("Take a supplier out of the list."))
@click.argument("code")
@click.pass_obj
def remove_command(door: Door, code: str) -> int:
    """Take a supplier out."""
    shop = open_the_shop(door)
    suppliers.remove_supplier(shop, code)
    return _tell(door, suppliers.list_suppliers(shop))


@suppliers_command.command("offers", help=_("List what a supplier offers."))
@click.argument("code")
@click.pass_obj
def offers_command(door: Door, code: str) -> int:
    """List what a supplier offers."""
    shop = open_the_shop(door)
    money = suppliers.find_supplier(shop, code)[1].currency
    return _tell_items(door, suppliers.list_items(shop, supplier=code), money)


@suppliers_command.command("offer", help=_("Say what a supplier offers of a SKU."))
@click.argument("code")
@click.argument("sku")
@click.option("--price", default="", help=_("Its price, such as 12.50."))
@click.option("--code", "item_code", default="", help=_("The supplier's own code."))
@click.option("--minimum", type=click.IntRange(min=1), default=1, help=_("The minimum quantity."))
@click.option("--pack", type=click.IntRange(min=1), default=1, help=_("Pieces in a pack."))
@click.option("--lead-days", type=click.IntRange(min=0), default=None, help=_("Days from order to delivery."))
@click.pass_obj
def offer_command(
    door: Door, code: str, sku: str, price: str, item_code: str, minimum: int, pack: int, lead_days: int | None
) -> int:
    """Say what a supplier offers."""
    shop = open_the_shop(door)
    _row, supplier = suppliers.find_supplier(shop, code)
    amount = parse_amount(price, supplier.currency)
    suppliers.save_item(shop, SupplierItem(supplier.code, sku, item_code, amount, minimum, pack, lead_days))
    return _tell_items(door, suppliers.list_items(shop, supplier=code), supplier.currency)


@suppliers_command.command("unoffer", help=_("Say that a supplier no longer offers a SKU."))
@click.argument("code")
@click.argument("sku")
@click.pass_obj
def unoffer_command(door: Door, code: str, sku: str) -> int:
    """Say that a supplier no longer offers a SKU."""
    shop = open_the_shop(door)
    suppliers.remove_item(shop, code, sku)
    money = suppliers.find_supplier(shop, code)[1].currency
    return _tell_items(door, suppliers.list_items(shop, supplier=code), money)


def _shape(told: Supplier) -> dict[str, object]:
    return {name: getattr(told, name) for name in Supplier.__dataclass_fields__}


def _item_shape(item: SupplierItem, money: str) -> dict[str, object]:
    return {
        "supplier": item.supplier, "sku": item.sku, "code": item.code or None,
        "price": shapes.money(item.price, money), "minimum": item.minimum, "pack": item.pack,
        "lead_days": item.lead_days,
    }  # fmt: skip


def _tell(door: Door, told: list[Supplier]) -> int:
    door.answer_table(
        [_shape(one) for one in told],
        [_("Code"), _("Name"), _("Telephone"), _("Lead days")],
        lambda: [(one.code, one.name, one.phone, one.lead_days) for one in told],
    )
    return 0


def _tell_items(door: Door, items: list[SupplierItem], money: str) -> int:
    door.answer_table(
        [_item_shape(item, money) for item in items],
        [_("SKU"), _("Code"), _("Price"), _("Least"), _("Pack")],
        lambda: [(i.sku, i.code, format_amount(i.price, money), i.minimum, i.pack) for i in items],
    )
    return 0

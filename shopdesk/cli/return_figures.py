"""`returns figures`, `returns warranty`, `returns serial`: what after-sales comes to, and what is warranted."""

from datetime import datetime, timedelta

import click

from shopdesk.cli.door import Door
from shopdesk.cli.return_shapes import rate_shape, warranty_shape
from shopdesk.cli.shapes import money
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.services import return_figures, warranty
from shopdesk.services.customers import catch_up
from shopdesk.services.new_orders import shop_currency
from shopdesk.services.warranty import Warranty
from shopdesk.words import _

YEAR = timedelta(days=365)


@click.command("figures", help=_("Return rates, cost, promises kept, satisfaction."))
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help=_("The first day; a year ago where left out."))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help=_("The last day; today where left out."))
@click.pass_obj
def figures_command(door: Door, first: datetime | None, last: datetime | None) -> int:
    """Tell the figures."""
    shop = open_the_shop(door)
    ended = last.date() if last else shop.now().astimezone().date()
    told = return_figures.read_figures(shop, first.date() if first else ended - YEAR, ended)
    door.answer_table(
        {
            "from": told.first.isoformat(), "to": told.last.isoformat(), "sold": told.sold, "returned": told.returned,
            "rate": round(told.returned / told.sold, 4) if told.sold else None,
            "by": {what: [rate_shape(rate) for rate in rates] for what, rates in told.rates.items()},
            "refunded": [money(amount, currency) for currency, amount in told.refunded.items()],
            "freight": [money(amount, currency) for currency, amount in told.freight.items()],
            "written_off": money(told.written_off, shop_currency(shop)),
            "promises": {
                name: {"promised": kept.promised, "kept": kept.kept, "median_seconds": kept.median}
                for name, kept in told.promises.items()
            },
            "satisfaction": None if told.satisfaction is None else round(told.satisfaction, 2), "rated": told.rated,
        },
        [_("Kind"), _("Name"), _("Returned"), _("Sold")],
        lambda: [(what, r.name, r.returned, r.sold) for what, rates in told.rates.items() for r in rates],
    )  # fmt: skip
    return 0


@click.command("warranty", help=_("What is warranted, by serial number, order or customer."))
@click.argument("text")
@click.pass_obj
def warranty_command(door: Door, text: str) -> int:
    """Look a warranty up."""
    shop = open_the_shop(door)
    catch_up(shop)
    return _tell(door, warranty.look_up(shop, text))


@click.command("serial", help=_("Note the serial number of a piece that was sold."))
@click.argument("order")
@click.argument("sku")
@click.argument("serial")
@click.pass_obj
def serial_command(door: Door, order: str, sku: str, serial: str) -> int:
    """Note a serial number."""
    return _tell(door, warranty.note_serial(open_the_shop(door), order, sku, serial))


def _tell(door: Door, told: list[Warranty]) -> int:
    door.answer_table(
        [warranty_shape(one) for one in told],
        [_("Order"), _("SKU"), _("Serial number"), _("Until")],
        lambda: [(one.order, one.sku, one.serial, one.ends_on or one.standing) for one in told],
    )
    return 0

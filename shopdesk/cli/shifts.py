"""`shift`: the till is opened, closed and told."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.shapes import money, time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.money import parse_amount
from shopdesk.domain.sales import ShiftReport
from shopdesk.services.sale_receipts import shift_pdf
from shopdesk.services.shifts import close_shift, move_cash, report_shift, start_shift
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import weigh_goods
from shopdesk.words import _


@click.group("shift", help=_("Open and close the till of the market stall."))
def shift_command() -> None:
    """Group the verbs of the till."""


@shift_command.command("open", help=_("Open the till with the cash that lies in it."))
@click.option("--cash", default=None, help=_("The cash as a sum."))
@click.option("--count", "counts", multiple=True, metavar="NOTE=PIECES", help=_("Notes as counted, such as 50=2."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def open_command(door: Door, cash: str | None, counts: tuple[str, ...], uuid: str) -> int:
    """Open a shift."""
    shop = open_the_shop(door)
    shift = start_shift(shop, counts=_counts(counts), cash=_sum(cash), uuid=uuid)
    return _tell(door, shop, report_shift(shop, shift.number))


@shift_command.command("close", help=_("Close the till with what was counted; the answer is the Z report."))
@click.option("--cash", default=None, help=_("The cash as a sum."))
@click.option("--count", "counts", multiple=True, metavar="NOTE=PIECES", help=_("Notes as counted, such as 50=2."))
@click.option("--reason", default="", help=_("Why it is over or short."))
@click.option("--drop-held", is_flag=True, help=_("Give up the carts that are put aside."))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help=_("The PDF to write."))
@click.pass_obj
def close_command(
    door: Door, cash: str | None, counts: tuple[str, ...], reason: str, drop_held: bool, output: Path | None
) -> int:
    """Close the shift."""
    shop = open_the_shop(door)
    told = close_shift(shop, counts=_counts(counts), cash=_sum(cash), reason=reason, drop_held=drop_held)
    return _tell(door, shop, told, output)


@shift_command.command("show", help=_("Show a shift, the newest without a number."))
@click.argument("number", required=False, default="")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help=_("The PDF to write."))
@click.pass_obj
def show_command(door: Door, number: str, output: Path | None) -> int:
    """Show a shift."""
    shop = open_the_shop(door)
    return _tell(door, shop, report_shift(shop, number), output)


@shift_command.command(
    "cash", help=_("Put cash in, or take it out as -20."), context_settings={"ignore_unknown_options": True}
)
@click.argument("amount")
@click.option("--reason", default="", help=_("Why cash goes in or out."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def cash_command(door: Door, amount: str, reason: str, uuid: str) -> int:
    """Move cash."""
    shop = open_the_shop(door)
    move_cash(shop, parse_amount(amount), reason=reason, uuid=uuid)
    return _tell(door, shop, report_shift(shop))


@shift_command.command("weigh", help=_("Sell a SKU by weight: its price is for so many grams, 0 for pieces again."))
@click.argument("sku")
@click.argument("grams", type=click.IntRange(min=0))
@click.pass_obj
def weigh_command(door: Door, sku: str, grams: int) -> int:
    """Set weighed goods."""
    weigh_goods(open_the_shop(door), sku, grams)
    door.answer({"sku": sku, "per": grams}, lambda: [f"{sku}  {grams} g"])
    return 0


def _counts(told: tuple[str, ...]) -> dict[int, int] | None:
    found: dict[int, int] = {}
    for text in told:
        note, _equals, pieces = text.partition("=")
        if not pieces.isdecimal():
            raise click.UsageError(_("“{value}” cannot be read as a count; write NOTE=PIECES.").format(value=text))
        found[parse_amount(note)] = int(pieces)
    return found or None


def _sum(text: str | None) -> int | None:
    return None if text is None else parse_amount(text)


def _tell(door: Door, shop: Shop, told: ShiftReport, output: Path | None = None) -> int:
    if output is not None:
        output.write_bytes(shift_pdf(shop, told))
    shape = shift_shape(told)
    door.answer(shape, lambda: [f"{name}: {value}" for name, value in shape.items()])
    return 0


def shift_shape(told: ShiftReport) -> dict[str, Any]:
    """Return a shift as it is told in JSON."""
    shift, currency = told.shift, told.currency

    def amount(value: int | None) -> Any:  # noqa: ANN401 - an amount in JSON, or null
        return None if value is None else money(value, currency)

    return {
        "shift": shift.number, "opened": time(shift.opened_at), "closed": time(shift.closed_at), "sales": told.sales,
        "pieces": told.pieces, "gross": amount(told.gross), "net": amount(told.net),
        "reductions": [{"name": one.name, "amount": amount(one.amount)} for one in told.reductions],
        "taken": {method: amount(value) for method, value in told.taken.items()},
        "paid_back": {method: amount(value) for method, value in told.paid_back.items()},
        "opening": amount(shift.opening), "cash_in": amount(told.cash_in), "cash_out": amount(told.cash_out),
        "expected": amount(told.expected), "counted": amount(shift.counted), "difference": amount(shift.difference),
        "reason": shift.reason, "held": told.held, "clock_steps": told.clock_steps, "adds_up": told.adds_up,
    }  # fmt: skip

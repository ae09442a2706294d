"""`turnover`: what was sold by month, day, platform, region or SKU; how many looked in."""

from datetime import date, datetime
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.shapes import money
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.money import format_amount
from shopdesk.domain.turnover import GROUPINGS, Tally
from shopdesk.services.shop import Shop
from shopdesk.services.turnover import Turnover, TurnoverRow, note_visitors, read_turnover
from shopdesk.services.turnover_files import write_turnover
from shopdesk.words import _
from shopdesk.words.turnover import FIRST_COLUMN, word_row


@click.group("turnover", help=_("What was sold: sales, orders, what went back, what is left; by month or otherwise."))
def turnover_command() -> None:
    """Group the verbs of the turnover."""


@turnover_command.command("show", help=_("Tell the sales of some days, or write them into a file."))
@click.option("--by", type=click.Choice(GROUPINGS), default="month", help=_("What each row is."))
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help=_("The first day; 1 January where left out."))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help=_("The last day; today where left out."))
@click.option("--channel", default="", help=_("Only orders of this platform."))
@click.option("--currency", default="", help=_("Only orders paid in this; the shop's own where left out."))
@click.option("--out", type=click.Path(path_type=Path), help=_("Write a PDF, xlsx or csv instead."))
@click.pass_obj
def show_command(
    door: Door, by: str, first: datetime | None, last: datetime | None, channel: str, currency: str, out: Path | None
) -> int:
    """Tell the turnover."""
    shop = open_the_shop(door)
    begun, ended = _days(shop, first, last)
    told = read_turnover(
        shop, begun, ended, by=by, channel=channel, currency=currency.upper(), job=Progress(_("Reading the turnover"))
    )
    if out is not None:
        count = write_turnover(shop, told, out)
        door.answer({"file": str(out), "rows": len(told.rows), "written": count}, lambda: [str(out)])
        return 0
    door.answer_table(
        _shape(told),
        [_(FIRST_COLUMN[by]), _("Orders"), _("Pieces"), _("Sales"), _("Paid back"), _("Gross profit")],
        lambda: (
            [_line(told, word_row(by, row.name), row.tally) for row in told.rows] + [_line(told, _("Sum"), told.total)]
        ),
    )
    return 0


@turnover_command.command("visitors", help=_("Note how many looked in in a month; without a number forget it."))
@click.argument("month")
@click.argument("count", type=int, required=False)
@click.option("--channel", default="", help=_("On this platform only."))
@click.pass_obj
def visitors_command(door: Door, month: str, count: int | None, channel: str) -> int:
    """Note the visitors of a month."""
    before = note_visitors(open_the_shop(door), month, count, channel=channel)
    door.answer(
        {"month": month, "channel": channel, "visitors": count, "before": before},
        lambda: [f"{month}: {'–' if count is None else f'{count:,}'}"],
    )
    return 0


def _days(shop: Shop, first: datetime | None, last: datetime | None) -> tuple[date, date]:
    ended = last.date() if last else shop.now().astimezone().date()
    return first.date() if first else ended.replace(month=1, day=1), ended


def _line(told: Turnover, name: str, tally: Tally) -> tuple[str | int, ...]:
    amounts = (tally.sales, tally.refunded, tally.profit)
    shown = ("–" if amount is None else format_amount(amount, told.currency, grouped=True) for amount in amounts)
    return (name, tally.orders, tally.pieces, *shown)


def _shape(told: Turnover) -> dict[str, object]:
    return {
        "from": told.first.isoformat(), "to": told.last.isoformat(), "by": told.by, "channel": told.channel,
        "currency": told.currency, "currencies": list(told.currencies), "rows": [_row(told, row) for row in told.rows],
        "total": _tally(told, told.total), "before": _tally(told, told.before),
        "growth": None if told.growth is None else round(told.growth, 4),
    }  # fmt: skip


def _row(told: Turnover, row: TurnoverRow) -> dict[str, object]:
    shape: dict[str, object] = {told.by: row.name, **_tally(told, row.tally)}
    if told.by == "sku":
        shape["title"] = row.title
    if told.by == "month":
        shape |= {"visitors": row.visitors, "conversion": None if row.conversion is None else round(row.conversion, 4)}
    return shape


def _tally(told: Turnover, tally: Tally) -> dict[str, object]:
    def amount(value: int | None) -> dict[str, object] | None:
        return None if value is None else money(value, told.currency)

    return {
        "orders": tally.orders, "pieces": tally.pieces, "sales": amount(tally.sales), "average": amount(tally.average),
        "refunded": amount(tally.refunded), "net": amount(tally.net), "profit": amount(tally.profit),
        "margin": None if tally.margin is None else round(tally.margin, 4),
    }  # fmt: skip

"""`stock abc`, `forecast`, `suggest`, `due`: what earns the money, what to expect, what to buy, what to count."""

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.abc_classes import Standing
from shopdesk.domain.money import format_amount
from shopdesk.services import stock_analysis
from shopdesk.services.count_due import list_due
from shopdesk.services.settings import get_setting
from shopdesk.services.stock_analysis import Outlook
from shopdesk.words import _


@click.command("abc", help=_("Class the SKUs by sales and by profit: A earns most."))
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=0,
    help=_("Over this many days; without it, over the shop's own span."),
)
@click.pass_obj
def abc_command(door: Door, days: int) -> int:
    """Class SKUs."""
    shop = open_the_shop(door)
    money, found = str(get_setting(shop, "shop.currency")), stock_analysis.class_skus(shop, days)
    door.answer_table(
        [
            {
                "sku": told.sku, "class": told.combined, "by_sales": _standing(told.by_sales, money),
                "by_profit": _standing(told.by_profit, money),
            }
            for told in found.values()
        ],
        [_("SKU"), _("Class"), _("Sales"), _("Share"), _("Sum of shares"), _("Profit")],
        lambda: [
            (
                told.sku, told.combined, format_amount(told.by_sales.value, money), f"{told.by_sales.share:.1%}",
                f"{told.by_sales.cumulated:.1%}", format_amount(told.by_profit.value, money),
            )
            for told in found.values()
        ],
    )  # fmt: skip
    return 0


def _standing(told: Standing, money: str) -> dict[str, object]:
    return {
        "class": told.letter, "rank": told.rank, "value": shapes.money(told.value, money),
        "share": round(told.share, 6), "cumulated": round(told.cumulated, 6),
    }  # fmt: skip


@click.command("forecast", help=_("What is to be expected of a SKU, and how far off such a forecast has been."))
@click.argument("sku")
@click.option("--days", type=click.IntRange(min=1, max=365), default=28, help=_("Days ahead; 28 without."))
@click.pass_obj
def forecast_command(door: Door, sku: str, days: int) -> int:
    """Forecast a SKU."""
    outlook = stock_analysis.look_ahead(open_the_shop(door), sku, horizon=days)
    door.answer(_outlook(outlook), lambda: _lines(outlook))
    return 0


@click.command("suggest", help=_("What to buy now, the soonest to run out first."))
@click.option(
    "--keep", is_flag=True, help=_("Also recalculate the classes, safety lines and suggestions shown in tables.")
)
@click.pass_obj
def suggest_command(door: Door, keep: bool) -> int:
    """Suggest what to buy."""
    shop = open_the_shop(door)
    if keep:
        stock_analysis.make_outlooks(shop, Progress(_("SKUs:")))
    found = stock_analysis.suggestions(shop)
    door.answer_table(
        [_outlook(outlook) for outlook in found],
        [_("SKU"), _("Available"), _("On order"), _("Reorder point"), _("Buy"), _("Supplier")],
        lambda: [
            (
                o.facts.sku, o.facts.available, o.facts.on_order, o.suggestion.reorder_point, o.suggestion.pieces,
                o.facts.supplier,
            )
            for o in found
        ],
    )  # fmt: skip
    return 0


@click.command("due", help=_("What is to be counted: each class has its days from count to count."))
@click.option("--soon", is_flag=True, help=_("Also what falls due within two weeks."))
@click.pass_obj
def due_command(door: Door, soon: bool) -> int:
    """List what is to be counted."""
    found = list_due(open_the_shop(door), soon=soon)
    door.answer_table(
        [
            {
                "sku": row.sku, "title": row.title, "class": row.letter, "pieces": row.pieces, "bin": row.bin or None,
                "counted_on": row.counted_on.isoformat() if row.counted_on else None,
                "due_on": row.due_on.isoformat(), "overdue_days": max(row.overdue, 0),
            }
            for row in found
        ],
        [_("SKU"), _("Class"), _("Shelf"), _("Pieces"), _("Last counted"), _("Due")],
        lambda: [(row.sku, row.letter, row.bin, row.pieces, row.counted_on or "", row.due_on) for row in found],
    )  # fmt: skip
    return 0


def _outlook(outlook: Outlook) -> dict[str, object]:
    told, buy = outlook.forecast, outlook.suggestion
    return {
        "sku": outlook.facts.sku,
        "class": outlook.letter,
        "state": told.state,
        "method": told.method or None,
        "horizon_days": told.horizon,
        "pieces": round(told.total, 2),
        "daily": [round(value, 3) for value in told.values],
        "error": round(told.error, 3),
        "naive_error": round(told.naive_error, 3),
        "nearest": told.nearest or None,
        "period_days": told.period_days,
        "tried": {tried.method: round(tried.error, 3) for tried in told.tried},
        "needs_days": told.needs.periods * told.period_days,
        "has_days": told.needs.have_periods * told.period_days,
        "available": outlook.facts.available,
        "on_order": outlook.facts.on_order,
        "safety": buy.safety.pieces,
        "safety_source": buy.safety.source,
        "reorder_point": buy.reorder_point,
        "days_of_cover": buy.days_of_cover,
        "suggested": buy.pieces,
        "supplier": outlook.facts.supplier or None,
        "days_idle": outlook.days_idle,
    }


def _lines(outlook: Outlook) -> list[str]:
    told, buy = outlook.forecast, outlook.suggestion
    if told.state != "ready":
        words = _("Too little history: {have} of {needed} days, {sold} with sales.")
        return [words.format(have=told.needs.have_periods, needed=told.needs.periods, sold=told.needs.have_demands)]
    lines = [
        _("{pieces} pieces in {days} days by {method}").format(
            pieces=round(told.total, 1), days=told.horizon, method=told.method
        ),
        _("was off by {error} pieces on the average, “as last time” by {naive}").format(
            error=round(told.error, 1), naive=round(told.naive_error, 1)
        ),
        _("reorder at {point}: {lead} in the lead time + {safety} for safety").format(
            point=buy.reorder_point, lead=round(buy.lead_demand, 1), safety=buy.safety.pieces
        ),
    ]
    if buy.pieces:
        lines.append(_("buy {pieces}").format(pieces=buy.pieces))
    return lines


COMMANDS = (abc_command, forecast_command, suggest_command, due_command)

"""What stock is worth at its moving average cost, day by day, and what each SKU earned; minor units, exact integers."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from shopdesk.domain.stock import Movement
from shopdesk.domain.stock_accounts import Ledger, SkuValue, group_kits, in_groups

__all__ = ["DayValue", "Margin", "Report", "SkuValue", "margins", "report", "value_by_day", "value_movements"]


class DayValue(NamedTuple):
    """What all stock was worth at the end of a day, in minor units, and how many pieces that were."""

    day: date
    value: int
    pieces: int


class Margin(NamedTuple):
    """What a SKU earned: pieces sold, revenue, cost of sales and profit in minor units, and profit ÷ revenue."""

    sku: str
    pieces: int
    revenue: int
    cost: int
    profit: int
    share: float | None


def value_movements(movements: Iterable[Movement]) -> dict[str, SkuValue]:
    """Value each SKU after these movements, in the order of their time.

    Receipts come in at their unit cost; sales go out and returns come back at the average; a receipt taken back goes
    at its unit cost where it tells one; transfers change nothing; kits take the value of their parts, and give it back.
    """
    ledger = Ledger()
    for group in in_groups(movements):
        ledger.book(group)
    return ledger.told()


def value_by_day(movements: Iterable[Movement], first: date, last: date, zone: tzinfo = UTC) -> list[DayValue]:
    """Return what stock was worth at the end of each day from first to last, in the days of this time zone."""
    ledger, found = Ledger(), []
    day = first
    for group in in_groups(movements):
        while group[0].at.astimezone(zone).date() > day <= last:
            found.append(DayValue(day, ledger.value, ledger.pieces))
            day += timedelta(days=1)
        if day > last:
            break
        ledger.book(group)
    while day <= last:
        found.append(DayValue(day, ledger.value, ledger.pieces))
        day += timedelta(days=1)
    return found


def margins(
    movements: Iterable[Movement], revenue: Mapping[str, int], first: date, last: date, zone: tzinfo = UTC
) -> dict[str, Margin]:
    """Return what each SKU earned from first to last: its revenue in minor units less the cost of what was sold.

    `movements` begin with the ledger, not with the span: the average comes from all that was before.
    """
    ledger, opening = Ledger(), None
    for group in in_groups(movements):
        day = group[0].at.astimezone(zone).date()
        if day > last:
            break
        if day >= first and opening is None:
            opening = ledger.told()
        ledger.book(group)
    closing = ledger.told()
    before = closing if opening is None else opening
    return {sku: _margin(sku, revenue.get(sku, 0), before.get(sku), closing.get(sku)) for sku in {**closing, **revenue}}


class Report(NamedTuple):
    """What one walk through a ledger tells: value by day, what each SKU earned, and what it is worth at the end."""

    days: list[DayValue]
    margins: dict[str, Margin]
    values: dict[str, SkuValue]


def report(
    movements: Iterable[Movement], revenue: Mapping[str, int], first: date, last: date, zone: tzinfo = UTC
) -> Report:
    """Return `value_by_day`, `margins` and `value_movements` together from movements in the order of their time.

    They are walked through once and not held.
    """
    ledger, days = Ledger(), list[DayValue]()
    opening: dict[str, SkuValue] | None = None
    ends = _midnight(first, zone)  # the end of the day that is walked through; first of all that before the span
    for group in group_kits(movements):
        while group[0].at >= ends and len(days) <= (last - first).days:
            if opening is None:
                opening = ledger.told()
            else:
                days.append(DayValue(first + timedelta(days=len(days)), ledger.value, ledger.pieces))
            ends = _midnight(first + timedelta(days=len(days) + 1), zone)
        if len(days) > (last - first).days:
            break
        ledger.book(group)
    for place in range(len(days), (last - first).days + 1):
        days.append(DayValue(first + timedelta(days=place), ledger.value, ledger.pieces))
    closing = ledger.told()
    before = closing if opening is None else opening
    told = {sku: _margin(sku, revenue.get(sku, 0), before.get(sku), closing.get(sku)) for sku in {**closing, **revenue}}
    return Report(days, told, closing)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _margin(sku: str, revenue: int, opening: SkuValue | None, closing: SkuValue | None) -> Margin:
    pieces = (closing.sold_pieces if closing else 0) - (opening.sold_pieces if opening else 0)
    cost = (closing.cost_of_sales if closing else 0) - (opening.cost_of_sales if opening else 0)
    profit = revenue - cost
    return Margin(sku, pieces, revenue, cost, profit, profit / revenue if revenue > 0 else None)

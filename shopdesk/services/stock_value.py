"""What the stock is worth: by day, what each SKU earned, what lies dead, and what expires before it is sold."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from shopdesk.db import stock_value as ledger
from shopdesk.db.stock_value import Named
from shopdesk.domain.idle_stock import WITHIN_DAYS, Batch, Dead, Lying, dead_stock, expiring
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.money import minor_digits
from shopdesk.domain.stock import Movement
from shopdesk.domain.stock_value import DayValue, Margin, SkuValue, report
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.traceability import expiring_lots

__all__ = ["DayValue", "ExpiringRow", "ValueReport", "ValueRow", "ValueTable", "export_values", "value_stock"]

STEP = 5_000


class ValueRow(NamedTuple):
    """A SKU with what lies of it and what it earned, in minor units; `idle` are the days since its last sale."""

    row: int
    sku: str
    title: str
    options: str
    picture: str
    pieces: int
    value: int
    earned: Margin
    idle: int | None
    dead: bool


class ExpiringRow(NamedTuple):
    """A batch near its last day, with the pieces that will hardly be sold until then and their value."""

    row: int
    lot: str
    sku: str
    title: str
    picture: str
    expires_on: date
    days_left: int
    pieces: int
    unsold: int
    value: int


@dataclass(frozen=True, slots=True)
class ValueReport:
    """What the stock is worth and earned over `days` days and today; of the rows what earned most stands first."""

    days: int
    by_day: tuple[DayValue, ...]
    rows: tuple[ValueRow, ...]
    expiring: tuple[ExpiringRow, ...]

    @property
    def earned(self) -> tuple[int, int]:
        """Revenue and profit of all SKUs over the span."""
        return sum(row.earned.revenue for row in self.rows), sum(row.earned.profit for row in self.rows)

    @property
    def dead(self) -> tuple[ValueRow, ...]:
        """What lies without a sale for long, the most money first."""
        return tuple(sorted((row for row in self.rows if row.dead), key=lambda row: (-row.value, row.sku)))


def value_stock(shop: Shop, days: int, job: Job | None = None) -> ValueReport:
    """Walk through the whole ledger once and tell what the stock is worth and what it earned."""
    today = shop.now().astimezone().date()
    first = today - timedelta(days=days)
    midnight = datetime.combine(first, time.min).astimezone()
    revenue = ledger.revenue_since(shop.connection, midnight.astimezone(UTC))
    zone = midnight.tzinfo
    assert zone is not None
    told = report(_counted(shop, job or SilentJob()), revenue, first, today, zone)
    named, moved = ledger.named_skus(shop.connection), ledger.last_days(shop.connection)
    lying = [
        Lying(sku, value.pieces, value.value, *moved.get(sku, (None, None)))
        for sku, value in told.values.items()
        if value.pieces > 0
    ]
    dead = {each.sku: each for each in dead_stock(lying, today)}
    rows = [
        _row(named[sku], each, told.values.get(sku), moved.get(sku, (None, None))[0], dead, today)
        for sku, each in told.margins.items()
        if sku in named
    ]
    rows.sort(key=lambda row: (-row.earned.profit, -row.value, row.sku))
    per_piece = {sku: value.average for sku, value in told.values.items()}
    return ValueReport(days, tuple(told.days), tuple(rows), tuple(_expiring(shop, named, per_piece, today)))


def _counted(shop: Shop, job: Job) -> Iterator[Movement]:
    total = ledger.count_movements(shop.connection)
    for done, movement in enumerate(ledger.each_movement(shop.connection)):
        if done % STEP == 0:
            job.step(done, max(total, done))
        yield movement


def _row(
    named: Named,
    earned: Margin,
    value: SkuValue | None,
    sold: date | None,
    dead: Mapping[str, Dead],
    today: date,
) -> ValueRow:
    pieces, worth = (value.pieces, value.value) if value else (0, 0)
    idle = (today - sold).days if sold else None
    return ValueRow(named.row, earned.sku, *named[1:], pieces, worth, earned, idle, earned.sku in dead)


def _expiring(shop: Shop, named: Mapping[str, Named], per_piece: Mapping[str, Any], today: date) -> list[ExpiringRow]:
    lots = [lot for lot in expiring_lots(shop, WITHIN_DAYS) if lot.expires_on is not None and lot.sku in named]
    batches = [Batch(lot.sku, lot.code, lot.lying, lot.expires_on) for lot in lots if lot.expires_on is not None]
    found = []
    for at, told in enumerate(expiring(batches, today, ledger.paces(shop.connection))):
        batch, goods = told.batch, named[told.batch.sku]
        worth = round(told.unsold * per_piece.get(batch.sku, 0))
        found.append(
            ExpiringRow(
                at, batch.lot, batch.sku, goods.title, goods.picture, batch.expires_on, told.days_left, batch.pieces,
                told.unsold, worth,
            )
        )  # fmt: skip
    return found


_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "title": lambda row: row.title,
    "sku": lambda row: row.sku,
    "pieces": lambda row: row.pieces,
    "value": lambda row: row.value,
    "sold": lambda row: row.earned.pieces,
    "revenue": lambda row: row.earned.revenue,
    "profit": lambda row: row.earned.profit,
    "margin": lambda row: row.earned.share if row.earned.share is not None else -1e9,
    "idle": lambda row: row.idle if row.idle is not None else 10**6,
    "lot": lambda row: row.lot,
    "left": lambda row: row.days_left,
    "unsold": lambda row: row.unsold,
}


class ValueTable:
    """Rows of a report in any order; they are held, for they come of one walk through the ledger."""

    def __init__(self, rows: Sequence[ValueRow] | Sequence[ExpiringRow]) -> None:
        self._rows: dict[int, Any] = {row.row: row for row in rows}

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows' ids in order; without a sort as the report has them."""
        if not sort:
            return array("q", self._rows)
        return array("q", sorted(self._rows, key=lambda row: _KEYS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[Any]:
        """Return these rows, in this order."""
        return [self._rows[row] for row in ids]


_HEADER = (
    "sku", "title", "options", "pieces", "value", "sold", "revenue", "cost_of_sales", "profit", "margin",
    "days_without_sale", "dead",
)  # fmt: skip


def export_values(shop: Shop, told: ValueReport, target: Path) -> int:
    """Write every SKU of a report to a csv or xlsx, money in units of the currency, and return how many.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    from shopdesk.exchange.workbooks import write_rows  # loaded late: few people export on any day

    unit = 10 ** minor_digits(str(get_setting(shop, "shop.currency")))
    return write_rows(target, _HEADER, (_cells(row, unit) for row in told.rows))


def _cells(row: ValueRow, unit: int) -> tuple[str | int | float | None, ...]:
    earned = row.earned
    money = (earned.revenue / unit, earned.cost / unit, earned.profit / unit)
    share = None if earned.share is None else round(earned.share, 6)
    told = (row.sku, row.title, row.options, row.pieces, row.value / unit, earned.pieces)
    return (*told, *money, share, row.idle, "yes" if row.dead else "")

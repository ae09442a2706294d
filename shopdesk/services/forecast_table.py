"""The forecasts as a person looks them through: every SKU with its own, and one SKU's story week by week."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from shopdesk.db import outlooks
from shopdesk.db.outlooks import OutlookRow
from shopdesk.domain.festivals import Festival, marks
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.services.rule_files import festivals
from shopdesk.services.shop import Shop
from shopdesk.services.stock_analysis import HORIZON_DAYS, Outlook, look_ahead

__all__ = ["ForecastStory", "ForecastTable", "OutlookRow", "Week", "export_forecasts", "tell_forecast"]

WEEK = 7
SHOWN_WEEKS = 56
CHUNK = 500


@dataclass(frozen=True, slots=True)
class ForecastTable:
    """The SKUs with an outlook that hold a text; `first` are their ids in the usual order, read before."""

    shop: Shop
    search: str = ""
    first: "array[int] | None" = None

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the variants in order; without a sort those that will sell most come first."""
        if not sort and self.first is not None:
            return self.first
        return outlooks.outlook_ids(self.shop.connection, search=self.search, sort=sort, descending=descending)

    def rows(self, ids: Sequence[int]) -> list[OutlookRow]:
        """Return these variants, in this order."""
        return outlooks.outlook_rows(self.shop.connection, ids)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days or the rest of them: what was sold or is expected, festival codes, days without stock."""

    first: date
    days: int
    pieces: float
    expected: bool
    marks: tuple[str, ...]
    out: int = 0

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class ForecastStory:
    """What is to be expected of a SKU, week by week after what was sold, with the festivals by code."""

    outlook: Outlook
    weeks: tuple[Week, ...]
    calendar: Mapping[str, Festival]

    @property
    def seasonal_error(self) -> float | None:
        """How far “as in the season before” would have been off; None where there is no whole season."""
        tried = [told.error for told in self.outlook.forecast.tried if told.method == "seasonal-naive"]
        return min(tried) if tried else None


def tell_forecast(shop: Shop, sku: str) -> ForecastStory:
    """Return a SKU's story. Raises ShopError with "sku-unknown" or "rule-file-damaged"."""
    outlook, calendar = look_ahead(shop, sku), festivals(shop)
    today = shop.now().astimezone().date()
    special = marks(calendar, outlook.history.first, today + timedelta(days=HORIZON_DAYS))
    weeks = [*_sold(outlook, special), *_expected(outlook, today, special)]
    return ForecastStory(outlook, tuple(weeks), {festival.code: festival for festival in calendar})


def _sold(outlook: Outlook, special: Mapping[date, str]) -> list[Week]:
    """Cut the history into weeks, the last of which ends on its last day."""
    sold, history = outlook.history.sold, outlook.history
    starts = range(len(sold) % WEEK, len(sold), WEEK)
    found = []
    for at in [*([0] if len(sold) % WEEK else []), *starts]:
        days = WEEK if at in starts else len(sold) % WEEK
        first = history.first + timedelta(days=at)
        out = sum(first + timedelta(days=day) in history.out for day in range(days))
        found.append(Week(first, days, sum(sold[at : at + days]), False, _codes(first, days, special), out))
    return found[-SHOWN_WEEKS:]


def _expected(outlook: Outlook, today: date, special: Mapping[date, str]) -> list[Week]:
    values = outlook.forecast.values
    found = []
    for at in range(0, len(values), WEEK):
        first, part = today + timedelta(days=at), values[at : at + WEEK]
        found.append(Week(first, len(part), sum(part), True, _codes(first, len(part), special)))
    return found


def _codes(first: date, days: int, special: Mapping[date, str]) -> tuple[str, ...]:
    codes = (special.get(first + timedelta(days=day), "") for day in range(days))
    return tuple(dict.fromkeys(code for code in codes if code))


_HEADER = ("sku", "title", "options", "class", "available", "days", "pieces", "method", "error", "naive_error", "order")


def export_forecasts(shop: Shop, search: str, target: Path, job: Job | None = None) -> int:
    """Write the forecasts of the SKUs that hold a text to a csv or xlsx, and return how many.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    from shopdesk.exchange.workbooks import write_rows  # loaded late: few people export on any day

    return write_rows(target, _HEADER, _cells(ForecastTable(shop, search), job or SilentJob()))


def _cells(table: ForecastTable, job: Job) -> Iterator[tuple[str | int | float, ...]]:
    ids = table.ids()
    for at in range(0, len(ids), CHUNK):
        job.step(at, len(ids))
        for row in table.rows(ids[at : at + CHUNK]):
            told = (round(row.pieces, 2), row.method, round(row.error, 2), round(row.naive_error, 2))
            yield (row.sku, row.title, row.options, row.letter, row.available, HORIZON_DAYS, *told, row.suggested)

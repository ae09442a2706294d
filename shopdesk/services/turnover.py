"""What the shop has sold: by month, day, platform, region or SKU, with what came back and what is left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import dropwhile
from operator import add

from shopdesk.db import turnover as table
from shopdesk.db.stock_value import Named, named_skus
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.turnover import GROUPINGS, OVER_TIME, Span, Tally, span_before, spans_of
from shopdesk.domain.workdays import DAY, begin_of_day
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

MOST_VISITORS = 10**12


@dataclass(frozen=True, slots=True)
class TurnoverRow:
    """One month, day, platform, region or SKU; `title` is that of the goods, `visitors` are known for months alone."""

    name: str
    tally: Tally
    title: str = ""
    visitors: int | None = None

    @property
    def conversion(self) -> float | None:
        """Orders by visitors, 转化率; None where nobody noted how many looked in."""
        return self.tally.orders / self.visitors if self.visitors else None


@dataclass(frozen=True, slots=True)
class Turnover:
    """The rows of some days in one currency, their sum, and the sum of the days before to compare with.

    `currencies` and `channels` are what was sold in and on in these days, the busiest first.
    """

    first: date
    last: date
    by: str
    channel: str
    currency: str
    rows: tuple[TurnoverRow, ...]
    total: Tally
    before: Tally
    currencies: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def growth(self) -> float | None:
        """By which part the sales grew against the days before; None where there were none."""
        return self.total.sales / self.before.sales - 1 if self.before.sales else None

    @property
    def visitors(self) -> int | None:
        """How many looked in, over the months of which it was noted."""
        known = [row.visitors for row in self.rows if row.visitors is not None]
        return sum(known) if known else None

    @property
    def conversion(self) -> float | None:
        """Orders by visitors, over the months of which it was noted how many looked in."""
        orders = sum(row.tally.orders for row in self.rows if row.visitors)
        return orders / self.visitors if self.visitors else None


def read_turnover(
    shop: Shop, first: date, last: date, *, by: str = "month", channel: str = "", currency: str = "",
    job: Job | None = None,
) -> Turnover:  # fmt: skip
    """Return what was paid for orders that were placed from one day to another, both whole days of the shop.

    Cancelled orders do not count, nor do those that cost nothing. Raises ShopError("days-invalid"), "grouping-unknown".
    """
    if first > last:
        raise ShopError("days-invalid", first=first.isoformat(), last=last.isoformat())
    if by not in GROUPINGS:
        raise ShopError("grouping-unknown", value=by, allowed=", ".join(GROUPINGS))
    begun, ended = begin_of_day(first), begin_of_day(last + DAY)
    currencies = tuple(table.currencies_between(shop.connection, begun, ended))
    money = currency or _usual(shop, currencies)
    steps = _Steps(shop, job or SilentJob(), money, channel)
    spans = spans_of(by if by in OVER_TIME else "month", first, last)
    told = steps.over_time(spans) if by in OVER_TIME else steps.by(spans, by)
    rows = tuple(_named(shop, by, channel, _from_first_sale(told) if by in OVER_TIME else told))
    total = reduce(add, (row.tally for row in rows), Tally()) if by != "sku" else steps.whole(Span("", first, last))
    return Turnover(
        first, last, by, channel, money, rows, total, steps.whole(Span("", *span_before(first, last))), currencies,
        tuple(table.channels_between(shop.connection, begun, ended)),
    )  # fmt: skip


def _usual(shop: Shop, currencies: tuple[str, ...]) -> str:
    """Return the shop's own currency, else the one that most was paid in."""
    own = str(get_setting(shop, "shop.currency"))
    return own if own in currencies or not currencies else currencies[0]


class _Steps:
    """Reads month by month or day by day, so that it can be broken off."""

    def __init__(self, shop: Shop, job: Job, currency: str, channel: str) -> None:
        self._shop, self._job = shop, job
        self._currency, self._channel = currency, channel
        self._own = str(get_setting(shop, "shop.currency"))

    def _fair(self, told: Tally) -> Tally:
        """Leave the profit out where goods were bought in another currency than they were sold in."""
        return told if self._currency == self._own else replace(told, costed=0, cost=0)

    def _asked(self, span: Span) -> table.Asked:
        return table.Asked(begin_of_day(span.first), begin_of_day(span.last + DAY), self._currency, self._channel)

    def whole(self, span: Span) -> Tally:
        return self._fair(table.tally_orders(self._shop.connection, self._asked(span)).get("", Tally()))

    def over_time(self, spans: list[Span]) -> dict[str, Tally]:
        told = {}
        for at, span in enumerate(spans):
            self._job.step(at, len(spans))
            told[span.name] = self.whole(span)
        return told

    def by(self, spans: list[Span], what: str) -> dict[str, Tally]:
        told: dict[str, Tally] = {}
        for at, span in enumerate(spans):
            self._job.step(at, len(spans))
            for name, tally in self._read(what)(self._asked(span)).items():
                told[name] = told.get(name, Tally()) + self._fair(tally)
        return dict(sorted(told.items(), key=lambda one: (-one[1].sales, one[0])))

    def _read(self, what: str) -> Callable[[table.Asked], Mapping[str, Tally]]:
        connection = self._shop.connection
        if what == "sku":
            return lambda asked: table.tally_goods(connection, asked)
        return lambda asked: table.tally_orders(connection, asked, what)


def _from_first_sale(told: dict[str, Tally]) -> dict[str, Tally]:
    """Leave out the months or days before anything was sold."""
    return dict(dropwhile(lambda one: not one[1].orders, told.items()))


def _named(shop: Shop, by: str, channel: str, told: Mapping[str, Tally]) -> list[TurnoverRow]:
    if by == "sku":
        goods = named_skus(shop.connection)
        return [TurnoverRow(sku, tally, _goods_title(goods.get(sku))) for sku, tally in told.items()]
    visitors = table.visitors_of(shop.connection, channel) if by == "month" else {}
    return [TurnoverRow(name, tally, visitors=visitors.get(name)) for name, tally in told.items()]


def _goods_title(goods: Named | None) -> str:
    return " · ".join(part for part in (goods.title, goods.options) if part) if goods else ""


def note_visitors(shop: Shop, month: str, visitors: int | None, *, channel: str = "") -> int | None:
    """Note how many people looked in in a month, as the platform's back end tells; return what stood there before.

    None forgets it. Raises ShopError with "month-invalid" or "visitors-invalid".
    """
    if len(month) != len("2026-11") or not _is_month(month):
        raise ShopError("month-invalid", value=month)
    if visitors is not None and not 0 <= visitors <= MOST_VISITORS:
        raise ShopError("visitors-invalid", value=visitors)
    with shop.writing():
        before = table.visitors_noted(shop.connection, month, channel)
        table.put_visitors(shop.connection, month, channel, visitors)
    return before


def _is_month(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True

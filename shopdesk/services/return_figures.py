"""The quality figures of after-sales: what comes back and why, what it costs, whether promises are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from shopdesk.db import return_figures as table
from shopdesk.db.return_figures import Kept
from shopdesk.domain.money import minor_digits
from shopdesk.domain.workdays import DAY, begin_of_day
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["DIMENSIONS", "Kept", "Rate", "ReturnFigures", "export_figures", "read_figures"]

DIMENSIONS = ("reason", "sku", "lot", "supplier", "channel")


@dataclass(frozen=True, slots=True)
class Rate:
    """Pieces that came back of those sold; without what was sold, as for a reason, of all pieces sold."""

    name: str
    returned: int
    sold: int

    @property
    def share(self) -> float | None:
        """The return rate, None where nothing was sold."""
        return self.returned / self.sold if self.sold else None


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """Figures of a span of days: rates by dimension, money by currency, promises, satisfaction 1 to 5."""

    first: date
    last: date
    sold: int
    returned: int
    rates: Mapping[str, tuple[Rate, ...]]
    refunded: Mapping[str, int]
    freight: Mapping[str, int]
    written_off: int
    promises: Mapping[str, Kept]
    satisfaction: float | None
    rated: int


def read_figures(shop: Shop, first: date, last: date) -> ReturnFigures:
    """Return the figures of the orders placed from `first` to `last`, both whole days of the shop."""
    begun, ended = begin_of_day(first), begin_of_day(last + DAY)
    sold = table.sold_by(shop.connection, "sku", begun, ended)
    back = table.returned_by(shop.connection, "sku", begun, ended)
    refunded: dict[str, int] = {}
    freight: dict[str, int] = {}
    for currency, amount, parts in table.refunded(shop.connection, begun, ended):
        refunded[currency] = refunded.get(currency, 0) + amount
        shipped = sum(part for kind, part, _params in json.loads(parts) if kind in ("freight", "return-freight"))
        freight[currency] = freight.get(currency, 0) + shipped
    content = table.satisfaction(shop.connection, begun, ended)
    now = shop.now()
    return ReturnFigures(
        first, last, sum(sold.values()), sum(back.values()),
        {what: _rates(shop, what, begun, ended, sum(sold.values())) for what in DIMENSIONS},
        refunded, freight, table.written_off(shop.connection, begun, ended),
        {name: table.promise_kept(shop.connection, name, begun, ended, now) for name in table.PROMISES},
        sum(content) / len(content) if content else None, len(content),
    )  # fmt: skip


def _rates(shop: Shop, what: str, begun: datetime, ended: datetime, all_sold: int) -> tuple[Rate, ...]:
    """Return the rates of one dimension, what comes back most in front."""
    back = table.returned_by(shop.connection, what, begun, ended)
    sold = {} if what == "reason" else table.sold_by(shop.connection, what, begun, ended)
    rates = [Rate(name, pieces, sold.get(name, 0) if what != "reason" else all_sold) for name, pieces in back.items()]
    return tuple(sorted(rates, key=lambda rate: (-rate.returned, rate.name)))


def export_figures(shop: Shop, told: ReturnFigures, target: Path) -> int:
    """Write every rate, sum and promise of a span to a csv or xlsx, and return how many rows.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    from shopdesk.exchange.workbooks import write_rows  # loaded late: few people export on any day

    rows: list[tuple[str | int | float, ...]] = [
        (what, rate.name, rate.returned, rate.sold, round(rate.share or 0, 6), "")
        for what, rates in told.rates.items()
        for rate in rates
    ]
    for what, sums in (("refunded", told.refunded), ("freight", told.freight)):
        rows += [
            (what, currency, amount / 10 ** minor_digits(currency), "", "", "") for currency, amount in sums.items()
        ]
    home = str(get_setting(shop, "shop.currency"))
    rows.append(("written-off", home, told.written_off / 10 ** minor_digits(home), "", "", ""))
    for name, kept in told.promises.items():
        share = round(kept.kept / kept.promised, 6) if kept.promised else ""
        rows.append(("promise", name, kept.kept, kept.promised, share, "" if kept.median is None else kept.median))
    if told.satisfaction is not None:
        rows.append(("satisfaction", "1-5", round(told.satisfaction, 2), told.rated, "", ""))
    return write_rows(target, ("figure", "name", "value", "of", "share", "median_seconds"), rows)

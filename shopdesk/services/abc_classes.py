"""ABC classes of what was sold over a span: where they end, what each comes to, and the SKUs page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate

from shopdesk.db import abc_classes as sums
from shopdesk.db.abc_classes import Edge, Edges, Sum
from shopdesk.domain.abc_classes import CLASSES, Class, Total, class_ends
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["Classes", "Measured", "Sum", "class_of", "is_behind", "keep_classes", "list_classes", "read_classes"]

USUAL_SPANS = (30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure over a span: the values above zero in minor units, largest first, and how many are A, A and B."""

    values: Sequence[int]
    ends: tuple[int, int]
    edges: Edges
    totals: tuple[Total, ...]

    def curve(self, points: int) -> list[tuple[float, float]]:
        """Return at most so many points of the Pareto curve: share of the SKUs, and the share they earn together."""
        cumulated = list(accumulate(self.values))
        last = len(cumulated)
        places = sorted({round(number * last / points) for number in range(1, points + 1)} - {0})
        return [(place / last, cumulated[place - 1] / cumulated[-1]) for place in places]


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes over `days` days and today: `since` is the first moment that counts; `combined` are SKUs a class."""

    days: int
    since: datetime
    by_sales: Measured
    by_profit: Measured
    combined: dict[Class, int]

    @property
    def skus(self) -> int:
        """How many SKUs were sold at all."""
        return sum(self.combined.values())


def is_behind(shop: Shop, days: int = 0) -> bool:
    """Tell whether the sums of a span (the shop's own where 0) are not those of today yet."""
    span = _span(shop, days)
    return sums.span_since(shop.connection, span) != _since(shop, span)


def keep_classes(shop: Shop, days: int = 0) -> None:
    """Keep the sums that classes over so many days are told from (the shop's span where 0); a quick step when kept.

    Only the usual spans and the shop's own stay: one that nobody looks at any more costs no sale its time.
    """
    span = _span(shop, days)
    if not is_behind(shop, span):
        return
    since = _since(shop, span)
    with shop.writing():
        sums.drop_spans(shop.connection, [*USUAL_SPANS, _span(shop, 0), span])
        sums.keep_span(shop.connection, span, since)


def read_classes(shop: Shop, days: int = 0) -> Classes:
    """Return where the classes end and what they come to; the span's sums are kept from then on."""
    span = _span(shop, days)
    keep_classes(shop, span)
    by_sales, by_profit = (_measured(shop, span, measure) for measure in sums.MEASURES)
    counts = sums.class_counts(shop.connection, span, by_sales[2], by_profit[2])
    combined: dict[Class, int] = dict.fromkeys(CLASSES, 0)
    for first, second, skus, *_values in counts:
        combined[CLASSES[min(first, second) - 1]] += skus
    return Classes(
        span,
        _since(shop, span),
        _told(by_sales, [(first, skus, value) for first, _, skus, value, _ in counts]),
        _told(by_profit, [(second, skus, value) for _, second, skus, _, value in counts]),
        combined,
    )


def list_classes(shop: Shop, classes: Classes, *, order: str = "sales", offset: int = 0, limit: int = 100) -> list[Sum]:
    """Return a part of the SKUs, the largest by "sales" or "profit" first."""
    edges = classes.by_sales.edges, classes.by_profit.edges
    return sums.class_rows(shop.connection, classes.days, *edges, order=order, offset=offset, limit=limit)


def class_of(shop: Shop, variant: int) -> Class:
    """Return the better class of one SKU over the shop's own span; one that was not sold is C."""
    span = _span(shop, 0)
    keep_classes(shop, span)
    told = sums.sums_of(shop.connection, span, [variant])[variant]
    places = []
    for measure, value in (("sales", told.sales), ("profit", told.profit)):
        edges = _measured(shop, span, measure)[2]
        inside = [value > edge.value or (value == edge.value and variant in edge.variants) for edge in edges]
        places.append(inside.index(True) if True in inside else 2)
    return CLASSES[min(places)]


def _span(shop: Shop, days: int) -> int:
    return days or int(get_setting(shop, "stock.abc_days"))


def _since(shop: Shop, days: int) -> datetime:
    """Return the midnight at which a span begins, so many days before today's."""
    first = shop.now().astimezone().date() - timedelta(days=days)
    return datetime.combine(first, time.min).astimezone().astimezone(UTC)


def _measured(shop: Shop, days: int, measure: str) -> tuple[list[int], tuple[int, int], Edges]:
    lines = int(get_setting(shop, "stock.abc_a")) / 100, int(get_setting(shop, "stock.abc_b")) / 100
    values = sums.values_by(shop.connection, days, measure)
    ends = class_ends(values, *lines)
    return values, ends, Edges(*(_edge(shop, days, measure, values, end) for end in ends))


def _edge(shop: Shop, days: int, measure: str, values: Sequence[int], end: int) -> Edge:
    """Return the smallest value of the first `end` SKUs; of those with equal values the first by SKU are in."""
    if not end:
        return Edge(values[0] + 1 if values else 1)
    value = values[end - 1]
    if end == len(values) or values[end] != value:
        return Edge(value - 1)  # all that have this value are in
    inside = end - values.index(value)
    return Edge(value, tuple(sums.variants_at(shop.connection, days, measure, value)[:inside]))


def _told(measured: tuple[list[int], tuple[int, int], Edges], counts: Sequence[tuple[int, int, int]]) -> Measured:
    values, ends, edges = measured
    whole = sum(values) or 1
    totals = []
    for number, letter in enumerate(CLASSES, 1):
        skus = sum(some for place, some, _ in counts if place == number)
        value = sum(some for place, _, some in counts if place == number)
        totals.append(Total(letter, skus, value, value / whole))
    return Measured(values, ends, edges, tuple(totals))

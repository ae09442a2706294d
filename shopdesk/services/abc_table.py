"""Every SKU of a span by rank, as a table and a chart show it: reckoned once, its rows read as they are seen."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Literal, NamedTuple

from shopdesk.db import abc_classes as sums
from shopdesk.domain.abc_classes import CLASSES, Class, Standing
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.money import minor_digits
from shopdesk.services.abc_classes import Classes, Measured, read_classes
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

Measure = Literal["sales", "profit", "combined"]
CHUNK = 500
LARGE = 20_000  # SKUs; fewer are sorted within a frame
FIRST = 200


class AbcRow(NamedTuple):
    """A SKU with its standing by sales and by profit (minor units) and the better class of the two."""

    row: int
    sku: str
    title: str
    options: str
    picture: str
    pieces: int
    by_sales: Standing
    by_profit: Standing
    combined: Class


@dataclass(frozen=True, slots=True)
class Ranked:
    """One measure: the variants in its order, each one's place from 0, and the values summed up to each place."""

    measured: Measured
    order: "array[int]"
    places: dict[int, int]
    cumulated: Sequence[int]

    def letter(self, row: int) -> Class:
        """Return the class of a variant; one that was sold since the ranking was made has none yet and is C."""
        place, (end_a, end_b) = self.places.get(row, len(self.order)), self.measured.ends
        return "A" if place < end_a else "B" if place < end_b else "C"

    def standing(self, row: int, value: int) -> Standing:
        """Return where a variant stands."""
        place, whole = self.places.get(row, len(self.order)), (self.cumulated[-1] if self.cumulated else 0) or 1
        before = self.cumulated[min(place, len(self.cumulated) - 1)] if self.cumulated else 0
        return Standing(self.letter(row), place + 1, value, max(value, 0) / whole, before / whole)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A span's classes, every SKU's rank by sales and by profit, and how many share both classes, sales first."""

    classes: Classes
    by_sales: Ranked
    by_profit: Ranked
    shared: Mapping[tuple[Class, Class], int]

    def letter(self, measure: Measure, row: int) -> Class:
        """Return a variant's class by a measure, by both the better one."""
        if measure == "sales":
            return self.by_sales.letter(row)
        if measure == "profit":
            return self.by_profit.letter(row)
        return min(self.by_sales.letter(row), self.by_profit.letter(row))

    def order(self, measure: Measure, letter: str = "") -> "array[int]":
        """Return the variants in a measure's order, those of one class where a letter is given.

        By both, those of the better class come first, within it the larger sales.
        """
        told = self.by_profit.order if measure == "profit" else self.by_sales.order
        if measure != "combined" and not letter:
            return told
        groups: dict[str, list[int]] = {each: [] for each in CLASSES}
        for row in told:
            groups[self.letter(measure, row)].append(row)
        return array("q", groups[letter] if letter else chain.from_iterable(groups.values()))


def rank_skus(shop: Shop, days: int = 0) -> Ranking:
    """Rank every SKU that was sold over so many days (the shop's span where 0); the span's sums are kept."""
    classes = read_classes(shop, days)
    by_sales = _ranked(shop, classes.days, "sales", classes.by_sales)
    by_profit = _ranked(shop, classes.days, "profit", classes.by_profit)
    shared: dict[tuple[Class, Class], int] = {(first, second): 0 for first in CLASSES for second in CLASSES}
    for row in by_sales.order:
        shared[by_sales.letter(row), by_profit.letter(row)] += 1
    return Ranking(classes, by_sales, by_profit, shared)


def _ranked(shop: Shop, days: int, measure: str, measured: Measured) -> Ranked:
    order = sums.variants_by(shop.connection, days, measure)
    return Ranked(measured, order, {row: place for place, row in enumerate(order)}, list(accumulate(measured.values)))


@dataclass(frozen=True, slots=True)
class AbcTable:
    """The SKUs of a ranking, all or one class, in any order."""

    shop: Shop
    ranking: Ranking
    measure: Measure = "sales"
    letter: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the variants in order; without a sort the largest comes first."""
        ranking = self.ranking
        if sort in ("sku", "title", "pieces"):
            found = sums.sorted_variants(self.shop.connection, ranking.classes.days, sort, descending)
            return self._of_class(found)
        by: Measure = "profit" if sort == "profit" else "sales" if sort == "sales" else self.measure
        rows = ranking.order(by, self.letter) if by == self.measure else self._of_class(ranking.order(by))
        return rows[::-1] if sort and not descending else rows

    @property
    def is_large(self) -> bool:
        """Whether asking for all ids would be felt."""
        return len(self.ranking.by_sales.order) > LARGE

    def first_ids(self, sort: str, descending: bool) -> "tuple[array[int] | None, bool]":
        """Return the first ids where they are at hand, and whether they are all."""
        if sort or self.letter or self.measure == "combined":
            return None, False
        return self.ranking.order(self.measure)[:FIRST], False

    def over(self, shop: Shop) -> "AbcTable":
        """Return the same question to another connection."""
        return replace(self, shop=shop)

    def rows(self, ids: Sequence[int]) -> list[AbcRow]:
        """Return these variants, in this order."""
        told = sums.sums_of(self.shop.connection, self.ranking.classes.days, ids)
        return [self._row(told[row]) for row in ids]

    def _of_class(self, found: "array[int]") -> "array[int]":
        if not self.letter:
            return found
        return array("q", (row for row in found if self.ranking.letter(self.measure, row) == self.letter))

    def _row(self, told: sums.SumRow) -> AbcRow:
        ranking = self.ranking
        first = ranking.by_sales.standing(told.row, told.sales)
        second = ranking.by_profit.standing(told.row, told.profit)
        return AbcRow(*told[:6], first, second, min(first.letter, second.letter))


_HEADER = (
    "sku", "title", "options", "class", "class_by_sales", "class_by_profit", "pieces", "sales", "sales_share",
    "sales_cumulated", "profit", "profit_share", "profit_cumulated",
)  # fmt: skip


def export_classes(shop: Shop, ranking: Ranking, measure: Measure, target: Path, job: Job | None = None) -> int:
    """Write every SKU of a ranking to a csv or xlsx, money in units of the currency, and return how many.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    from shopdesk.exchange.workbooks import write_rows  # loaded late: few people export on any day

    unit = 10 ** minor_digits(str(get_setting(shop, "shop.currency")))
    return write_rows(target, _HEADER, map(partial(_cells, unit), each_row(AbcTable(shop, ranking, measure), job)))


def each_row(table: AbcTable, job: Job | None = None) -> Iterator[AbcRow]:
    """Give every row of a table, some hundred read at a time."""
    ids = table.ids()
    for at in range(0, len(ids), CHUNK):
        (job or SilentJob()).step(at, len(ids))
        yield from table.rows(ids[at : at + CHUNK])


def _cells(unit: int, row: AbcRow) -> tuple[str | int | float, ...]:
    first, second = (
        (told.value / unit, round(told.share, 6), round(told.cumulated, 6)) for told in (row.by_sales, row.by_profit)
    )
    letters = row.combined, row.by_sales.letter, row.by_profit.letter
    return (row.sku, row.title, row.options, *letters, row.pieces, *first, *second)

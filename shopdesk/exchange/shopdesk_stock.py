"""The shop's own stock file: a row a SKU, a column for each place, those that serve orders named "here"."""

from collections.abc import Iterator, Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.imports import FileFormat, Item, ShelfRecord
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import rows_of
from shopdesk.exchange.shopdesk_cells import OwnCells
from shopdesk.exchange.tables import Table
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
ALIASES: dict[str, str] = {}
_COLUMNS = ("sku", "title", "on_hand", "reserved", "available", "safety", "handle")
HERE, ELSEWHERE = "here: ", "elsewhere: "
FORMAT = FileFormat("shopdesk-csv", "stock", ("import", "export"), frozenset(_COLUMNS) - {"title", "handle"})


def header(terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns, the places last."""
    return [(*_COLUMNS, *(f"{HERE if serves else ELSEWHERE}{code}" for code, serves in terms.places))]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return a row for each SKU."""
    told: list[Sequence[Cell]] = []
    for variant in offer.listing.variants:
        if level := offer.levels.get(variant.sku):
            lying = [level.locations.get(code, 0) for code, _serves in terms.places]
            told.append((
                level.sku, level.title, level.on_hand, level.reserved, level.available, level.safety,
                offer.listing.handle, *lying,
            ))  # fmt: skip
    return told


def read(table: Table) -> Iterator[Item]:
    """Read what lies where; what is reserved and can be promised follows from the orders, so it is not read."""
    places = [
        (name, (name.removeprefix(start), start == HERE))
        for name in table.header
        for start in (HERE, ELSEWHERE)
        if name.startswith(start)
    ]
    taken: set[str] = set()
    for row in rows_of(table, ALIASES):
        cells = OwnCells(row)
        try:
            row.check_width()
            sku = cells.code("sku")
            if not sku or sku in taken:
                raise ShopError("sku-duplicate" if sku else "sku-missing", value=sku, column="sku")
            lying = {place: cells.whole(name) for name, place in places}
            if cells.text("on_hand").strip() and sum(lying.values()) != cells.whole("on_hand"):
                raise ShopError("stock-sums-differ", value=cells.text("on_hand"), column="on_hand")
            taken.add(sku)
            yield ShelfRecord(row.number, sku, max(cells.whole("safety"), 0), lying)
        except ShopError as error:
            yield refuse(row.number, error)

"""Goods to be picked for an order: found by a scan, a SKU, a title or its pinyin initials."""

from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.db import order_writes, prices
from shopdesk.db.codes import variants_of_code
from shopdesk.db.stock_rows import StockRow
from shopdesk.services.shop import Shop
from shopdesk.services.stock_table import StockTable

FOUND_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Goods:
    """One SKU as it can be sold: its price in minor units of the shop's currency, the pieces that nobody has yet."""

    sku: str
    title: str
    options: str
    price: int
    available: int


def find_goods(shop: Shop, text: str, *, limit: int = FOUND_AT_MOST) -> list[Goods]:
    """Return the SKUs that a text means: the ones whose code it is exactly, else those that hold it."""
    text = text.strip()
    if not text:
        return []
    table = StockTable(shop, search=text)
    exact = [row for row, _sku in variants_of_code(shop.connection, text)]
    return [_goods(shop, row) for row in table.rows(exact or list(table.ids("title"))[:limit])]


def show_goods(shop: Shop, sku: str) -> Goods | None:
    """Return one SKU as it can be sold now, None where the shop has none of this name."""
    exact = [row for row, known in variants_of_code(shop.connection, sku) if known == sku]
    return next((_goods(shop, row) for row in StockTable(shop).rows(exact)), None)


def goods_called(shop: Shop, skus: Iterable[str]) -> dict[str, str]:
    """Return by SKU what goods are called, their variant first; a SKU that is no longer kept is left out."""
    return {sku: goods.called for sku, goods in prices.goods_of(shop.connection, skus).items()}


def _goods(shop: Shop, row: StockRow) -> Goods:
    sold = order_writes.sellable(shop.connection, row.sku)
    return Goods(row.sku, row.title, row.options, sold[2] if sold else 0, row.available)

"""What prices are asked from: the goods with their own price, category, cost and weight."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from shopdesk.db.connection import Connection


class PricedGoods(NamedTuple):
    """A live SKU as its listing tells it, amounts in minor units of its currency."""

    variant_id: int
    sku: str
    title: str
    category: tuple[str, ...]
    price: int
    list_price: int
    cost: int
    weight_g: int
    currency: str


def goods_of(connection: Connection, skus: Iterable[str] | None = None) -> dict[str, PricedGoods]:
    """Return the live goods by SKU, these or all."""
    wanted = None if skus is None else json.dumps(list(skus))
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, l.category, v.price, v.list_price, v.cost, v.weight_g, l.currency"
        " FROM variants v JOIN listings l ON l.id = v.listing_id WHERE v.removed_at IS NULL AND l.removed_at IS NULL"
        " AND (?1 IS NULL OR v.sku IN (SELECT value FROM json_each(?1))) ORDER BY v.sku",
        (wanted,),
    )
    return {row[1]: PricedGoods(row[0], row[1], row[2], tuple(json.loads(row[3])), *row[4:]) for row in rows}

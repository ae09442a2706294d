"""Purchase orders, batches and what should be bought, as tables show them."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.purchases import GOODS
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time

VIEWS = {"draft": ("draft",), "ordered": ("ordered", "part"), "received": ("received",), "cancelled": ("cancelled",)}
SUGGESTED_AT_MOST = 2_000
_TOTAL = (
    "(SELECT total(l.quantity * l.price) FROM purchase_lines l WHERE l.purchase_id = p.id AND l.removed_at IS NULL)"
)
_SORTS = {
    "number": "p.id",
    "supplier": "s.name",
    "state": "p.state",
    "expected": "p.expected_on",
    "created": "p.created_at",
    "total": _TOTAL,
}
_HOLDS = (
    "(instr(lower(p.number || ' ' || s.code || ' ' || s.name), ?1) OR EXISTS (SELECT 1 FROM purchase_lines l"
    " JOIN variants v ON v.id = l.variant_id JOIN listings t ON t.id = v.listing_id WHERE l.purchase_id = p.id"
    " AND l.removed_at IS NULL AND instr(lower(v.sku || ' ' || t.title), ?1)))"
)


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One purchase order: its lines, pieces ordered and received, and its sum in minor units of its currency."""

    number: str
    supplier: str
    state: str
    created_at: datetime
    expected_on: date | None
    lines: int
    pieces: int
    received: int
    total: int
    currency: str
    goods: str

    def is_late(self, today: date) -> bool:
        """Whether it should have come by now."""
        return self.state in VIEWS["ordered"] and self.expected_on is not None and self.expected_on < today


class Lacking(NamedTuple):
    """A SKU that may have to be bought, with what is on its way; `foreseen` is what analysis asked for on `made_on`.

    `ordered_since` counts what was ordered from that day on, `drafted` what stands in drafts.
    """

    row: int
    sku: str
    title: str
    picture: str
    available: int
    safety: int
    foreseen: int
    on_order: int
    ordered_since: int
    drafted: int


def purchase_ids(connection: Connection, view: str, search: str, sort: str, descending: bool) -> "array[int]":
    """Return the purchase orders of a view that hold a text; without a sort what is awaited first, else the newest."""
    usual = "p.expected_on IS NULL, p.expected_on, p.id" if view == "ordered" else "p.id DESC"
    way = "DESC" if descending else "ASC"
    order = f"{_SORTS[sort]} {way} NULLS LAST, p.id DESC" if sort else usual
    states = ", ".join(f"'{state}'" for state in VIEWS[view])
    query = (
        "SELECT p.id FROM purchases p JOIN suppliers s ON s.id = p.supplier_id WHERE p.removed_at IS NULL"
        f" AND p.state IN ({states}) AND (?1 = '' OR {_HOLDS}) ORDER BY {order}"
    )
    return fetch_ids(connection, query, [search.lower()])


def count_purchases(connection: Connection) -> dict[str, int]:
    """Return how many purchase orders each view holds."""
    rows = connection.execute("SELECT state, count(*) FROM purchases WHERE removed_at IS NULL GROUP BY 1")
    known = dict(rows.fetchall())
    return {view: sum(known.get(state, 0) for state in states) for view, states in VIEWS.items()}


def load_purchase_rows(connection: Connection, ids: Sequence[int]) -> list[PurchaseRow]:
    """Return these purchase orders, in this order."""
    rows = connection.execute(
        "SELECT p.number, s.name, p.state, p.created_at, p.expected_on, count(l.id),"
        " CAST(total(l.quantity) AS INTEGER), CAST(total((SELECT total(m.quantity) FROM movements m"
        "  WHERE m.purchase_line_id = l.id)) AS INTEGER), CAST(total(l.quantity * l.price) AS INTEGER), p.currency,"
        f" coalesce(min(CASE WHEN l.position = 0 THEN {GOODS} END), '')"
        " FROM json_each(?) j JOIN purchases p ON p.id = j.value JOIN suppliers s ON s.id = p.supplier_id"
        " LEFT JOIN purchase_lines l ON l.purchase_id = p.id AND l.removed_at IS NULL"
        " LEFT JOIN variants v ON v.id = l.variant_id LEFT JOIN listings t ON t.id = v.listing_id"
        " GROUP BY j.key ORDER BY j.key",
        (json.dumps(list(ids)),),
    )
    return [
        PurchaseRow(number, supplier, state, read_time(made), date.fromisoformat(due) if due else None, *rest)
        for number, supplier, state, made, due, *rest in rows
    ]


def lacking_skus(connection: Connection) -> list[Lacking]:
    """Return the SKUs below their safety line or foreseen to run out, the most lacking first; kits are not bought."""
    rows = connection.execute(
        "WITH lacking AS (SELECT variant_id AS id FROM stock_outlooks WHERE suggested > 0 UNION"
        "  SELECT u.variant_id FROM stock_sums u WHERE u.live AND u.here - u.reserved + u.made - u.safety < 0"
        "  AND u.safety > 0),"
        " bought AS (SELECT l.variant_id AS variant, p.state, l.quantity, p.ordered_at,"
        "  max(l.quantity - (SELECT total(m.quantity) FROM movements m WHERE m.purchase_line_id = l.id), 0) AS coming"
        "  FROM purchase_lines l JOIN purchases p ON p.id = l.purchase_id WHERE p.removed_at IS NULL"
        "  AND l.removed_at IS NULL AND l.variant_id IN (SELECT id FROM lacking)),"
        " sums AS (SELECT b.variant, total(CASE WHEN b.state IN ('ordered', 'part') THEN b.coming END) AS coming,"
        "  total(CASE WHEN b.state IN ('ordered', 'part', 'received') AND date(b.ordered_at, 'localtime')"
        "   >= (SELECT made_on FROM stock_outlooks WHERE variant_id = b.variant) THEN b.quantity END) AS since,"
        "  total(CASE WHEN b.state = 'draft' THEN b.quantity END) AS drafted FROM bought b GROUP BY 1)"
        " SELECT v.id, v.sku, coalesce((SELECT group_concat(value, ' / ') || ' · ' FROM json_each(v.options)), '')"
        "  || l.title, coalesce((SELECT place FROM pictures p WHERE p.listing_id = v.listing_id"
        "  AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''), u.here - u.reserved + u.made, u.safety,"
        " coalesce(o.suggested, 0), CAST(coalesce(s.coming, 0) AS INTEGER), CAST(coalesce(s.since, 0) AS INTEGER),"
        " CAST(coalesce(s.drafted, 0) AS INTEGER)"
        " FROM lacking c CROSS JOIN stock_sums u ON u.variant_id = c.id AND u.live JOIN variants v ON v.id = c.id"
        " JOIN listings l ON l.id = v.listing_id LEFT JOIN stock_outlooks o ON o.variant_id = c.id"
        " LEFT JOIN sums s ON s.variant = c.id WHERE NOT EXISTS (SELECT 1 FROM kit_parts k WHERE k.kit_id = c.id)"
        " ORDER BY u.here - u.reserved + u.made - u.safety, v.sku LIMIT ?",
        (SUGGESTED_AT_MOST,),
    )
    return [Lacking._make(row) for row in rows]

"""Listings as they were: snapshots before an import, and the way back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.search import title_terms
from shopdesk.db.times import write_time

# Later columns stand behind the older ones: snapshots that were taken before them have fewer.
_HEAD = (
    "handle", "title", "description", "category", "brand", "status", "currency", "digest", "touched_batch",
    "keyword", "selling_point", "role", "special", "warranty_months", "attributes", "blocks",
)  # fmt: skip
_VARIANT = (
    "id", "listing_id", "position", "barcode", "options", "price", "list_price", "cost", "weight_g",
    "length_mm", "width_mm", "height_mm",
)  # fmt: skip
_OF_BATCH = "IN (SELECT id FROM listings WHERE created_batch = ? AND removed_at IS NULL)"


def listing_snapshot(connection: Connection, listing_id: int) -> dict[str, Any]:
    """Return everything of a listing that an import may change."""
    head = connection.execute(f"SELECT {', '.join(_HEAD)} FROM listings WHERE id = ?", (listing_id,)).fetchone()
    variants = connection.execute(
        f"SELECT {', '.join(_VARIANT)} FROM variants WHERE listing_id = ? AND removed_at IS NULL", (listing_id,)
    ).fetchall()
    pictures = connection.execute("SELECT id FROM pictures WHERE listing_id = ? AND removed_at IS NULL", (listing_id,))
    return {"head": head, "variants": variants, "pictures": [picture for (picture,) in pictures]}


def restore_listing(connection: Connection, listing_id: int, snapshot: Mapping[str, Any], at: datetime) -> None:
    """Give a listing back what an import had changed; variants and pictures that came with it are set aside."""
    now, head = write_time(at), snapshot["head"]
    set_head = _assigned(_HEAD[: len(head)])
    connection.execute(f"UPDATE listings SET {set_head}, updated_at = ? WHERE id = ?", (*head, now, listing_id))
    for variant_id, *values in snapshot["variants"]:
        set_variant = _assigned(_VARIANT[1 : len(values) + 1])
        connection.execute(f"UPDATE variants SET {set_variant} WHERE id = ?", (*values, variant_id))
    kept = json.dumps([variant[0] for variant in snapshot["variants"]])
    _set_aside_variants(
        connection, "listing_id = ? AND id NOT IN (SELECT value FROM json_each(?))", now, (listing_id, kept)
    )
    connection.execute(
        "UPDATE pictures SET removed_at = CASE WHEN id IN (SELECT value FROM json_each(?)) THEN NULL"
        " ELSE coalesce(removed_at, ?) END WHERE listing_id = ?",
        (json.dumps(snapshot["pictures"]), now, listing_id),
    )
    connection.execute(
        "INSERT OR REPLACE INTO listing_index (rowid, terms) VALUES (?, ?)", (listing_id, title_terms(head[1]))
    )


def remove_created_listings(connection: Connection, batch_id: int, at: datetime) -> int:
    """Take the listings that a batch created out of the shop; their rows and movements stay in the file."""
    now = write_time(at)
    _set_aside_variants(connection, f"listing_id {_OF_BATCH}", now, (batch_id,))
    connection.execute(f"DELETE FROM listing_index WHERE rowid {_OF_BATCH}", (batch_id,))
    connection.execute(f"UPDATE pictures SET removed_at = ? WHERE listing_id {_OF_BATCH}", (now, batch_id))
    removed = connection.execute(
        "UPDATE listings SET removed_at = ? WHERE created_batch = ? AND removed_at IS NULL", (now, batch_id)
    )
    return removed.rowcount


def leaving_variants(
    connection: Connection, batch_id: int, befores: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[int]:
    """Return the variants that a batch brought: those of its own listings, and those it added to others."""
    rows = connection.execute(
        f"SELECT id FROM variants WHERE removed_at IS NULL AND listing_id {_OF_BATCH}", (batch_id,)
    ).fetchall()
    for listing_id, snapshot in befores:
        rows += connection.execute(
            "SELECT id FROM variants WHERE removed_at IS NULL AND listing_id = ?"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            (listing_id, json.dumps([variant[0] for variant in snapshot["variants"]])),
        ).fetchall()
    return [variant for (variant,) in rows]


def orders_promised(connection: Connection, variants: Sequence[int]) -> list[str]:
    """Return numbers of orders to which these variants are promised."""
    rows = connection.execute(
        "SELECT DISTINCT o.number FROM reservations r JOIN orders o ON o.id = r.order_id"
        " WHERE r.closed_at IS NULL AND r.variant_id IN (SELECT value FROM json_each(?)) LIMIT 5",
        (json.dumps(variants),),
    )
    return [number for (number,) in rows]


def moved_since(connection: Connection, variants: Sequence[int], batch_id: int) -> bool:
    """Tell whether anything but the batch itself has moved these variants; what was taken back counts for nothing."""
    row = connection.execute(
        "SELECT 1 FROM movements m WHERE batch_id IS NOT ? AND variant_id IN (SELECT value FROM json_each(?))"
        " AND undoes IS NULL AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) LIMIT 1",
        (batch_id, json.dumps(variants)),
    ).fetchone()
    return row is not None


def movements_of_batch(connection: Connection, batch_id: int) -> list[str]:
    """Return the movements that a batch of stock has made and nobody has taken back, the newest first."""
    rows = connection.execute(
        "SELECT uuid FROM movements m WHERE batch_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) ORDER BY id DESC",
        (batch_id,),
    )
    return [uuid for (uuid,) in rows]


def later_stock_batch(connection: Connection, batch_id: int) -> tuple[str, str] | None:
    """Return a SKU that a later batch of stock has moved too, and that batch's file."""
    row = connection.execute(
        "SELECT v.sku, b.file FROM movements m JOIN batches b ON b.id = m.batch_id JOIN variants v"
        " ON v.id = m.variant_id WHERE b.id > ?1 AND b.kind = 'stock' AND b.undone_at IS NULL AND EXISTS"
        " (SELECT 1 FROM movements o WHERE o.batch_id = ?1 AND o.variant_id = m.variant_id"
        " AND o.location_id = m.location_id) ORDER BY b.id DESC LIMIT 1",
        (batch_id,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def stock_of_batch(connection: Connection, batch_id: int) -> list[tuple[int, int, int]]:
    """Return what a batch has put into stock and not taken out again: variant, location, pieces."""
    rows = connection.execute(
        "SELECT variant_id, location_id, sum(quantity) FROM movements WHERE batch_id = ?"
        " GROUP BY variant_id, location_id HAVING sum(quantity) <> 0",
        (batch_id,),
    )
    return [(variant, location, quantity) for variant, location, quantity in rows]


def _assigned(columns: tuple[str, ...]) -> str:
    return ", ".join(f"{name} = ?" for name in columns)


def _set_aside_variants(connection: Connection, condition: str, now: str, values: tuple[object, ...]) -> None:
    """Set variants aside, and the order lines that were matched to them free."""
    which = f"SELECT id FROM variants WHERE removed_at IS NULL AND {condition}"
    connection.execute(
        "UPDATE orders SET unmatched = 1 WHERE fulfilment = 'new' AND id IN"
        f" (SELECT order_id FROM order_lines WHERE variant_id IN ({which}) AND removed_at IS NULL)",
        values,
    )
    connection.execute(
        f"UPDATE order_lines SET variant_id = NULL WHERE variant_id IN ({which})"
        " AND order_id IN (SELECT id FROM orders WHERE fulfilment = 'new')",
        values,
    )
    connection.execute(f"UPDATE variants SET removed_at = ? WHERE removed_at IS NULL AND {condition}", (now, *values))

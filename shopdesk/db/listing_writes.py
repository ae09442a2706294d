"""Listings as a person changes them: heads, facts, variants and pictures, row by row; nothing is deleted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.listings import put_variant
from shopdesk.db.search import title_terms
from shopdesk.db.times import write_time
from shopdesk.domain.listings import Listing, Picture, Variant


def find_by_uuid(connection: Connection, uuid: str) -> int | None:
    """Return the row of the listing with this uuid, also one that was taken out of the shop."""
    row = connection.execute("SELECT id FROM listings WHERE uuid = ?", (uuid,)).fetchone()
    return int(row[0]) if row else None


def is_live(connection: Connection, listing_id: int) -> bool:
    """Tell whether a listing stands in the shop."""
    row = connection.execute("SELECT removed_at IS NULL FROM listings WHERE id = ?", (listing_id,)).fetchone()
    return bool(row[0])


def listing_of(connection: Connection, variant_id: int) -> int:
    """Return the row of the listing that a variant belongs to."""
    return int(connection.execute("SELECT listing_id FROM variants WHERE id = ?", (variant_id,)).fetchone()[0])


def write_head(connection: Connection, listing_id: int, listing: Listing, at: datetime) -> None:
    """Write a listing's head and its facts; what the last import told stays known."""
    facts = listing.facts
    connection.execute(
        "UPDATE listings SET handle = ?, title = ?, description = ?, category = ?, brand = ?, status = ?, currency = ?,"
        " keyword = ?, selling_point = ?, role = ?, special = ?, warranty_months = ?, attributes = ?, blocks = ?,"
        " updated_at = ?, removed_at = NULL WHERE id = ?",
        (
            listing.handle, listing.title, listing.description, _json(listing.category), listing.brand, listing.status,
            listing.currency, facts.keyword, facts.selling_point, facts.role, facts.special, facts.warranty_months,
            _json(facts.attributes), _json(facts.blocks), write_time(at), listing_id,
        ),
    )  # fmt: skip
    connection.execute(
        "INSERT OR REPLACE INTO listing_index (rowid, terms) VALUES (?, ?)", (listing_id, title_terms(listing.title))
    )


def put_whole_variants(connection: Connection, listing_id: int, variants: Iterable[tuple[str, Variant]]) -> None:
    """Add or write anew these variants (a new uuid and the variant each), sizes too; others stay behind them."""
    for position, (uuid, variant) in enumerate(variants):
        row = put_variant(connection, listing_id, position, variant, uuid)
        connection.execute(
            "UPDATE variants SET length_mm = ?, width_mm = ?, height_mm = ? WHERE id = ?",
            (variant.length_mm, variant.width_mm, variant.height_mm, row),
        )


def replace_pictures(
    connection: Connection, listing_id: int, pictures: Iterable[tuple[str, Picture]], at: datetime
) -> None:
    """Set a listing's pictures (a new uuid and the picture each) in the place of those it has; these are set aside."""
    connection.execute(
        "UPDATE pictures SET removed_at = ? WHERE listing_id = ? AND removed_at IS NULL", (write_time(at), listing_id)
    )
    connection.executemany(
        "INSERT INTO pictures (uuid, listing_id, position, place, role, name, own) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(uuid, listing_id, at, p.place, p.role, p.name, p.own) for at, (uuid, p) in enumerate(pictures)],
    )


def write_variants(
    connection: Connection, listing_id: int, variants: Sequence[tuple[str, Variant]], at: datetime
) -> None:
    """Write a listing's variants (a new uuid and the variant each), in order; others it had are set aside."""
    kept = json.dumps([variant.sku for _uuid, variant in variants])
    connection.execute(
        "UPDATE variants SET removed_at = ? WHERE listing_id = ? AND removed_at IS NULL"
        " AND sku NOT IN (SELECT value FROM json_each(?))",
        (write_time(at), listing_id, kept),
    )
    for position, (uuid, variant) in enumerate(variants):
        _bring_back(connection, listing_id, variant.sku)
        row = put_variant(connection, listing_id, position, variant, uuid)
        connection.execute(
            "UPDATE variants SET length_mm = ?, width_mm = ?, height_mm = ? WHERE id = ?",
            (variant.length_mm, variant.width_mm, variant.height_mm, row),
        )


def _bring_back(connection: Connection, listing_id: int, sku: str) -> None:
    """Let a variant that was set aside stand again, with its ledger, where its SKU has not been given to another."""
    connection.execute(
        "UPDATE variants SET removed_at = NULL WHERE id = (SELECT max(id) FROM variants WHERE listing_id = ?1"
        " AND sku = ?2) AND NOT EXISTS (SELECT 1 FROM variants WHERE sku = ?2 AND removed_at IS NULL)",
        (listing_id, sku),
    )


def rename_variant(connection: Connection, sku: str, new: str) -> None:
    """Give a live variant another SKU; its ledger and its orders go with it."""
    connection.execute("UPDATE variants SET sku = ? WHERE sku = ? AND removed_at IS NULL", (new, sku))


def write_pictures(
    connection: Connection, listing_id: int, pictures: Sequence[tuple[str, Picture]], at: datetime
) -> None:
    """Write a listing's pictures (a new uuid and the picture each), in order; others it had are set aside."""
    now = write_time(at)
    live = connection.execute(
        "SELECT place, id FROM pictures WHERE listing_id = ? AND removed_at IS NULL", (listing_id,)
    ).fetchall()
    known = dict(live)
    kept = {picture.place for _uuid, picture in pictures}
    connection.executemany(
        "UPDATE pictures SET removed_at = ? WHERE id = ?",
        [(now, row) for place, row in live if place not in kept or row != known[place]],  # a file may tell one twice
    )
    for position, (uuid, picture) in enumerate(pictures):
        values = (position, picture.role, picture.name, picture.own)
        if picture.place in known:
            connection.execute(
                "UPDATE pictures SET position = ?, role = ?, name = ?, own = ? WHERE id = ?",
                (*values, known[picture.place]),
            )
        else:
            connection.execute(
                "INSERT INTO pictures (position, role, name, own, uuid, listing_id, place)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, uuid, listing_id, picture.place),
            )


def take_out(connection: Connection, listing_id: int, at: datetime) -> None:
    """Take a listing out of the shop; its rows and its ledger stay in the file."""
    now = write_time(at)
    for table in ("variants", "pictures"):
        connection.execute(
            f"UPDATE {table} SET removed_at = ? WHERE listing_id = ? AND removed_at IS NULL", (now, listing_id)
        )
    connection.execute("DELETE FROM listing_index WHERE rowid = ?", (listing_id,))
    connection.execute("UPDATE listings SET removed_at = ? WHERE id = ?", (now, listing_id))


def needed_skus(connection: Connection, skus: Iterable[str]) -> list[str]:
    """Return those of these SKUs of which pieces lie anywhere, or are promised to an order, or stand in an open one."""
    rows = connection.execute(
        "SELECT v.sku FROM json_each(?) j JOIN variants v ON v.sku = j.value AND v.removed_at IS NULL WHERE"
        " EXISTS (SELECT 1 FROM stock s WHERE s.variant_id = v.id AND s.quantity <> 0)"
        " OR EXISTS (SELECT 1 FROM reservations r WHERE r.variant_id = v.id AND r.closed_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.variant_id = v.id"
        "  AND l.removed_at IS NULL AND o.removed_at IS NULL AND o.fulfilment = 'new')",
        (json.dumps(list(skus)),),
    )
    return [sku for (sku,) in rows]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

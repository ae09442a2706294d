"""Listings with their variants and pictures."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.search import title_expression, title_matches, title_terms
from shopdesk.db.times import write_time
from shopdesk.domain.listings import Facts, Listing, Picture, Variant

_VARIANT_COLUMNS = "sku, barcode, options, price, list_price, cost, weight_g, length_mm, width_mm, height_mm"
_FACTS = "keyword, selling_point, role, special, warranty_months, attributes, blocks"


def find_listing(connection: Connection, text: str) -> int | None:
    """Return the live listing with this handle, or with a variant of this SKU or barcode."""
    for condition in (
        "handle = ?",
        "id IN (SELECT listing_id FROM variants WHERE sku = ? AND removed_at IS NULL)",
        "id IN (SELECT listing_id FROM variants WHERE barcode = ? AND removed_at IS NULL)",
        "id IN (SELECT v.listing_id FROM platform_codes c JOIN variants v ON v.id = c.variant_id"
        " WHERE c.code = ? AND c.removed_at IS NULL AND v.removed_at IS NULL)",
    ):
        rows = connection.execute(
            f"SELECT id FROM listings WHERE removed_at IS NULL AND {condition} LIMIT 2", (text,)
        ).fetchall()
        if len(rows) == 1:
            return int(rows[0][0])
    return None


def listing_ids(connection: Connection, *, search: str = "", limit: int | None = None) -> list[int]:
    """Return the live listings in the order they came, those that hold the search text in title, SKU or barcode."""
    rows = connection.execute(
        "SELECT id, title FROM listings WHERE removed_at IS NULL ORDER BY id",
    ).fetchall()
    text = search.strip()
    if text:
        by_code = _listings_by_code(connection, text)
        likely = _listings_by_title(connection, text)
        rows = [
            (row_id, title)
            for row_id, title in rows
            if row_id in by_code or ((likely is None or row_id in likely) and title_matches(title, text))
        ]
    return [row_id for row_id, _ in rows][:limit]


def _listings_by_code(connection: Connection, text: str) -> set[int]:
    rows = connection.execute(
        "SELECT listing_id FROM variants WHERE removed_at IS NULL AND instr(lowered(sku || char(10) || barcode), ?)",
        (text.lower(),),
    )
    return {row_id for (row_id,) in rows}


def _listings_by_title(connection: Connection, text: str) -> set[int] | None:
    """Return what the index offers; None when the text is too short for it."""
    expression = title_expression(text)
    if not expression:
        return None
    rows = connection.execute("SELECT rowid FROM listing_index WHERE listing_index MATCH ?", (expression,))
    return {row_id for (row_id,) in rows}


def load_listings(connection: Connection, ids: Sequence[int]) -> list[Listing]:
    """Return these listings, in this order."""
    wanted = json.dumps(ids)
    variants = _grouped(connection, f"listing_id, {_VARIANT_COLUMNS} FROM variants", wanted)
    pictures = _grouped(connection, "listing_id, place, role, name, own FROM pictures", wanted)
    rows = connection.execute(
        "SELECT l.id, l.uuid, l.handle, l.title, l.description, l.category, l.brand, l.status, l.currency,"
        f" {_FACTS}"
        " FROM json_each(?) j JOIN listings l ON l.id = j.value ORDER BY j.key",
        (wanted,),
    )
    return [
        Listing(
            handle,
            title,
            tuple(_variant(row) for row in variants.get(row_id, [])),
            description=description,
            category=tuple(json.loads(category)),
            brand=brand,
            status=status,
            currency=currency,
            pictures=tuple(
                Picture(place, role, name, bool(own)) for place, role, name, own in pictures.get(row_id, [])
            ),
            uuid=uuid,
            facts=_facts(facts),
        )
        for row_id, uuid, handle, title, description, category, brand, status, currency, *facts in rows
    ]


def _grouped(connection: Connection, what: str, wanted: str) -> dict[int, list[Any]]:
    rows = connection.execute(
        f"SELECT {what} WHERE listing_id IN (SELECT value FROM json_each(?)) AND removed_at IS NULL"
        " ORDER BY listing_id, position",
        (wanted,),
    )
    found: dict[int, list[Any]] = {}
    for listing_id, *row in rows:
        found.setdefault(listing_id, []).append(row)
    return found


def _variant(row: Sequence[Any]) -> Variant:
    sku, barcode, options, *numbers = row
    return Variant(sku, barcode, json.loads(options), *numbers)


def _facts(row: Sequence[Any]) -> Facts:
    keyword, selling_point, role, special, warranty_months, attributes, blocks = row
    return Facts(keyword, selling_point, role, special, warranty_months, json.loads(attributes), json.loads(blocks))


def add_listing(
    connection: Connection, listing: Listing, *, digest: str, at: datetime, batch_id: int | None = None
) -> int:
    """Add a listing's head and return its row; variants and pictures follow."""
    added = connection.execute(
        "INSERT INTO listings (uuid, handle, title, description, category, brand, status, currency, created_at,"
        " updated_at, digest, created_batch, touched_batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?10, ?10, ?9, ?11, ?11)",
        (listing.uuid, *_head(listing), digest, write_time(at), batch_id),
    )
    listing_id = int(added.lastrowid or 0)
    _index(connection, listing_id, listing)
    return listing_id


def update_listing(
    connection: Connection, listing_id: int, listing: Listing, *, digest: str, at: datetime, batch_id: int | None
) -> None:
    """Write a listing's head anew."""
    connection.execute(
        "UPDATE listings SET handle = ?, title = ?, description = ?, category = ?, brand = ?, status = ?,"
        " currency = ?, digest = ?, updated_at = ?, touched_batch = ? WHERE id = ?",
        (*_head(listing), digest, write_time(at), batch_id, listing_id),
    )
    _index(connection, listing_id, listing)


def _head(listing: Listing) -> tuple[str, ...]:
    category = json.dumps(listing.category, ensure_ascii=False)
    return (
        listing.handle, listing.title, listing.description, category, listing.brand, listing.status, listing.currency,
    )  # fmt: skip


def _index(connection: Connection, listing_id: int, listing: Listing) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO listing_index (rowid, terms) VALUES (?, ?)", (listing_id, title_terms(listing.title))
    )


def put_variant(connection: Connection, listing_id: int, position: int, variant: Variant, uuid: str) -> int:
    """Add a variant, or write the live one with this SKU anew; return its row."""
    values = (
        listing_id, position, variant.barcode, json.dumps(variant.options, ensure_ascii=False), variant.price,
        variant.list_price, variant.cost, variant.weight_g,
    )  # fmt: skip
    row = connection.execute("SELECT id FROM variants WHERE sku = ? AND removed_at IS NULL", (variant.sku,)).fetchone()
    if row:
        connection.execute(
            "UPDATE variants SET listing_id = ?, position = ?, barcode = ?, options = ?, price = ?, list_price = ?,"
            " cost = ?, weight_g = ? WHERE id = ?",
            (*values, row[0]),
        )
        return int(row[0])
    added = connection.execute(
        "INSERT INTO variants (uuid, sku, listing_id, position, barcode, options, price, list_price, cost, weight_g)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, variant.sku, *values),
    )
    return int(added.lastrowid or 0)


def put_pictures(
    connection: Connection, listing_id: int, pictures: Iterable[tuple[str, Picture]], at: datetime
) -> None:
    """Set the pictures a file tells of (uuid and picture each), behind those a person added; the rest is set aside."""
    connection.execute(
        "UPDATE pictures SET removed_at = ? WHERE listing_id = ? AND removed_at IS NULL AND NOT own",
        (write_time(at), listing_id),
    )
    first = connection.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM pictures WHERE listing_id = ? AND removed_at IS NULL", (listing_id,)
    ).fetchone()[0]
    _add_pictures(connection, listing_id, pictures, first)


def _add_pictures(
    connection: Connection, listing_id: int, pictures: Iterable[tuple[str, Picture]], first: int = 0
) -> None:
    connection.executemany(
        "INSERT INTO pictures (uuid, listing_id, position, place, role, name, own) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(uuid, listing_id, at, p.place, p.role, p.name, p.own) for at, (uuid, p) in enumerate(pictures, start=first)],
    )


def find_by_handle(connection: Connection, handle: str) -> int | None:
    """Return the live listing with exactly this handle."""
    row = connection.execute("SELECT id FROM listings WHERE handle = ? AND removed_at IS NULL", (handle,)).fetchone()
    return row[0] if row else None


def sku_of_another(connection: Connection, skus: Sequence[str], listing_id: int | None) -> str | None:
    """Return the first of these SKUs that belongs to another live listing."""
    row = connection.execute(
        "SELECT sku FROM variants WHERE removed_at IS NULL AND listing_id IS NOT ?"
        " AND sku IN (SELECT value FROM json_each(?)) LIMIT 1",
        (listing_id, json.dumps(skus)),
    ).fetchone()
    return row[0] if row else None


def digest_of_listing(connection: Connection, listing_id: int) -> str:
    """Return the digest of what the last import told of a listing."""
    return str(connection.execute("SELECT digest FROM listings WHERE id = ?", (listing_id,)).fetchone()[0])


class Shelved(NamedTuple):
    """Where a SKU lies, and the listing's first picture."""

    bin: str
    picture: str


def shelved_skus(connection: Connection, skus: Iterable[str]) -> dict[str, Shelved]:
    """Return where these SKUs lie."""
    rows = connection.execute(
        "SELECT v.sku, v.bin, coalesce((SELECT place FROM pictures p WHERE p.listing_id = v.listing_id"
        "  AND p.removed_at IS NULL ORDER BY position LIMIT 1), '')"
        " FROM variants v WHERE v.removed_at IS NULL AND v.sku IN (SELECT value FROM json_each(?))",
        (json.dumps(list(skus)),),
    )
    return {sku: Shelved(place, picture) for sku, place, picture in rows}


def put_on_shelf(connection: Connection, variant_id: int, *, safety: int | None, place: str | None) -> None:
    """Set a variant's safety line and bin; None leaves what is there."""
    connection.execute(
        "UPDATE variants SET safety = coalesce(?, safety), bin = coalesce(?, bin) WHERE id = ?",
        (safety, place, variant_id),
    )


def set_status(connection: Connection, handle: str, status: str, at: datetime) -> None:
    """Set the status of a live listing."""
    connection.execute(
        "UPDATE listings SET status = ?, updated_at = ? WHERE handle = ? AND removed_at IS NULL",
        (status, write_time(at), handle),
    )

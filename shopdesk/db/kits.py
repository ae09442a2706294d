"""Kits: what several parts make together, one level deep."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.domain.stock import buildable

Parts = list[tuple[int, int]]


def parts_of(connection: Connection, variants: Iterable[int]) -> dict[int, Parts]:
    """Return those of these variants that are kits: part and pieces of it in one kit."""
    rows = connection.execute(
        "SELECT kit_id, part_id, quantity FROM kit_parts WHERE kit_id IN (SELECT value FROM json_each(?))"
        " ORDER BY kit_id, part_id",
        (json.dumps(list(variants)),),
    )
    return _grouped(rows.fetchall())


class Fetched(NamedTuple):
    """What is fetched for a line of an order whose kit is put together from its parts."""

    sku: str
    title: str
    pieces: int
    place: str
    picture: str


def parts_to_fetch(connection: Connection, orders: Iterable[str]) -> dict[str, list[Fetched]]:
    """Return what is kept for those lines (by uuid) of these orders whose kits are not all built: parts, built kits."""
    rows = connection.execute(
        "SELECT l.uuid, v.sku, g.title, sum(r.quantity), v.bin, coalesce((SELECT p.place FROM pictures p"
        "  WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY p.position LIMIT 1), '')"
        " FROM orders o JOIN reservations r ON r.order_id = o.id AND r.closed_at IS NULL"
        " JOIN order_lines l ON l.id = r.line_id JOIN variants v ON v.id = r.variant_id"
        " JOIN listings g ON g.id = v.listing_id"
        " WHERE o.number IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM reservations x"
        "  WHERE x.order_id = o.id AND x.line_id = l.id AND x.closed_at IS NULL AND x.variant_id <> l.variant_id)"
        " GROUP BY l.uuid, v.id ORDER BY l.id, v.id",
        (json.dumps(list(orders)),),
    )
    found: dict[str, list[Fetched]] = {}
    for line, *told in rows:
        found.setdefault(line, []).append(Fetched(*told))
    return found


def set_parts(connection: Connection, kit_id: int, parts: Mapping[int, int]) -> None:
    """Say what a kit is made of; without parts it is no kit any more."""
    connection.execute("DELETE FROM kit_parts WHERE kit_id = ?", (kit_id,))
    connection.executemany(
        "INSERT INTO kit_parts (kit_id, part_id, quantity) VALUES (?, ?, ?)",
        [(kit_id, part, quantity) for part, quantity in parts.items()],
    )


def kits_with(connection: Connection, part_id: int) -> list[str]:
    """Return the SKUs of the kits that hold this variant."""
    rows = connection.execute(
        "SELECT v.sku FROM kit_parts k JOIN variants v ON v.id = k.kit_id AND v.removed_at IS NULL WHERE k.part_id = ?",
        (part_id,),
    )
    return [sku for (sku,) in rows]


def buildable_kits(connection: Connection, kit_id: int | None = None) -> dict[int, int]:
    """Return how many of each kit, or of one, its parts would make: what is free of them, at the least of all."""
    rows = connection.execute(
        "SELECT kit_id, part_id, quantity FROM kit_parts WHERE ?1 IS NULL OR kit_id = ?1", (kit_id,)
    ).fetchall()
    kits = _grouped(rows)
    if not kits:
        return {}
    free = connection.execute(
        "SELECT j.value, (SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id"
        "  WHERE s.variant_id = j.value AND p.serves_orders)"
        " - (SELECT total(quantity) FROM reservations WHERE variant_id = j.value AND closed_at IS NULL)"
        " FROM json_each(?) j",
        (json.dumps(sorted({part for _kit, part, _quantity in rows})),),
    )
    pieces = {part: int(count) for part, count in free}
    return {kit: buildable(parts, pieces) for kit, parts in kits.items()}


def _grouped(rows: Iterable[tuple[int, int, int]]) -> dict[int, Parts]:
    kits: dict[int, Parts] = {}
    for kit, part, quantity in rows:
        kits.setdefault(kit, []).append((part, quantity))
    return kits

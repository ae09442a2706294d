"""The shop's couriers as rows, and what the goods of orders weigh."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from shopdesk.db.connection import Connection


def load_rows(connection: Connection) -> list[tuple[str, str, str, list[str], dict[str, Any]]]:
    """Return every courier: code, Chinese name, English name, aliases, the shop's own profile ({} for none)."""
    rows = connection.execute("SELECT code, name, name_en, aliases, profile FROM couriers ORDER BY code")
    return [(code, zh, en, json.loads(also), json.loads(told or "{}")) for code, zh, en, also, told in rows]


def put_courier(
    connection: Connection, code: str, names: Sequence[str], aliases: Iterable[str], profile: dict[str, Any]
) -> None:
    """Add a courier, or write the one with this code anew; an empty profile is the one the program came with."""
    told = json.dumps(profile, ensure_ascii=False) if profile else ""
    connection.execute(
        "INSERT INTO couriers (code, name, name_en, aliases, profile) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,"
        " aliases = excluded.aliases, profile = excluded.profile",
        (code, *names, json.dumps(list(aliases), ensure_ascii=False), told),
    )


def drop_courier(connection: Connection, code: str) -> bool:
    """Remove a courier that never had a number; False when it has one or is not there."""
    gone = connection.execute(
        "DELETE FROM couriers WHERE code = ? AND NOT EXISTS (SELECT 1 FROM waybills w WHERE w.courier = couriers.code)",
        (code,),
    )
    return bool(gone.rowcount)


def goods_of(connection: Connection, order_id: int) -> list[tuple[int, int, int, list[str]]]:
    """Return the goods of an order line by line: pieces, grams and mm³ of a piece (0: not known), category."""
    rows = connection.execute(
        "SELECT l.quantity, coalesce(v.weight_g, 0), coalesce(v.length_mm * v.width_mm * v.height_mm, 0),"
        " coalesce(g.category, '[]') FROM order_lines l LEFT JOIN variants v ON v.id = l.variant_id"
        " LEFT JOIN listings g ON g.id = v.listing_id WHERE l.order_id = ? AND l.removed_at IS NULL",
        (order_id,),
    )
    return [(pieces, grams, size, json.loads(category)) for pieces, grams, size, category in rows]

"""The price book with its history, the goods that it is asked for, and what competitors ask."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time, write_time_or_none
from shopdesk.domain.prices import CompetitorPrice, Price, PriceChange, PricedGoods


def goods_of(connection: Connection, skus: Iterable[str] | None = None) -> dict[str, PricedGoods]:
    """Return the live goods by SKU, these or all."""
    wanted = None if skus is None else json.dumps(list(skus))
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, l.category, v.price, v.list_price, v.cost, v.weight_g, l.currency,"
        " coalesce((SELECT group_concat(value, ' / ') FROM json_each(v.options)), '')"
        " FROM variants v JOIN listings l ON l.id = v.listing_id WHERE v.removed_at IS NULL AND l.removed_at IS NULL"
        " AND (?1 IS NULL OR v.sku IN (SELECT value FROM json_each(?1))) ORDER BY v.sku",
        (wanted,),
    )
    return {row[1]: PricedGoods(row[0], row[1], row[2], tuple(json.loads(row[3])), *row[4:]) for row in rows}


_COLUMNS = "p.id, v.sku, p.kind, p.amount, p.channel, p.level, p.least, p.starts_at, p.ends_at"


def load_prices(connection: Connection, skus: Iterable[str] | None = None) -> dict[str, list[Price]]:
    """Return the entries of the price book by SKU, also those that have ended or not begun."""
    wanted = None if skus is None else json.dumps(list(skus))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM prices p JOIN variants v ON v.id = p.variant_id"
        " WHERE p.removed_by IS NULL AND p.dead = 0 AND v.removed_at IS NULL"
        " AND (?1 IS NULL OR v.sku IN (SELECT value FROM json_each(?1))) ORDER BY p.id",
        (wanted,),
    )
    found: dict[str, list[Price]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_price(row))
    return found


def _price(row: tuple[Any, ...]) -> Price:
    row_id, sku, kind, amount, channel, level, least, starts, ends = row
    return Price(
        sku, kind, amount, channel, level, least, read_time_or_none(starts), read_time_or_none(ends), row_id
    )  # fmt: skip


def add_change(connection: Connection, uuid: str, reason: str, at: datetime, actor: str) -> int:
    """Begin a change of prices; return its row."""
    added = connection.execute(
        "INSERT INTO price_changes (uuid, reason, at, actor) VALUES (?, ?, ?, ?)", (uuid, reason, write_time(at), actor)
    )
    return int(added.lastrowid or 0)


def add_price(connection: Connection, change: int, variant_id: int, price: Price) -> int:
    """Add an entry to the price book."""
    added = connection.execute(
        "INSERT INTO prices (variant_id, channel, kind, level, least, amount, starts_at, ends_at, added_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            variant_id, price.channel, price.kind, price.level, price.least, price.amount,
            write_time_or_none(price.starts), write_time_or_none(price.ends), change,
        ),
    )  # fmt: skip
    return int(added.lastrowid or 0)


def remove_price(connection: Connection, change: int, row: int) -> bool:
    """End an entry of the price book; tell whether it stood there."""
    done = connection.execute(
        "UPDATE prices SET removed_by = ? WHERE id = ? AND removed_by IS NULL AND dead = 0", (change, row)
    )
    return bool(done.rowcount)


def is_newest(connection: Connection, change: int) -> bool:
    """Tell whether no later change has touched what this one has added."""
    row = connection.execute(
        "SELECT 1 FROM prices WHERE added_by = ?1 AND removed_by IS NOT NULL AND removed_by <> ?1 LIMIT 1", (change,)
    ).fetchone()
    return row is None


def set_change_undone(connection: Connection, change: int, at: datetime | None) -> None:
    """Take a change back as a whole, or do it again."""
    undone = at is not None
    connection.execute("UPDATE prices SET dead = ? WHERE added_by = ?", (int(undone), change))
    if undone:
        connection.execute("UPDATE prices SET removed_by = NULL WHERE removed_by = ?", (change,))
    connection.execute("UPDATE price_changes SET undone_at = ? WHERE id = ?", (write_time_or_none(at), change))


def changes_of(connection: Connection, variant_id: int, most: int) -> list[PriceChange]:
    """Return the newest changes of a variant's prices."""
    rows = connection.execute(
        "SELECT c.id, c.at, c.actor, c.reason, c.undone_at IS NOT NULL FROM price_changes c WHERE c.id IN"
        " (SELECT added_by FROM prices WHERE variant_id = ?1 UNION SELECT removed_by FROM prices WHERE variant_id = ?1"
        "  AND removed_by IS NOT NULL) ORDER BY c.id DESC LIMIT ?2",
        (variant_id, most),
    ).fetchall()
    return [
        PriceChange(
            row, read_time(at), actor, reason, bool(undone), _touched(connection, "added_by", row, variant_id),
            _touched(connection, "removed_by", row, variant_id),
        )
        for row, at, actor, reason, undone in rows
    ]  # fmt: skip


def _touched(connection: Connection, by: str, change: int, variant_id: int) -> tuple[Price, ...]:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM prices p JOIN variants v ON v.id = p.variant_id"
        f" WHERE p.{by} = ? AND p.variant_id = ? ORDER BY p.id",
        (change, variant_id),
    )
    return tuple(_price(row) for row in rows)


def add_competitor_price(connection: Connection, uuid: str, variant_id: int, told: CompetitorPrice, actor: str) -> int:
    """Note what a competitor asks; return the row."""
    added = connection.execute(
        "INSERT INTO competitor_prices (uuid, variant_id, competitor, channel, amount, note, at, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, variant_id, told.competitor, told.channel, told.amount, told.note, write_time(told.at), actor),
    )
    return int(added.lastrowid or 0)


def set_competitor_price_removed(connection: Connection, row: int, at: datetime | None) -> None:
    """Take a note of a competitor's price out, or bring it back."""
    connection.execute("UPDATE competitor_prices SET removed_at = ? WHERE id = ?", (write_time_or_none(at), row))


def competitor_prices(connection: Connection, variant_id: int) -> list[CompetitorPrice]:
    """Return what competitors asked for a variant, in the order of time."""
    rows = connection.execute(
        "SELECT id, competitor, channel, amount, note, at FROM competitor_prices"
        " WHERE variant_id = ? AND removed_at IS NULL ORDER BY at, id",
        (variant_id,),
    )
    return [
        CompetitorPrice(row, competitor, channel, amount, note, read_time(at))
        for row, competitor, channel, amount, note, at in rows
    ]


def pieces_at_stall(connection: Connection, variants: Iterable[int]) -> dict[int, int]:
    """Return what of these variants lies at the stall."""
    rows = connection.execute(
        "SELECT j.value, (SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id"
        " WHERE s.variant_id = j.value AND p.code = 'stall') FROM json_each(?) j",
        (json.dumps(list(variants)),),
    )
    return {variant: int(pieces) for variant, pieces in rows}


def lowest_competitors(connection: Connection) -> dict[int, int]:
    """Return by variant the lowest of what each competitor asked last."""
    rows = connection.execute(
        "SELECT variant_id, min(amount) FROM (SELECT variant_id, competitor, channel, amount, max(at || id)"
        " FROM competitor_prices WHERE removed_at IS NULL GROUP BY variant_id, competitor, channel) GROUP BY variant_id"
    )
    return dict(rows.fetchall())

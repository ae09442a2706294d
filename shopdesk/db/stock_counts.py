"""Stock counts and their entries: each scan is a row, taken back by a mark and never deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.stock_counts import Entry


@dataclass(frozen=True, slots=True)
class StockCount:
    """A count of one place; `blind` hides what the ledger says from those who count."""

    row: int
    number: str
    location: str
    location_row: int
    note: str
    blind: bool
    state: str
    started_at: datetime
    started_by: str
    posted_at: datetime | None


class Expected(NamedTuple):
    """What the ledger says of a SKU at the place of a count."""

    sku: str
    title: str
    on_hand: int
    cost: int
    options: str = ""


_COLUMNS = (
    "c.id, c.number, p.code, p.id, c.note, c.blind, c.state, c.started_at, c.started_by, c.posted_at"
    " FROM stock_counts c JOIN locations p ON p.id = c.location_id"
)


def add_count(
    connection: Connection, *, uuid: str, location_id: int, note: str, blind: bool, at: datetime, actor: str
) -> int:
    """Begin a count and return its row."""
    added = connection.execute(
        "INSERT INTO stock_counts (uuid, location_id, note, blind, state, started_at, started_by)"
        " VALUES (?, ?, ?, ?, 'open', ?, ?)",
        (uuid, location_id, note, blind, write_time(at), actor),
    )
    return int(added.lastrowid or 0)


def load_counts(connection: Connection, number: str | None = None) -> list[StockCount]:
    """Return all counts, the newest first, or the one of this number."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} WHERE ?1 IS NULL OR c.number = ?1 ORDER BY c.id DESC", (number,)
    ).fetchall()
    return [
        StockCount(
            row, told, place, place_row, note, bool(blind), state, read_time(started), who,
            read_time(posted) if posted else None,
        )
        for row, told, place, place_row, note, blind, state, started, who, posted in rows
    ]  # fmt: skip


def set_state(connection: Connection, row: int, state: str, at: datetime, actor: str) -> None:
    """Set a count's state; when and by whom it was posted is told with it."""
    posted = (write_time(at), actor) if state == "posted" else (None, None)
    connection.execute(
        "UPDATE stock_counts SET state = ?, posted_at = ?, posted_by = ? WHERE id = ?", (state, *posted, row)
    )


def add_entry(
    connection: Connection, *, uuid: str, count: StockCount, variant_id: int, kind: str, pieces: int, at: datetime,
    actor: str,
) -> bool:  # fmt: skip
    """Add what was counted, marked with the newest movement of the SKU there; False when it was added before."""
    added = connection.execute(
        "INSERT INTO stock_count_entries (uuid, count_id, variant_id, kind, quantity, at, actor, mark)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT coalesce(max(id), 0) FROM movements WHERE variant_id = ?3))"
        " ON CONFLICT (uuid) DO NOTHING",
        (uuid, count.row, variant_id, kind, pieces, write_time(at), actor),
    )
    return bool(added.rowcount)


def drop_entry(connection: Connection, uuid: str, at: datetime) -> bool:
    """Take an entry back; tell whether it stood."""
    done = connection.execute(
        "UPDATE stock_count_entries SET removed_at = ? WHERE uuid = ? AND removed_at IS NULL", (write_time(at), uuid)
    )
    return bool(done.rowcount)


def entries_of(connection: Connection, count: StockCount) -> dict[int, list[Entry]]:
    """Return what was counted, variant by variant, in the order it was told."""
    rows = connection.execute(
        "SELECT e.variant_id, e.id, v.sku, e.kind, e.quantity, e.actor, e.at, e.mark FROM stock_count_entries e"
        " JOIN variants v ON v.id = e.variant_id WHERE e.count_id = ? AND e.removed_at IS NULL ORDER BY e.id",
        (count.row,),
    )
    found: dict[int, list[Entry]] = {}
    for variant, row, sku, kind, pieces, actor, at, mark in rows:
        found.setdefault(variant, []).append(Entry(row, sku, kind, pieces, actor, read_time(at), mark))
    return found


def expected_at(connection: Connection, count: StockCount) -> dict[int, Expected]:
    """Return what the ledger says of each SKU that lies at the count's place, or was counted there."""
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, coalesce(s.quantity, 0), v.cost,"
        " coalesce((SELECT group_concat(value, ' / ') FROM json_each(v.options)), '') FROM variants v"
        " JOIN listings l ON l.id = v.listing_id"
        " LEFT JOIN stock s ON s.variant_id = v.id AND s.location_id = ?1"
        " WHERE v.id IN (SELECT variant_id FROM stock WHERE location_id = ?1 AND quantity <> 0"
        "  UNION SELECT variant_id FROM stock_count_entries WHERE count_id = ?2 AND removed_at IS NULL)"
        " ORDER BY v.bin, v.sku",
        (count.location_row, count.row),
    )
    return {row: Expected(*told) for row, *told in rows}


def moved_since(connection: Connection, count: StockCount, variant_id: int, mark: int) -> int:
    """Return the signed pieces of a SKU that have moved at the count's place since a mark."""
    row = connection.execute(
        "SELECT coalesce(sum(quantity), 0) FROM movements WHERE variant_id = ? AND location_id = ? AND id > ?",
        (variant_id, count.location_row, mark),
    ).fetchone()
    return int(row[0])


def movements_of_count(connection: Connection, number: str) -> list[str]:
    """Return the movements that a count has posted and that were not taken back."""
    rows = connection.execute(
        "SELECT m.uuid FROM movements m JOIN stock_count_entries e ON e.variant_id = m.variant_id"
        " JOIN stock_counts c ON c.id = e.count_id AND c.number = ?1 WHERE m.reason = 'count' AND m.reference = ?1"
        " AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) GROUP BY m.id ORDER BY m.quantity DESC",
        (number,),
    )
    return [uuid for (uuid,) in rows]

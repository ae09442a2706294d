"""Waves in the file: the orders that wait, the waves with their orders, what was picked, what a shelf did not hold."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.pick_lists import shelf_of
from shopdesk.domain.waves import Candidate

_MOST_WAITING = 5_000
_READY = (
    f"o.{OPEN} AND o.fulfilment = 'confirmed' AND o.hold = 0 AND o.short = 0 AND o.refunding = 0"
    " AND o.payment <> 'refunded' AND o.removed_at IS NULL"
)
# What is kept for a line tells what is fetched: a kit that is not built lies on the shelves as its parts.
_KEPT = "LEFT JOIN reservations r ON r.order_id = l.order_id AND r.line_id = l.id AND r.closed_at IS NULL"
_FREE = "NOT EXISTS (SELECT 1 FROM wave_orders w WHERE w.order_id = o.id AND w.left_at IS NULL)"


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A wave: how its orders were chosen, how far it is; `pieces` are all that it fetches."""

    row: int
    number: str
    sort: str
    positions: int
    state: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str
    orders: int
    pieces: int
    taken: int
    missing: int


class Member(NamedTuple):
    """An order of a wave: its place on the cart, the state it came from, whether it is still in it."""

    row: int
    number: str
    cart: str
    before: str
    inside: bool


class Wanted(NamedTuple):
    """A line of an order as the shelf knows it."""

    order: str
    sku: str
    title: str
    options: str
    quantity: int
    place: str
    picture: str


class ShortRow(NamedTuple):
    """Pieces that a shelf did not hold, and the count that looks for them."""

    act: str
    what: str
    place: str
    missing: int
    count_number: str
    at: datetime
    actor: str


def waiting_orders(connection: Connection, rows: Sequence[int] | None = None) -> list[Candidate]:
    """Return the orders that can go into a wave, or those of these rows, the most urgent first."""
    some = "" if rows is None else " AND o.id IN (SELECT value FROM json_each(:rows))"
    found = connection.execute(
        "SELECT o.number, coalesce(o.group_id, 'o' || o.id), o.courier, o.leave_by,"
        " sum(coalesce(r.quantity, l.quantity)), json_group_array(coalesce(v.sku, t.title)),"
        " json_group_array(coalesce(v.bin, ''))"
        f" FROM (SELECT o.* FROM orders o WHERE {_READY} AND {_FREE}{some}"
        " ORDER BY o.leave_by, o.ship_by LIMIT :most) o"
        " JOIN order_lines l ON l.order_id = o.id AND l.removed_at IS NULL JOIN order_titles t ON t.id = l.title_id"
        f" {_KEPT} LEFT JOIN variants v ON v.id = coalesce(r.variant_id, l.variant_id)"
        " GROUP BY o.id ORDER BY o.leave_by, o.id",
        {"rows": json.dumps(list(rows or ())), "most": _MOST_WAITING},
    )
    return [
        Candidate(
            number, str(parcel), tuple(sorted(json.loads(skus))), pieces,
            frozenset(shelf_of(place) for place in json.loads(places)), courier, read_time_or_none(leave_by),
        )
        for number, parcel, courier, leave_by, pieces, skus, places in found
    ]  # fmt: skip


def add_wave(connection: Connection, *, uuid: str, sort: str, positions: int, at: datetime, actor: str) -> int:
    """Begin a wave and return its row."""
    added = connection.execute(
        "INSERT INTO waves (uuid, sort, positions, state, made_at, made_by) VALUES (?, ?, ?, 'open', ?, ?)",
        (uuid, sort, positions, write_time(at), actor),
    )
    return int(added.lastrowid or 0)


def find_by_uuid(connection: Connection, uuid: str) -> str | None:
    """Return the number of the wave with this identity."""
    found = connection.execute("SELECT number FROM waves WHERE uuid = ?", (uuid,)).fetchone()
    return found[0] if found else None


def add_member(connection: Connection, wave: int, order: int, cart: str, before: str) -> None:
    """Put an order into a wave. The file refuses one that is in an open wave."""
    connection.execute(
        "INSERT INTO wave_orders (wave_id, order_id, cart, before) VALUES (?, ?, ?, ?)", (wave, order, cart, before)
    )


def wave_of(connection: Connection, order: int) -> str | None:
    """Return the number of the open wave that an order is in."""
    found = connection.execute(
        "SELECT w.number FROM wave_orders m JOIN waves w ON w.id = m.wave_id"
        " WHERE m.order_id = ? AND m.left_at IS NULL",
        (order,),
    ).fetchone()
    return found[0] if found else None


def carts_of(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return wave and cart position of those of these orders that are in an open wave."""
    found = connection.execute(
        "SELECT o.number, w.number, m.cart FROM wave_orders m JOIN orders o ON o.id = m.order_id"
        " JOIN waves w ON w.id = m.wave_id WHERE m.left_at IS NULL AND o.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {number: (wave, cart) for number, wave, cart in found}


def load_waves(connection: Connection, number: str | None = None, limit: int = 500) -> list[WaveRow]:
    """Return the newest waves, or the one of this number."""
    found = connection.execute(
        "SELECT w.id, w.number, w.sort, w.positions, w.state, w.made_at, w.made_by, w.ended_at, w.ended_by,"
        " (SELECT count(*) FROM wave_orders m WHERE m.wave_id = w.id AND m.cart <> ''),"
        " (SELECT coalesce(sum(coalesce(r.quantity, l.quantity)), 0) FROM wave_orders m"
        f"  JOIN order_lines l ON l.order_id = m.order_id AND l.removed_at IS NULL {_KEPT} WHERE m.wave_id = w.id"
        "  AND m.cart <> ''),"
        " coalesce((SELECT sum(pieces) FROM wave_picks p WHERE p.wave_id = w.id AND p.kind = 'pick'"
        "  AND p.undone_at IS NULL), 0),"
        " coalesce((SELECT sum(pieces) FROM wave_picks p WHERE p.wave_id = w.id AND p.kind = 'short'"
        "  AND p.undone_at IS NULL), 0)"
        " FROM waves w WHERE ?1 IS NULL OR w.number = ?1 ORDER BY w.id DESC LIMIT ?2",
        (number, limit),
    )
    return [
        WaveRow(
            row, told, sort, positions, state, read_time(made), made_by, read_time_or_none(ended), ended_by, held,
            pieces, taken, missing,
        )
        for row, told, sort, positions, state, made, made_by, ended, ended_by, held, pieces, taken, missing in found
    ]  # fmt: skip


def set_state(connection: Connection, row: int, state: str, at: datetime | None, actor: str) -> None:
    """Set a wave's state and since when it is ended, if it is."""
    connection.execute(
        "UPDATE waves SET state = ?, ended_at = ?, ended_by = ? WHERE id = ?",
        (state, write_time(at) if at else None, actor if at else "", row),
    )


def leave_wave(connection: Connection, row: int, at: datetime) -> None:
    """Let all orders out of a wave."""
    connection.execute(
        "UPDATE wave_orders SET left_at = ? WHERE wave_id = ? AND left_at IS NULL", (write_time(at), row)
    )


def come_back(connection: Connection, row: int, order: int) -> None:
    """Put an order back into the wave that it was in. The file refuses one that is in another open wave."""
    connection.execute("UPDATE wave_orders SET left_at = NULL WHERE wave_id = ? AND order_id = ?", (row, order))


def place_of(connection: Connection, order: int) -> tuple[int, str, str] | None:
    """Return the open wave that an order is in, its row and number, and the order's position on its cart."""
    found = connection.execute(
        "SELECT w.id, w.number, m.cart FROM wave_orders m JOIN waves w ON w.id = m.wave_id"
        " WHERE m.order_id = ? AND m.left_at IS NULL",
        (order,),
    ).fetchone()
    return tuple(found) if found else None


def put_member(connection: Connection, wave: int, order: int, cart: str, before: str) -> None:
    """Put an order into a wave that it may have been taken out of. The file refuses one that is in an open wave."""
    connection.execute(
        "INSERT INTO wave_orders (wave_id, order_id, cart, before) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (wave_id, order_id) DO UPDATE SET cart = excluded.cart, before = excluded.before, left_at = NULL",
        (wave, order, cart, before),
    )


def move_member(connection: Connection, wave: int, order: int, cart: str) -> None:
    """Give an order of a wave another position on the cart."""
    connection.execute("UPDATE wave_orders SET cart = ? WHERE wave_id = ? AND order_id = ?", (cart, wave, order))


def take_member_out(connection: Connection, wave: int, order: int, at: datetime) -> None:
    """Let an order leave a wave: without a position on the cart it is none of its orders any more."""
    connection.execute(
        "UPDATE wave_orders SET left_at = ?, cart = '' WHERE wave_id = ? AND order_id = ?",
        (write_time(at), wave, order),
    )


def members_of(connection: Connection, row: int) -> list[Member]:
    """Return a wave's orders in the order of the cart."""
    found = connection.execute(
        "SELECT o.id, o.number, m.cart, m.before, m.left_at IS NULL FROM wave_orders m"
        " JOIN orders o ON o.id = m.order_id WHERE m.wave_id = ? AND m.cart <> '' ORDER BY m.cart, m.id",
        (row,),
    )
    return [Member(order, number, cart, before, bool(inside)) for order, number, cart, before, inside in found]


def wanted_lines(connection: Connection, row: int) -> list[Wanted]:
    """Return what a wave's orders want, in the order of the cart."""
    found = connection.execute(
        "SELECT o.number, coalesce(v.sku, l.sku), iif(r.variant_id <> l.variant_id, g.title, t.title),"
        " iif(r.variant_id <> l.variant_id, '', l.options), coalesce(r.quantity, l.quantity), coalesce(v.bin, ''),"
        " coalesce((SELECT p.place FROM pictures p WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL"
        "  ORDER BY p.position LIMIT 1), '')"
        " FROM wave_orders m JOIN orders o ON o.id = m.order_id"
        " JOIN order_lines l ON l.order_id = o.id AND l.removed_at IS NULL JOIN order_titles t ON t.id = l.title_id"
        f" {_KEPT} LEFT JOIN variants v ON v.id = coalesce(r.variant_id, l.variant_id)"
        " LEFT JOIN listings g ON g.id = v.listing_id WHERE m.wave_id = ? AND m.cart <> ''"
        " ORDER BY m.cart, m.id, l.position, r.id",
        (row,),
    )
    return [Wanted(*line) for line in found]


def picked(connection: Connection, row: int) -> dict[tuple[str, str, str], int]:
    """Return the pieces told of each (order, what, kind) of a wave."""
    found = connection.execute(
        "SELECT o.number, p.what, p.kind, sum(p.pieces) FROM wave_picks p JOIN orders o ON o.id = p.order_id"
        " WHERE p.wave_id = ? AND p.undone_at IS NULL GROUP BY o.number, p.what, p.kind",
        (row,),
    )
    return {(order, what, kind): pieces for order, what, kind, pieces in found}


def add_picks(
    connection: Connection, *, act: str, wave: int, what: str, kind: str, shares: Iterable[tuple[int, int]],
    at: datetime, actor: str,
) -> None:  # fmt: skip
    """Note what was picked or found missing: (order's row, pieces), all of one act."""
    connection.executemany(
        "INSERT INTO wave_picks (act, wave_id, order_id, what, kind, pieces, at, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(act, wave, order, what, kind, pieces, write_time(at), actor) for order, pieces in shares],
    )


def undo_act(connection: Connection, act: str, at: datetime) -> tuple[str, list[int]] | None:
    """Take one act back; return the wave's number and the orders that were short in it, None when it was before."""
    found = connection.execute(
        "SELECT w.number, p.order_id, p.kind FROM wave_picks p JOIN waves w ON w.id = p.wave_id"
        " WHERE p.act = ? AND p.undone_at IS NULL ORDER BY p.id",
        (act,),
    ).fetchall()
    if not found:
        return None
    connection.execute("UPDATE wave_picks SET undone_at = ? WHERE act = ?", (write_time(at), act))
    connection.execute("UPDATE shelf_shorts SET undone_at = ? WHERE act = ?", (write_time(at), act))
    return found[0][0], [order for _wave_row, order, kind in found if kind == "short"]


def add_short(
    connection: Connection, *, act: str, wave: int, what: str, place: str, missing: int, count: int | None,
    at: datetime, actor: str,
) -> None:  # fmt: skip
    """Note that a shelf did not hold what it should, and which count looks for it."""
    connection.execute(
        "INSERT INTO shelf_shorts (act, wave_id, what, place, missing, count_id, at, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (act, wave, what, place, missing, count, write_time(at), actor),
    )


def shorts_of(connection: Connection, row: int | None = None) -> list[ShortRow]:
    """Return what shelves did not hold: of one wave, or all whose count is still to be done."""
    which = "s.wave_id = ?1" if row is not None else "c.state IN ('open', 'paused')"
    found = connection.execute(
        "SELECT s.act, s.what, s.place, s.missing, coalesce(c.number, ''), s.at, s.actor FROM shelf_shorts s"
        f" LEFT JOIN stock_counts c ON c.id = s.count_id WHERE s.undone_at IS NULL AND {which} ORDER BY s.id",
        (row,) if row is not None else (),
    )
    return [ShortRow(act, what, place, missing, count, read_time(at), by)
            for act, what, place, missing, count, at, by in found]  # fmt: skip


def count_of_act(connection: Connection, act: str) -> str:
    """Return the number of the count that a reported shortage has opened, "" for none."""
    found = connection.execute(
        "SELECT c.number FROM shelf_shorts s JOIN stock_counts c ON c.id = s.count_id WHERE s.act = ?", (act,)
    ).fetchone()
    return found[0] if found else ""

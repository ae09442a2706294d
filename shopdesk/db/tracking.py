"""Where parcels are: reports as they came, and what they come to for each order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time, write_time_or_none
from shopdesk.db.waiting import IN_TROUBLE
from shopdesk.domain.parcel_states import TROUBLE
from shopdesk.domain.parcels import Standing

NEWEST = 3000  # parcels of a view: older ones are found by a search among the orders
_LIVE = "o.removed_at IS NULL"
_SENT = "coalesce(p.at, (SELECT max(e.at) FROM order_events e WHERE e.order_id = o.id AND e.kind = 'shipped'))"
_QUIET = (
    f"o.id IN (SELECT q.id FROM (SELECT id FROM orders WHERE fulfilment = 'shipped' AND removed_at IS NULL"
    f" ORDER BY id DESC LIMIT {NEWEST}) q)"
)
_TROUBLE = ", ".join(f"'{state}'" for state in TROUBLE)
VIEWS = {
    "under-way": f"o.fulfilment = 'shipped' AND coalesce(p.state, '') NOT IN ({_TROUBLE})",
    "trouble": IN_TROUBLE,
    "silent": f"{_QUIET} AND coalesce(p.state, '') NOT IN ({_TROUBLE}, 'delivered') AND {_SENT} < ?",
    "delivered": "p.delivered_at IS NOT NULL AND o.fulfilment = 'delivered'",
}


def orders_of_waybill(connection: Connection, waybill: str) -> list[int]:
    """Return the rows of the orders that go under a waybill."""
    rows = connection.execute(
        f"SELECT o.id FROM orders o WHERE o.waybill = ? AND o.waybill <> '' AND {_LIVE} ORDER BY o.id", (waybill,)
    )
    return [row for (row,) in rows]


def add_report(
    connection: Connection, order_id: int, *, uuid: str, state: str, at: datetime, note: str, source: str,
    noted_at: datetime, actor: str,
) -> bool:  # fmt: skip
    """Keep one report; False when it is known already."""
    made = connection.execute(
        "INSERT INTO tracking (uuid, order_id, state, at, note, source, noted_at, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (uuid, order_id, state, write_time(at), note, source, write_time(noted_at), actor),
    )
    return bool(made.rowcount)


def remove_reports(connection: Connection, uuids: Iterable[str], at: datetime) -> list[int]:
    """Take reports back and return the orders they were of."""
    rows = connection.execute(
        "UPDATE tracking SET removed_at = ? WHERE removed_at IS NULL AND uuid IN (SELECT value FROM json_each(?))"
        " RETURNING order_id",
        (write_time(at), json.dumps(list(uuids))),
    ).fetchall()
    return sorted({row for (row,) in rows})


def reports_of(connection: Connection, order_id: int) -> list[tuple[str, datetime]]:
    """Return an order's reports: state and moment, oldest first."""
    rows = connection.execute(
        "SELECT state, at FROM tracking WHERE order_id = ? AND removed_at IS NULL ORDER BY at, id", (order_id,)
    )
    return [(state, read_time(at)) for state, at in rows]


def put_standing(connection: Connection, order_id: int, told: Standing | None) -> None:
    """Keep what an order's reports come to; None when there are none any more."""
    if told is None:
        connection.execute("DELETE FROM parcels WHERE order_id = ?", (order_id,))
        return
    connection.execute(
        "INSERT INTO parcels (order_id, state, at, delivered_at) VALUES (?, ?, ?, ?) ON CONFLICT (order_id) DO UPDATE"
        " SET state = excluded.state, at = excluded.at, delivered_at = excluded.delivered_at",
        (order_id, told.state, write_time(told.at), write_time_or_none(told.delivered_at)),
    )


def load_standing(connection: Connection, order_id: int) -> Standing | None:
    """Return where an order's parcel stands, None when nobody has reported."""
    row = connection.execute("SELECT state, at, delivered_at FROM parcels WHERE order_id = ?", (order_id,)).fetchone()
    return Standing(row[0], read_time(row[1]), read_time_or_none(row[2])) if row else None


def delivered_event(connection: Connection, order_id: int) -> datetime | None:
    """Return when a person noted that the buyer has the parcel."""
    row = connection.execute(
        "SELECT max(at) FROM order_events WHERE order_id = ? AND kind = 'delivered'", (order_id,)
    ).fetchone()
    return read_time_or_none(row[0])


def parcel_ids(connection: Connection, view: str, silent_since: datetime) -> list[int]:
    """Return the orders whose parcels a view holds, the newest first."""
    values = [write_time(silent_since)] * VIEWS[view].count("?")
    rows = connection.execute(f"SELECT o.id {_from(view)} ORDER BY o.id DESC LIMIT {NEWEST}", values)
    return [row for (row,) in rows]


def count_parcels(connection: Connection, view: str, silent_since: datetime) -> int:
    """Return how many parcels a view holds."""
    values = [write_time(silent_since)] * VIEWS[view].count("?")
    return int(connection.execute(f"SELECT count(*) {_from(view)}", values).fetchone()[0])


def _from(view: str) -> str:
    join = (
        "parcels p CROSS JOIN orders o ON o.id = p.order_id"
        if view in ("trouble", "delivered")
        else ("orders o LEFT JOIN parcels p ON p.order_id = o.id")
    )
    return f"FROM {join} WHERE {_LIVE} AND {VIEWS[view]}"


def parcel_rows(connection: Connection, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return these parcels: row, number, courier, waybill, name, city, shipped, state, since, delivered."""
    rows = connection.execute(
        "SELECT o.id, o.number, o.courier, o.waybill, o.name, o.city, o.fulfilment,"
        " (SELECT max(e.at) FROM order_events e WHERE e.order_id = o.id AND e.kind = 'shipped'), p.state, p.at,"
        " p.delivered_at FROM json_each(?) j JOIN orders o ON o.id = j.value"
        " LEFT JOIN parcels p ON p.order_id = o.id ORDER BY j.key",
        (json.dumps(list(ids)),),
    ).fetchall()
    return [
        (*row[:7], read_time_or_none(row[7]), row[8], read_time_or_none(row[9]), read_time_or_none(row[10]))
        for row in rows
    ]

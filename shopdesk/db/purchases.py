"""Purchase orders, their lines, and what has come of them by the ledger."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from shopdesk.db.connection import Connection
from shopdesk.db.suppliers import supplier_of_row
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.purchases import Purchase, PurchaseLine

GOODS = "coalesce((SELECT group_concat(value, ' / ') || ' · ' FROM json_each(v.options)), '') || t.title"
_RECEIVED = "(SELECT total(m.quantity) FROM movements m WHERE m.purchase_line_id = l.id)"


@dataclass(frozen=True, slots=True)
class PurchaseReceipt:
    """Pieces of a SKU that came together; `unit_cost` is in minor units of the shop's currency, None if unknown."""

    uuid: str
    at: datetime
    sku: str
    pieces: int
    location: str
    lot: str
    expires_on: date | None
    unit_cost: int | None
    actor: str


def add_purchase(
    connection: Connection, *, uuid: str, supplier_row: int, currency: str, note: str, at: datetime
) -> int:
    """Begin a purchase order as a draft and return its row."""
    added = connection.execute(
        "INSERT INTO purchases (uuid, supplier_id, state, currency, note, created_at) VALUES (?, ?, 'draft', ?, ?, ?)",
        (uuid, supplier_row, currency, note, write_time(at)),
    )
    return int(added.lastrowid or 0)


def set_lines(connection: Connection, row: int, lines: Iterable[tuple[str, int, int, int]], at: datetime) -> None:
    """Write an order's lines anew (uuid, variant, pieces, price each); those it had are set aside."""
    connection.execute(
        "UPDATE purchase_lines SET removed_at = ? WHERE purchase_id = ? AND removed_at IS NULL", (write_time(at), row)
    )
    connection.executemany(
        "INSERT INTO purchase_lines (uuid, purchase_id, position, variant_id, quantity, price)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(uuid, row, at_place, *told) for at_place, (uuid, *told) in enumerate(lines)],
    )


def find_purchase(connection: Connection, number: str) -> int | None:
    """Return the row of a purchase order."""
    found = connection.execute("SELECT id FROM purchases WHERE number = ? AND removed_at IS NULL", (number,)).fetchone()
    return int(found[0]) if found else None


def purchase_rows(connection: Connection, states: Iterable[str] = ()) -> list[int]:
    """Return the purchase orders in these states, or all, the newest first."""
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    only = f" AND state IN ({marks})" if wanted else ""
    rows = connection.execute(f"SELECT id FROM purchases WHERE removed_at IS NULL{only} ORDER BY id DESC", wanted)
    return [row for (row,) in rows]


def load_purchase(connection: Connection, row: int) -> Purchase:
    """Return a purchase order with its lines and what has come of each."""
    number, supplier, state, currency, note, created, ordered, expected = connection.execute(
        "SELECT number, supplier_id, state, currency, note, created_at, ordered_at, expected_on FROM purchases"
        " WHERE id = ?",
        (row,),
    ).fetchone()
    lines = connection.execute(
        f"SELECT v.sku, {GOODS}, coalesce((SELECT i.code FROM supplier_items i WHERE i.variant_id = v.id"
        f"  AND i.supplier_id = ? AND i.removed_at IS NULL), ''), l.quantity, l.price, CAST({_RECEIVED} AS INTEGER)"
        " FROM purchase_lines l JOIN variants v ON v.id = l.variant_id JOIN listings t ON t.id = v.listing_id"
        " WHERE l.purchase_id = ? AND l.removed_at IS NULL ORDER BY l.position",
        (supplier, row),
    )
    return Purchase(
        number,
        replace(supplier_of_row(connection, supplier), currency=currency),  # its prices were agreed in this one
        state,
        note,
        read_time(created),
        read_time(ordered) if ordered else None,
        date.fromisoformat(expected) if expected else None,
        tuple(PurchaseLine(*told) for told in lines),
    )


def line_rows(connection: Connection, row: int) -> dict[str, tuple[int, int]]:
    """Return the lines of a purchase order by SKU: line and variant."""
    rows = connection.execute(
        "SELECT v.sku, l.id, v.id FROM purchase_lines l JOIN variants v ON v.id = l.variant_id"
        " WHERE l.purchase_id = ? AND l.removed_at IS NULL",
        (row,),
    )
    return {sku: (line, variant) for sku, line, variant in rows}


def set_purchase_state(
    connection: Connection, row: int, state: str, *, ordered_at: datetime | None = None, expected_on: date | None = None
) -> None:
    """Set the state of a purchase order; when it was ordered and is expected stay where they are not told.

    A draft was not ordered and nothing is expected of it.
    """
    connection.execute(
        "UPDATE purchases SET state = :state,"
        " ordered_at = iif(:state = 'draft', NULL, coalesce(:ordered, ordered_at)),"
        " expected_on = iif(:state = 'draft', NULL, coalesce(:expected, expected_on)) WHERE id = :row",
        {
            "state": state,
            "ordered": write_time(ordered_at) if ordered_at else None,
            "expected": expected_on.isoformat() if expected_on else None,
            "row": row,
        },
    )


def receipts_of(connection: Connection, row: int) -> list[str]:
    """Return the receipts of a purchase order that were not taken back, the newest first."""
    rows = connection.execute(
        "SELECT m.uuid FROM movements m JOIN purchase_lines l ON l.id = m.purchase_line_id WHERE l.purchase_id = ?"
        " AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) ORDER BY m.id DESC",
        (row,),
    )
    return [uuid for (uuid,) in rows]


def load_receipts(connection: Connection, row: int) -> list[PurchaseReceipt]:
    """Return the receipts of a purchase order that were not taken back with what was told of them, the newest first."""
    return _receipts(connection, "NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid)", (row,))


def load_receipt(connection: Connection, row: int, uuid: str) -> PurchaseReceipt | None:
    """Return a receipt of a purchase order with what was told of it, also of one that was taken back."""
    return next(iter(_receipts(connection, "m.uuid = ?", (row, uuid))), None)


def _receipts(connection: Connection, which: str, values: tuple[int | str, ...]) -> list[PurchaseReceipt]:
    rows = connection.execute(
        "SELECT m.uuid, m.at, v.sku, m.quantity, p.code, coalesce(g.code, ''), g.expires_on, m.unit_cost, m.actor"
        " FROM movements m JOIN purchase_lines l ON l.id = m.purchase_line_id JOIN variants v ON v.id = m.variant_id"
        " JOIN locations p ON p.id = m.location_id LEFT JOIN lots g ON g.id = m.lot_id WHERE l.purchase_id = ?"
        f" AND m.undoes IS NULL AND {which} ORDER BY m.id DESC",
        values,
    )
    return [
        PurchaseReceipt(
            uuid, read_time(at), sku, pieces, place, lot, date.fromisoformat(keeps) if keeps else None, cost, actor
        )
        for uuid, at, sku, pieces, place, lot, keeps, cost, actor in rows
    ]


def on_order(connection: Connection) -> dict[int, int]:
    """Return what is still to come of each variant, by all open purchase orders."""
    rows = connection.execute(
        f"SELECT l.variant_id, CAST(total(max(l.quantity - {_RECEIVED}, 0)) AS INTEGER) FROM purchase_lines l"
        " JOIN purchases p ON p.id = l.purchase_id WHERE p.state IN ('ordered', 'part') AND p.removed_at IS NULL"
        " AND l.removed_at IS NULL GROUP BY 1"
    )
    return dict(rows.fetchall())


def set_purchase_removed(connection: Connection, row: int, at: datetime | None) -> None:
    """Take a draft out of the list, or bring it back."""
    connection.execute("UPDATE purchases SET removed_at = ? WHERE id = ?", (write_time(at) if at else None, row))


def supplier_row(connection: Connection, row: int) -> int:
    """Return the row of a purchase order's supplier, also of one that was taken out of the list."""
    return int(connection.execute("SELECT supplier_id FROM purchases WHERE id = ?", (row,)).fetchone()[0])


def set_note(connection: Connection, row: int, note: str) -> None:
    """Write the note of a purchase order."""
    connection.execute("UPDATE purchases SET note = ? WHERE id = ?", (note, row))


def cost_before(connection: Connection, uuid: str) -> tuple[int, int] | None:
    """Return a receipt's variant and what a piece of it cost before, None where the cost is not this receipt's own.

    What it cost before is told by the newest movement before the receipt that knows its cost and stands.
    """
    found = connection.execute(
        "SELECT m.variant_id, (SELECT e.unit_cost FROM movements e WHERE e.variant_id = m.variant_id AND e.id < m.id"
        "  AND e.unit_cost IS NOT NULL AND e.undoes IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = e.uuid) ORDER BY e.id DESC LIMIT 1)"
        " FROM movements m JOIN variants v ON v.id = m.variant_id AND v.cost = m.unit_cost WHERE m.uuid = ?",
        (uuid,),
    ).fetchone()
    return (int(found[0]), int(found[1])) if found and found[1] is not None else None


def costs_of(connection: Connection, skus: Iterable[str]) -> dict[str, int]:
    """Return what a piece of each SKU costs now, 0 where nobody knows."""
    rows = connection.execute(
        "SELECT sku, cost FROM variants WHERE removed_at IS NULL AND sku IN (SELECT value FROM json_each(?))",
        (json.dumps(list(skus)),),
    )
    return dict(rows.fetchall())


def set_cost(connection: Connection, variant_id: int, cost: int) -> None:
    """Say what a piece of a variant costs now, in minor units of the shop's currency."""
    connection.execute("UPDATE variants SET cost = ? WHERE id = ?", (cost, variant_id))

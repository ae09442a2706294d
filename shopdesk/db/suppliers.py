"""Suppliers and what they offer."""

import json
from collections.abc import Iterable
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.domain.purchases import Supplier, SupplierItem

_COLUMNS = "code, name, contact, phone, email, address, note, lead_days, currency"


def load_suppliers(connection: Connection, code: str | None = None) -> dict[int, Supplier]:
    """Return the shop's suppliers by row, or the one of this code."""
    rows = connection.execute(
        f"SELECT id, {_COLUMNS} FROM suppliers WHERE removed_at IS NULL AND (?1 IS NULL OR code = ?1) ORDER BY code",
        (code,),
    )
    return {row: Supplier(*told) for row, *told in rows}


def supplier_of_row(connection: Connection, row: int) -> Supplier:
    """Return a supplier, also one that was taken out."""
    return Supplier(*connection.execute(f"SELECT {_COLUMNS} FROM suppliers WHERE id = ?", (row,)).fetchone())


def put_supplier(connection: Connection, uuid: str, supplier: Supplier, row: int | None) -> int:
    """Add a supplier, or write the one of this row anew; return its row."""
    told = (
        supplier.code, supplier.name, supplier.contact, supplier.phone, supplier.email, supplier.address,
        supplier.note, supplier.lead_days, supplier.currency,
    )  # fmt: skip
    if row is None:
        added = connection.execute(
            f"INSERT INTO suppliers (uuid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (uuid, *told)
        )
        return int(added.lastrowid or 0)
    assigned = ", ".join(f"{name.strip()} = ?" for name in _COLUMNS.split(","))
    connection.execute(f"UPDATE suppliers SET {assigned} WHERE id = ?", (*told, row))
    return row


def set_supplier_removed(connection: Connection, row: int, at: datetime | None) -> None:
    """Take a supplier out of the list, or bring it back."""
    connection.execute("UPDATE suppliers SET removed_at = ? WHERE id = ?", (write_time(at) if at else None, row))


def count_by_supplier(connection: Connection) -> dict[int, tuple[int, int]]:
    """Return by supplier's row how many SKUs it offers and how many purchase orders are open there."""
    rows = connection.execute(
        "SELECT s.id, (SELECT count(*) FROM supplier_items i JOIN variants v ON v.id = i.variant_id"
        "  AND v.removed_at IS NULL WHERE i.supplier_id = s.id AND i.removed_at IS NULL),"
        " (SELECT count(*) FROM purchases p WHERE p.supplier_id = s.id AND p.removed_at IS NULL"
        "  AND p.state IN ('ordered', 'part')) FROM suppliers s WHERE s.removed_at IS NULL"
    )
    return {row: (offers, awaited) for row, offers, awaited in rows}


def load_items(connection: Connection, *, supplier: str = "", skus: Iterable[str] = ()) -> list[SupplierItem]:
    """Return what a supplier offers, or who offers these SKUs, the cheapest first."""
    rows = connection.execute(
        "SELECT s.code, v.sku, i.code, i.price, i.minimum, i.pack, i.lead_days FROM supplier_items i"
        " JOIN suppliers s ON s.id = i.supplier_id AND s.removed_at IS NULL"
        " JOIN variants v ON v.id = i.variant_id AND v.removed_at IS NULL"
        " WHERE i.removed_at IS NULL AND (?1 = '' OR s.code = ?1)"
        " AND (?2 = '[]' OR v.sku IN (SELECT value FROM json_each(?2))) ORDER BY v.sku, i.price = 0, i.price, s.code",
        (supplier, json.dumps(list(skus))),
    )
    return [SupplierItem(*row) for row in rows]


def put_item(connection: Connection, uuid: str, supplier_row: int, variant_id: int, item: SupplierItem) -> None:
    """Say what a supplier offers of a variant."""
    connection.execute(
        "INSERT INTO supplier_items (uuid, supplier_id, variant_id, code, price, minimum, pack, lead_days)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (variant_id, supplier_id) WHERE removed_at IS NULL"
        " DO UPDATE SET code = excluded.code, price = excluded.price, minimum = excluded.minimum,"
        " pack = excluded.pack, lead_days = excluded.lead_days",
        (uuid, supplier_row, variant_id, item.code, item.price, item.minimum, item.pack, item.lead_days),
    )


def drop_item(connection: Connection, supplier_row: int, variant_id: int, at: datetime) -> bool:
    """Say that a supplier offers a variant no longer; tell whether it did."""
    done = connection.execute(
        "UPDATE supplier_items SET removed_at = ? WHERE supplier_id = ? AND variant_id = ? AND removed_at IS NULL",
        (write_time(at), supplier_row, variant_id),
    )
    return bool(done.rowcount)

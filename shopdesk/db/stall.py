"""Sales of the market stall as they are kept, and what can be sold there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.option_text import options_text
from shopdesk.domain.sales import Reduction, Sale, SaleLine, Tender
from shopdesk.domain.stock import LARGEST_QUANTITY


class StallGoods(NamedTuple):
    """A SKU at the stall: what lies there, its picture, and the first level of its category."""

    variant: int
    sku: str
    title: str
    options: str
    price: int
    left: int
    safety: int
    category: str
    picture: str
    per: int
    barcode: str
    sold: int


def goods_at(connection: Connection, location: int, *, skus: Iterable[str] | None = None) -> list[StallGoods]:
    """Return what has been carried to a place, or these SKUs, by title; `sold` counts sales of the stall."""
    wanted = None if skus is None else json.dumps(list(skus))
    which = (
        "?2 IS NULL AND v.id IN (SELECT variant_id FROM stock WHERE location_id = ?1)"
        if wanted is None
        else "v.sku IN (SELECT value FROM json_each(?2))"
    )
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, v.options, v.price, coalesce(s.quantity, 0), v.safety, l.category,"
        " coalesce((SELECT p.place FROM pictures p WHERE p.listing_id = l.id AND p.removed_at IS NULL"
        "  ORDER BY p.position LIMIT 1), ''), coalesce(w.per, 0), v.barcode,"
        " (SELECT count(*) FROM sale_lines t WHERE t.sku = v.sku)"
        " FROM variants v JOIN listings l ON l.id = v.listing_id AND l.removed_at IS NULL"
        " LEFT JOIN stock s ON s.variant_id = v.id AND s.location_id = ?1"
        f" LEFT JOIN weighed_goods w ON w.variant_id = v.id WHERE v.removed_at IS NULL AND {which}"
        " ORDER BY l.title, v.position",
        (location, wanted),
    )
    found = []
    for variant, sku, title, options, price, left, safety, category, *rest in rows:
        first = next(iter(json.loads(category)), "")
        found.append(
            StallGoods(variant, sku, title, options_text(json.loads(options)), price, left, safety, first, *rest)
        )
    return found


def lying_at(connection: Connection, location: int, variants: Iterable[int]) -> dict[int, int]:
    """Return what of these variants lies at a place; more than anybody takes where it may fall below nothing."""
    rows = connection.execute(
        "SELECT v.id, CASE WHEN v.may_go_negative THEN ? ELSE coalesce(s.quantity, 0) END FROM json_each(?) j"
        " JOIN variants v ON v.id = j.value LEFT JOIN stock s ON s.variant_id = v.id AND s.location_id = ?",
        (LARGEST_QUANTITY, json.dumps(list(variants)), location),
    )
    return dict(rows.fetchall())


def set_weighed(connection: Connection, variant: int, per: int) -> None:
    """Say that a variant is sold by weight at its price for so many grams, by pieces again with 0."""
    connection.execute("DELETE FROM weighed_goods WHERE variant_id = ?", (variant,))
    if per:
        connection.execute("INSERT INTO weighed_goods (variant_id, per) VALUES (?, ?)", (variant, per))


def find_sale(connection: Connection, text: str) -> int | None:
    """Return the sale with this number, uuid or order number."""
    row = connection.execute(
        "SELECT s.id FROM sales s JOIN orders o ON o.id = s.order_id"
        " WHERE s.uuid = ?1 OR s.number = ?1 OR o.number = ?1 LIMIT 1"
        if not text.upper().startswith("ST-")
        else "SELECT id FROM sales WHERE id = CAST(substr(?1, 4) AS INTEGER) AND number = upper(?1)",
        (text,),
    ).fetchone()
    return row[0] if row else None


def find_by_uuid(connection: Connection, uuid: str) -> int | None:
    """Return the sale that a client has given this identity."""
    row = connection.execute("SELECT id FROM sales WHERE uuid = ?", (uuid,)).fetchone()
    return row[0] if row else None


def newest_moment(connection: Connection, shift: int) -> datetime | None:
    """Return when the newest sale of a shift was, else when it was opened."""
    row = connection.execute(
        "SELECT coalesce((SELECT at FROM sales WHERE shift_id = ?1 ORDER BY id DESC LIMIT 1),"
        " (SELECT opened_at FROM shifts WHERE id = ?1))",
        (shift,),
    ).fetchone()
    return read_time(row[0]) if row and row[0] else None


def next_sale(connection: Connection) -> int:
    """Return the row that the next sale will have; the write transaction keeps it ours."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sales").fetchone()[0])


def add_sale(connection: Connection, columns: Mapping[str, object]) -> int:
    """Add a sale and return its row."""
    names = ("id", "uuid", "order_id", "shift_id", "at", "cashier", "total", "currency", "customer", "clock_back")
    cursor = connection.execute(
        f"INSERT INTO sales ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        tuple(columns[name] for name in names),
    )
    return int(cursor.lastrowid or 0)


def add_lines(connection: Connection, sale: int, lines: Sequence[SaleLine]) -> None:
    """Add the lines of a sale with what was taken off each."""
    for at, line in enumerate(lines):
        added = connection.execute(
            "INSERT INTO sale_lines (sale_id, position, variant_id, sku, title, options, quantity, grams, list_price,"
            " unit_price, gross, net, reason, gift) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sale, at, line.variant, line.sku, line.title, line.options, line.quantity, line.grams,
                line.list_price, line.unit_price, line.gross, line.net, line.reason, int(line.gift),
            ),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO sale_reductions (line_id, code, name, amount) VALUES (?, ?, ?, ?)",
            [(added.lastrowid, *one) for one in line.reductions if one.amount],
        )


def add_tenders(connection: Connection, sale: int, tenders: Sequence[Tender]) -> None:
    """Add how a sale was paid."""
    connection.executemany(
        "INSERT INTO tenders (sale_id, method, amount, given, reference) VALUES (?, ?, ?, ?, ?)",
        [(sale, *tender) for tender in tenders],
    )


def load_sales(connection: Connection, ids: Sequence[int]) -> list[Sale]:
    """Return these sales, in this order."""
    wanted = json.dumps(list(ids))
    rows = connection.execute(
        "SELECT s.id, s.uuid, s.number, o.number, h.number, s.at, s.cashier, s.total, s.currency, s.customer, o.id,"
        " coalesce((SELECT sum(r.amount) FROM sale_refunds r WHERE r.sale_id = s.id), 0)"
        " FROM sales s JOIN orders o ON o.id = s.order_id JOIN shifts h ON h.id = s.shift_id"
        " WHERE s.id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ).fetchall()
    lines, tenders = _lines(connection, wanted), _tenders(connection, wanted)
    known = {
        row[0]: Sale(
            row[0], row[1], row[2], row[3], row[4], read_time(row[5]), row[6], tuple(lines.get(row[0], ())),
            tuple(tenders.get(row[0], ())), row[7], row[8], row[11], row[9], row[10],
        )
        for row in rows
    }  # fmt: skip
    return [known[row] for row in ids if row in known]


def _lines(connection: Connection, wanted: str) -> dict[int, list[SaleLine]]:
    taken: dict[int, list[Reduction]] = {}
    for line, *told in connection.execute(
        "SELECT r.line_id, r.code, r.name, r.amount FROM sale_lines l JOIN sale_reductions r ON r.line_id = l.id"
        " WHERE l.sale_id IN (SELECT value FROM json_each(?)) ORDER BY r.id",
        (wanted,),
    ):
        taken.setdefault(line, []).append(Reduction(*told))
    rows = connection.execute(
        "SELECT l.sale_id, l.id, l.sku, l.title, l.options, l.quantity, l.unit_price, l.gross, l.net, l.grams,"
        " l.list_price, l.reason, l.variant_id, coalesce((SELECT sum(b.quantity) FROM sale_refund_lines b"
        "  WHERE b.line_id = l.id), 0), l.gift FROM sale_lines l WHERE l.sale_id IN (SELECT value FROM json_each(?))"
        " ORDER BY l.sale_id, l.position",
        (wanted,),
    )
    found: dict[int, list[SaleLine]] = {}
    for sale, row, sku, title, options, quantity, unit, gross, net, grams, asked, reason, variant, back, gift in rows:
        found.setdefault(sale, []).append(
            SaleLine(
                sku, title, options, quantity, unit, gross, net, tuple(taken.get(row, ())), grams, asked, reason,
                variant, row, back, bool(gift),
            )
        )  # fmt: skip
    return found


def _tenders(connection: Connection, wanted: str) -> dict[int, list[Tender]]:
    found: dict[int, list[Tender]] = {}
    for sale, *told in connection.execute(
        "SELECT sale_id, method, amount, given, reference FROM tenders"
        " WHERE sale_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (wanted,),
    ):
        found.setdefault(sale, []).append(Tender(*told))
    return found


def newest_sales(connection: Connection, *, shift: int | None = None, limit: int = 50) -> list[int]:
    """Return the newest sales, of one shift or of all."""
    rows = connection.execute(
        "SELECT id FROM sales WHERE (?1 IS NULL OR shift_id = ?1) ORDER BY id DESC LIMIT ?2", (shift, limit)
    )
    return [row for (row,) in rows]


def sales_of_sku(connection: Connection, sku: str, since: datetime) -> list[int]:
    """Return the sales since a moment in which pieces of a SKU were sold and are not all back."""
    rows = connection.execute(
        "SELECT DISTINCT s.id FROM sale_lines l JOIN sales s ON s.id = l.sale_id WHERE l.sku = ? AND s.at >= ?"
        " AND l.quantity > coalesce((SELECT sum(b.quantity) FROM sale_refund_lines b WHERE b.line_id = l.id), 0)",
        (sku, write_time(since)),
    )
    return [row for (row,) in rows]


def count_copy(connection: Connection, sale: int) -> int:
    """Count a printed copy of a receipt and return its number."""
    connection.execute("UPDATE sales SET copies = copies + 1 WHERE id = ?", (sale,))
    return int(connection.execute("SELECT copies FROM sales WHERE id = ?", (sale,)).fetchone()[0])


def add_refund(
    connection: Connection, columns: Mapping[str, object], lines: Iterable[tuple[int, int, int]]
) -> tuple[int, str]:
    """Add a refund with its lines (line, pieces, amount) and return its row and number."""
    names = (
        "uuid", "sale_id", "shift_id", "case_number", "method", "amount", "receipt", "reason", "at", "actor",
    )  # fmt: skip
    cursor = connection.execute(
        f"INSERT INTO sale_refunds ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        tuple(columns[name] for name in names),
    )
    row = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO sale_refund_lines (refund_id, line_id, quantity, amount) VALUES (?, ?, ?, ?)",
        [(row, *line) for line in lines],
    )
    return row, f"SR-{row:06d}"


def find_refund(connection: Connection, uuid: str) -> tuple[int, str, str, str, int] | None:
    """Return a refund by its uuid: sale, number, case, method, amount."""
    row = connection.execute(
        "SELECT sale_id, number, case_number, method, amount FROM sale_refunds WHERE uuid = ?", (uuid,)
    ).fetchone()
    return tuple(row) if row else None


def cost_of(connection: Connection, variant: int) -> int:
    """Return what a piece of a variant costs."""
    row = connection.execute("SELECT cost FROM variants WHERE id = ?", (variant,)).fetchone()
    return int(row[0]) if row else 0


def lease_began(connection: Connection, location: int) -> datetime | None:
    """Return when the first of the goods came that lie at a place now: after it was empty for the last time."""
    row = connection.execute("SELECT coalesce(sum(quantity), 0) FROM stock WHERE location_id = ?", (location,))
    left, began = row.fetchone()[0], None
    if left <= 0:
        return None
    for at, quantity in connection.execute(
        "SELECT at, quantity FROM movements WHERE location_id = ? ORDER BY id DESC", (location,)
    ):
        began = at if quantity > 0 else began
        left -= quantity
        if left <= 0:
            break
    return read_time(began) if began else None

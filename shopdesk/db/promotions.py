"""Promotions in their versions, coupon codes, and how much of each is used."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.promotion_data import read_promotion, write_promotion
from shopdesk.domain.promotions import Promotion, StoredPromotion, Used


def load_promotions(connection: Connection, states: Sequence[str] = ()) -> list[StoredPromotion]:
    """Return the promotions as they stand now, the newest first."""
    rows = connection.execute(
        "SELECT id, version, state, data, at FROM promotions WHERE replaced_at IS NULL AND state <> 'removed'"
        " AND (?1 = '[]' OR state IN (SELECT value FROM json_each(?1))) ORDER BY at DESC, id DESC",
        (json.dumps(list(states)),),
    )
    return [_stored(row) for row in rows]


def find_promotion(connection: Connection, code: str) -> StoredPromotion | None:
    """Return a promotion as it stands now."""
    row = connection.execute(
        "SELECT id, version, state, data, at FROM promotions WHERE code = ? AND replaced_at IS NULL"
        " AND state <> 'removed'",
        (code,),
    ).fetchone()
    return _stored(row) if row else None


def _stored(row: tuple[Any, ...]) -> StoredPromotion:
    row_id, version, state, data, at = row
    return StoredPromotion(read_promotion(json.loads(data)), version, state, read_time(at), row_id)


def put_promotion(connection: Connection, uuid: str, told: Promotion, state: str, at: datetime, actor: str) -> int:
    """Write a promotion as it stands from now on; the version before is kept. Return the new version."""
    (last,) = connection.execute("SELECT max(version) FROM promotions WHERE code = ?", (told.code,)).fetchone()
    connection.execute(
        "UPDATE promotions SET replaced_at = ? WHERE code = ? AND replaced_at IS NULL", (write_time(at), told.code)
    )
    connection.execute(
        "INSERT INTO promotions (uuid, code, version, state, data, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            uuid, told.code, (last or 0) + 1, state, json.dumps(write_promotion(told), ensure_ascii=False),
            write_time(at), actor,
        ),
    )  # fmt: skip
    return (last or 0) + 1


def first_live(connection: Connection, code: str) -> datetime | None:
    """Return when a promotion first went live."""
    row = connection.execute("SELECT min(at) FROM promotions WHERE code = ? AND state = 'live'", (code,)).fetchone()
    return read_time(row[0]) if row[0] else None


def add_codes(connection: Connection, promotion: str, codes: Iterable[str], at: datetime) -> None:
    """Add single codes of a coupon."""
    connection.executemany(
        "INSERT INTO coupon_codes (code, promotion, added_at) VALUES (?, ?, ?)",
        [(code, promotion, write_time(at)) for code in codes],
    )


def promotion_of_code(connection: Connection, code: str) -> str | None:
    """Return the promotion that a single code belongs to."""
    row = connection.execute("SELECT promotion FROM coupon_codes WHERE code = ?", (code,)).fetchone()
    return row[0] if row else None


def codes_of(connection: Connection, promotion: str) -> list[tuple[str, str | None]]:
    """Return the single codes of a coupon, each with the document that has used it."""
    rows = connection.execute(
        "SELECT c.code, u.document FROM coupon_codes c LEFT JOIN promotion_uses u ON u.coupon = '#' || c.code"
        " AND u.undone_at IS NULL WHERE c.promotion = ? ORDER BY c.code",
        (promotion,),
    )
    return rows.fetchall()


def use_of_code(connection: Connection, code: str) -> str | None:
    """Return the document that has used a single code."""
    row = connection.execute(
        "SELECT document FROM promotion_uses WHERE coupon = '#' || ? AND undone_at IS NULL", (code,)
    ).fetchone()
    return row[0] if row else None


def load_used(connection: Connection, customer: int | None = None) -> dict[str, Used]:
    """Return by promotion how much of it is used."""
    rows = connection.execute(
        "SELECT promotion, sum(pieces), sum(amount), count(*) FILTER (WHERE customer_id = ?) FROM promotion_uses"
        " WHERE undone_at IS NULL GROUP BY promotion",
        (customer,),
    )
    return {code: Used(*counted) for code, *counted in rows}


class Use(NamedTuple):
    """One use of a promotion; a single code is marked by a leading #."""

    promotion: str
    version: int
    coupon: str
    pieces: int
    amount: int


def add_use(
    connection: Connection, uuid: str, use: Use, document: str, customer: int | None, at: datetime, actor: str
) -> None:
    """Count a use."""
    connection.execute(
        "INSERT INTO promotion_uses (uuid, promotion, version, coupon, pieces, amount, document, customer_id, at,"
        " actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, *use, document, customer, write_time(at), actor),
    )


def uses_of(connection: Connection, document: str) -> list[Use]:
    """Return what a document has used."""
    rows = connection.execute(
        "SELECT promotion, version, coupon, pieces, amount FROM promotion_uses"
        " WHERE document = ? AND undone_at IS NULL ORDER BY id",
        (document,),
    )
    return [Use(*row) for row in rows]


def undo_uses(connection: Connection, document: str, at: datetime) -> int:
    """Give back what a document has used; return how many uses."""
    done = connection.execute(
        "UPDATE promotion_uses SET undone_at = ? WHERE document = ? AND undone_at IS NULL", (write_time(at), document)
    )
    return done.rowcount


def keep_split(connection: Connection, document: str, rows: Iterable[tuple[int, str, str, int]]) -> None:
    """Keep how a document's reductions are split: line, promotion, name, amount."""
    connection.executemany(
        "INSERT OR REPLACE INTO line_reductions (document, line, promotion, name, amount) VALUES (?, ?, ?, ?, ?)",
        [(document, *row) for row in rows],
    )


def split_of(connection: Connection, document: str) -> list[tuple[int, str, str, int]]:
    """Return how a document's reductions are split: line, promotion, name, amount."""
    return connection.execute(
        "SELECT line, promotion, name, amount FROM line_reductions WHERE document = ? ORDER BY line, promotion",
        (document,),
    ).fetchall()

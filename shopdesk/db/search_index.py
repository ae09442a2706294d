"""The search index of orders, which follows them: what it does not hold yet is looked through directly.

An import of 100,000 orders is stored without it; orders and titles newer than the newest one indexed are the tail,
and catching up is work for a quiet moment.
"""

from shopdesk.db.connection import Connection
from shopdesk.db.search import terms, title_terms

INDEXED_UP_TO = "(SELECT coalesce(max(id), 0) FROM order_index_docsize)"
_TITLES_UP_TO = "(SELECT coalesce(max(id), 0) FROM title_index_docsize)"
_SHOWN = "SELECT id, number, channel_order_no, name, phone, buyer, waybill FROM orders"
_PUT = "INSERT OR REPLACE INTO order_index (rowid, terms) VALUES (?, ?)"


def index_again(connection: Connection, order_id: int) -> None:
    """Put what an order shows now into the index; an order of the tail comes with it."""
    rows = connection.execute(f"{_SHOWN} WHERE id = ? AND id <= {INDEXED_UP_TO}", (order_id,))
    connection.executemany(_PUT, [(row_id, terms(shown)) for row_id, *shown in rows])


def tail(connection: Connection) -> tuple[int, int]:
    """Return how many orders and how many titles the index does not hold yet."""
    row = connection.execute(
        f"SELECT (SELECT count(*) FROM orders WHERE id > {INDEXED_UP_TO} AND removed_at IS NULL),"
        f" (SELECT count(*) FROM order_titles WHERE id > {_TITLES_UP_TO})"
    ).fetchone()
    return (row[0], row[1])


def catch_up(connection: Connection, most: int) -> None:
    """Take at most this many orders, and this many titles, of the tail into the index, the oldest first."""
    rows = connection.execute(
        f"{_SHOWN} WHERE id > {INDEXED_UP_TO} AND removed_at IS NULL ORDER BY id LIMIT ?", (most,)
    ).fetchall()
    connection.executemany(_PUT, [(row_id, terms(shown)) for row_id, *shown in rows])
    titles = connection.execute(
        f"SELECT id, title FROM order_titles WHERE id > {_TITLES_UP_TO} ORDER BY id LIMIT ?", (most,)
    ).fetchall()
    connection.executemany(
        "INSERT INTO title_index (rowid, terms) VALUES (?, ?)",
        [(row_id, title_terms(title)) for row_id, title in titles],
    )

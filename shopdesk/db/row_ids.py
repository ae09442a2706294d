"""Row ids: of a query, packed (a table of a million rows holds eight bytes for each), and of an identity."""

from array import array
from collections.abc import Sequence

from shopdesk.db.connection import Connection

CHUNK = 200_000  # characters turned into numbers at a time: a long answer must not hold up the window's thread


def fetch_ids(connection: Connection, query: str, values: Sequence[object] = ()) -> "array[int]":
    """Return the ids that a query gives, in its order; its one column must be called `id`.

    SQLite joins them into one text, which is three times faster than a million rows through Python.
    """
    (joined,) = connection.execute(f"SELECT group_concat(id) FROM ({query})", tuple(values)).fetchone()
    ids, start, length = array("q"), 0, len(joined or "")
    while start < length:
        end = joined.find(",", start + CHUNK)
        end = length if end < 0 else end
        ids.extend(map(int, joined[start:end].split(",")))
        start = end + 1
    return ids


def row_of(connection: Connection, table: str, uuid: str) -> int | None:
    """Return the row of a table that has this identity."""
    found = connection.execute(f'SELECT id FROM "{table}" WHERE uuid = ?', (uuid,)).fetchone()
    return int(found[0]) if found else None

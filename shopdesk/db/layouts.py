"""The shop's own layouts and which built-in ones it hides."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A layout as the file holds it: `text` is its JSON, None for a built-in one that is only hidden."""

    document: str
    name: str
    base: str
    text: str | None
    hidden: bool = False


def load_layouts(connection: Connection, document: str = "") -> list[LayoutRow]:
    """Return the rows of a document, or of all, in the order in which they were made."""
    rows = connection.execute(
        "SELECT document, name, base, layout, hidden FROM layouts WHERE ?1 = '' OR document = ?1 ORDER BY id",
        (document,),
    )
    return [LayoutRow(of, name, base, text, bool(hidden)) for of, name, base, text, hidden in rows]


def load_layout(connection: Connection, document: str, name: str) -> LayoutRow | None:
    """Return one row by document and name, whatever the case of its letters."""
    row = connection.execute(
        "SELECT document, name, base, layout, hidden FROM layouts WHERE document = ? AND name = ?", (document, name)
    ).fetchone()
    return LayoutRow(row[0], row[1], row[2], row[3], bool(row[4])) if row else None


def put_layout(connection: Connection, uuid: str, row: LayoutRow, at: datetime) -> None:
    """Write a row, in place of the one of this document and name."""
    connection.execute(
        "INSERT INTO layouts (uuid, document, name, base, layout, hidden, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (document, name) DO UPDATE SET base = excluded.base, layout = excluded.layout,"
        " hidden = excluded.hidden, changed_at = excluded.changed_at",
        (uuid, row.document, row.name, row.base, row.text, int(row.hidden), write_time(at)),
    )


def drop_layout(connection: Connection, document: str, name: str) -> None:
    """Take a row out."""
    connection.execute("DELETE FROM layouts WHERE document = ? AND name = ?", (document, name))

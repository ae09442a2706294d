"""Layouts of paper that a shop has made or changed, and built-in ones it does not want to be offered."""

from sqlite_utils import Database

_STATEMENTS = (
    # `layout` is JSON; NULL for a built-in layout that is only hidden. `base` is the built-in one it was copied from.
    "CREATE TABLE layouts ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, document TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE,"
    " base TEXT NOT NULL, layout TEXT, hidden INTEGER NOT NULL DEFAULT 0, changed_at TEXT NOT NULL,"
    " UNIQUE (document, name)) STRICT",
)


def upgrade(db: Database) -> None:
    """Make the table."""
    for statement in _STATEMENTS:
        db.execute(statement)

"""How files that nobody foresaw are read, and the views that people have made of their tables."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE import_presets ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mapping TEXT NOT NULL,"
    " created_at TEXT NOT NULL, removed_at TEXT) STRICT",
    "CREATE UNIQUE INDEX import_presets_name ON import_presets (name) WHERE removed_at IS NULL",
    "CREATE TABLE saved_views ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, page TEXT NOT NULL, name TEXT NOT NULL,"
    " position INTEGER NOT NULL, view TEXT NOT NULL, created_at TEXT NOT NULL, removed_at TEXT) STRICT",
    "CREATE UNIQUE INDEX saved_views_name ON saved_views (page, name) WHERE removed_at IS NULL",
)


def upgrade(db: Database) -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

"""The price book with its history, and what competitors ask."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE price_changes ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, reason TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,"
    " undone_at TEXT) STRICT",
    # A price is never overwritten: a change ends old entries and adds new ones, and is taken back as a whole.
    "CREATE TABLE prices ("
    " id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL REFERENCES variants, channel TEXT NOT NULL,"
    " kind TEXT NOT NULL, level TEXT NOT NULL, least INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),"
    " starts_at TEXT, ends_at TEXT, added_by INTEGER NOT NULL REFERENCES price_changes,"
    " removed_by INTEGER REFERENCES price_changes, dead INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX prices_variant ON prices (variant_id) WHERE removed_by IS NULL AND dead = 0",
    "CREATE INDEX prices_added ON prices (added_by)",
    "CREATE INDEX prices_removed ON prices (removed_by) WHERE removed_by IS NOT NULL",
    "CREATE TABLE competitor_prices ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, variant_id INTEGER NOT NULL REFERENCES variants,"
    " competitor TEXT NOT NULL, channel TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),"
    " note TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, removed_at TEXT) STRICT",
    "CREATE INDEX competitor_prices_variant ON competitor_prices (variant_id, at) WHERE removed_at IS NULL",
)


def upgrade(db: Database) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

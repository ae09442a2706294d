"""Files handed back to a platform: which parcels went in which file, under which waybill, and what was taken back."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE hand_backs ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, format TEXT NOT NULL, file TEXT NOT NULL, at TEXT NOT NULL,"
    " actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE TABLE handed_back ("
    " order_id INTEGER NOT NULL REFERENCES orders, hand_back_id INTEGER NOT NULL REFERENCES hand_backs,"
    " waybill TEXT NOT NULL, PRIMARY KEY (order_id, hand_back_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX handed_back_file ON handed_back (hand_back_id)",
    # Parcels that left from here, among a history of orders that came in shipped.
    "CREATE INDEX order_events_shipped ON order_events (order_id) WHERE kind = 'shipped'",
)


def upgrade(db: Database) -> None:
    """Add the tables and the index of parcels that left from here."""
    for statement in _STATEMENTS:
        db.execute(statement)

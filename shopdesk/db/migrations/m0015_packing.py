"""The packing bench: who packed which order where, and every scan with its answer, only ever added."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE pack_sessions ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, order_id INTEGER NOT NULL REFERENCES orders,"
    " station TEXT NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL, began_at TEXT NOT NULL, seen_at TEXT NOT NULL,"
    " ended_at TEXT, weight_g INTEGER, reason TEXT NOT NULL DEFAULT '') STRICT",
    # Two stations never get one order, whatever they think they know.
    "CREATE UNIQUE INDEX pack_sessions_open ON pack_sessions (order_id) WHERE state IN ('active', 'paused')",
    "CREATE INDEX pack_sessions_order ON pack_sessions (order_id, id)",
    "CREATE TABLE pack_scans ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, session_id INTEGER REFERENCES pack_sessions,"
    " at TEXT NOT NULL, actor TEXT NOT NULL, station TEXT NOT NULL, code TEXT NOT NULL, answer TEXT NOT NULL,"
    " sku TEXT NOT NULL DEFAULT '', pieces INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX pack_scans_session ON pack_scans (session_id, id)",
    "CREATE TRIGGER pack_scans_stay BEFORE UPDATE ON pack_scans BEGIN SELECT raise(ABORT, 'a scan stays'); END",
    "CREATE TRIGGER pack_scans_kept BEFORE DELETE ON pack_scans BEGIN SELECT raise(ABORT, 'a scan stays'); END",
)


def upgrade(db: Database) -> None:
    """Make the two tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

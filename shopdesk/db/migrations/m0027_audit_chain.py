"""What was done, by whom and when: each entry carries a hash over itself and the one before; none is ever changed.

What a bulk edit has changed is kept as it was, so that it can be taken back another day.
"""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add the log and what keeps it as it was written."""
    db.execute(
        "CREATE TABLE audit_log ("
        "  id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, area TEXT NOT NULL, verb TEXT NOT NULL,"
        "  subject TEXT NOT NULL, rows INTEGER NOT NULL, hash TEXT NOT NULL"
        ") STRICT"
    )
    db.execute(
        "CREATE TABLE deed_befores ("
        "  deed_id INTEGER NOT NULL, listing_id INTEGER NOT NULL REFERENCES listings, before TEXT NOT NULL,"
        "  after TEXT NOT NULL, PRIMARY KEY (deed_id, listing_id)"
        ") STRICT, WITHOUT ROWID"
    )
    for deed in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER audit_log_keep_{deed.lower()} BEFORE {deed} ON audit_log BEGIN"
            " SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )

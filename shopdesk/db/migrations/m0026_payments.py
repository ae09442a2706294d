"""Payments of orders and sales, the lines of statements, and which line told of which payment."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE payments ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, order_id INTEGER REFERENCES orders,"
    " refund_id INTEGER REFERENCES return_refunds, sale TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL,"
    " method TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,"
    " fee INTEGER NOT NULL, at TEXT NOT NULL, expected TEXT NOT NULL, reference TEXT NOT NULL DEFAULT '',"
    " derived INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0, settled_fee INTEGER,"
    " matches INTEGER NOT NULL DEFAULT 0, payment_before TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL,"
    " undone_at TEXT) STRICT",
    "CREATE INDEX payments_order ON payments (order_id) WHERE order_id IS NOT NULL",
    "CREATE INDEX payments_sale ON payments (sale) WHERE sale <> ''",
    "CREATE INDEX payments_reference ON payments (reference) WHERE reference <> ''",
    "CREATE INDEX payments_waiting ON payments (expected) WHERE matches = 0 AND undone_at IS NULL",
    "CREATE UNIQUE INDEX payments_refund ON payments (refund_id) WHERE refund_id IS NOT NULL AND undone_at IS NULL",
    "CREATE TABLE statements ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, format TEXT NOT NULL, file TEXT NOT NULL,"
    " at TEXT NOT NULL, actor TEXT NOT NULL, rows INTEGER NOT NULL, added INTEGER NOT NULL, known INTEGER NOT NULL,"
    " rejected INTEGER NOT NULL, undone_at TEXT) STRICT",
    "CREATE TABLE statement_lines ("
    " id INTEGER PRIMARY KEY, statement_id INTEGER NOT NULL REFERENCES statements, row INTEGER NOT NULL,"
    " digest TEXT NOT NULL, method TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, amount INTEGER NOT NULL,"
    " fee INTEGER, currency TEXT NOT NULL, trade_no TEXT NOT NULL, order_no TEXT NOT NULL, party TEXT NOT NULL,"
    " remark TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', matches INTEGER NOT NULL DEFAULT 0, ignored_at TEXT,"
    " undone_at TEXT) STRICT",
    "CREATE UNIQUE INDEX statement_lines_digest ON statement_lines (digest) WHERE undone_at IS NULL",
    "CREATE INDEX statement_lines_statement ON statement_lines (statement_id)",
    "CREATE INDEX statement_lines_open ON statement_lines (at)"
    " WHERE matches = 0 AND ignored_at IS NULL AND undone_at IS NULL",
    "CREATE TABLE payment_matches ("
    " id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES statement_lines,"
    " payment_id INTEGER NOT NULL REFERENCES payments, amount INTEGER NOT NULL, fee INTEGER, how TEXT NOT NULL,"
    " at TEXT NOT NULL, actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX payment_matches_line ON payment_matches (line_id)",
    "CREATE INDEX payment_matches_payment ON payment_matches (payment_id)",
    "CREATE TRIGGER payment_matches_kept BEFORE DELETE ON payment_matches"
    " BEGIN SELECT raise(ABORT, 'a match stays'); END",
)


def upgrade(db: Database) -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

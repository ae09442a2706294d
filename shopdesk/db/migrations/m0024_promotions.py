"""Promotions in their versions, single coupon codes, every use of a promotion, and how reductions were split."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE promotions ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, code TEXT NOT NULL, version INTEGER NOT NULL,"
    " state TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, replaced_at TEXT,"
    " UNIQUE (code, version)) STRICT",
    "CREATE UNIQUE INDEX promotions_now ON promotions (code) WHERE replaced_at IS NULL",
    # A shared code is the promotion's own; these are handed out one by one and used once.
    "CREATE TABLE coupon_codes (code TEXT PRIMARY KEY, promotion TEXT NOT NULL, added_at TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX coupon_codes_promotion ON coupon_codes (promotion)",
    "CREATE TABLE promotion_uses ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, promotion TEXT NOT NULL, version INTEGER NOT NULL,"
    " coupon TEXT NOT NULL, document TEXT NOT NULL, customer_id INTEGER, pieces INTEGER NOT NULL,"
    " amount INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX promotion_uses_promotion ON promotion_uses (promotion) WHERE undone_at IS NULL",
    "CREATE INDEX promotion_uses_document ON promotion_uses (document)",
    "CREATE UNIQUE INDEX promotion_uses_coupon ON promotion_uses (coupon) WHERE undone_at IS NULL AND coupon LIKE '#%'",
    "CREATE TABLE line_reductions ("
    " document TEXT NOT NULL, line INTEGER NOT NULL, promotion TEXT NOT NULL, name TEXT NOT NULL,"
    " amount INTEGER NOT NULL, PRIMARY KEY (document, line, promotion)) STRICT, WITHOUT ROWID",
)


def upgrade(db: Database) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

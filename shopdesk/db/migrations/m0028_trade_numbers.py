"""Under which number the payment service knows the payment of an order: bills tell of it by this number."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add the column."""
    db.execute("ALTER TABLE orders ADD COLUMN trade_no TEXT NOT NULL DEFAULT ''")

"""Where a buyer reads mail: kept with each order, because platforms give one address an order."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add the column."""
    db.execute("ALTER TABLE orders ADD COLUMN email TEXT NOT NULL DEFAULT ''")

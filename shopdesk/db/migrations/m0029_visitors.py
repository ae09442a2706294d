"""How many people looked in, by month and platform: what a conversion rate is reckoned from."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add the table; the empty channel stands for all of them together."""
    db.execute(
        "CREATE TABLE visitors ("
        "  month TEXT NOT NULL, channel TEXT NOT NULL, visitors INTEGER CHECK (visitors >= 0),"
        "  PRIMARY KEY (month, channel)"
        ") STRICT, WITHOUT ROWID"
    )

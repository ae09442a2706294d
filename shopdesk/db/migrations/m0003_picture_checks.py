"""What the check of a picture came to, so that listings can be filtered by it."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add the table: size and time of change tell whether the picture is still the one that was checked."""
    db.execute(
        "CREATE TABLE picture_checks (place TEXT NOT NULL, profile TEXT NOT NULL, size INTEGER NOT NULL,"
        " changed INTEGER NOT NULL, digest TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (place, profile)) STRICT, WITHOUT ROWID"
    )

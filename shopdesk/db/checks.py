"""Is the file sound? SQLite's own checks, and what points nowhere."""

from shopdesk.db.connection import Connection


def integrity(connection: Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, nothing when it is sound."""
    return [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]


def broken_references(connection: Connection) -> list[str]:
    """Return rows that point to rows which are not there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} {row} → {parent}" for table, row, parent, _ in rows[:20]]


def local_pictures(connection: Connection) -> list[str]:
    """Return where the pictures of live listings lie."""
    rows = connection.execute("SELECT DISTINCT place FROM pictures WHERE removed_at IS NULL ORDER BY place")
    return [place for (place,) in rows]

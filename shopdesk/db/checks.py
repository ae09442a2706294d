"""Is the file sound? SQLite's own checks, and what points nowhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db.connection import Connection
from shopdesk.db.faults import as_shop_error

STEPS = 200_000  # of SQLite's machine between two looks whether somebody has asked to stop


def integrity(
    connection: Connection, step: Callable[[int, int], None] | None = None, *, quick: bool = False
) -> list[str]:
    """Return what SQLite finds wrong with the file, nothing when it is sound; what `step` raises stops it.

    `quick` leaves out that each index holds what its table does.
    """
    check = "quick_check" if quick else "integrity_check"
    try:
        with _watched(connection, step):
            return [line for (line,) in connection.execute(f"PRAGMA {check}(20)") if line != "ok"]
    except sqlite.DatabaseError as error:  # so damaged that the check itself cannot go on
        known = as_shop_error(error)
        if known is None or known.code != "shop-damaged":
            raise
        return [str(error)]


@contextmanager
def _watched(connection: Connection, step: Callable[[int, int], None] | None) -> Iterator[None]:
    """Let a long question be stopped: SQLite swallows what its handler raises, so it is raised again here."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            if step is not None:
                step(0, 0)
        except BaseException as error:
            raised.append(error)
            return 1
        return 0

    connection.set_progress_handler(look if step is not None else None, STEPS)
    try:
        yield
    except Exception:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def broken_references(connection: Connection) -> list[str]:
    """Return rows that point to rows which are not there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} {row} → {parent}" for table, row, parent, _ in rows[:20]]


def local_pictures(connection: Connection) -> list[str]:
    """Return where the pictures of live listings lie."""
    rows = connection.execute("SELECT DISTINCT place FROM pictures WHERE removed_at IS NULL ORDER BY place")
    return [place for (place,) in rows]

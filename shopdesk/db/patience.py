"""Questions that are given up when nobody waits for their answer any more."""

from collections.abc import Callable
from typing import TypeVar

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db.connection import Connection

Answer = TypeVar("Answer")
STEPS = 20_000  # of SQLite's machine between two looks: each look must wait for Python's one lock


def while_wanted(connection: Connection, wanted: Callable[[], bool], ask: Callable[[], Answer]) -> Answer | None:
    """Return the answer, or None when it was no longer wanted before it came."""
    connection.set_progress_handler(lambda: int(not wanted()), STEPS)
    try:
        return ask()
    except sqlite.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)

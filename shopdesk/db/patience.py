"""Questions that are given up: when they take too long for the window's thread, or when nobody wants them any more."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db.connection import Connection

Answer = TypeVar("Answer")
STEPS = 500  # of SQLite's machine between two looks


def within(connection: Connection, seconds: float, ask: Callable[[], Answer]) -> Answer | None:
    """Return the answer, or None when it did not come in time."""
    end = time.monotonic() + seconds
    return while_wanted(connection, lambda: time.monotonic() <= end, ask)


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

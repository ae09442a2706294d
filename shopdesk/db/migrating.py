"""An older shop brought to this program's form: on a copy, judged, and swapped in at the end.

Whatever happens on the way, a power cut too, either the old file stands there or the new one, each of them whole.
"""

import errno
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import checks, migrations
from shopdesk.db.connection import Connection
from shopdesk.domain.errors import ShopError
from shopdesk.whole_files import force, force_folder

PATIENCE_S = 10.0  # for another program that has the file open for a moment
COPY = ".migrating"
IS_MOVED_OVER_OPEN = os.name != "nt"  # Windows moves nothing over a file that is open


def migrate(path: Path, connect: Callable[[Path], Connection], apply: Callable[[Connection], None]) -> None:
    """Bring a file to the present form.

    Raises ShopError with "shop-in-use", "shop-damaged", "disk-full", "folder-not-writable" or those of SQLite.
    """
    try:
        _migrate(path, connect, apply)
    except OSError as error:
        code = "disk-full" if error.errno == errno.ENOSPC else "folder-not-writable"
        raise ShopError(code, path=str(path.parent), detail=error.strerror or "") from error


def _migrate(path: Path, connect: Callable[[Path], Connection], apply: Callable[[Connection], None]) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        with _alone(path) as alone:
            if alone is not None:
                if migrations.pending(alone):
                    _swap(path, _migrated_copy(path, alone, connect, apply), alone)
                return
        if time.monotonic() > until:
            raise ShopError("shop-in-use", path=str(path))
        time.sleep(0.05 + random.random() / 10)  # two programs that wait for each other do not meet again


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    """Give a connection that keeps everybody else out; None where somebody is in, or the file was just replaced."""
    before = path.stat().st_ino
    with closing(sqlite.connect(str(path), isolation_level=None)) as held:
        try:
            held.execute("PRAGMA journal_mode = DELETE")  # the log flows into the file; refused while others are in
            held.execute("PRAGMA locking_mode = EXCLUSIVE")
            held.execute("BEGIN EXCLUSIVE")
            held.execute("COMMIT")  # the lock stays, and a copy is not made out of a transaction that writes
        except sqlite.OperationalError as error:
            if "locked" not in str(error):
                raise
            yield None
            return
        yield held if path.stat().st_ino == before else None


def _migrated_copy(
    path: Path, alone: Any, connect: Callable[[Path], Connection], apply: Callable[[Connection], None]  # noqa: ANN401
) -> Path:  # fmt: skip
    copy = path.with_name(path.name + COPY)
    log = copy.with_name(copy.name + "-wal")
    for left in (copy, log, copy.with_name(copy.name + "-shm")):
        left.unlink(missing_ok=True)
    with closing(sqlite.connect(str(copy), isolation_level=None)) as plain:
        alone.backup(plain)
    made = connect(copy)
    try:
        apply(made)
        for finding in (*checks.integrity(made), *checks.broken_references(made)):
            raise ShopError("shop-damaged", path=str(path), detail=finding[:200])
        # Its log flows into it, and says so where it cannot: closing swallows the error of a full disk.
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        made.close()
        if log.exists() and log.stat().st_size:
            raise ShopError("disk-error", path=str(path), detail="SQLITE_IOERR_WRITE")
    except BaseException:
        made.close()
        copy.unlink(missing_ok=True)
        raise
    force(copy)
    return copy


def _swap(path: Path, copy: Path, alone: Any) -> None:  # noqa: ANN401
    """Put the copy in the file's place; nobody comes in between.

    Where an open file cannot be replaced it is written over in one transaction: closed, it would be anybody's.
    """
    if IS_MOVED_OVER_OPEN:
        copy.replace(path)
        force_folder(path.parent)
        return
    try:
        with closing(sqlite.connect(str(copy), isolation_level=None)) as made:
            made.backup(alone)
    finally:
        copy.unlink()

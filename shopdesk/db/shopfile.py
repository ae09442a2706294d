"""The shop's one file: looked at before it is opened, made whole or not at all, written in one manner."""

import errno
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import migrations
from shopdesk.db.connection import Connection
from shopdesk.db.faults import as_shop_error
from shopdesk.db.search import is_spelled
from shopdesk.domain.errors import ShopError
from shopdesk.paths import true_path
from shopdesk.whole_files import patiently

APPLICATION_ID = 0x53484F50  # "SHOP"
OLDEST_SQLITE = (3, 51, 3)  # before it, two connections that checkpoint at once can lose committed writes
BUSY_MS = 15_000

_MAGIC = b"SQLite format 3\0"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -65536",
    f"busy_timeout = {BUSY_MS}",
)

_TRANSACTION = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_SAVEPOINT = ("SAVEPOINT nested", "RELEASE nested", ("ROLLBACK TO nested", "RELEASE nested"))


def check_driver(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Refuse a SQLite that can lose committed work. Raises ShopError("sqlite-too-old")."""
    if version < OLDEST_SQLITE:
        found, needed = ".".join(map(str, version)), ".".join(map(str, OLDEST_SQLITE))
        raise ShopError("sqlite-too-old", found=found, needed=needed)


def sqlite_version() -> str:
    """Return the version of the SQLite that holds the shop."""
    return str(sqlite.sqlite_version)


def create(path: Path, furnish: Callable[[Connection], None] | None = None) -> Connection:
    """Make a new shop file, let `furnish` fill it, and open it; it appears under its name only when it is whole.

    Raises ShopError("shop-exists"), also where the log of a lost shop lies: it would flow into the new one.
    """
    check_driver()
    if path.exists() or has_wal(path):
        raise ShopError("shop-exists", path=str(path))
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with faults_named(path):
            with closing(connect(part)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                _migrate(connection, furnish)
                # What still lay in the log would be lost with it: closing swallows the error of a full disk.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if has_wal(part):
                raise ShopError("disk-error", path=str(path), detail="SQLITE_IOERR_WRITE")
            patiently(part.replace, path)
    except OSError as error:
        code = "disk-full" if error.errno == errno.ENOSPC else "folder-not-writable"
        raise ShopError(code, path=str(path.parent), detail=error.strerror or "") from error
    finally:
        for left in ("", "-wal", "-shm"):
            with suppress(OSError):
                part.with_name(part.name + left).unlink(missing_ok=True)
    return connect(path)


def open_file(path: Path, before_migration: Callable[[Connection], None] | None = None) -> Connection:
    """Open a shop file after looking at it; a file that is no sound shop of ours is left untouched.

    An older one is handed to `before_migration`, which may keep a copy, and is then brought to the present form.
    Raises ShopError with "shop-missing", "shop-empty", "shop-foreign", "shop-damaged", "shop-newer",
    "shop-not-writable", "shop-in-use" or "sqlite-too-old".
    """
    check_driver()
    look_at(path)
    with faults_named(path):
        connection = _connect_to_what_stands(path)
        with closed_on_failure(connection):
            older = migrations.pending(connection)
        if older:
            try:
                if before_migration is not None:
                    before_migration(connection)
            finally:
                connection.close()
            from shopdesk.db import migrating  # loaded late: an older shop is met once

            migrating.migrate(path, connect, _migrate)
            connection = connect(path)
    return connection


def look_at(path: Path, *, to_write: bool = True) -> None:
    """Judge a file by its first page and its steps, with nothing written. Raises ShopError as `open_file` does."""
    with faults_named(path):
        _look_at_header(path)
        _look_at_schema(path)
    if to_write and not os.access(path, os.W_OK):
        raise ShopError("shop-not-writable", path=str(path), detail="")


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Run one write transaction: begun IMMEDIATE, kept whole or not at all; inside another it is a savepoint."""
    begin, keep, drop = _TRANSACTION if not connection.in_transaction else _SAVEPOINT
    with faults_named(None):
        connection.execute(begin)
        try:
            yield
            connection.execute(keep)
        except BaseException:
            if connection.in_transaction:
                for statement in drop:
                    connection.execute(statement)
            raise


@contextmanager
def at_one_moment(connection: Connection) -> Iterator[None]:
    """Let several reads tell of the same moment, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def connect(path: Path) -> Connection:
    """Open a file in the house's manner, unseen."""
    connection: Any = sqlite.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=400)
    with closed_on_failure(connection):
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own lower() knows A to Z only; the search compares with what Python has made small.
        connection.create_function("lowered", 1, str.lower, deterministic=True)
        connection.create_function("spelled", 2, is_spelled, deterministic=True)
    return cast(Connection, connection)


def _connect_to_what_stands(path: Path) -> Connection:
    """Open a file, anew where another program has put the present form in its place meanwhile."""
    place = path.stat().st_ino
    try:
        return connect(path)
    except sqlite.OperationalError:
        if path.stat().st_ino == place:
            raise
        return connect(path)


@contextmanager
def closed_on_failure(connection: Connection) -> Iterator[None]:
    """Close a connection that could not be made ready: left open, it would hold its locks until nobody knows when."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _migrate(connection: Connection, furnish: Callable[[Connection], None] | None = None) -> None:
    with writing(connection):
        migrations.apply(connection)
        if furnish:
            furnish(connection)


@contextmanager
def faults_named(path: Path | None) -> Iterator[None]:
    """Turn SQLite's errors into refusals of ours that name the file."""
    try:
        yield
    except sqlite.Error as error:
        known = as_shop_error(error)
        if known is None:
            raise
        if path is not None:
            known.params["path"] = str(path)
        raise known from error


def _look_at_header(path: Path) -> None:
    """Judge the first page alone (SQLite file format, section 1.3), before SQLite sees the file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise ShopError("shop-missing", path=str(path)) from None
    except OSError as error:
        raise ShopError("shop-not-readable", path=str(path), detail=error.strerror or "") from error
    if not header.strip(b"\0"):
        raise ShopError("shop-empty", path=str(path))
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise ShopError("shop-foreign", path=str(path))
    page_size = struct.unpack_from(">H", header, 16)[0]
    pages, version = struct.unpack_from(">I", header, 28)[0], struct.unpack_from(">I", header, 60)[0]
    if struct.unpack_from(">I", header, 68)[0] != APPLICATION_ID:
        raise ShopError("shop-foreign", path=str(path))
    if version > migrations.newest():
        raise ShopError("shop-newer", path=str(path))
    if not has_wal(path) and pages * (65536 if page_size == 1 else page_size) > size:
        raise ShopError("shop-damaged", path=str(path), detail="truncated")


def _look_at_schema(path: Path) -> None:
    """Read which migrations the file has been through, without writing anything beside it."""
    mode = "mode=ro" if has_wal(path) else "mode=ro&immutable=1"
    connection = sqlite.connect(f"{true_path(path).as_uri()}?{mode}", uri=True, isolation_level=None)
    try:
        if not migrations.applied(connection):
            raise ShopError("shop-foreign", path=str(path))
        if migrations.unknown(connection):
            raise ShopError("shop-newer", path=str(path))
    finally:
        connection.close()


def has_wal(path: Path) -> bool:
    """Tell whether work lies in the log beside a shop's file."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0

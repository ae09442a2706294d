"""A shop's file copied while others write, and a copy judged without anything being written beside it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import checks, shopfile
from shopdesk.db.connection import Connection
from shopdesk.paths import true_path

PAGES_AT_ONCE = 512  # 2 MB: between two of them the work can be stopped
Step = Callable[[int, int], None]

_COUNTED = {
    "orders": "orders WHERE removed_at IS NULL",
    "listings": "listings WHERE removed_at IS NULL",
    "skus": "variants WHERE removed_at IS NULL",
    "movements": "movements",
    "customers": "customers",
    "returns": "returns",
    "tickets": "tickets",
}


def copy(source: Path, target: Path, step: Step, *, live: bool) -> None:
    """Copy a shop's file as it stands at this moment, with what is still in its log.

    `live`: others may write it meanwhile; a file that nobody works in is copied with nothing appearing beside it.
    Raises ShopError with the codes of a damaged file or a full disk, and what `step` raises to stop it.
    """
    with shopfile.faults_named(source), closing(_opened(source, live)) as old:
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it is one moment's state
        new: Any = sqlite.connect(str(target), isolation_level=None)
        try:
            # Nobody reads the copy before it is whole and forced to the disk: a log of its own would only cost time.
            new.execute("PRAGMA journal_mode = OFF")
            new.execute("PRAGMA synchronous = OFF")
            old.backup(
                new, pages=PAGES_AT_ONCE, progress=lambda _status, left, total: step(total - left, total), sleep=0.05
            )
        finally:
            new.close()


@contextmanager
def looked_at(path: Path) -> Iterator[Connection]:
    """Open a shop's file to look at it alone; nothing appears beside it and nothing in it changes."""
    with shopfile.faults_named(path), closing(_reading(path)) as connection:
        yield connection


def damage(path: Path, step: Step, *, quick: bool = False) -> list[str]:
    """Return what SQLite finds wrong with a file, broken references too; `step` may stop it."""
    with looked_at(path) as connection:
        return checks.integrity(connection, step, quick=quick) or checks.broken_references(connection)


def rebuild_indexes(path: Path, step: Step) -> list[str]:
    """Build a copy's indexes anew where one does not hold what its table does; return what is wrong all the same."""
    if not damage(path, step):
        return []
    with shopfile.faults_named(path), closing(shopfile.connect(path)) as connection:
        connection.execute("REINDEX")
    return damage(path, step)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many records of each kind the shop holds; kinds that an older file does not know are left out."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    found = {
        kind: int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])
        for kind, rows in _COUNTED.items()
        if rows.split()[0] in tables
    }
    found["pieces"] = int(connection.execute("SELECT coalesce(sum(quantity), 0) FROM stock").fetchone()[0])
    return found


def newest(connection: Connection) -> tuple[int, str]:
    """Return the newest order of a shop: its row and when it came in, (0, "") without any."""
    row = connection.execute(
        "SELECT id, created_at FROM orders WHERE removed_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def schema(connection: Connection) -> int:
    """Return the schema version of a file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _opened(path: Path, live: bool) -> Any:  # noqa: ANN401 - the driver carries no types
    return shopfile.connect(path) if live else _reading(path)


def _reading(path: Path) -> Any:  # noqa: ANN401 - the driver carries no types
    mode = "mode=ro" if shopfile.has_wal(path) else "mode=ro&immutable=1"
    connection = sqlite.connect(
        f"{true_path(path).as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    with shopfile.closed_on_failure(connection):
        connection.execute(f"PRAGMA busy_timeout = {shopfile.BUSY_MS}")
    return cast(Any, connection)

"""A power cut, drawn at random: what was not forced to the disk is dropped, torn or kept in another order.

The day is lived through once on a file system that writes down every write and every force; each cut is then made
from that record: what was forced is there, of the rest some sectors are.
"""

import hashlib
import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest

from shopdesk.db import shopfile
from shopdesk.paths import SHOP_FILE
from shopdesk.services.shop import Shop
from tests.durability.day import NOW, contents
from tests.durability.whole_day import make_shop, verbs

SECTOR = 512
SMALL_LOG = 24  # pages until the log flows into the file: a short day shall see that happen often


@dataclass
class Record:
    """Every write, cut and force of a day, with what the shop held after each verb, and within one of several steps."""

    steps: list[tuple[Any, ...]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)
    between: dict[int, list[str]] = field(default_factory=dict)

    def may_hold(self, done: int) -> list[str]:
        """Return what a shop may hold after so many verbs were said to be done: the next may be kept, or a part."""
        return [*self.outcomes[done : done + 2], *self.between.get(done, ())]


def recording(record: Record, name: str) -> tuple[type, type]:
    """Return a file system, and its files, that write into a record."""

    class File(apsw.VFSFile):
        def __init__(self, path: Any, flags: Any) -> None:
            super().__init__("", path, flags)
            told = path.filename() if hasattr(path, "filename") else path
            self.name = Path(str(told)).name

        def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
            record.steps.append(("write", self.name, offset, bytes(data)))
            super().xWrite(data, offset)

        def xTruncate(self, size: int) -> None:  # noqa: N802
            record.steps.append(("cut", self.name, size))
            super().xTruncate(size)

        def xSync(self, flags: int) -> None:  # noqa: N802
            record.steps.append(("force", self.name))
            super().xSync(flags)

    class Disk(apsw.VFS):
        def __init__(self) -> None:
            super().__init__(name, "")

        def xOpen(self, path: Any, flags: Any) -> Any:  # noqa: N802
            return File(path, flags)

    return Disk, File


class Cursor:
    """An answer as the house's driver gives it."""

    def __init__(self, cursor: Any, changed: int, row: int) -> None:
        self._cursor, self.rowcount, self.lastrowid = cursor, changed, row

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)


class Connection:
    """A connection as the house's driver gives it, on the recording disk."""

    def __init__(self, path: Path, disk: str, pragmas: tuple[str, ...]) -> None:
        self._open = apsw.Connection(str(path), vfs=disk)
        for pragma in (*pragmas, f"wal_autocheckpoint = {SMALL_LOG}"):
            self._open.cursor().execute(f"PRAGMA {pragma}").fetchall()
        self._open.create_scalar_function("lowered", str.lower, 1, deterministic=True)

    @property
    def in_transaction(self) -> bool:
        return self._open.in_transaction

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        cursor = self._open.cursor().execute(sql, values)
        return Cursor(cursor, self._open.changes(), self._open.last_insert_rowid())

    def executemany(self, sql: str, rows: Any) -> Cursor:
        before = self._open.total_changes()
        cursor = self._open.cursor().executemany(sql, rows)
        cursor.fetchall()
        return Cursor(cursor, self._open.total_changes() - before, self._open.last_insert_rowid())

    def set_progress_handler(self, handler: Any, steps: int) -> None:
        self._open.set_progress_handler(handler, steps)

    def interrupt(self) -> None:
        self._open.interrupt()

    def close(self) -> None:
        self._open.close()


def live_through(folder: Path, *, synchronous: str = "FULL") -> Record:
    """Live through the day on the recording disk."""
    make_shop(folder).close()
    record = Record(files={SHOP_FILE: (folder / SHOP_FILE).read_bytes()})
    name = f"recording-{id(record)}"
    disk = recording(record, name)[0]()
    pragmas = tuple(
        f"synchronous = {synchronous}" if told.startswith("synchronous") else told for told in shopfile.PRAGMAS
    )
    connection: Any = Connection(folder / SHOP_FILE, name, pragmas)
    shop = Shop(folder, connection, "", lambda: NOW)
    record.outcomes.append(contents(connection))
    for done, verb in enumerate(verbs(), start=1):
        with _steps_seen(record, done - 1) if getattr(verb, "in_steps", False) else nullcontext():
            verb(shop)
        record.steps.append(("done", done))
        record.outcomes.append(contents(connection))
    del disk
    return record


@contextmanager
def _steps_seen(record: Record, done: int) -> Iterator[None]:
    """Note what the shop holds behind each transaction of a verb."""
    write = shopfile.writing

    @contextmanager
    def seen(connection: Any) -> Iterator[None]:
        with write(connection):
            yield
        if not connection.in_transaction:
            record.between.setdefault(done, []).append(contents(connection))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shopfile, "writing", seen)
        yield


@dataclass
class Left:
    """What a cut leaves: the verbs that were said to be done, the files, and what two that are the same share."""

    done: int
    files: dict[str, bytearray]
    mark: bytes


def cut_power(record: Record, count: int, seed: int = 0) -> Iterator[tuple[int, Left]]:
    """Cut the power at so many random moments; yield the number of each and what it leaves.

    The record is played once; at each moment that was drawn, what was not forced yet falls on copies.
    """
    moments = sorted(random.Random(seed).choices(range(len(record.steps) + 1), k=count))
    files = {name: bytearray(data) for name, data in record.files.items()}
    waiting: dict[str, list[tuple[Any, ...]]] = {}
    done = at = forced = 0
    for number, moment in enumerate(moments):
        for kind, *told in record.steps[at:moment]:
            if kind == "done":
                done = told[0]
            elif kind == "force":
                steps = waiting.pop(told[0], [])
                forced += len(steps)
                for step in steps:
                    _put(files, step)
            else:
                waiting.setdefault(told[0], []).append((kind, *told))
        at = moment
        left = {name: bytearray(data) if name in waiting else data for name, data in files.items()}
        rolled = random.Random(f"{seed} {number}")
        for steps in waiting.values():
            _leave_some(left, steps, rolled)
        mark = hashlib.blake2b(f"{done} {forced}".encode())
        for name in sorted(waiting):
            mark.update(name.encode() + left.get(name, b""))
        kept = {name: data for name, data in left.items() if not name.endswith("-shm")}  # it lies in memory
        yield number, Left(done, kept, mark.digest())


def _leave_some(files: dict[str, bytearray], steps: list[tuple[Any, ...]], rolled: random.Random) -> None:
    """Write some of what was not forced: all of it, none, or some in another order and torn at sectors."""
    way = rolled.choice(("none", "all", "first", "some", "torn", "torn"))
    if way == "all":
        kept = steps
    elif way == "first":
        kept = steps[: rolled.randrange(len(steps) + 1)]
    elif way == "none":
        kept = []
    else:
        kept = [step for step in steps if rolled.random() < 0.5]
        rolled.shuffle(kept)
    for step in kept:
        if way != "torn" or step[0] == "cut":
            _put(files, step)
            continue
        _kind, name, offset, data = step
        for at in range(0, len(data), SECTOR):
            if rolled.random() < 0.6:
                _put(files, ("write", name, offset + at, data[at : at + SECTOR]))


def _put(files: dict[str, bytearray], step: tuple[Any, ...]) -> None:
    kind, name, at, *data = step
    held = files.setdefault(name, bytearray())
    if kind == "cut":
        del held[at:]
        return
    if len(held) < at:
        held.extend(bytes(at - len(held)))
    held[at : at + len(data[0])] = data[0]

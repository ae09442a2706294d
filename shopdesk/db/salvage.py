"""A damaged shop read row by row into a new file: what can be read is kept, what cannot is counted."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import shopfile
from shopdesk.db.search import title_terms
from shopdesk.domain.errors import ShopError
from shopdesk.paths import true_path

AT_ONCE = 200
WIDEST_GAP = 2**40
_INDEXES = ("order_index", "title_index", "listing_index")  # made anew from what was saved


@dataclass(slots=True)
class Saved:
    """What became of the tables: rows saved by table, stretches that could not be read, rows that point nowhere."""

    rows: dict[str, int] = field(default_factory=dict)
    gaps: dict[str, int] = field(default_factory=dict)
    orphans: list[str] = field(default_factory=list)


def salvage(source: Path, target: Path, step: Callable[[int, int], None]) -> Saved:
    """Read a damaged file into a new one. Raises ShopError("shop-lost") where not even its plan can be read."""
    saved = Saved()
    with closing(_reading(source)) as old, closing(_empty(target)) as new:
        try:
            plan = old.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
            version = old.execute("PRAGMA user_version").fetchone()[0]
        except sqlite.Error as error:
            raise ShopError("shop-lost", path=str(source)) from error
        shadows = tuple(f"{index}_" for index in _INDEXES)
        tables = [(name, sql) for kind, name, sql in plan if kind == "table" and not name.startswith(shadows)]
        if not any(name == "_sqlite_migrations" for name, _sql in tables):
            raise ShopError("shop-lost", path=str(source))
        new.execute("BEGIN")
        for name, sql in tables:
            if not name.startswith("sqlite_"):
                new.execute(sql)
        for done, (name, _sql) in enumerate(tables):
            step(done, len(tables))
            if name not in _INDEXES and not name.startswith("sqlite_"):
                _save_table(old, new, name, saved, step)
        _finish(new, plan, version, saved)
        new.execute("COMMIT")
    return saved


def _finish(new: Any, plan: list[tuple[str, str, str]], version: int, saved: Saved) -> None:  # noqa: ANN401
    _take_orphans_out(new, saved)
    for kind, _name, sql in plan:  # after the rows: a trigger would book each movement a second time
        if kind in ("index", "trigger", "view"):
            try:
                new.execute(sql)
            except sqlite.IntegrityError:
                saved.gaps[_name] = saved.gaps.get(_name, 0) + 1
    rows = new.execute("SELECT id, title FROM listings WHERE removed_at IS NULL").fetchall()
    new.executemany(
        "INSERT INTO listing_index (rowid, terms) VALUES (?, ?)", [(row, title_terms(title)) for row, title in rows]
    )
    new.execute(f"PRAGMA application_id = {shopfile.APPLICATION_ID}")
    new.execute(f"PRAGMA user_version = {int(version)}")


def _save_table(old: Any, new: Any, table: str, saved: Saved, step: Callable[[int, int], None]) -> None:  # noqa: ANN401
    columns = [(name, key) for _at, name, _type, _null, _default, key in new.execute(f'PRAGMA table_info("{table}")')]
    names = ", ".join(f'"{name}"' for name, _key in columns)
    put = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    rows, gaps = 0, 0
    for row in _rows(old, new, table, names, [name for name, key in columns if key]):
        if row is None:
            gaps += 1
            step(0, 0)
            continue
        try:
            rows += int(new.execute(put, row).rowcount)
        except sqlite.Error:  # a cell of another kind than its column takes
            gaps += 1
    saved.rows[table] = rows
    if gaps:
        saved.gaps[table] = gaps


def _rows(old: Any, new: Any, table: str, names: str, keys: list[str]) -> Iterator[Any]:  # noqa: ANN401
    """Give the rows that can be read, None for each stretch that cannot."""
    try:
        new.execute(f'SELECT rowid FROM "{table}" LIMIT 0')
    except sqlite.Error:
        yield from _rows_both_ways(old, table, names, keys)
        return
    last, gap, count = -(2**62), 0, AT_ONCE
    while True:
        try:
            found = old.execute(
                f'SELECT rowid, {names} FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT ?', (last, count)
            ).fetchall()
        except sqlite.Error:
            if count > 1:
                count = 1
                continue
            last, gap = (last, gap) if last > -(2**62) else (0, gap)
            gap = max(1, gap * 2)
            if gap > WIDEST_GAP:
                return
            if gap == 1:
                yield None
            last += gap
            continue
        for row in found:
            yield row[1:]
        if not found:
            return
        last, gap, count = found[-1][0], 0, AT_ONCE if len(found) == count else count


def _rows_both_ways(old: Any, table: str, names: str, keys: list[str]) -> Iterator[Any]:  # noqa: ANN401
    """Read a table without row numbers from its beginning and from its end, up to where each stops."""
    for direction in ("ASC", "DESC"):
        order = ", ".join(f'"{key}" {direction}' for key in keys)
        try:
            yield from old.execute(f'SELECT {names} FROM "{table}" ORDER BY {order}')
            return
        except sqlite.Error:
            yield None


def _take_orphans_out(new: Any, saved: Saved) -> None:  # noqa: ANN401
    """Mend rows whose other half could not be read: a link that may be empty is emptied, else the row goes.

    What a row that goes has held stands in the report; an order keeps its lines where only their titles are lost.
    """
    new.execute(
        "INSERT INTO order_titles (id, title) SELECT DISTINCT title_id, '? ' || title_id FROM order_lines"
        " WHERE title_id NOT IN (SELECT id FROM order_titles)"
    )
    tables = [name for (name,) in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for _round in range(10):
        if not sum(_mend(new, table, saved) for table in tables if not table.startswith(_INDEXES)):
            return


def _mend(new: Any, table: str, saved: Saved) -> int:  # noqa: ANN401
    columns = {name: (needed, key) for _at, name, _type, needed, _, key in new.execute(f'PRAGMA table_info("{table}")')}
    mended = 0
    for _id, _seq, parent, column, target, *_rest in new.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        keys = [name for _at, name, _t, _n, _d, key in new.execute(f'PRAGMA table_info("{parent}")') if key]
        lost = f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{target or keys[0]}" FROM "{parent}")'
        needed, key = columns[column]
        if not (needed or key):
            mended += new.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE {lost}').rowcount
            continue
        held = new.execute(f'SELECT * FROM "{table}" WHERE {lost}').fetchall()
        saved.orphans += [json.dumps({"table": table, "row": row}, ensure_ascii=False, default=str) for row in held]
        if held:
            mended += new.execute(f'DELETE FROM "{table}" WHERE {lost}').rowcount
    return mended


def _empty(target: Path) -> Any:  # noqa: ANN401
    made: Any = sqlite.connect(str(target), isolation_level=None)
    made.execute("PRAGMA journal_mode = OFF")
    made.execute("PRAGMA synchronous = OFF")
    return made


def _reading(source: Path) -> Any:  # noqa: ANN401
    opened: Any = sqlite.connect(f"{true_path(source).as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    opened.execute("PRAGMA cell_size_check = ON")
    opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return opened

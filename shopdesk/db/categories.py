"""The category tree in the shop's file, and which listings stand where in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.domain.categories import Attribute


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category as it is kept: `parent` is the uuid above it, "" at the top; `live` that it was not removed."""

    uuid: str
    parent: str
    name: str
    name_en: str = ""
    position: int = 0
    attributes: tuple[Attribute, ...] = ()
    live: bool = True


def is_planted(connection: Connection) -> bool:
    """Tell whether the shop has a tree of its own; a tree whose categories were all removed is one too."""
    return connection.execute("SELECT 1 FROM categories LIMIT 1").fetchone() is not None


def load_rows(connection: Connection) -> list[CategoryRow]:
    """Return every live category, those of one level in their order, wider levels first."""
    rows = connection.execute(
        "SELECT c.uuid, coalesce(p.uuid, ''), c.name, c.name_en, c.position, c.attributes FROM categories c"
        " LEFT JOIN categories p ON p.id = c.parent_id WHERE c.removed_at IS NULL ORDER BY c.level, c.position, c.id"
    )
    return [
        CategoryRow(uuid, parent, name, name_en, position, _attributes(told))
        for uuid, parent, name, name_en, position, told in rows
    ]


def _attributes(text: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(**told | {"choices": tuple(told["choices"])}) for told in json.loads(text))


def put_rows(connection: Connection, rows: Iterable[CategoryRow], at: datetime) -> None:
    """Write these categories by their uuid, new or known; the ones above must come first."""
    told = list(rows)
    # Names are free before they are taken: two categories may exchange theirs.
    connection.execute(
        "UPDATE categories SET removed_at = ? WHERE uuid IN (SELECT value FROM json_each(?))",
        (write_time(at), json.dumps([row.uuid for row in told])),
    )
    connection.executemany(
        "INSERT INTO categories (uuid, parent_id, level, name, name_en, position, attributes, removed_at)"
        " VALUES (:uuid, (SELECT id FROM categories WHERE uuid = :parent),"
        " coalesce((SELECT level FROM categories WHERE uuid = :parent), 0) + 1, :name, :name_en, :position,"
        " :attributes, :removed) ON CONFLICT (uuid) DO UPDATE SET parent_id = excluded.parent_id,"
        " level = excluded.level, name = excluded.name, name_en = excluded.name_en, position = excluded.position,"
        " attributes = excluded.attributes, removed_at = excluded.removed_at",
        [_values(row, at) for row in told],
    )


def _values(row: CategoryRow, at: datetime) -> dict[str, Any]:
    return {
        "uuid": row.uuid,
        "parent": row.parent,
        "name": row.name,
        "name_en": row.name_en,
        "position": row.position,
        "attributes": json.dumps([asdict(attribute) for attribute in row.attributes], ensure_ascii=False),
        "removed": None if row.live else write_time(at),
    }


def listings_by_category(connection: Connection) -> dict[tuple[str, ...], int]:
    """Return how many live listings stand in each category that any of them names, in the tree or not."""
    rows = connection.execute(
        "SELECT category, count(*) FROM listings WHERE removed_at IS NULL GROUP BY category ORDER BY min(id)"
    )
    return {tuple(json.loads(category)): count for category, count in rows}


def listings_in(connection: Connection, path: tuple[str, ...]) -> list[str]:
    """Return the uuids of the live listings that stand in exactly this category."""
    rows = connection.execute(
        "SELECT uuid FROM listings WHERE removed_at IS NULL AND category = ? ORDER BY id", (_json(path),)
    )
    return [uuid for (uuid,) in rows]


def move_listings(connection: Connection, moves: Mapping[tuple[str, ...], tuple[str, ...]], at: datetime) -> int:
    """Put the live listings of some categories into others, all at once; return how many went."""
    told = json.dumps([[_json(before), _json(after)] for before, after in moves.items()])
    return connection.execute(
        "UPDATE listings SET updated_at = ?1, category = (SELECT value ->> 1 FROM json_each(?2)"
        " WHERE value ->> 0 = listings.category) WHERE removed_at IS NULL"
        " AND category IN (SELECT value ->> 0 FROM json_each(?2))",
        (write_time(at), told),
    ).rowcount


def put_listings(
    connection: Connection, uuids: Iterable[str], before: tuple[str, ...], after: tuple[str, ...], at: datetime
) -> int:
    """Put these listings into a category, those of them that still stand in `before`; return how many went."""
    return connection.execute(
        "UPDATE listings SET category = ?, updated_at = ? WHERE category = ? AND removed_at IS NULL"
        " AND uuid IN (SELECT value FROM json_each(?))",
        (_json(after), write_time(at), _json(before), json.dumps(list(uuids))),
    ).rowcount


def _json(path: tuple[str, ...]) -> str:
    return json.dumps(path, ensure_ascii=False)

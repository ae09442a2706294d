"""The category tree that a shop begins with: twelve widest ones, in the language of the shop."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shopdesk.db import categories as table
from shopdesk.db.categories import CategoryRow
from shopdesk.db.connection import Connection
from shopdesk.domain.categories import Attribute
from shopdesk.resources import resources

_OPTIONAL = "?"


@cache
def seed_rows(language: str) -> tuple[CategoryRow, ...]:
    """Return the seeded categories in one language ("zh_CN" or "en"), the ones above first, always the same uuids."""
    told = json.loads((resources() / "tables" / "categories.json").read_text("utf-8"))
    attributes = {key: _attribute(entry, language) for key, entry in told["attributes"].items()}
    return tuple(_rows(told["categories"], "", language, attributes))


def plant_seed(connection: Connection, language: str, at: datetime) -> None:
    """Write the seed into a shop that has no tree yet, inside the caller's transaction."""
    if not table.is_planted(connection):
        table.put_rows(connection, seed_rows(language), at)


def _rows(
    entries: list[dict[str, Any]], parent: str, language: str, attributes: Mapping[str, Attribute]
) -> Iterator[CategoryRow]:
    for position, entry in enumerate(entries):
        uuid = str(uuid5(NAMESPACE_URL, f"shopdesk:category/{parent}/{entry['name']}"))
        name = entry["name_en"] if language == "en" else entry["name"]
        asked = tuple(_asked(key, attributes) for key in entry["attributes"])
        yield CategoryRow(uuid, parent, name, entry["name_en"], position, asked)
        yield from _rows(entry.get("below", []), uuid, language, attributes)


def _asked(key: str, attributes: Mapping[str, Attribute]) -> Attribute:
    """Return the attribute a category names by its key; a question mark behind it lets it be left blank."""
    told = attributes[key.removesuffix(_OPTIONAL)]
    required = not key.endswith(_OPTIONAL)
    return Attribute(told.name, told.name_en, told.kind, told.choices, told.unit, required)


def _attribute(entry: dict[str, Any], language: str) -> Attribute:
    english = language == "en"
    return Attribute(
        name=entry["name_en"] if english else entry["name"],
        name_en=entry["name_en"],
        kind=entry["kind"],
        choices=tuple(entry.get("choices_en" if english else "choices", ())),
        unit=entry.get("unit_en", entry.get("unit", "")) if english else entry.get("unit", ""),
    )

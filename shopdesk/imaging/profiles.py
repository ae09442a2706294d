"""The platforms' main-image rules, read from the editable table in resources."""

import json

from shopdesk.domain.pictures import Limit, Profile, Rule
from shopdesk.resources import resources


def load_profiles() -> dict[str, Profile]:
    """Return every profile by its name, from resources/tables/picture_profiles.json."""
    table = json.loads((resources() / "tables" / "picture_profiles.json").read_text(encoding="utf-8"))
    return {name: Profile(name, tuple(rule_of(row) for row in rows)) for name, rows in table.items()}


def rule_of(row: dict[str, object]) -> Rule:
    """Return one rule; a list in JSON is the words that are allowed."""
    return Rule(
        check=str(row["check"]),
        limit=limit_of(row["limit"]),
        verdict=str(row.get("verdict", "fail")),
        tolerated=limit_of(row["tolerated"]) if "tolerated" in row else None,
        source=str(row["source"]),
    )


def limit_of(value: object) -> Limit:
    """Return a number as it is, a list as a tuple of words."""
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    return value if isinstance(value, int | float) else str(value)

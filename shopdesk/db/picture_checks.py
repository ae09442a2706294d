"""Verdicts on pictures, kept with what the picture was when it was checked."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shopdesk.db.connection import Connection


class KeptCheck(NamedTuple):
    """A picture's verdict by one profile; `size` in bytes and `changed` in nanoseconds tell whether it is stale."""

    place: str
    profile: str
    size: int
    changed: int
    digest: str
    verdict: str
    at: str


def keep_checks(connection: Connection, checks: Iterable[KeptCheck]) -> None:
    """Keep verdicts, each in the place of the one before it."""
    connection.executemany("INSERT OR REPLACE INTO picture_checks VALUES (?, ?, ?, ?, ?, ?, ?)", list(checks))


def kept_checks(connection: Connection, places: Sequence[str], profile: str) -> dict[str, KeptCheck]:
    """Return the verdicts on these pictures by one profile."""
    rows = connection.execute(
        "SELECT c.* FROM json_each(?) j JOIN picture_checks c ON c.place = j.value AND c.profile = ?",
        (json.dumps(list(places)), profile),
    )
    return {row[0]: KeptCheck(*row) for row in rows}

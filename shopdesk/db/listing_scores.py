"""The kept score of each listing, so that a table can be sorted and filtered by it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopdesk.db.connection import Connection


@dataclass(frozen=True, slots=True)
class KeptScore:
    """A listing's score, whether something stops it, its worst finding and all codes; `basis` names the rules."""

    listing_id: int
    points: int
    stops: bool
    worst: dict[str, str]
    codes: tuple[str, ...]
    basis: str


def keep_scores(connection: Connection, scores: Iterable[KeptScore]) -> None:
    """Keep these scores."""
    connection.executemany(
        "INSERT OR REPLACE INTO listing_scores (listing_id, points, stops, worst, codes, basis)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (s.listing_id, s.points, s.stops, json.dumps(s.worst, ensure_ascii=False), json.dumps(s.codes), s.basis)
            for s in scores
        ],
    )


def unscored(connection: Connection, basis: str, limit: int) -> list[int]:
    """Return live listings that were never judged by these rules."""
    rows = connection.execute(
        "SELECT l.id FROM listings l LEFT JOIN listing_scores s ON s.listing_id = l.id"
        " WHERE l.removed_at IS NULL AND s.basis IS NOT ? LIMIT ?",
        (basis, limit),
    )
    return [row for (row,) in rows]


def forget_scores(connection: Connection, listing_ids: Sequence[int]) -> None:
    """Let these listings be judged anew."""
    connection.execute(
        "DELETE FROM listing_scores WHERE listing_id IN (SELECT value FROM json_each(?))", (json.dumps(listing_ids),)
    )


def listings_with_main(connection: Connection, places: Iterable[str]) -> list[int]:
    """Return the live listings that show one of these pictures."""
    rows = connection.execute(
        "SELECT DISTINCT p.listing_id FROM pictures p WHERE p.removed_at IS NULL"
        " AND p.place IN (SELECT value FROM json_each(?))",
        (json.dumps(list(places)),),
    )
    return [row for (row,) in rows]

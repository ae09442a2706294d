"""The places where goods lie: offices, stalls, quarantine, and the shelves within them."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


@dataclass(frozen=True, slots=True)
class Location:
    """A place: `parent` is the code of the place it is a shelf of, `pieces` what lies there.

    `value` is what those pieces cost in minor units of the shop's currency, where costs are known.
    """

    code: str
    name: str
    parent: str
    serves_orders: bool
    pieces: int
    row: int = 0
    skus: int = 0
    value: int = 0


def list_locations(connection: Connection) -> list[Location]:
    """Return the places in the order they were made, with what lies in each."""
    rows = connection.execute(
        "SELECT p.code, p.name, coalesce(u.code, ''), p.serves_orders, coalesce(s.pieces, 0), p.id,"
        " coalesce(s.skus, 0), coalesce(s.value, 0)"
        " FROM locations p LEFT JOIN locations u ON u.id = p.parent_id LEFT JOIN"
        " (SELECT t.location_id, sum(t.quantity) AS pieces, count(*) FILTER (WHERE t.quantity <> 0) AS skus,"
        "  sum(t.quantity * v.cost) AS value FROM stock t JOIN variants v ON v.id = t.variant_id GROUP BY 1) s"
        " ON s.location_id = p.id WHERE p.removed_at IS NULL ORDER BY p.id"
    )
    return [Location(code, name, parent, bool(serves), *rest) for code, name, parent, serves, *rest in rows]


def load_names(connection: Connection) -> dict[str, str]:
    """Return the names that places were given, by code, those out of use too."""
    return dict(connection.execute("SELECT code, name FROM locations WHERE name <> ''").fetchall())


def put_location(connection: Connection, code: str, name: str, parent: str, serves_orders: bool) -> None:
    """Add a place, name it anew, or bring one back that was taken out."""
    connection.execute(
        "INSERT INTO locations (code, name, parent_id, serves_orders)"
        " VALUES (?1, ?2, (SELECT id FROM locations WHERE code = ?3), ?4) ON CONFLICT (code) DO UPDATE SET"
        " name = excluded.name, parent_id = excluded.parent_id, serves_orders = excluded.serves_orders,"
        " removed_at = NULL",
        (code, name, parent, serves_orders),
    )


def take_out_location(connection: Connection, code: str, at: datetime) -> None:
    """Take a place out of use; what once moved there stays told."""
    connection.execute("UPDATE locations SET removed_at = ? WHERE code = ?", (write_time(at), code))

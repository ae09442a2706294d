"""The places where goods lie: offices, stalls, quarantine, and the shelves within them."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


@dataclass(frozen=True, slots=True)
class Location:
    """A place: `parent` is the code of the place it is a shelf of, `pieces` what lies there."""

    code: str
    name: str
    parent: str
    serves_orders: bool
    pieces: int


def list_locations(connection: Connection) -> list[Location]:
    """Return the places in the order they were made, with what lies in each."""
    rows = connection.execute(
        "SELECT p.code, p.name, coalesce(u.code, ''), p.serves_orders,"
        " (SELECT total(quantity) FROM stock s WHERE s.location_id = p.id)"
        " FROM locations p LEFT JOIN locations u ON u.id = p.parent_id WHERE p.removed_at IS NULL ORDER BY p.id"
    )
    return [Location(code, name, parent, bool(serves), int(pieces)) for code, name, parent, serves, pieces in rows]


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

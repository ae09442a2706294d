"""Views that people have made of their tables, in the order of their tabs."""

import json
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.domain.saved_views import SavedView


def load_views(connection: Connection, page: str = "") -> list[SavedView]:
    """Return the saved views of a page, or of all pages, in order."""
    rows = connection.execute(
        "SELECT id, page, name, view FROM saved_views WHERE removed_at IS NULL AND (?1 = '' OR page = ?1)"
        " ORDER BY page, position, id",
        (page,),
    )
    return [_read(row, of_page, name, told) for row, of_page, name, told in rows]


def _read(row: int, page: str, name: str, told: str) -> SavedView:
    held = json.loads(told)
    return SavedView(
        page, name, held["view"], held["search"], held["sort"], held["descending"], tuple(held["columns"]), row
    )


def put_view(connection: Connection, uuid: str, view: SavedView, at: datetime) -> int:
    """Add a view behind the others, or write the one of this row anew; return its row."""
    told = json.dumps(
        {"view": view.view, "search": view.search, "sort": view.sort, "descending": view.descending,
         "columns": view.columns},
        ensure_ascii=False,
    )  # fmt: skip
    if view.row:
        connection.execute("UPDATE saved_views SET name = ?, view = ? WHERE id = ?", (view.name, told, view.row))
        return view.row
    added = connection.execute(
        "INSERT INTO saved_views (uuid, page, name, position, view, created_at) SELECT ?1, ?2, ?3,"
        " coalesce((SELECT max(position) FROM saved_views WHERE page = ?2), 0) + 1, ?4, ?5",
        (uuid, view.page, view.name, told, write_time(at)),
    )
    return int(added.lastrowid or 0)


def order_views(connection: Connection, rows: list[int]) -> None:
    """Put views in this order."""
    connection.executemany(
        "UPDATE saved_views SET position = ? WHERE id = ?", [(at, row) for at, row in enumerate(rows, 1)]
    )


def set_view_removed(connection: Connection, row: int, at: datetime | None) -> None:
    """Take a view out, or bring it back where it stood."""
    connection.execute("UPDATE saved_views SET removed_at = ? WHERE id = ?", (write_time(at) if at else None, row))

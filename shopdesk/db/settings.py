"""The shop's own settings, couriers and stock locations."""

import json
from collections.abc import Iterable, Mapping

from shopdesk.db.connection import Connection


def load_settings(connection: Connection) -> dict[str, object]:
    """Return every setting that the shop has set."""
    return {name: json.loads(value) for name, value in connection.execute("SELECT name, value FROM settings")}


def save_settings(connection: Connection, values: Mapping[str, object]) -> None:
    """Set settings by name."""
    connection.executemany(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [(name, json.dumps(value, ensure_ascii=False)) for name, value in values.items()],
    )


def add_couriers(connection: Connection, couriers: Iterable[Mapping[str, object]]) -> None:
    """Add couriers: code, name, name_en and the aliases under which platforms write them."""
    connection.executemany(
        "INSERT OR IGNORE INTO couriers (code, name, name_en, aliases) VALUES (?, ?, ?, ?)",
        [(c["code"], c["name"], c["name_en"], json.dumps(c["aliases"], ensure_ascii=False)) for c in couriers],
    )


def load_couriers(connection: Connection) -> dict[str, tuple[str, str, list[str]]]:
    """Return the shop's couriers by code: Chinese name, English name, aliases."""
    rows = connection.execute("SELECT code, name, name_en, aliases FROM couriers ORDER BY code")
    return {code: (name, name_en, json.loads(aliases)) for code, name, name_en, aliases in rows}


def add_locations(connection: Connection, locations: Iterable[tuple[str, bool]]) -> None:
    """Add stock locations: code, and whether orders are served from there."""
    connection.executemany("INSERT OR IGNORE INTO locations (code, serves_orders) VALUES (?, ?)", locations)


def load_locations(connection: Connection) -> dict[str, tuple[int, bool]]:
    """Return the stock locations by code: row id and whether orders are served from there."""
    rows = connection.execute("SELECT code, id, serves_orders FROM locations WHERE removed_at IS NULL ORDER BY id")
    return {code: (row_id, bool(serves)) for code, row_id, serves in rows}

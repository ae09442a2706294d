"""Presets of the import: mappings of columns kept under a name."""

import json
from dataclasses import asdict
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.domain.mapping import ColumnMapping, Preset


def load_presets(connection: Connection) -> list[Preset]:
    """Return the shop's presets in the order of their names."""
    rows = connection.execute("SELECT id, name, mapping FROM import_presets WHERE removed_at IS NULL ORDER BY name")
    return [Preset(name, _read(told), row) for row, name, told in rows]


def put_preset(connection: Connection, uuid: str, preset: Preset, at: datetime) -> int:
    """Add a preset, or write the one of this row anew; return its row."""
    told = json.dumps(asdict(preset.mapping), ensure_ascii=False)
    if preset.row:
        connection.execute(
            "UPDATE import_presets SET name = ?, mapping = ? WHERE id = ?", (preset.name, told, preset.row)
        )
        return preset.row
    added = connection.execute(
        "INSERT INTO import_presets (uuid, name, mapping, created_at) VALUES (?, ?, ?, ?)",
        (uuid, preset.name, told, write_time(at)),
    )
    return int(added.lastrowid or 0)


def set_preset_removed(connection: Connection, row: int, at: datetime | None) -> None:
    """Take a preset out of the list, or bring it back."""
    connection.execute("UPDATE import_presets SET removed_at = ? WHERE id = ?", (write_time(at) if at else None, row))


def _read(told: str) -> ColumnMapping:
    held = json.loads(told)
    return ColumnMapping(**{**held, "header": tuple(held["header"])})

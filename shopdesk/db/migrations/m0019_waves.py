"""Waves of orders that are picked together, what was short at a shelf, and parcels handed over to couriers."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE waves ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('W-%06d', id)) VIRTUAL,"
    " sort TEXT NOT NULL, positions INTEGER NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL,"
    " made_by TEXT NOT NULL, ended_at TEXT, ended_by TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE TABLE wave_orders ("
    " id INTEGER PRIMARY KEY, wave_id INTEGER NOT NULL REFERENCES waves, order_id INTEGER NOT NULL REFERENCES orders,"
    " cart TEXT NOT NULL, before TEXT NOT NULL, left_at TEXT, UNIQUE (wave_id, order_id)) STRICT",
    # Two programs never take one order into two waves, whatever they think they know.
    "CREATE UNIQUE INDEX wave_orders_open ON wave_orders (order_id) WHERE left_at IS NULL",
    "CREATE TABLE wave_picks ("
    " id INTEGER PRIMARY KEY, act TEXT NOT NULL, wave_id INTEGER NOT NULL REFERENCES waves,"
    " order_id INTEGER NOT NULL REFERENCES orders, what TEXT NOT NULL, kind TEXT NOT NULL, pieces INTEGER NOT NULL,"
    " at TEXT NOT NULL, actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX wave_picks_wave ON wave_picks (wave_id)",
    "CREATE INDEX wave_picks_act ON wave_picks (act)",
    "CREATE TABLE shelf_shorts ("
    " id INTEGER PRIMARY KEY, act TEXT NOT NULL UNIQUE, wave_id INTEGER NOT NULL REFERENCES waves,"
    " what TEXT NOT NULL, place TEXT NOT NULL, missing INTEGER NOT NULL,"
    " count_id INTEGER REFERENCES stock_counts, at TEXT NOT NULL, actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX shelf_shorts_wave ON shelf_shorts (wave_id)",
    "CREATE TABLE handovers ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('H-%06d', id)) VIRTUAL,"
    " courier TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL,"
    " ended_at TEXT, ended_by TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE TABLE handover_parcels ("
    " id INTEGER PRIMARY KEY, handover_id INTEGER NOT NULL REFERENCES handovers,"
    " order_id INTEGER NOT NULL REFERENCES orders, waybill TEXT NOT NULL, weight_g INTEGER, undone_at TEXT,"
    " UNIQUE (handover_id, order_id)) STRICT",
    "CREATE UNIQUE INDEX handover_parcels_gone ON handover_parcels (order_id) WHERE undone_at IS NULL",
    "CREATE TABLE handover_scans ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, courier TEXT NOT NULL, code TEXT NOT NULL,"
    " answer TEXT NOT NULL, order_id INTEGER REFERENCES orders, handover_id INTEGER REFERENCES handovers,"
    " at TEXT NOT NULL, actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX handover_scans_waiting ON handover_scans (courier) WHERE handover_id IS NULL",
)


def upgrade(db: Database) -> None:
    """Make the tables of waves and of handovers."""
    for statement in _STATEMENTS:
        db.execute(statement)

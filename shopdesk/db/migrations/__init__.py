"""The steps by which the shop's file came to its present form: one frozen file a step."""

from typing import Any, cast

from shopdesk.db.connection import Connection

STEPS = (
    "m0001_first_storey",
    "m0002_live_orders",
    "m0003_picture_checks",
    "m0004_listing_facts",
    "m0005_stock_rooms",
    "m0006_sales_spans",
    "m0007_couriers",
    "m0008_order_states",
    "m0010_presets",
    "m0011_customers",
    "m0012_hand_backs",
    "m0014_messages",
    "m0015_packing",
    "m0016_print_queue",
    "m0018_layouts",
    "m0019_waves",
    "m0021_returns",
    "m0022_email",
    "m0023_prices",
    "m0024_promotions",
    "m0025_sales",
    "m0026_payments",
    "m0027_audit_chain",
    "m0028_trade_numbers",
    "m0029_visitors",
)
SET = "shopdesk"


def newest() -> int:
    """Return the schema version of this program, as it stands in PRAGMA user_version."""
    return len(STEPS)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps the file has been through, none for a file that is no shop."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
    return [name for (name,) in rows]


def unknown(connection: Connection) -> list[str]:
    """Return steps in the file that this program does not know: a newer program has made them."""
    return [name for name in applied(connection) if name not in STEPS]


def pending(connection: Connection) -> list[str]:
    """Return the steps that the file still has to take."""
    done = set(applied(connection))
    return [name for name in STEPS if name not in done]


def apply(connection: Connection) -> None:
    """Take every step that is still to be taken, inside the caller's transaction."""
    from importlib import import_module  # sqlite_utils takes 0.2 s: only a shop that must grow pays for it

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    steps = Migrations(SET)
    for name in STEPS:
        steps(name=name)(import_module(f"{__name__}.{name}").upgrade)
    steps.apply(Database(cast(Any, connection), execute_plugins=False, strict=True))
    connection.execute(f"PRAGMA user_version = {newest()}")

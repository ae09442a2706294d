"""What a shop's file holds of people: read to be taken out of what others will see."""

from collections.abc import Iterator

from shopdesk.db.connection import Connection

_OF_PEOPLE = {
    "orders": ("name", "buyer", "phone", "street", "waybill", "channel_order_no"),
    "customers": ("name", "phone"),
    "suppliers": ("name", "contact", "phone", "email", "address"),
    "returns": ("waybill",),
    "print_jobs": ("actor",),
    "audit_log": ("actor",),
}
_OWN = "SELECT json_extract(value, '$') FROM settings WHERE name LIKE 'sender.%' OR name = 'shop.name'"


def told_of_people(connection: Connection) -> Iterator[str]:
    """Yield names, telephones, streets and numbers of parcels, of buyers, suppliers and whoever works here."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    for table, columns in _OF_PEOPLE.items():
        has = {row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()} if table in known else ()
        for column in columns:
            if column in has:
                asked = f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''"
                yield from (str(value) for (value,) in connection.execute(asked))
    if "settings" in known:
        yield from (str(value) for (value,) in connection.execute(_OWN) if value)

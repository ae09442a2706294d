"""All SQL of the shop: its one SQLite file, migrations, rows in and dataclasses out."""

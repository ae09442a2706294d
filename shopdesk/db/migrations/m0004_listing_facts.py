"""What only the shop knows of its listings: facts, sizes, platform codes, categories, scores, pictures by content."""

from sqlite_utils import Database

_STATEMENTS = """
ALTER TABLE listings ADD COLUMN keyword TEXT NOT NULL DEFAULT '';
ALTER TABLE listings ADD COLUMN selling_point TEXT NOT NULL DEFAULT '';
ALTER TABLE listings ADD COLUMN role TEXT NOT NULL DEFAULT 'regular';
ALTER TABLE listings ADD COLUMN special TEXT NOT NULL DEFAULT '';
ALTER TABLE listings ADD COLUMN warranty_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listings ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE listings ADD COLUMN blocks TEXT NOT NULL DEFAULT '{}';
ALTER TABLE variants ADD COLUMN length_mm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE variants ADD COLUMN width_mm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE variants ADD COLUMN height_mm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pictures ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE pictures ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
CREATE TABLE picture_files (
  place TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, digest TEXT NOT NULL,
  likeness INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE platform_codes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, variant_id INTEGER NOT NULL REFERENCES variants,
  channel TEXT NOT NULL, code TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX platform_codes_code ON platform_codes (code, channel) WHERE removed_at IS NULL;
CREATE INDEX platform_codes_variant ON platform_codes (variant_id) WHERE removed_at IS NULL;
CREATE TABLE categories (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, parent_id INTEGER REFERENCES categories,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3), name TEXT NOT NULL, name_en TEXT NOT NULL,
  position INTEGER NOT NULL, attributes TEXT NOT NULL DEFAULT '[]', removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX categories_name ON categories (coalesce(parent_id, 0), name) WHERE removed_at IS NULL;
CREATE TABLE listing_scores (
  listing_id INTEGER PRIMARY KEY REFERENCES listings, points INTEGER NOT NULL, stops INTEGER NOT NULL,
  worst TEXT NOT NULL, codes TEXT NOT NULL, basis TEXT NOT NULL
) STRICT
"""


# Whatever changes a listing makes its score a thing of the past, whichever verb it was.
_FORGET = """
CREATE TRIGGER {table}_{event}_score AFTER {event} ON {table} BEGIN
  DELETE FROM listing_scores WHERE listing_id = new.{column};
END
"""
_FORGETTING = (
    ("listings", "UPDATE", "id"),
    ("variants", "INSERT", "listing_id"),
    ("variants", "UPDATE", "listing_id"),
    ("pictures", "INSERT", "listing_id"),
    ("pictures", "UPDATE", "listing_id"),
)


def upgrade(db: Database) -> None:
    """Add columns and tables; every listing keeps what it had."""
    for statement in _STATEMENTS.split(";\n"):
        db.execute(statement)
    for table, event, column in _FORGETTING:
        db.execute(_FORGET.format(table=table, event=event, column=column))

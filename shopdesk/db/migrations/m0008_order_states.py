"""Orders that go together or in parts, holds until a time, the hour a parcel must leave by, outdated prints."""

from sqlite_utils import Database

_OPEN = "fulfilment IN ('new', 'confirmed', 'picking', 'packed')"

# What one receiver has in common however platforms write it: spaces, dashes and the country's prefix left out.
_KEY = (
    "lower(replace(replace(replace(name || '|' || CASE WHEN phone LIKE '+86%' THEN substr(phone, 4)"
    " WHEN phone LIKE '86-%' THEN substr(phone, 4) ELSE phone END || '|' || country || '|' || province"
    " || CASE WHEN city IN ('市辖区', province) THEN '' ELSE city END || district || street,"
    " ' ', ''), '-', ''), '\u3000', ''))"
)

_STATEMENTS = f"""
CREATE TABLE order_groups (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, made_by TEXT NOT NULL
) STRICT;
ALTER TABLE orders ADD COLUMN group_id INTEGER REFERENCES order_groups;
ALTER TABLE orders ADD COLUMN split_from INTEGER REFERENCES orders;
ALTER TABLE orders ADD COLUMN leave_by TEXT;
ALTER TABLE orders ADD COLUMN hold_until TEXT;
ALTER TABLE orders ADD COLUMN hold_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN suspicions TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN decided TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN payment_method TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN receiver_key TEXT GENERATED ALWAYS AS ({_KEY}) VIRTUAL;
ALTER TABLE order_lines ADD COLUMN origin_id INTEGER REFERENCES order_lines;
ALTER TABLE prints ADD COLUMN outdated_at TEXT;
UPDATE orders SET leave_by = ship_by WHERE ship_by IS NOT NULL;
DROP INDEX orders_channel_no;
CREATE UNIQUE INDEX orders_channel_no ON orders (channel_order_no, channel)
  WHERE removed_at IS NULL AND channel_order_no <> '' AND split_from IS NULL;
DROP INDEX orders_waiting;
CREATE INDEX orders_waiting ON orders (leave_by, ship_by) WHERE {_OPEN};
CREATE INDEX orders_receiver ON orders (receiver_key) WHERE {_OPEN};
CREATE INDEX orders_group ON orders (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX orders_parts ON orders (split_from) WHERE split_from IS NOT NULL;
CREATE INDEX orders_held ON orders (hold_until) WHERE hold_until IS NOT NULL;
CREATE INDEX prints_current ON prints (order_id) WHERE document = 'labels' AND outdated_at IS NULL
"""


def upgrade(db: Database) -> None:
    """Add columns and tables; a split order's parts share its platform number, so its index leaves them out."""
    for statement in _STATEMENTS.split(";\n"):
        db.execute(statement)

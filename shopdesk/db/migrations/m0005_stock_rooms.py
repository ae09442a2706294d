"""Stock by batch of goods, shelves within places, kits, counts, suppliers, purchase orders and what analysis found."""

import re

from sqlite_utils import Database

_STATEMENTS = """
ALTER TABLE locations ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE locations ADD COLUMN parent_id INTEGER REFERENCES locations;
ALTER TABLE locations ADD COLUMN removed_at TEXT;
ALTER TABLE variants ADD COLUMN may_go_negative INTEGER NOT NULL DEFAULT 0;
CREATE TABLE suppliers (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, code TEXT NOT NULL, name TEXT NOT NULL, contact TEXT NOT NULL,
  phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL, note TEXT NOT NULL, lead_days INTEGER NOT NULL,
  currency TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX suppliers_code ON suppliers (code) WHERE removed_at IS NULL;
CREATE TABLE supplier_items (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, supplier_id INTEGER NOT NULL REFERENCES suppliers,
  variant_id INTEGER NOT NULL REFERENCES variants, code TEXT NOT NULL, price INTEGER NOT NULL,
  minimum INTEGER NOT NULL, pack INTEGER NOT NULL, lead_days INTEGER, removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX supplier_items_pair ON supplier_items (variant_id, supplier_id) WHERE removed_at IS NULL;
CREATE INDEX supplier_items_supplier ON supplier_items (supplier_id) WHERE removed_at IS NULL;
CREATE TABLE lots (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, variant_id INTEGER NOT NULL REFERENCES variants,
  code TEXT NOT NULL, supplier_id INTEGER REFERENCES suppliers, expires_on TEXT, received_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX lots_code ON lots (variant_id, code);
CREATE INDEX lots_expiry ON lots (expires_on) WHERE expires_on IS NOT NULL;
ALTER TABLE movements ADD COLUMN lot_id INTEGER REFERENCES lots;
ALTER TABLE movements ADD COLUMN unit_cost INTEGER;
ALTER TABLE movements ADD COLUMN unit_price INTEGER;
ALTER TABLE movements ADD COLUMN undoes TEXT;
CREATE INDEX movements_lot ON movements (lot_id, quantity) WHERE lot_id IS NOT NULL;
CREATE UNIQUE INDEX movements_undone ON movements (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX movements_carried ON movements (reference) WHERE reason IN ('transfer', 'kit');
CREATE INDEX movements_sold ON movements (at, variant_id, quantity, unit_price, unit_cost) WHERE reason = 'sale';
CREATE INDEX movements_sold_of ON movements (variant_id, at, quantity) WHERE reason = 'sale';
CREATE TABLE kit_parts (
  kit_id INTEGER NOT NULL REFERENCES variants, part_id INTEGER NOT NULL REFERENCES variants,
  quantity INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY (kit_id, part_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_parts_part ON kit_parts (part_id);
CREATE TABLE stock_counts (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL GENERATED ALWAYS AS (printf('CT-%05d', id)) VIRTUAL, location_id INTEGER NOT NULL
  REFERENCES locations, note TEXT NOT NULL, blind INTEGER NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
  started_by TEXT NOT NULL, posted_at TEXT, posted_by TEXT
) STRICT;
CREATE TABLE stock_count_entries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, count_id INTEGER NOT NULL REFERENCES stock_counts,
  variant_id INTEGER NOT NULL REFERENCES variants, kind TEXT NOT NULL, quantity INTEGER NOT NULL, at TEXT NOT NULL,
  actor TEXT NOT NULL, mark INTEGER NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX stock_count_entries_count ON stock_count_entries (count_id, variant_id);
CREATE TABLE purchases (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL GENERATED ALWAYS AS (printf('PO-%06d', id)) VIRTUAL, supplier_id INTEGER NOT NULL
  REFERENCES suppliers, state TEXT NOT NULL, currency TEXT NOT NULL, note TEXT NOT NULL, created_at TEXT NOT NULL,
  ordered_at TEXT, expected_on TEXT, removed_at TEXT
) STRICT;
CREATE TABLE purchase_lines (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, purchase_id INTEGER NOT NULL REFERENCES purchases,
  position INTEGER NOT NULL, variant_id INTEGER NOT NULL REFERENCES variants, quantity INTEGER NOT NULL,
  price INTEGER NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX purchase_lines_purchase ON purchase_lines (purchase_id);
CREATE INDEX purchase_lines_variant ON purchase_lines (variant_id);
ALTER TABLE movements ADD COLUMN purchase_line_id INTEGER REFERENCES purchase_lines;
CREATE INDEX movements_purchase ON movements (purchase_line_id) WHERE purchase_line_id IS NOT NULL;
CREATE TABLE stock_outlooks (
  variant_id INTEGER PRIMARY KEY REFERENCES variants, class TEXT NOT NULL, class_sales TEXT NOT NULL,
  class_profit TEXT NOT NULL, safety INTEGER NOT NULL, daily_milli INTEGER NOT NULL, method TEXT NOT NULL,
  suggested INTEGER NOT NULL, days_idle INTEGER, details TEXT NOT NULL, made_on TEXT NOT NULL
) STRICT
"""

# One row a SKU with its sums, kept by triggers, so that a table of a hundred thousand opens at the worst of them.
_SUMS = """
CREATE TABLE stock_sums (
  variant_id INTEGER PRIMARY KEY REFERENCES variants, live INTEGER NOT NULL, here INTEGER NOT NULL DEFAULT 0,
  elsewhere INTEGER NOT NULL DEFAULT 0, reserved INTEGER NOT NULL DEFAULT 0, made INTEGER NOT NULL DEFAULT 0,
  safety INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO stock_sums (variant_id, live, here, elsewhere, reserved, safety)
  SELECT v.id, v.removed_at IS NULL,
    CAST((SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id
      WHERE s.variant_id = v.id AND p.serves_orders) AS INTEGER),
    CAST((SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id
      WHERE s.variant_id = v.id AND NOT p.serves_orders) AS INTEGER),
    CAST((SELECT total(quantity) FROM reservations WHERE variant_id = v.id AND closed_at IS NULL) AS INTEGER), v.safety
  FROM variants v;
CREATE INDEX stock_sums_lacking ON stock_sums (here - reserved + made - safety, variant_id) WHERE live;
CREATE TRIGGER sums_of_new_variant AFTER INSERT ON variants BEGIN
  INSERT INTO stock_sums (variant_id, live, safety) VALUES (new.id, new.removed_at IS NULL, new.safety);
END;
CREATE TRIGGER sums_of_variant AFTER UPDATE OF safety, removed_at ON variants BEGIN
  UPDATE stock_sums SET live = new.removed_at IS NULL, safety = CASE WHEN new.safety > 0 THEN new.safety
    ELSE coalesce((SELECT safety FROM stock_outlooks WHERE variant_id = new.id), 0) END WHERE variant_id = new.id;
END;
CREATE TRIGGER sums_of_outlook AFTER INSERT ON stock_outlooks BEGIN
  UPDATE stock_sums SET safety = new.safety WHERE variant_id = new.variant_id AND safety <> new.safety
    AND (SELECT safety FROM variants WHERE id = new.variant_id) = 0;
END;
CREATE TRIGGER sums_of_new_stock AFTER INSERT ON stock BEGIN
  UPDATE stock_sums SET
    here = here + new.quantity * (SELECT serves_orders FROM locations WHERE id = new.location_id),
    elsewhere = elsewhere + new.quantity * (SELECT NOT serves_orders FROM locations WHERE id = new.location_id)
    WHERE variant_id = new.variant_id;
END;
CREATE TRIGGER sums_of_stock AFTER UPDATE OF quantity ON stock BEGIN
  UPDATE stock_sums SET
    here = here + (new.quantity - old.quantity) * (SELECT serves_orders FROM locations WHERE id = new.location_id),
    elsewhere = elsewhere
      + (new.quantity - old.quantity) * (SELECT NOT serves_orders FROM locations WHERE id = new.location_id)
    WHERE variant_id = new.variant_id;
END;
CREATE TRIGGER sums_of_new_reservation AFTER INSERT ON reservations WHEN new.closed_at IS NULL BEGIN
  UPDATE stock_sums SET reserved = reserved + new.quantity WHERE variant_id = new.variant_id;
END;
CREATE TRIGGER sums_of_reservation AFTER UPDATE OF closed_at ON reservations
  WHEN (old.closed_at IS NULL) <> (new.closed_at IS NULL) BEGIN
  UPDATE stock_sums SET reserved = reserved + CASE WHEN new.closed_at IS NULL THEN 1 ELSE -1 END * new.quantity
    WHERE variant_id = new.variant_id;
END;
CREATE TRIGGER sums_of_part AFTER UPDATE OF here, reserved ON stock_sums
  WHEN EXISTS (SELECT 1 FROM kit_parts WHERE part_id = new.variant_id) BEGIN
  UPDATE stock_sums SET made = {made} WHERE variant_id IN (SELECT kit_id FROM kit_parts WHERE part_id = new.variant_id);
END;
CREATE TRIGGER sums_of_new_part AFTER INSERT ON kit_parts BEGIN
  UPDATE stock_sums SET made = {made} WHERE variant_id = new.kit_id;
END;
CREATE TRIGGER sums_of_left_part AFTER DELETE ON kit_parts BEGIN
  UPDATE stock_sums SET made = {made} WHERE variant_id = old.kit_id;
END
"""
_MADE = (
    "(SELECT coalesce(max(min((p.here - p.reserved) / k.quantity), 0), 0) FROM kit_parts k"
    " JOIN stock_sums p ON p.variant_id = k.part_id WHERE k.kit_id = stock_sums.variant_id)"
)


def upgrade(db: Database) -> None:
    """Add columns and tables; every movement keeps what it had."""
    for statement in _STATEMENTS.split(";\n"):
        db.execute(statement)
    # A trigger ends with a line of its own, so that its statements are not split from it.
    for statement in re.split(r";\n(?=CREATE|INSERT INTO stock_sums \(variant_id, live, here)", _SUMS):
        db.execute(statement.replace("{made}", _MADE))

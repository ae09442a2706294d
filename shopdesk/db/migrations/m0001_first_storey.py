"""Step 1: settings, listings, the stock ledger, orders, imports, waybills and prints. Frozen once released."""

from sqlite_utils import Database

_SHOP = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE couriers (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;
CREATE TABLE locations (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, serves_orders INTEGER NOT NULL
) STRICT;
CREATE TABLE batches (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, format TEXT NOT NULL, file TEXT NOT NULL,
  encoding TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, rows INTEGER NOT NULL, created INTEGER NOT NULL,
  updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL, undone_at TEXT
) STRICT;
CREATE TABLE batch_befores (
  batch_id INTEGER NOT NULL REFERENCES batches, entity TEXT NOT NULL, entity_id INTEGER NOT NULL,
  before TEXT NOT NULL, PRIMARY KEY (batch_id, entity, entity_id)
) STRICT, WITHOUT ROWID
"""

_LISTINGS = """
CREATE TABLE listings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, handle TEXT NOT NULL, title TEXT NOT NULL,
  description TEXT NOT NULL, category TEXT NOT NULL, brand TEXT NOT NULL, status TEXT NOT NULL,
  currency TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, removed_at TEXT,
  digest TEXT NOT NULL, created_batch INTEGER REFERENCES batches, touched_batch INTEGER REFERENCES batches
) STRICT;
CREATE UNIQUE INDEX listings_handle ON listings (handle) WHERE removed_at IS NULL;
CREATE TABLE variants (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, listing_id INTEGER NOT NULL REFERENCES listings,
  position INTEGER NOT NULL, sku TEXT NOT NULL, barcode TEXT NOT NULL, options TEXT NOT NULL,
  price INTEGER NOT NULL, list_price INTEGER NOT NULL, cost INTEGER NOT NULL, weight_g INTEGER NOT NULL,
  safety INTEGER NOT NULL DEFAULT 0, bin TEXT NOT NULL DEFAULT '', removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX variants_sku ON variants (sku) WHERE removed_at IS NULL;
CREATE INDEX variants_listing ON variants (listing_id);
CREATE INDEX variants_barcode ON variants (barcode) WHERE barcode <> '';
CREATE TABLE pictures (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, listing_id INTEGER NOT NULL REFERENCES listings,
  position INTEGER NOT NULL, place TEXT NOT NULL, role TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX pictures_listing ON pictures (listing_id);
CREATE VIRTUAL TABLE listing_index USING fts5 (terms, content='', contentless_delete=1, detail=none)
"""

_STOCK = """
CREATE TABLE movements (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, variant_id INTEGER NOT NULL REFERENCES variants,
  location_id INTEGER NOT NULL REFERENCES locations, quantity INTEGER NOT NULL CHECK (quantity <> 0),
  reason TEXT NOT NULL, reference TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  order_id INTEGER REFERENCES orders, batch_id INTEGER REFERENCES batches
) STRICT;
CREATE INDEX movements_variant ON movements (variant_id);
CREATE INDEX movements_order ON movements (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX movements_batch ON movements (batch_id) WHERE batch_id IS NOT NULL;
CREATE TABLE stock (
  variant_id INTEGER NOT NULL REFERENCES variants, location_id INTEGER NOT NULL REFERENCES locations,
  quantity INTEGER NOT NULL, PRIMARY KEY (variant_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER movements_project AFTER INSERT ON movements BEGIN
  INSERT INTO stock (variant_id, location_id, quantity) VALUES (new.variant_id, new.location_id, new.quantity)
    ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity;
END;
CREATE TRIGGER movements_keep_update BEFORE UPDATE ON movements BEGIN
  SELECT RAISE(ABORT, 'movements are append-only');
END;
CREATE TRIGGER movements_keep_delete BEFORE DELETE ON movements BEGIN
  SELECT RAISE(ABORT, 'movements are append-only');
END;
CREATE TABLE reservations (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, order_id INTEGER NOT NULL REFERENCES orders,
  line_id INTEGER NOT NULL REFERENCES order_lines, variant_id INTEGER NOT NULL REFERENCES variants,
  quantity INTEGER NOT NULL CHECK (quantity > 0), opened_at TEXT NOT NULL, closed_at TEXT, outcome TEXT
) STRICT;
CREATE INDEX reservations_open ON reservations (variant_id, quantity) WHERE closed_at IS NULL;
CREATE INDEX reservations_order ON reservations (order_id)
"""

_ORDERS = """
CREATE TABLE orders (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL GENERATED ALWAYS AS (printf('SD-%06d', id)) VIRTUAL, channel TEXT NOT NULL,
  channel_order_no TEXT NOT NULL, placed_at TEXT, paid_at TEXT, ship_by TEXT,
  payment TEXT NOT NULL, fulfilment TEXT NOT NULL, after_sales TEXT NOT NULL,
  hold INTEGER NOT NULL, short INTEGER NOT NULL, unmatched INTEGER NOT NULL, masked INTEGER NOT NULL,
  suspicious INTEGER NOT NULL, refunding INTEGER NOT NULL,
  buyer TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, country TEXT NOT NULL, province TEXT NOT NULL,
  city TEXT NOT NULL, district TEXT NOT NULL, street TEXT NOT NULL, postcode TEXT NOT NULL,
  currency TEXT NOT NULL, shipping INTEGER NOT NULL, discount INTEGER NOT NULL, total INTEGER NOT NULL,
  courier TEXT NOT NULL, waybill TEXT NOT NULL, buyer_note TEXT NOT NULL, seller_note TEXT NOT NULL,
  head_digest TEXT NOT NULL, lines_digest TEXT NOT NULL, provisional INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_batch INTEGER REFERENCES batches, touched_batch INTEGER REFERENCES batches,
  removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX orders_channel_no ON orders (channel_order_no, channel)
  WHERE removed_at IS NULL AND channel_order_no <> '';
CREATE INDEX orders_waiting ON orders (ship_by) WHERE fulfilment IN ('new', 'confirmed', 'picking', 'packed');
CREATE INDEX orders_placed ON orders (placed_at, id);
CREATE INDEX orders_waybill ON orders (waybill) WHERE waybill <> '';
CREATE TABLE order_titles (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, order_id INTEGER NOT NULL REFERENCES orders,
  position INTEGER NOT NULL, sku TEXT NOT NULL, title_id INTEGER NOT NULL REFERENCES order_titles,
  options TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL,
  variant_id INTEGER REFERENCES variants, removed_at TEXT
) STRICT;
CREATE INDEX order_lines_order ON order_lines (order_id);
CREATE INDEX order_lines_title ON order_lines (title_id, order_id);
CREATE INDEX order_lines_variant ON order_lines (variant_id) WHERE variant_id IS NOT NULL;
CREATE TABLE order_events (
  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders, at TEXT NOT NULL, kind TEXT NOT NULL,
  actor TEXT NOT NULL, details TEXT NOT NULL
) STRICT;
CREATE INDEX order_events_order ON order_events (order_id);
CREATE VIRTUAL TABLE order_index USING fts5 (terms, content='', contentless_delete=1, detail=none);
CREATE VIRTUAL TABLE title_index USING fts5 (terms, content='', contentless_delete=1, detail=none)
"""

_PAPER = """
CREATE TABLE waybills (
  id INTEGER PRIMARY KEY, courier TEXT NOT NULL REFERENCES couriers, number TEXT NOT NULL, added_at TEXT NOT NULL,
  order_id INTEGER REFERENCES orders, assigned_at TEXT, UNIQUE (courier, number)
) STRICT;
CREATE INDEX waybills_free ON waybills (courier, id) WHERE order_id IS NULL;
CREATE TABLE prints (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, document TEXT NOT NULL,
  order_id INTEGER NOT NULL REFERENCES orders, copy INTEGER NOT NULL, waybill TEXT NOT NULL, layout TEXT NOT NULL,
  reason TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, UNIQUE (order_id, document, copy)
) STRICT
"""


def upgrade(db: Database) -> None:
    """Make the tables of the first storey."""
    for part in (_SHOP, _LISTINGS, _STOCK, _ORDERS, _PAPER):
        for statement in _statements(part):
            db.execute(statement)


def _statements(part: str) -> list[str]:
    """Split a part at semicolons, keeping the bodies of triggers whole."""
    statements: list[str] = []
    for piece in part.split(";\n"):
        if statements and "BEGIN" in statements[-1] and not statements[-1].rstrip().endswith("END"):
            statements[-1] += ";\n" + piece
        elif piece.strip():
            statements.append(piece)
    return statements

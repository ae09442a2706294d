"""The market stall: shifts, sales with their lines, reductions and money, refunds, held carts, weighed goods."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE shifts ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('SH-%06d', id)) VIRTUAL,"
    " opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, opening INTEGER NOT NULL, opening_counts TEXT NOT NULL,"
    " closed_at TEXT, closed_by TEXT NOT NULL DEFAULT '', expected INTEGER, counted INTEGER,"
    " counts TEXT NOT NULL DEFAULT '{}', reason TEXT NOT NULL DEFAULT '', held INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE UNIQUE INDEX shifts_open ON shifts (closed_at IS NULL) WHERE closed_at IS NULL",
    "CREATE TABLE cash_moves ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, shift_id INTEGER NOT NULL REFERENCES shifts,"
    " amount INTEGER NOT NULL CHECK (amount <> 0), reason TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL"
    ") STRICT",
    "CREATE INDEX cash_moves_shift ON cash_moves (shift_id)",
    "CREATE TABLE sales ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('ST-%06d', id)) VIRTUAL,"
    " order_id INTEGER NOT NULL UNIQUE REFERENCES orders, shift_id INTEGER NOT NULL REFERENCES shifts,"
    " at TEXT NOT NULL, cashier TEXT NOT NULL, total INTEGER NOT NULL CHECK (total >= 0), currency TEXT NOT NULL,"
    " customer TEXT NOT NULL DEFAULT '', clock_back INTEGER NOT NULL DEFAULT 0, copies INTEGER NOT NULL DEFAULT 0"
    ") STRICT",
    "CREATE INDEX sales_shift ON sales (shift_id)",
    "CREATE TABLE sale_lines ("
    " id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales, position INTEGER NOT NULL,"
    " variant_id INTEGER NOT NULL REFERENCES variants, sku TEXT NOT NULL, title TEXT NOT NULL,"
    " options TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0), grams INTEGER NOT NULL,"
    " list_price INTEGER NOT NULL, unit_price INTEGER NOT NULL, gross INTEGER NOT NULL,"
    " net INTEGER NOT NULL CHECK (net >= 0), reason TEXT NOT NULL, gift INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX sale_lines_sale ON sale_lines (sale_id)",
    "CREATE INDEX sale_lines_sku ON sale_lines (sku)",
    "CREATE TABLE sale_reductions ("
    " id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES sale_lines, code TEXT NOT NULL,"
    " name TEXT NOT NULL, amount INTEGER NOT NULL) STRICT",
    "CREATE INDEX sale_reductions_line ON sale_reductions (line_id)",
    "CREATE TABLE sale_refunds ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('SR-%06d', id)) VIRTUAL,"
    " sale_id INTEGER NOT NULL REFERENCES sales, shift_id INTEGER NOT NULL REFERENCES shifts,"
    " case_number TEXT NOT NULL, method TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0),"
    " receipt INTEGER NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL) STRICT",
    "CREATE INDEX sale_refunds_sale ON sale_refunds (sale_id)",
    "CREATE INDEX sale_refunds_shift ON sale_refunds (shift_id)",
    "CREATE TABLE sale_refund_lines ("
    " id INTEGER PRIMARY KEY, refund_id INTEGER NOT NULL REFERENCES sale_refunds,"
    " line_id INTEGER NOT NULL REFERENCES sale_lines, quantity INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT",
    "CREATE INDEX sale_refund_lines_line ON sale_refund_lines (line_id)",
    "CREATE TABLE tenders ("
    " id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales, method TEXT NOT NULL,"
    " amount INTEGER NOT NULL CHECK (amount > 0), given INTEGER NOT NULL, reference TEXT NOT NULL) STRICT",
    "CREATE INDEX tenders_sale ON tenders (sale_id)",
    # The cart on the counter (place 0) outlives a power cut as those that are put aside do.
    "CREATE TABLE held_carts ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, label TEXT NOT NULL, cart TEXT NOT NULL,"
    " counter INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL, actor TEXT NOT NULL, ended_at TEXT,"
    " end_reason TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE INDEX held_carts_open ON held_carts (id) WHERE ended_at IS NULL",
    "CREATE TABLE weighed_goods ("
    " variant_id INTEGER PRIMARY KEY REFERENCES variants, per INTEGER NOT NULL CHECK (per > 0)) STRICT",
    "CREATE TRIGGER sales_kept BEFORE DELETE ON sales BEGIN SELECT raise(ABORT, 'a sale stays'); END",
)


def upgrade(db: Database) -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

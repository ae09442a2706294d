"""After-sales: cases with lines, steps, refunds and files; tickets with theirs; serial numbers of what was sold."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE returns ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('RT-%06d', id)) VIRTUAL,"
    " order_id INTEGER REFERENCES orders, kind TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL,"
    " verdict TEXT NOT NULL, rule TEXT NOT NULL, params TEXT NOT NULL, freight TEXT NOT NULL, ends_on TEXT,"
    " needs TEXT NOT NULL, policy TEXT, note TEXT NOT NULL, courier TEXT NOT NULL, waybill TEXT NOT NULL,"
    " pickup INTEGER NOT NULL DEFAULT 0, asked_at TEXT NOT NULL, asked_by TEXT NOT NULL, answered_at TEXT,"
    " received_at TEXT, settled_at TEXT, answer_due TEXT, send_due TEXT, settle_due TEXT,"
    " exchange_id INTEGER REFERENCES orders) STRICT",
    "CREATE INDEX returns_order ON returns (order_id) WHERE order_id IS NOT NULL",
    "CREATE INDEX returns_waybill ON returns (waybill) WHERE waybill <> ''",
    "CREATE INDEX returns_open ON returns (state, id) WHERE settled_at IS NULL",
    "CREATE INDEX returns_exchange ON returns (exchange_id) WHERE exchange_id IS NOT NULL",
    "CREATE INDEX returns_asked ON returns (asked_at)",
    "CREATE TABLE return_lines ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, return_id INTEGER NOT NULL REFERENCES returns,"
    " position INTEGER NOT NULL, variant_id INTEGER REFERENCES variants, sku TEXT NOT NULL, title TEXT NOT NULL,"
    " quantity INTEGER NOT NULL CHECK (quantity > 0), good INTEGER NOT NULL DEFAULT 0,"
    " damaged INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0, wrong INTEGER NOT NULL DEFAULT 0,"
    " verdict TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE INDEX return_lines_return ON return_lines (return_id)",
    "CREATE INDEX return_lines_variant ON return_lines (variant_id) WHERE variant_id IS NOT NULL",
    "CREATE TABLE return_steps ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, return_id INTEGER NOT NULL REFERENCES returns,"
    " kind TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, details TEXT NOT NULL, before TEXT NOT NULL,"
    " undone_at TEXT) STRICT",
    "CREATE INDEX return_steps_return ON return_steps (return_id, id)",
    "CREATE TRIGGER return_steps_kept BEFORE DELETE ON return_steps BEGIN SELECT raise(ABORT, 'a step stays'); END",
    "CREATE TABLE return_refunds ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('RF-%06d', id)) VIRTUAL,"
    " return_id INTEGER NOT NULL REFERENCES returns, order_id INTEGER NOT NULL REFERENCES orders,"
    " amount INTEGER NOT NULL CHECK (amount >= 0), currency TEXT NOT NULL, route TEXT NOT NULL,"
    " reference TEXT NOT NULL, parts TEXT NOT NULL, payment_before TEXT NOT NULL, at TEXT NOT NULL,"
    " actor TEXT NOT NULL, undone_at TEXT) STRICT",
    "CREATE INDEX return_refunds_order ON return_refunds (order_id)",
    "CREATE INDEX return_refunds_return ON return_refunds (return_id)",
    # What a window was before and after the shop has changed it: an order is judged by the promise of its day.
    "CREATE TABLE return_days ("
    " id INTEGER PRIMARY KEY, name TEXT NOT NULL, days INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE TABLE tickets ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('TK-%06d', id)) VIRTUAL,"
    " return_id INTEGER REFERENCES returns, order_id INTEGER REFERENCES orders, customer_id INTEGER,"
    " variant_id INTEGER REFERENCES variants, channel TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL,"
    " assigned TEXT NOT NULL, subject TEXT NOT NULL, step TEXT NOT NULL, plan TEXT NOT NULL DEFAULT '',"
    " opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, answer_due TEXT, solve_due TEXT, answered_at TEXT,"
    " solved_at TEXT, result TEXT NOT NULL DEFAULT '', satisfaction INTEGER, suggestion TEXT NOT NULL DEFAULT ''"
    ") STRICT",
    "CREATE INDEX tickets_open ON tickets (id) WHERE solved_at IS NULL",
    "CREATE INDEX tickets_variant ON tickets (variant_id, opened_at) WHERE variant_id IS NOT NULL",
    "CREATE INDEX tickets_order ON tickets (order_id) WHERE order_id IS NOT NULL",
    "CREATE INDEX tickets_customer ON tickets (customer_id) WHERE customer_id IS NOT NULL",
    "CREATE TABLE ticket_notes ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, ticket_id INTEGER NOT NULL REFERENCES tickets,"
    " kind TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL, before TEXT NOT NULL,"
    " undone_at TEXT) STRICT",
    "CREATE INDEX ticket_notes_ticket ON ticket_notes (ticket_id, id)",
    "CREATE TABLE after_sales_files ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, return_id INTEGER REFERENCES returns,"
    " ticket_id INTEGER REFERENCES tickets, place TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,"
    " sku TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, actor TEXT NOT NULL, removed_at TEXT) STRICT",
    "CREATE INDEX after_sales_files_return ON after_sales_files (return_id) WHERE return_id IS NOT NULL",
    "CREATE INDEX after_sales_files_ticket ON after_sales_files (ticket_id) WHERE ticket_id IS NOT NULL",
    "CREATE TABLE serials ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, serial TEXT NOT NULL, order_id INTEGER NOT NULL"
    " REFERENCES orders, variant_id INTEGER REFERENCES variants, at TEXT NOT NULL, removed_at TEXT) STRICT",
    "CREATE UNIQUE INDEX serials_serial ON serials (serial, variant_id) WHERE removed_at IS NULL",
    "CREATE INDEX serials_order ON serials (order_id) WHERE removed_at IS NULL",
)


def upgrade(db: Database) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        db.execute(statement)

"""Customers, by whom each is known, which orders are theirs, and what these come to."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE customers ("
    " id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL GENERATED ALWAYS AS (printf('CU-%06d', id)) VIRTUAL,"
    " name TEXT NOT NULL, phone TEXT NOT NULL, initials TEXT NOT NULL, terms TEXT NOT NULL DEFAULT '',"
    " level TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', note TEXT NOT NULL DEFAULT '',"
    " blocked TEXT NOT NULL DEFAULT '', own INTEGER NOT NULL DEFAULT 0, orders INTEGER NOT NULL DEFAULT 0,"
    " returns INTEGER NOT NULL DEFAULT 0, last_at TEXT, joined_to INTEGER REFERENCES customers,"
    " created_at TEXT NOT NULL, created_batch INTEGER REFERENCES batches, removed_at TEXT) STRICT",
    # All that the list's usual order and the counts of its views ask for: neither reads a row.
    "CREATE INDEX customers_last ON customers (last_at DESC, id DESC, orders, own, level, blocked)"
    " WHERE removed_at IS NULL",
    "CREATE INDEX customers_name ON customers (name) WHERE removed_at IS NULL",
    "CREATE INDEX customers_blocked ON customers (id) WHERE blocked <> ''",
    "CREATE INDEX customers_joined ON customers (joined_to) WHERE joined_to IS NOT NULL",
    # `home_id` is whose it was before customers were joined by hand: by it they are taken apart again.
    "CREATE TABLE customer_keys ("
    " key TEXT PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,"
    " home_id INTEGER NOT NULL REFERENCES customers) STRICT, WITHOUT ROWID",
    "CREATE INDEX customer_keys_customer ON customer_keys (customer_id)",
    "CREATE TABLE customer_orders ("
    " order_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, home_id INTEGER NOT NULL,"
    " by_hand INTEGER NOT NULL DEFAULT 0, flagged INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX customer_orders_customer ON customer_orders (customer_id)",
    "CREATE TABLE customer_sums ("
    " customer_id INTEGER NOT NULL, currency TEXT NOT NULL, total INTEGER NOT NULL,"
    " PRIMARY KEY (customer_id, currency)) STRICT, WITHOUT ROWID",
    "CREATE INDEX customer_sums_total ON customer_sums (currency, total DESC, customer_id)",
    # Orders up to the mark have their customers; later ones, and those below, are taken in a quiet moment.
    "CREATE TABLE customer_mark (order_id INTEGER NOT NULL) STRICT",
    "INSERT INTO customer_mark (order_id) VALUES (0)",
    "CREATE TABLE customer_pending (order_id INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE customer_stale (customer_id INTEGER PRIMARY KEY) STRICT",
    "CREATE TRIGGER customers_of_change AFTER UPDATE OF total, currency, payment, fulfilment, refunding, after_sales,"
    " placed_at, removed_at ON orders WHEN old.total <> new.total OR old.currency <> new.currency"
    " OR old.payment <> new.payment OR old.refunding <> new.refunding OR old.after_sales <> new.after_sales"
    " OR old.placed_at IS NOT new.placed_at OR old.removed_at IS NOT new.removed_at"
    " OR (old.fulfilment = 'cancelled') <> (new.fulfilment = 'cancelled') BEGIN"
    " INSERT OR IGNORE INTO customer_stale (customer_id)"
    " SELECT customer_id FROM customer_orders WHERE order_id = new.id; END",
    "CREATE TRIGGER customers_of_buyer AFTER UPDATE OF phone, buyer ON orders"
    " WHEN old.phone <> new.phone OR old.buyer <> new.buyer BEGIN"
    " INSERT OR IGNORE INTO customer_pending (order_id) VALUES (new.id); END",
)


def upgrade(db: Database) -> None:
    """Add the tables; they are filled from the orders when customers are first asked for."""
    for statement in _STATEMENTS:
        db.execute(statement)

"""What each SKU sold over the spans that ABC classes are told from, kept in order of sales and of profit."""

from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE sales_spans (days INTEGER PRIMARY KEY, since TEXT NOT NULL) STRICT",
    # `sales` and `profit` hold the pieces without a price or a cost of their own at today's: `unpriced`, `uncosted`.
    "CREATE TABLE sales_sums ("
    " days INTEGER NOT NULL REFERENCES sales_spans, variant_id INTEGER NOT NULL REFERENCES variants,"
    " pieces INTEGER NOT NULL, unpriced INTEGER NOT NULL, uncosted INTEGER NOT NULL, sales INTEGER NOT NULL,"
    " profit INTEGER NOT NULL, PRIMARY KEY (days, variant_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX sales_sums_by_sales ON sales_sums (days, sales DESC)",
    "CREATE INDEX sales_sums_by_profit ON sales_sums (days, profit DESC)",
    "CREATE TRIGGER sums_of_sale AFTER INSERT ON movements WHEN new.reason = 'sale' BEGIN"
    " INSERT INTO sales_sums (days, variant_id, pieces, unpriced, uncosted, sales, profit)"
    " SELECT s.days, v.id, -new.quantity, -new.quantity * (new.unit_price IS NULL),"
    " -new.quantity * (new.unit_cost IS NULL), -new.quantity * coalesce(new.unit_price, v.price),"
    " -new.quantity * (coalesce(new.unit_price, v.price) - coalesce(new.unit_cost, v.cost))"
    " FROM sales_spans s, variants v WHERE v.id = new.variant_id AND new.at >= s.since"
    " ON CONFLICT DO UPDATE SET pieces = pieces + excluded.pieces, unpriced = unpriced + excluded.unpriced,"
    " uncosted = uncosted + excluded.uncosted, sales = sales + excluded.sales, profit = profit + excluded.profit;"
    " END",
    "CREATE TRIGGER sums_of_price AFTER UPDATE OF price, cost ON variants"
    " WHEN old.price <> new.price OR old.cost <> new.cost BEGIN"
    " UPDATE sales_sums SET sales = sales + unpriced * (new.price - old.price),"
    " profit = profit + unpriced * (new.price - old.price) - uncosted * (new.cost - old.cost)"
    " WHERE variant_id = new.id AND days IN (SELECT days FROM sales_spans); END",
)


def upgrade(db: Database) -> None:
    """Add the tables; a span is filled when it is first asked for."""
    for statement in _STATEMENTS:
        db.execute(statement)

"""What a shop knows of its couriers, more couriers than the handbook's five, and where each parcel is."""

from sqlite_utils import Database

_STATEMENTS = """
ALTER TABLE couriers ADD COLUMN profile TEXT NOT NULL DEFAULT '';
ALTER TABLE waybills ADD COLUMN pooled INTEGER NOT NULL DEFAULT 1;
UPDATE waybills SET pooled = 0 WHERE assigned_at = added_at;
CREATE TABLE tracking (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, order_id INTEGER NOT NULL REFERENCES orders,
  state TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, noted_at TEXT NOT NULL,
  actor TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX tracking_once ON tracking (order_id, at, state) WHERE removed_at IS NULL;
CREATE TABLE parcels (
  order_id INTEGER PRIMARY KEY REFERENCES orders, state TEXT NOT NULL, at TEXT NOT NULL, delivered_at TEXT
) STRICT;
CREATE INDEX parcels_state ON parcels (state);
CREATE INDEX orders_shipped ON orders (id) WHERE fulfilment = 'shipped' AND removed_at IS NULL
"""
_MORE = (
    ("yunda", "韵达快递", "Yunda Express", '["韵达", "韵达速递", "YUNDA"]'),
    ("jt", "极兔速递", "J&T Express", '["极兔", "极兔快递", "JT", "百世快递", "百世"]'),
    ("ems", "邮政EMS", "China Post EMS", '["EMS", "邮政", "中国邮政", "邮政快递包裹", "邮政国内小包"]'),
    ("deppon", "德邦快递", "Deppon Express", '["德邦", "德邦物流", "DBL"]'),
)


def upgrade(db: Database) -> None:
    """Add the tables; a courier without a profile of the shop's own has the one the program came with.

    A number that was given the moment it came was typed or told by a platform, and belongs to no pool.
    Further couriers go only into a shop that has some: a new one gets all of them when it is furnished.
    """
    for statement in _STATEMENTS.split(";\n"):
        db.execute(statement)
    for courier in _MORE:
        db.execute(
            "INSERT OR IGNORE INTO couriers (code, name, name_en, aliases) SELECT ?, ?, ?, ? FROM couriers LIMIT 1",
            courier,
        )

"""A bare shop file, with goods and orders written straight into it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.db import listings, order_writes, settings, shopfile
from shopdesk.db.stock import add_movement
from shopdesk.domain.listings import Listing, Variant

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
_TEXTS = (
    "uuid", "channel", "channel_order_no", "payment", "fulfilment", "after_sales", "buyer", "name", "phone", "country",
    "province", "city", "district", "street", "postcode", "currency", "courier", "waybill", "buyer_note", "seller_note",
    "email", "payment_method", "trade_no", "head_digest", "lines_digest",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a shop file that does not exist yet."""
    return tmp_path / "shop.db"


@pytest.fixture
def connection(file: Path):
    """An open shop file with its places."""
    made = shopfile.create(file)
    settings.add_locations(made, [("office", True), ("stall", False)])
    yield made
    made.close()


@pytest.fixture
def add_variant(connection):
    """Add a listing of one SKU and return the variant's row."""

    def add(sku: str, title: str = "收纳盒") -> int:
        listing = Listing(sku.lower(), title, (), uuid=f"listing {sku}")
        row = listings.add_listing(connection, listing, digest="", at=NOW)
        return listings.put_variant(connection, row, 0, Variant(sku), f"variant {sku}")

    return add


@pytest.fixture
def move(connection):
    """Add a movement to the ledger."""

    def add(variant: int, quantity: int, *, location: int = 1, uuid: str = "") -> bool:
        known = connection.execute("SELECT count(*) FROM movements").fetchone()[0]
        return add_movement(
            connection,
            uuid=uuid or f"movement {known}",
            variant_id=variant,
            location_id=location,
            quantity=quantity,
            reason="receipt",
            at=NOW,
            actor="",
        )

    return add


@pytest.fixture
def add_order(connection):
    """Add an order with one line and return its row."""

    def add(title: str = "收纳盒", **told: object) -> int:
        row = order_writes.next_order_id(connection)
        columns: dict[str, object] = dict.fromkeys(order_writes.ORDER_COLUMNS, 0)
        columns |= dict.fromkeys(_TEXTS, "") | dict.fromkeys(
            ("paid_at", "ship_by", "leave_by", "created_batch", "touched_batch")
        )
        columns |= {"id": row, "uuid": f"order {row}", "channel": "taobao", "placed_at": "2026-11-12T02:00:00Z"}
        columns |= {"payment": "paid", "fulfilment": "new", "after_sales": "none", "created_at": "2026-11-12T02:00:00Z"}
        columns |= told
        order_writes.add_orders(connection, [tuple(columns[name] for name in order_writes.ORDER_COLUMNS)])
        (title_id,) = order_writes.title_ids(connection, [title]).values()
        order_writes.add_lines(connection, [(f"line {row}", row, 0, "", title_id, "", 1, 0, None)])
        return row

    return add

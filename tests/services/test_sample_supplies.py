"""The sample shop buys in, keeps batches that expire, sells a kit and has goods at a stall."""

from shopdesk.services.kits import show_kit
from shopdesk.services.purchases import list_purchases
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.stock import audit_stock, list_stock
from shopdesk.services.suppliers import list_items, list_suppliers
from tests.conftest import NOW


def test_goods_come_from_suppliers_and_lie_at_the_stall(tmp_path):
    shop = create_sample_shop(tmp_path / "shop", now=lambda: NOW)
    assert len(list_suppliers(shop)) == 4 and len(list_items(shop)) > 40
    assert {purchase.state for purchase in list_purchases(shop)} == {"draft", "ordered", "part", "received"}
    assert show_kit(shop, "QH-CPS-10") == {"QH-CPS-5": 2}
    assert sum(level.locations.get("stall", 0) for level in list_stock(shop)) == 78
    lots = shop.connection.execute("SELECT count(*) FROM lots WHERE expires_on IS NOT NULL").fetchone()[0]
    assert lots == 4 and audit_stock(shop).ok
    shop.close()

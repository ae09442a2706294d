"""The sample shop buys in, keeps batches that expire, sells a kit and has goods at a stall."""

from shopdesk.services.kits import show_kit
from shopdesk.services.listing_table import count_listing_views
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import list_orders
from shopdesk.services.purchases import list_purchases
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.stall_goods import stall_lease
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


def test_the_sample_has_been_worked_in(tmp_path):
    shop = create_sample_shop(tmp_path / "shop", now=lambda: NOW)
    views = count_listing_views(shop)
    assert views["unchecked"] == 0 and 0 < views["fails"] == views["not-ready"] < 8
    lease = stall_lease(shop)
    assert lease is not None and lease.back_by > NOW
    bearing = {told.handle for told in list_listings(shop) if told.facts.warranty_months}
    assert "night-lamp" in bearing and not bearing & {"green-dumplings", "spiral-notebook", "bath-towel"}
    actors = {row[0] for row in shop.connection.execute("SELECT DISTINCT actor FROM audit_log")}
    assert actors in ({"小林"}, {"Lin"}), "it was no user of this PC"
    exchange = next(told for told in list_orders(shop, view="to-print") if told.channel == "manual")
    assert exchange.receiver.country == "CN"
    shop.close()

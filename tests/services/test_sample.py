"""The sample shop as people find it: every order went the way orders go."""

from collections import Counter

from shopdesk.services.listings import list_listings, picture_file
from shopdesk.services.orders import list_orders, order_timeline
from shopdesk.services.stock import audit_stock, list_stock, low_stock
from shopdesk.services.waybills import add_waybills, assign_waybills


def test_it_has_forty_listings_with_their_pictures(sample_shop):
    listings = list_listings(sample_shop)
    assert len(listings) == 40
    assert all(picture_file(sample_shop, listing.pictures[0].place) for listing in listings)


def test_its_orders_stand_everywhere(sample_shop):
    orders = list_orders(sample_shop)
    assert len(orders) == 300
    assert {order.fulfilment for order in orders} >= {"new", "confirmed", "shipped", "delivered", "cancelled"}
    for order in orders:
        assert all(line.matched for line in order.lines) == ("unmatched" not in order.flags)
    assert [order.placed_at for order in orders] == sorted((order.placed_at for order in orders), reverse=True)
    assert max(order.placed_at for order in orders) <= sample_shop.now()


def test_its_numbers_are_proved_by_its_ledger(sample_shop):
    assert audit_stock(sample_shop).ok
    levels = list_stock(sample_shop)
    assert all(level.on_hand >= level.reserved >= 0 for level in levels)
    assert low_stock(sample_shop), "there is something to buy"


def test_goods_left_with_the_orders_that_left(sample_shop):
    moved = dict(
        sample_shop.connection.execute(
            "SELECT o.number, -sum(m.quantity) FROM movements m JOIN orders o ON o.id = m.order_id GROUP BY o.id"
        ).fetchall()
    )
    sent = [order for order in list_orders(sample_shop, view="shipped") if order.channel != "stall"]
    assert moved == {order.number: sum(line.quantity for line in order.lines if line.matched) for order in sent}


def test_no_two_parcels_have_one_waybill(sample_shop):
    waybills = Counter((order.courier, order.waybill) for order in list_orders(sample_shop) if order.waybill)
    assert set(waybills.values()) == {1}
    add_waybills(sample_shop, "zto", ["99990001"])
    free = next(order.number for order in list_orders(sample_shop, view="to-ship") if not order.waybill)
    assert assign_waybills(sample_shop, [free], "zto")[0].order.waybill == "99990001"


def test_its_timelines_run_forward(sample_shop):
    for order in list_orders(sample_shop, limit=40):
        moments = [entry.at for entry in order_timeline(sample_shop, order.number)]
        assert moments == sorted(moments)
        assert moments[-1] <= sample_shop.now()

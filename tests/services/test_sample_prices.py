"""The sample shop has prices of every kind and promotions in every state."""

from datetime import timedelta

from shopdesk.db.orders import load_orders
from shopdesk.services.price_table import PriceTable
from shopdesk.services.promotion_effect import REPURCHASE_DAYS, effect_of
from shopdesk.services.promotion_table import PromotionTable
from shopdesk.services.sample import create_sample_shop
from tests.conftest import NOW


def reckon_by_hand(shop, figures):
    """Count buyers and those who came back order by order, from the orders as they are shown."""
    links = dict(shop.connection.execute("SELECT order_id, customer_id FROM customer_orders").fetchall())
    rows = [row for (row,) in shop.connection.execute("SELECT id FROM orders WHERE removed_at IS NULL")]
    sold = [
        (links.get(row), order)
        for row, order in zip(rows, load_orders(shop.connection, rows), strict=True)
        if order.payment != "unpaid" and order.fulfilment != "cancelled" and order.placed_at
    ]
    buyers, back = set(), set()
    for buyer, order in sold:
        if buyer and figures.first <= order.placed_at < figures.last and order.currency == "CNY":
            buyers.add(buyer)
            ago = [day(order) - day(one) for other, one in sold if other == buyer]
            if any(timedelta(0) < span <= timedelta(days=REPURCHASE_DAYS) for span in ago):
                back.add(buyer)
    return len(buyers), len(back)


def day(order):
    return (order.placed_at + timedelta(hours=8)).date()


def test_the_sample_shop_shows_what_prices_and_promotions_can_do(tmp_path):
    shop = create_sample_shop(tmp_path / "sample", now=lambda: NOW)
    assert PromotionTable(shop).counts() == {"all": 4, "running": 1, "scheduled": 0, "draft": 2, "over": 1}
    counts = PriceTable(shop).counts()
    assert counts["sale"] == 1 and counts["scheduled"] == 1 and counts["below"] < 10
    told = effect_of(shop, "AUTUMN")
    assert told.during.orders > 0 and told.before.orders > 0
    for code in ("AUTUMN", "NEW10"):
        told = effect_of(shop, code)
        for figures in (told.during, told.before):
            assert (figures.buyers, figures.returning) == reckon_by_hand(shop, figures)
    shop.close()

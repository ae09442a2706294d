"""What of the stock wants a hand today: below its line, about to expire, ordered and not come."""

from datetime import timedelta

from shopdesk.domain.purchases import Supplier
from shopdesk.services.purchases import Receipt, draft_purchase, order_purchase, receive_purchase
from shopdesk.services.stock import move_stock, set_shelf
from shopdesk.services.suppliers import save_supplier
from shopdesk.services.today import count_waiting, read_today


def cards(shop):
    return {card.kind: card.count for card in read_today(shop).cards}


def test_a_sku_below_its_line_is_told_until_goods_come(shop, stock_up):
    stock_up(BOX=3, LID=9)
    set_shelf(shop, "BOX", safety=5)
    assert (cards(shop), count_waiting(shop)["stock"]) == ({"low": 1}, 1)
    assert [low.sku for low in read_today(shop).low] == ["BOX"]
    move_stock(shop, "BOX", 4, reason="purchase")
    assert cards(shop) == {}


def test_batches_that_keep_a_few_weeks_and_late_orders_are_told(shop, stock_up):
    stock_up(TEA=0)
    save_supplier(shop, Supplier("HZ", "杭州茶行", lead_days=3))
    today = shop.now().astimezone().date()
    order = draft_purchase(shop, "HZ", {"TEA": 10}).number
    order_purchase(shop, order, expected_on=today - timedelta(days=1))
    assert cards(shop) == {"purchase-late": 1}
    receive_purchase(shop, order, [Receipt("TEA", 4, "L1", today + timedelta(days=20))])
    assert cards(shop) == {"purchase-late": 1, "expiring": 1}
    receive_purchase(shop, order, [Receipt("TEA", 6, "L2", today + timedelta(days=200))])
    assert cards(shop) == {"expiring": 1}
    move_stock(shop, "TEA", -4, reason="sale")
    assert cards(shop) == {}, "the batch that expires first has left first"

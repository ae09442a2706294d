"""Goods found for a buyer on the telephone, and an order written, withdrawn and restored."""

from shopdesk.domain.addresses import Receiver
from shopdesk.services.goods import find_goods, show_goods
from shopdesk.services.hand_orders import HandOrder, restore_order, save_hand_order, withdraw_order
from shopdesk.services.orders import list_orders, show_order

BUYER = Receiver("王小梅", "13800001234", "CN", "浙江省", "杭州市", "西湖区", "样板路1号")


def test_goods_are_found_by_code_title_and_initials(sample_shop):
    exact = find_goods(sample_shop, "QH-MUG-W")
    assert [goods.sku for goods in exact] == ["QH-MUG-W"]
    assert exact[0] == show_goods(sample_shop, "QH-MUG-W")
    assert exact[0].price > 0
    by_title = {goods.sku for goods in find_goods(sample_shop, "马克杯", limit=50)}
    assert {"QH-MUG-W", "QH-MUG-B"} <= by_title
    assert {"QH-MUG-W", "QH-MUG-B"} <= {goods.sku for goods in find_goods(sample_shop, "mkb", limit=50)}
    assert len(find_goods(sample_shop, "马克杯", limit=2)) == 2


def test_nothing_finds_nothing(sample_shop):
    assert find_goods(sample_shop, "  ") == [] == find_goods(sample_shop, "zzzz")
    assert show_goods(sample_shop, "马克杯") is None


def test_an_order_by_hand_is_written_once_withdrawn_and_restored(shop, stock_up):
    stock_up(BOX=5, LID=2)
    told = HandOrder("one", {"BOX": 2, "LID": 1}, {"BOX": 2500}, BUYER, "wechat", True, "快一点", 800, 300)
    order = save_hand_order(shop, told)
    assert (order.channel, order.payment, order.total, order.buyer_note) == ("wechat", "paid", 8500, "快一点")
    assert save_hand_order(shop, told) == order
    withdraw_order(shop, order.number)
    assert show_order(shop, order.number).fulfilment == "cancelled"
    restore_order(shop, order.number)
    assert show_order(shop, order.number).badge == "new"
    assert len(list_orders(shop)) == 1

"""A price by hand at the stall that falls below the floor is told with floor and loss; it is not forbidden."""

import pytest

from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.margins import margin_of
from shopdesk.services.sales import sell
from shopdesk.services.settings import set_setting
from shopdesk.services.shifts import start_shift
from shopdesk.services.stall_floor import below_floor
from shopdesk.services.stall_prices import price_cart, weigh_goods
from shopdesk.services.transfers import transfer_stock
from shopdesk.words.stall_floor import word_floor, word_floors


@pytest.fixture
def stall(shop, stock_up):
    """Eight boxes and five cups at the stall; a box costs 20.00 and is sold at 30.00, of a cup no cost is known."""
    stock_up(BOX=20, CUP=2_000)
    transfer_stock(shop, {"BOX": 8, "CUP": 1_500}, origin="office", target="stall")
    start_shift(shop, counts={5000: 1})
    set_setting(shop, "stall.discount_limit", "90")
    with shop.writing():
        shop.connection.execute("UPDATE variants SET cost = 2000 WHERE sku = 'BOX'")
    return shop


def told(shop, *lines, **more):
    return below_floor(shop, price_cart(shop, Cart(tuple(lines), **more)))


def test_a_price_below_the_floor_is_told_with_the_floor_and_what_is_left_or_lost(stall):
    floor = margin_of(stall, "BOX", channel="stall").floor
    assert 2_000 < floor < 3_000
    assert told(stall, CartLine("BOX", 2)) == []
    assert told(stall, CartLine("BOX", 2, price=floor, reason="老客")) == []
    (thin,) = told(stall, CartLine("CUP"), CartLine("BOX", 2, price=floor - 1, reason="老客"))
    assert (thin.line, thin.price, thin.floor, thin.net > 0) == (1, floor - 1, floor, True)
    assert "is left of each piece" in word_floor(thin, "CNY")
    (loss,) = told(stall, CartLine("BOX", 2, price=1_900, reason="小瑕疵"))
    assert loss.net < -100  # the purchase price, the bag and the fee
    assert word_floor(loss, "CNY").startswith(f"19.00 is below the floor of {floor / 100:.2f}:")
    assert f"{-loss.net / 100:.2f} is lost on each piece" in word_floor(loss, "CNY")


def test_an_amount_off_the_whole_counts_on_every_line_and_goods_without_a_cost_have_no_floor(stall):
    half = price_cart(stall, Cart((CartLine("BOX"), CartLine("CUP")))).total // 2
    (box,) = told(stall, CartLine("BOX"), CartLine("CUP"), discount=half, discount_reason="抹零")
    assert (box.sku, box.price < 3_000) == ("BOX", True)
    words = word_floors([box, box], "CNY")
    assert box.title in words and "1 more line" in words
    assert word_floors([], "CNY") == ""


def test_weighed_goods_are_told_by_the_grams_of_their_price(stall):
    with stall.writing():
        stall.connection.execute("UPDATE variants SET cost = 500 WHERE sku = 'CUP'")
    weigh_goods(stall, "CUP", 500)
    (cup,) = told(stall, CartLine("CUP", 1, grams=250, price=400, reason="尾货"))
    assert (cup.price, cup.per, cup.net < 0) == (400, 500, True)
    assert "each 500 g" in word_floor(cup, "CNY")


def test_what_is_below_the_floor_is_sold_all_the_same(stall):
    line = CartLine("BOX", 1, price=1_900, reason="小瑕疵")
    assert told(stall, line)
    assert sell(stall, Cart((line,)), [("cash", 1_900, "")]).total == 1_900

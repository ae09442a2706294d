"""Slips and bad luck at the stall: wrong money, a clock that jumps, a power cut while paying, a gift not there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopdesk.domain.promotions import Promotion, Step
from shopdesk.services.coupons import make_codes
from shopdesk.services.promotions import list_promotions, save_promotion, set_state
from shopdesk.services.sales import list_sales, sell
from shopdesk.services.shifts import counter_cart, report_shift
from shopdesk.services.stall_goods import fetchable
from shopdesk.ui.stall.stall_page import StallPage
from tests.ui.stall.stall_hands import ALT


@pytest.fixture
def plain(stall):
    """The shop without promotions of its own."""
    shop = stall.context.shop
    for stored in list_promotions(shop, ["live"]):
        set_state(shop, stored.promotion.code, "stopped")
    stall.refresh()
    return shop


def live(shop, told: Promotion) -> None:
    save_promotion(shop, told, new=True)
    set_state(shop, told.code, "live")


def words(page, name: str) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if name in one.text())


def test_wrong_money_is_refused_with_its_reason_and_the_right_one_is_taken(stall, seller, plain):
    seller.open(2)
    seller.scan(stall.tiles.goods[0].sku)
    total = stall.priced.total
    stall.pay()
    sheet = stall.pay_sheet
    for method, typed in (
        ("cash", "abc"), ("cash", "-5"), ("cash", "0"), ("cash", "99999"), ("cash", "1e9"), ("wechat", "99999"),
        ("alipay", "12.345"), ("card", "6222020200112233"),
    ):  # fmt: skip
        sheet.choose(method)
        sheet.amount.setText(typed)
        sheet.take()
        assert not sheet.error.isHidden(), typed
        assert (stall.shown(), sheet.isEnabled(), sheet.told) == (sheet, True, []), typed
    assert list_sales(plain) == []
    sheet.choose("cash")
    sheet.amount.setText(str(total // 100 + 1))
    assert sheet.change.text() == f"¥{(total // 100 * 100 + 100 - total) / 100:.2f}"
    sheet.take()
    sheet.take()  # Enter twice: sold once
    seller.sold(0)
    assert report_shift(plain).expected == 20_000 + total
    assert not any("6222" in str(row) for row in plain.connection.execute("SELECT * FROM payments"))


def test_a_promotion_that_ends_while_money_is_taken_is_told_before_any_change_is_given(stall, seller, plain, qtbot):
    live(plain, Promotion("NOW", "限时减五", "threshold", steps=(Step(1_000, amount=500),)))
    seller.open(1)
    seller.scan(next(one.sku for one in stall.tiles.goods if one.price > 1_000))
    reduced = stall.priced.total
    stall.pay()
    set_state(plain, "NOW", "stopped")
    stall.pay_sheet.amount.setText(str(reduced // 100 + 20))
    stall.pay_sheet.take()
    qtbot.waitUntil(lambda: not stall.pay_sheet.error.isHidden() and stall.pay_sheet.isEnabled(), timeout=20_000)
    seller.settle()
    assert list_sales(plain) == [] and stall.pay_sheet.left_to_pay == reduced + 500 == stall.priced.total
    stall.pay_sheet.take()
    seller.sold(0)
    assert list_sales(plain)[0].total == reduced + 500


def test_a_clock_that_jumps_back_changes_no_money(stall, seller, plain, qtbot, folder):
    seller.open(1)
    sku = stall.tiles.goods[0].sku
    for number, shift in enumerate((timedelta(), timedelta(days=-400), timedelta(days=30))):
        at = plain.now() + shift
        stall.context.shop = replace(plain, now=lambda at=at: at)
        seller.scan(sku)
        sell(stall.context.shop, stall.cart, [("cash", stall.priced.total, "")], uuid=stall.uuid)
        stall.clear()
        stall.show_state()
        stall.show_lease()
        seller.settle()
        assert len(list_sales(plain)) == number + 1
    stall.context.shop = plain
    told = report_shift(plain)
    assert (told.sales, told.clock_steps, told.adds_up) == (3, 1, True)
    assert told.expected == 10_000 + told.net


def test_a_power_cut_while_paying_neither_loses_nor_doubles_the_sale(stall, seller, plain, qtbot):
    seller.open(1)
    seller.scan(stall.tiles.goods[0].sku)
    seller.settle()
    stall.pay()
    before = StallPage(stall.context)  # cut before the sale was written: the cart lies here again
    qtbot.addWidget(before)
    assert (before.cart, before.uuid) == (stall.cart, stall.uuid) and before.head.note.text()
    sold = sell(plain, stall.cart, [("wechat", stall.priced.total, "")], uuid=stall.uuid)
    after = StallPage(stall.context)  # cut after it was written, before the page could say so
    qtbot.addWidget(after)
    assert (after.cart.lines, counter_cart(plain)) == ((), None)
    stall.pay_sheet.choose("wechat")
    stall.pay_sheet.take()  # taken once more on the page that knew nothing of it
    seller.sold(0)
    assert [sale.number for sale in list_sales(plain)] == [sold.number]
    assert report_shift(plain).taken == {"wechat": sold.total}


def test_a_gift_that_is_not_at_the_stall_is_said_and_comes_when_it_was_fetched(stall, seller, plain, qtbot):
    bought = next(one.sku for one in stall.tiles.goods if one.left > 5)
    here = {one.sku for one in stall.tiles.goods}
    skus = [row[0] for row in plain.connection.execute("SELECT sku FROM variants WHERE removed_at IS NULL")]
    gift = next(sku for sku in skus if sku not in here and (fetchable(plain, sku) or 0) > 1)
    live(plain, Promotion("GIFT2", "买二送一", "gift", steps=(Step(2),), gift=gift, pieces=True))
    seller.open(1)
    seller.slowly()  # a busy machine hears keys late: typed by hand, they are no burst
    seller.code(f"2*{bought}")
    qtbot.waitUntil(lambda: len(stall.cart.lines) == 1, timeout=5_000)
    assert (stall.priced.gifts_missing, len(stall.priced.lines)) == ((gift,), 1)
    assert words(stall.side, gift)
    stall.stocking.ask_fetch(gift, 1)
    stall.stocking.fetch.take()
    seller.see(stall.tiles)
    seller.settle()
    assert (stall.priced.gifts_missing, [line.sku for line in stall.priced.lines]) == ((), [bought, gift])
    stall.pay("wechat")
    stall.pay_sheet.take()
    seller.sold(0)
    (sale,) = list_sales(plain)
    assert [(line.sku, line.gift or line.net == 0) for line in sale.lines] == [(bought, False), (gift, True)]


def test_prices_by_hand_and_used_coupons_are_refused_on_the_page(stall, seller, plain):
    live(plain, Promotion("ONCE", "单次券", "coupon", steps=(Step(1_000, amount=300),)))
    (code,) = make_codes(plain, "ONCE", 1)
    seller.open(1)
    seller.scan(next(one.sku for one in stall.tiles.goods if one.price > 1_000))
    asked = stall.priced.total
    for amount, reason in (("0", ""), ("-3", "老客"), ("0.01", "老客"), ("x", "老客")):
        stall.asks.ask_price(-1)
        stall.discount.amount.setText(amount)
        stall.discount.reason.setText(reason)
        stall.discount.take()
        assert not stall.discount.error.isHidden() and stall.priced.total == asked, amount
        seller.key(Qt.Key.Key_Escape)
    stall.extras.use_coupon(code)
    assert stall.priced.total == asked - 300
    stall.pay()
    stall.pay_sheet.choose("alipay")
    stall.pay_sheet.take()
    seller.sold(0)
    seller.scan(stall.tiles.goods[0].sku)
    seller.key(Qt.Key.Key_F7)
    stall.extras.use_coupon(code)
    assert code in stall.extras.coupon.error.text() and stall.cart.coupons == ()
    seller.key(Qt.Key.Key_Escape)
    seller.key(Qt.Key.Key_1, ALT)  # no key of a sheet that is gone
    assert stall.shown() is stall.tiles
    seller.settle()

"""The market stall's page: what goes wrong is said, goods come back, coupons, weights, cash, receipts."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import ESCPOS, NETWORK, Printer
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.services.margins import margin_of
from shopdesk.services.printers import Destination
from shopdesk.services.promotions import save_promotion, set_state
from shopdesk.services.sales import list_sales
from shopdesk.services.settings import set_setting
from shopdesk.services.shifts import counter_cart, current_shift, list_held, report_shift
from shopdesk.services.stall_goods import fetchable
from shopdesk.services.stall_prices import holding, list_stall_goods
from shopdesk.ui.stall import stall_paper
from shopdesk.ui.stall.stall_page import StallPage
from shopdesk.ui.theme import HEADLINE
from shopdesk.words.errors import word_error

MOUSE = Qt.MouseButton.LeftButton


def test_what_goes_wrong_is_said_and_nothing_is_lost(stall, seller, qtbot, folder):
    shop = stall.context.shop
    note = stall.findChild(QLabel, "stallNote")
    seller.open(1)
    sku = stall.tiles.goods[0].sku
    seller.scan("never-heard-of")
    assert "never-heard-of" in note.text()
    stall.taking.typed = "5*"
    seller.scan(sku)
    assert stall.cart.lines[0].quantity == 5
    stall.pay()
    stall.pay_sheet.amount.setText("99999")
    stall.pay_sheet.take()
    assert not stall.pay_sheet.error.isHidden() and list_sales(shop) == []
    seller.key(Qt.Key.Key_Escape)
    assert stall.shown() is stall.tiles
    seller.settle()
    stall.asks.set_discount(-1, 100, "老客")
    seller.key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: len(list_held(shop)) == 1, timeout=20_000)
    seller.settle()
    seller.key(Qt.Key.Key_F10)
    stall.till.take()
    qtbot.waitUntil(lambda: not stall.till.error.isHidden() and stall.till.isEnabled(), timeout=20_000)
    seller.settle()
    assert current_shift(shop) is not None
    seller.key(Qt.Key.Key_F6)
    seller.touch("heldSheet-0")
    qtbot.waitUntil(lambda: bool(stall.cart.lines) and stall.shown() is stall.tiles, timeout=20_000)
    seller.settle()
    assert (stall.cart.discount, list_held(shop)) == (100, [])
    for _time in range(20):
        seller.touch("more-0")
    stall.pay("wechat")
    stall.pay_sheet.take()
    qtbot.waitUntil(lambda: not stall.pay_sheet.error.isHidden(), timeout=20_000)
    seller.settle()
    assert list_sales(shop) == []  # sold out: told, nothing sold
    again = StallPage(stall.context)  # as after a power cut
    qtbot.addWidget(again)
    assert again.cart == stall.cart == counter_cart(shop).cart and again.uuid == stall.uuid


def test_goods_come_back_with_their_receipt_and_without(stall, seller, qtbot):
    shop = stall.context.shop
    seller.open(5)
    sku = stall.tiles.goods[0].sku
    seller.scan(sku)
    stall.pay()
    stall.pay_sheet.take()
    seller.sold(0)
    seller.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert stall.shown() is stall.refund
    seller.scan(sku)  # without a receipt: the goods name their sale
    assert stall.refund.sale is not None and not stall.refund.receipt
    seller.touch("refundDone")
    qtbot.waitUntil(lambda: list_sales(shop)[0].refunded > 0, timeout=20_000)
    seller.settle()
    assert report_shift(shop).expected == 50_000


def test_goods_are_found_by_their_initials_and_members_by_their_digits(stall, seller):
    first = stall.tiles.goods[0]
    stall.tiles.search.setText(first.sku)
    assert [one.sku for one in stall.tiles.shown()][:1] == [first.sku]
    stall.taking.take_found()
    assert stall.cart.lines[0].sku == first.sku
    assert stall.tiles.search.text() == ""
    known = list_stall_goods(stall.context.shop)[0]
    assert holding([known._replace(title="竹编收纳篮")], "shounalan") and not holding([known], "shounalan")
    seller.key(Qt.Key.Key_F3)
    stall.member.field.setText("13")
    assert stall.findChild(QPushButton, "memberSheet-0") is not None
    stall.member.field.returnPressed.emit()
    assert stall.cart.customer.startswith("CU-")


def test_a_price_below_the_floor_is_told_while_it_is_typed_and_stays_in_the_cart(stall, seller, qtbot):
    set_setting(stall.context.shop, "stall.discount_limit", "90")
    goods = next(one for one in stall.tiles.goods if margin_of(stall.context.shop, one.sku, channel="stall").floor)
    told = margin_of(stall.context.shop, goods.sku, channel="stall")
    seller.scan(goods.sku)
    seller.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: stall.shown() is stall.discount, timeout=5_000)
    warning = stall.discount.findChild(QLabel, "discountFloor")
    stall.discount.amount.setText(f"{told.floor / 100:.2f}")
    assert warning.isHidden()
    stall.discount.amount.setText(f"{(told.floor - 1) / 100:.2f}")
    assert f"below the floor of {told.floor / 100:.2f}" in warning.text() and not warning.isHidden()
    assert stall.findChild(QLabel, "belowFloor-0") is None  # nothing is in the cart before it is applied
    seller.touch("discountReason-2")
    stall.discount.take()
    assert stall.priced.total == told.floor - 1  # told, not forbidden
    assert "below the floor" in stall.findChild(QLabel, "stallNote").text()
    assert "below the floor" in stall.findChild(QLabel, "belowFloor-0").text()
    stall.asks.ask_price(0)
    stall.discount.amount.setText(f"{told.price / 100:.2f}")
    seller.touch("discountReason-1")
    stall.discount.take()
    qtbot.waitUntil(lambda: stall.findChild(QLabel, "belowFloor-0") is None, timeout=5_000)


def test_a_line_that_is_touched_is_given_a_price_by_hand_with_its_reason(stall, seller, qtbot):
    seller.scan(stall.tiles.goods[0].sku)
    asked = stall.priced.total
    seller.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: stall.shown() is stall.discount, timeout=5_000)
    stall.discount.amount.setText(str((asked - 100) / 100))
    stall.discount.take()
    assert not stall.discount.error.isHidden()  # without a reason nothing is changed
    seller.touch("discountReason-2")
    stall.discount.take()
    assert (stall.priced.total, stall.cart.lines[0].price, stall.shown()) == (asked - 100, asked - 100, stall.tiles)
    set_setting(stall.context.shop, "stall.price_people", "王姐")
    seller.key(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: "王姐" in stall.head.note.text(), timeout=5_000)
    assert stall.shown() is stall.tiles  # who has no right is not asked for an amount
    seller.settle()


def test_a_coupon_is_typed_by_key_or_scanned_and_a_refused_one_says_why(stall, seller):
    shop = stall.context.shop
    told = Promotion("TAKE5", "减五元", "coupon", steps=(Step(1000, amount=500),))
    save_promotion(shop, told, new=True)
    set_state(shop, "TAKE5", "live")
    note = stall.findChild(QLabel, "stallNote")
    seller.key(Qt.Key.Key_F7)
    assert stall.shown() is stall.tiles and note.text()  # goods first
    seller.scan(next(one.sku for one in stall.tiles.goods if one.price > 1000))
    asked = stall.priced.total
    seller.key(Qt.Key.Key_F7)
    sheet = stall.extras.coupon
    assert stall.shown() is sheet
    seller.scan("NEVER-9")
    assert "NEVER-9" in sheet.error.text() and stall.priced.total == asked
    for letter in "TAKE5":
        seller.touch(f"couponPad-{letter}")
    seller.touch("couponDone")
    assert (stall.shown(), stall.priced.total, stall.cart.coupons) == (stall.tiles, asked - 500, ("TAKE5",))
    assert "减五元" in note.text()
    seller.scan("take5")  # scanned among the goods: it is in the cart already, which is told
    assert "TAKE5" in note.text() and stall.priced.total == asked - 500
    seller.key(Qt.Key.Key_F7)
    seller.touch("couponLine-0")
    assert (stall.cart.coupons, stall.priced.total) == ((), asked)
    seller.settle()


def test_a_receipt_is_shown_when_asked_for_and_only_cash_opens_the_drawer(stall, seller, qtbot, monkeypatch):
    opened, queued = [], []
    tiller = Destination(Printer("小票机", NETWORK, ESCPOS, address="127.0.0.1:9"), 1)
    monkeypatch.setattr(stall_paper, "printer_for", lambda *_asked: tiller)
    monkeypatch.setattr(stall_paper, "open_drawer", lambda printer, _job: opened.append(printer.name))
    monkeypatch.setattr(stall_paper, "queue_receipt", lambda _shop, number, **_told: queued.append(number))
    seller.open(3)
    sku = next(one.sku for one in stall.tiles.goods if one.price > 1000)
    for number, (turns, method) in enumerate([(0, "cash"), (1, "wechat"), (2, "cash"), (2, "alipay")]):
        seller.scan(sku)
        stall.pay(method)
        for _time in range(turns):
            seller.touch("payReceipt")
        stall.pay_sheet.take()
        if turns == 1:
            qtbot.waitUntil(lambda: stall.shown() is stall.paper.sheet, timeout=20_000)
            assert stall.paper.sheet.picture.pixmap().height() > stall.paper.sheet.picture.pixmap().width() > 200
            seller.settle()
            stall.taking.press("\r")
        seller.sold(number)
    assert queued == ["ST-000001"]
    assert opened == ["小票机", "小票机"]


def test_cash_goes_in_and_out_with_its_reason(stall, seller, qtbot):
    shop = stall.context.shop
    seller.key(Qt.Key.Key_F12)
    seller.touch("more-cash")
    assert stall.shown() is stall.till  # first the till is opened
    seller.open(1)
    for name, digits, expected in (("cashIn", "50", 15_000), ("cashOut", "20", 13_000)):
        seller.key(Qt.Key.Key_F12)
        seller.touch("more-cash")
        seller.touch(name)
        for digit in digits:
            seller.touch(f"cashPad-{digit}")
        seller.touch("cashDone")
        assert not stall.extras.cash.error.isHidden()  # a reason is needed
        seller.touch("cashReason-2")
        seller.touch("cashDone")
        qtbot.waitUntil(lambda expected=expected: report_shift(shop).expected == expected, timeout=20_000)
        qtbot.waitUntil(lambda: stall.shown() is stall.tiles, timeout=20_000)
        seller.settle()
    stall.extras.ask_cash()
    seller.touch("cashOut")
    stall.extras.cash.amount.setText("999")
    seller.touch("cashReason-1")
    stall.extras.cash.take()
    qtbot.waitUntil(lambda: not stall.extras.cash.error.isHidden(), timeout=20_000)  # more than lies there
    seller.settle()
    assert report_shift(shop).expected == 13_000


def test_goods_are_weighed_and_a_quantity_is_typed(stall, seller, qtbot):
    shop = stall.context.shop
    goods = next(one for one in stall.tiles.goods if one.left > 5)
    seller.key(Qt.Key.Key_F12)
    seller.touch("more-weigh")
    seller.scan(goods.sku)
    seller.touch("weighPer-500")
    qtbot.waitUntil(lambda: {x.sku: x.per for x in list_stall_goods(shop)}[goods.sku] == 500, timeout=20_000)
    seller.settle()
    stall.show_tiles()
    seller.touch(f"tile-{goods.sku}")
    assert stall.shown() is stall.stocking.count
    for digit in "250":
        seller.touch(f"countPad-{digit}")
    seller.touch("countDone")
    assert [(line.sku, line.grams) for line in stall.cart.lines] == [(goods.sku, 250)]
    assert stall.priced.total == (goods.price * 250 * 2 + 500) // 1000
    other = next(one for one in stall.tiles.goods if one.sku != goods.sku)
    seller.touch(f"tile-{other.sku}")
    seller.touch("pieces-1")
    stall.stocking.count.amount.setText("-3")
    stall.stocking.count.take()
    assert not stall.stocking.count.error.isHidden()
    stall.stocking.count.amount.setText("4")
    stall.stocking.count.take()
    assert (stall.cart.lines[1].quantity, stall.shown()) == (4, stall.tiles)
    seller.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert (stall.shown(), stall.stocking.count.amount.text()) == (stall.stocking.count, "4")
    seller.settle()


def test_what_is_sold_out_is_fetched_from_the_office_and_the_sale_goes_on(stall, seller, qtbot):
    shop = stall.context.shop
    goods = next(one for one in stall.tiles.goods if (fetchable(shop, one.sku) or 0) > 3)
    office = fetchable(shop, goods.sku)
    seller.open(3)
    stall.taking.typed = str(goods.left + 2)
    seller.touch(f"tile-{goods.sku}")
    assert "2" in stall.findChild(QLabel, "stallNote").text()
    stall.pay("wechat")
    stall.pay_sheet.take()
    sheet = stall.stocking.fetch
    qtbot.waitUntil(lambda: stall.shown() is sheet, timeout=20_000)
    seller.settle()
    assert (sheet.sku, sheet.amount.text(), list_sales(shop)) == (goods.sku, "2", [])
    sheet.amount.setText(str(office + 1))
    seller.touch("fetchDone")
    qtbot.waitUntil(lambda: sheet.isEnabled() and not sheet.error.isHidden(), timeout=20_000)  # more than is there
    seller.settle()
    sheet.amount.setText("2")
    seller.touch("fetchDone")
    qtbot.waitUntil(lambda: stall.shown() is stall.pay_sheet, timeout=20_000)
    seller.settle()
    stall.pay_sheet.take()
    seller.sold(0)
    assert fetchable(shop, goods.sku) == office - 2
    assert {one.sku: one.left for one in list_stall_goods(shop)}[goods.sku] == 0


def test_what_happened_stands_whole_in_the_head_of_a_small_screen(stall):
    words = word_error(ShopError("stall-sold-out", sku="QH-BWS-L", left=1, missing=2))
    stall.tell(words, "error")
    note = stall.head.note
    needed = note.fontMetrics().boundingRect(QRect(0, 0, note.width(), 10_000), Qt.TextFlag.TextWordWrap, words)
    assert needed.height() <= stall.head.height()
    stall.tell("ok")
    assert note.font().pixelSize() == HEADLINE


def test_a_line_of_the_cart_is_changed_by_key_and_the_keyboard_stays_there(stall, seller, qtbot):
    def held() -> str:
        return stall.window().focusWidget().objectName()

    seller.open(1)
    seller.slowly()
    for goods in stall.tiles.goods[:2]:
        seller.scan(goods.sku)
    seller.there("more-0").setFocus()
    for pieces in (2, 3):
        seller.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda pieces=pieces: stall.cart.lines[0].quantity == pieces)
        assert held() == "more-0"
    seller.there("fewer-1").setFocus()
    seller.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stall.cart.lines) == 1)
    assert held() == "fewer-0", "that of the line which is left"
    stall.findChild(QAbstractButton, "stallLine-0").setFocus()
    seller.key(Qt.Key.Key_Return)
    seller.see(stall.discount)  # any line's price, not only the last one's

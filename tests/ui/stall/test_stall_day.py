"""A day of 60 sales at the stall: 30 by touch, 30 by keyboard alone; the Z report equals a reckoning of its own."""

from collections import Counter
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.promotions import list_promotions, save_promotion, set_state
from shopdesk.services.sales import list_sales
from shopdesk.services.shifts import current_shift, list_held, report_shift
from shopdesk.services.stall_prices import list_stall_goods, price_cart
from tests.ui.stall.stall_hands import ALT, CONTROL, MOUSE, Seller

THRESHOLD, OFF, COUPON_FROM, COUPON = 9_900, 1_000, 2_000, 500


class Book:
    """What the day must come to, reckoned beside the program: prices, two promotions, cash, methods, stock."""

    def __init__(self, prices: dict[str, int], stock: dict[str, int], opening: int) -> None:
        self.prices, self.stock, self.cash = prices, Counter(stock), opening
        self.taken, self.sales, self.net = Counter[str](), 0, 0

    def sell(self, goods: dict[str, int], *, coupon: bool = False, off: int = 0, **paid: int) -> int:
        """Note a sale that is paid by these methods, the rest in cash; return the sum."""
        total = self.total(goods, coupon=coupon) - off
        self.taken += Counter(paid) + Counter(cash=total - sum(paid.values()))
        self.cash += total - sum(paid.values())
        self.stock -= Counter(goods)
        self.sales, self.net = self.sales + 1, self.net + total
        return total

    def total(self, goods: dict[str, int], *, coupon: bool = False) -> int:
        sum_ = sum(self.prices[sku] * pieces for sku, pieces in goods.items())
        sum_ -= OFF if sum_ >= THRESHOLD else 0
        return sum_ - (COUPON if coupon else 0)


@pytest.fixture
def book(stall) -> Book:
    """Two promotions and no other; goods whose price nothing else changes, and what lies of them at the stall."""
    shop = stall.context.shop
    for stored in list_promotions(shop, ["live"]):
        set_state(shop, stored.promotion.code, "stopped")
    for told in (
        Promotion("M99", "满99减10", "threshold", steps=(Step(THRESHOLD, amount=OFF),)),
        Promotion("MARKET", "市集券", "coupon", steps=(Step(COUPON_FROM, amount=COUPON),)),
    ):
        save_promotion(shop, told, new=True)
        set_state(shop, told.code, "live")
    stall.refresh()
    goods = [
        one for one in stall.tiles.goods
        if one.left > 8 and price_cart(shop, Cart((CartLine(one.sku),))).subtotal == one.price > COUPON_FROM
    ]  # fmt: skip
    return Book({one.sku: one.price for one in goods}, {one.sku: one.left for one in stall.tiles.goods}, 30_000)


def yuan(amount: int) -> str:
    return str(amount // 100) if not amount % 100 else f"{amount / 100:.2f}"


class Touch:
    """Sells with a finger: tiles, large buttons and the number pads, no keyboard."""

    def __init__(self, seller: Seller) -> None:
        self.seller, self.page = seller, seller.page

    def digits(self, pad: str, text: str) -> None:
        for digit in text:
            self.seller.touch(f"{pad}-{digit}")

    def open(self) -> None:
        self.seller.touch("stallTill")
        QTest.mouseClick(self.page.till.fields[10_000], MOUSE)
        self.digits("tillPad", "3")
        self.seller.touch("tillDone")

    def take(self, sku: str, pieces: int) -> None:
        """Take pieces of goods: steps for a few, the pad for more."""
        self.seller.touch(f"tile-{sku}")
        at = len(self.page.cart.lines) - 1
        if pieces == 2:
            self.seller.touch(f"more-{at}")
        elif pieces > 2:
            self.seller.touch(f"pieces-{at}")
            self.digits("countPad", str(pieces))
            self.seller.touch("countDone")

    def coupon(self) -> None:
        self.seller.touch("stallCoupon")
        self.digits("couponPad", "MARKET")
        self.seller.touch("couponDone")

    def pay(self, how: str, total: int, part: int) -> None:
        if how == "split":
            self.seller.touch("payCode")
            self.digits("payPad", yuan(part))
            self.seller.touch("payDone")
            self.seller.touch("pay-cash")
        elif how == "cash":
            self.seller.touch("payCash")
            self.digits("payPad", yuan(total // 100 * 100 + 500))
        else:
            self.seller.touch("payCode")
            self.seller.touch(f"pay-{how}")
        self.seller.touch("payDone")

    def hold_and_recall(self) -> None:
        self.seller.touch("stallHold")
        self.seller.settle()
        self.seller.touch("stallRecall")
        self.seller.touch("heldSheet-0")


class Keys:
    """Sells by keyboard alone: codes, function keys, Alt with a digit, Enter."""

    def __init__(self, seller: Seller) -> None:
        self.seller, self.page = seller, seller.page

    def take(self, sku: str, pieces: int) -> None:
        before = len(self.page.cart.lines)
        self.seller.code(sku if pieces == 1 else f"{pieces}*{sku}")
        self.seller.qtbot.waitUntil(lambda: len(self.page.cart.lines) == before + 1, timeout=5_000)

    def coupon(self) -> None:
        self.seller.key(Qt.Key.Key_F7)
        self.seller.code("MARKET")
        self.seller.see(self.page.tiles)

    def pay(self, how: str, total: int, part: int) -> None:
        self.seller.key(Qt.Key.Key_F9)
        self.seller.see(self.page.pay_sheet)
        if how == "split":
            self.seller.key(Qt.Key.Key_2, ALT)
            self.seller.write(yuan(part))
            self.seller.key(Qt.Key.Key_Return)
            self.seller.qtbot.waitUntil(lambda: len(self.page.pay_sheet.told) == 1, timeout=5_000)
        elif how == "cash":
            self.seller.write(yuan(total // 100 * 100 + 500))
        else:
            self.seller.key({"wechat": Qt.Key.Key_2, "alipay": Qt.Key.Key_3, "card": Qt.Key.Key_5}[how], ALT)
        self.seller.key(Qt.Key.Key_Return)

    def hold_and_recall(self) -> None:
        self.seller.key(Qt.Key.Key_F4)
        self.seller.settle()
        self.seller.key(Qt.Key.Key_F6)
        self.seller.there("heldSheet-0")
        self.seller.key(Qt.Key.Key_1, ALT)

    def count(self, cash: int) -> None:
        """Count the till note by note, the largest first, Enter from field to field."""
        self.seller.key(Qt.Key.Key_F10)
        self.seller.see(self.page.till)
        for note in self.page.till.fields:
            if cash // note:
                self.page.till.fields[note].setFocus()
                self.seller.write(str(cash // note))
            cash %= note


def play(hands: Touch | Keys, book: Book, luck: Random, first: int) -> None:
    """Sell 30 carts, now with a coupon, now put aside and taken up again, paid in every way."""
    seller, page = hands.seller, hands.page
    for number in range(first, first + 30):
        wanted = luck.sample([sku for sku in book.prices if book.stock[sku] > 3], 1 + (number % 3 == 1))
        goods = {sku: luck.choice((1, 1, 1, 2, 3)) for sku in wanted}
        for sku, pieces in goods.items():
            hands.take(sku, pieces)
        coupon = number % 7 == 3
        if coupon:
            hands.coupon()
        if number % 10 == 5:
            hands.hold_and_recall()
            seller.qtbot.waitUntil(lambda: bool(page.cart.lines) and page.shown() is page.tiles, timeout=20_000)
            seller.settle()
        how = ("cash", "wechat", "alipay", "split", "cash", "card")[number % 6]
        part = 300
        total = book.total(goods, coupon=coupon)
        paid = {"cash": {}, "split": {"wechat": part}}.get(how, {how: total})
        assert page.priced.total == book.sell(goods, coupon=coupon, **paid) == total
        hands.pay(how, total, part)
        seller.sold(number)
        sale = page.last
        assert sale.total == total and sale.change == (total // 100 * 100 + 500 - total if how == "cash" else 0)


def test_a_stall_day_of_sixty_sales_adds_up(stall, seller, book, qtbot, tmp_path, monkeypatch):
    shop, luck = stall.context.shop, Random(60)
    touch, keys = Touch(seller), Keys(seller)
    touch.open()
    qtbot.waitUntil(lambda: current_shift(shop) is not None, timeout=20_000)
    seller.settle()
    play(touch, book, luck, 0)
    stall.setFocus()
    seller.slowly()
    play(keys, book, luck, 30)

    # goods come back with their receipt, and rent is paid out of the till
    back = next(sale for sale in list_sales(shop, limit=60) if sale.tenders[0].method == "cash" and not sale.reductions)
    seller.key(Qt.Key.Key_R, CONTROL)
    seller.code(back.number)
    qtbot.waitUntil(lambda: stall.refund.sale is not None, timeout=5_000)
    seller.key(Qt.Key.Key_Return, CONTROL)
    seller.see(stall.tiles)
    seller.settle()
    book.cash -= back.total
    book.stock += Counter({line.sku: line.quantity for line in back.lines})
    seller.key(Qt.Key.Key_F12)
    seller.key(Qt.Key.Key_1, ALT)
    seller.see(stall.extras.cash)
    seller.key(Qt.Key.Key_9, ALT)
    seller.write("20")
    seller.key(Qt.Key.Key_4, ALT)
    seller.key(Qt.Key.Key_Return)
    seller.see(stall.tiles)
    seller.settle()
    book.cash -= 2_000

    # a cart that waits keeps the shift open
    keys.take(next(sku for sku in book.prices if book.stock[sku]), 1)
    seller.key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: len(list_held(shop)) == 1, timeout=20_000)
    seller.settle()
    keys.count(book.cash)
    seller.key(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not stall.till.error.isHidden() and stall.till.isEnabled(), timeout=20_000)
    seller.settle()
    assert current_shift(shop) is not None and "1" in stall.till.error.text()
    seller.touch("tillDrop")
    seller.key(Qt.Key.Key_Return, CONTROL)
    seller.see(stall.report)
    seller.settle()

    told = report_shift(shop)
    assert (told.sales, told.net, dict(told.taken)) == (book.sales, book.net, dict(book.taken)) and book.sales == 60
    assert (told.expected, told.shift.counted, told.shift.difference) == (book.cash, book.cash, 0)
    assert told.adds_up and told.paid_back == {"cash": back.total} and told.cash_out == 2_000
    assert {one.sku: one.left for one in list_stall_goods(shop)} == dict(book.stock)
    shown = dict(stall.report.rows)
    assert "60" in shown.values() and any(f"{book.cash / 100:,.2f}" in value for value in shown.values())
    target = tmp_path / "z.pdf"
    monkeypatch.setattr("shopdesk.ui.stall.stall_deeds.choose_target", lambda *_told: target)
    seller.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: target.exists() and target.read_bytes().startswith(b"%PDF"), timeout=20_000)
    seller.settle()

"""An order taken by telephone: the chat line pasted, goods picked, the total live, saved with one key, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shopdesk.services.orders import list_orders, show_order
from shopdesk.services.stock import show_stock
from shopdesk.ui import goods_field
from shopdesk.ui.context import Context
from shopdesk.ui.orders.new_order_page import NewOrderPage
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage

LINE = "王小梅 13800001234 浙江杭州西湖区样板路15号3栋501"
MUG, OTHER = "QH-MUG-W", "QH-MUG-B"


@pytest.fixture
def window(folder, qtbot):
    makers = {place.page: PlainPage for place in PLACES} | {"new_order": NewOrderPage, "orders": OrdersPage}
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1280, 760)
    opened.go("orders")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> NewOrderPage:
    window.go("new_order")
    made = window.current_page
    assert isinstance(made, NewOrderPage)
    return made


def pick(page, text: str) -> None:
    page.goods.search.setText(text)
    QTest.keyClick(page.goods.search, Qt.Key.Key_Return)


def parts(page) -> dict[str, str]:
    return {name: edit.text() for name, edit in page.receiver.edits.items() if edit.text()}


def test_the_button_on_orders_opens_the_page_and_names_its_key(window):
    way = window.current_page.findChild(QPushButton, "newOrder")
    assert way.text().endswith("Ctrl+N")
    way.click()
    assert isinstance(window.current_page, NewOrderPage)


def test_a_pasted_chat_line_fills_the_receiver(page):
    page.receiver.paste.setPlainText(LINE)
    assert parts(page) == {
        "name": "王小梅",
        "phone": "13800001234",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "street": "样板路15号3栋501",
    }
    assert page.receiver.unsure() == [] and not page.receiver.says.isVisible()


def test_what_is_unsure_is_yellow_until_somebody_types(page):
    page.receiver.paste.setPlainText("13800001234 朝阳区样板路15号")
    assert page.receiver.unsure() == ["name", "province", "city"]
    assert page.receiver.says.text() == "Please look: Receiver, Province, City"
    assert page.receiver.edits["province"].accessibleDescription() == "Unsure, please look"
    QTest.keyClicks(page.receiver.edits["name"], "Wang")
    assert page.receiver.unsure() == ["province", "city"]


def test_the_clipboard_is_pasted_by_key(page):
    QGuiApplication.clipboard().setText(LINE)
    page.findChild(QPushButton, "pasteFromClipboard").click()
    assert parts(page)["name"] == "王小梅"


def test_enter_on_a_single_hit_takes_it_and_again_adds_one(page):
    pick(page, MUG)
    assert page.lines.typed()[0][:2] == (MUG, "1")
    assert page.goods.search.text() == "" and not page.goods.list.isVisible()
    pick(page, MUG)
    assert page.lines.typed()[0][:2] == (MUG, "2")


def test_several_hits_are_chosen_from(page):
    pick(page, "mkb")
    assert page.goods.list.isVisible() and page.lines.skus() == []
    QTest.keyClick(page.goods.list, Qt.Key.Key_Down)
    QTest.keyClick(page.goods.list, Qt.Key.Key_Return)
    assert len(page.lines.skus()) == 1


def test_a_screen_reader_is_told_how_many_goods_a_search_finds(page, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(goods_field, "announce", lambda _at, words: told.append(words))
    page.goods.search.setText("QH-MUG")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"{page.goods.list.count()} hits, the down arrow leads to them"]
    page.goods.search.setText("zzzz")
    qtbot.waitUntil(lambda: told[1:] == ["Nothing found"])


def test_no_hit_is_said(page):
    pick(page, "zzzz")
    assert "zzzz" in page.goods.error.text() and page.goods.error.isVisible()


def test_the_total_lives_with_pieces_prices_shipping_and_discount(page):
    pick(page, MUG)
    page.lines.type_in(MUG, "3", "20.50")
    page.shipping.setText("8")
    page.discount.setText("1.50")
    assert page.total.text() == "¥68.00"
    page.lines.type_in(MUG, "x", "20.50")
    assert page.total.text() == "–"


def test_short_goods_are_said_and_not_refused(page, window, wait):
    here = show_stock(window.context.shop, MUG).level.available
    pick(page, MUG)
    page.lines.type_in(MUG, str(here + 2), "20")
    assert page.lines.stock_words(MUG).startswith("2 pieces short")
    page.submit()
    wait(window.context)
    assert list_orders(window.context.shop, limit=1)[0].lines[0].quantity == here + 2


def test_one_key_saves_the_order_and_undo_takes_it_back(page, window, wait, qtbot):
    shop = window.context.shop
    page.receiver.paste.setPlainText(LINE)
    pick(page, MUG)
    pick(page, OTHER)
    page.lines.type_in(MUG, "2", "20")
    page.lines.remove(OTHER)
    page.channel.setCurrentIndex(page.channel.findData("wechat"))
    page.paid.setChecked(True)
    page.note.setText("快一点")
    page.save.click()
    wait(window.context)
    assert isinstance(window.current_page, OrdersPage)
    order = max(list_orders(shop), key=lambda order: order.number)
    assert (order.channel, order.payment, order.badge, order.total) == ("wechat", "paid", "new", 4000)
    assert [(line.sku, line.quantity) for line in order.lines] == [(MUG, 2)]
    assert (order.receiver.name, order.receiver.district, order.buyer_note) == ("王小梅", "西湖区", "快一点")
    assert parts(page) == {} and page.lines.skus() == []
    window.context.take_back()
    wait(window.context)
    assert show_order(shop, order.number).fulfilment == "cancelled"
    window.context.do_again()
    wait(window.context)
    assert show_order(shop, order.number).badge == "new"


def test_what_cannot_be_read_is_said_at_its_field(page, window):
    before = len(list_orders(window.context.shop))
    pick(page, MUG)
    page.lines.type_in(MUG, "0", "20")
    page.submit()
    assert page.lines.error.text() == "Write a whole number above 0."
    page.lines.type_in(MUG, "1", "20")
    page.shipping.setText("abc")
    page.submit()
    assert page.error.text() == "Write an amount such as 12.50."
    assert len(list_orders(window.context.shop)) == before


def test_a_discount_above_the_total_is_refused_and_nothing_is_lost(page, window, wait):
    pick(page, MUG)
    page.discount.setText("99999")
    page.submit()
    wait(window.context)
    assert "99999" in page.error.text() and page.lines.skus() == [MUG]
    assert page.save.isEnabled()


def test_nothing_typed_is_lost_when_the_window_is_made_anew(page, context, qtbot):
    page.receiver.paste.setPlainText("13800001234 朝阳区样板路15号")
    pick(page, MUG)
    page.lines.type_in(MUG, "3", "20.50")
    page.paid.setChecked(True)
    other = NewOrderPage(context)
    qtbot.addWidget(other)
    other.put_back(page.kept())
    assert (parts(other), other.lines.typed()) == (parts(page), page.lines.typed())
    assert (other.receiver.unsure(), other.paid.isChecked()) == (page.receiver.unsure(), True)

"""Decisions about orders in the window: each by a key, told in the panel, taken back with one press."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox

from shopdesk.domain.addresses import Receiver
from shopdesk.services.order_parts import split_order
from shopdesk.services.orders import add_order, confirm_order, each_order, show_order
from shopdesk.services.stock import list_stock
from shopdesk.ui.orders.orders_page import OrdersPage

HOME = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def numbers(context) -> list[str]:
    """Two confirmed orders of one receiver, two pieces each."""
    sku = max(list_stock(context.shop), key=lambda level: level.available).sku
    made = [add_order(context.shop, [(sku, 2)], HOME, paid=True).number for _ in range(2)]
    each_order(context.shop, made, confirm_order)
    return made


@pytest.fixture
def page(context, numbers, qtbot) -> OrdersPage:
    made = OrdersPage(context)
    qtbot.addWidget(made)
    made.resize(1500, 900)
    made.show()
    made.show_panel(True)
    made.show_wanted({"view": "all", "order": numbers[0]})
    return made


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


def words(page) -> str:
    return "\n".join(shown.text() for shown in page.panel.findChildren(QLabel))


def undo(context, wait) -> None:
    wait(context)
    context.take_back()
    wait(context)


def test_two_orders_of_one_receiver_are_put_into_one_parcel(page, context, numbers, until, wait):
    page.show_view("together")
    until(lambda: page.rows_shown() >= 2)
    rows = [at for at in range(page.rows_shown()) if page.model.row_at(at).number in numbers]
    for at in rows:
        chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.table.selectionModel().select(page.model.index(at, 0), chosen)
    QTest.keyClick(page.table, Qt.Key.Key_M, CTRL)
    until(lambda: show_order(context.shop, numbers[0]).together == (numbers[1],))
    page.show_wanted({"view": "all", "order": numbers[0]})
    until(lambda: page.panel.findChild(QPushButton, f"order-{numbers[1]}") is not None)
    undo(context, wait)
    assert show_order(context.shop, numbers[0]).together == ()


def test_one_order_alone_says_what_to_select(page, context, numbers):
    told: list[str] = []
    context.told.connect(told.append)
    page.table.selectRow(page.table.currentIndex().row())
    QTest.keyClick(page.table, Qt.Key.Key_M, CTRL)
    assert told == ["Select two or more orders of one receiver, then put them together."]


def test_pieces_go_apart_and_come_back(page, context, numbers, until, wait):
    QTest.keyClick(page.table, Qt.Key.Key_X, SHIFT)
    count = page.panel.findChild(QSpinBox, "splitCount-0")
    count.setValue(1)
    QTest.keyClick(count, Qt.Key.Key_S, CTRL)
    until(lambda: len(show_order(context.shop, numbers[0]).parts) == 1)
    until(lambda: page.forms.form is None)
    undo(context, wait)
    assert show_order(context.shop, numbers[0]).parts == ()


def test_an_order_waits_with_its_reason_and_goes_on(page, context, numbers, until, wait):
    QTest.keyClick(page.table, Qt.Key.Key_H, SHIFT)
    reason = page.panel.findChild(QLineEdit, "holdReason")
    reason.setText("等买家改地址")
    QTest.keyClick(reason, Qt.Key.Key_S, CTRL)
    until(lambda: show_order(context.shop, numbers[0]).hold_reason == "等买家改地址")
    until(lambda: "等买家改地址" in words(page) and "It goes on by itself at" in words(page))
    undo(context, wait)
    assert "hold" not in show_order(context.shop, numbers[0]).flags


def test_an_order_waits_until_a_moment_as_people_write_it(page, numbers, until, context):
    QTest.keyClick(page.table, Qt.Key.Key_H, SHIFT)
    moment = page.panel.findChild(QLineEdit, "holdUntil")
    moment.setText("next week")
    QTest.keyClick(moment, Qt.Key.Key_S, CTRL)
    wrong = page.panel.findChild(QLabel, "holdError")
    assert wrong.isVisible() and "hold" not in show_order(context.shop, numbers[0]).flags
    tomorrow = context.shop.now().astimezone() + timedelta(days=1)
    moment.setText(f"{tomorrow:%m-%d} 16:30")
    QTest.keyClick(moment, Qt.Key.Key_S, CTRL)
    until(lambda: "hold" in show_order(context.shop, numbers[0]).flags)
    told = show_order(context.shop, numbers[0]).hold_until.astimezone()
    assert (told.date(), told.hour, told.minute) == (tomorrow.date(), 16, 30)


def test_a_receiver_is_pasted_in_one_line(page, context, numbers, until, wait):
    QTest.keyClick(page.table, Qt.Key.Key_R, SHIFT)
    page.panel.findChild(QLineEdit, "receiverPaste").setText("李样板 13800000000 江苏省苏州市姑苏区样板街9号")
    assert page.panel.findChild(QLineEdit, "receiver-city").text() == "苏州市"
    QTest.keyClick(page.panel.findChild(QLineEdit, "receiver-name"), Qt.Key.Key_S, CTRL)
    until(lambda: show_order(context.shop, numbers[0]).receiver.name == "李样板")
    undo(context, wait)
    assert show_order(context.shop, numbers[0]).receiver.name == "测试人"


def test_what_is_being_typed_outlives_a_change_from_elsewhere(page, context, numbers, until):
    QTest.keyClick(page.table, Qt.Key.Key_N, SHIFT)
    note = page.panel.findChild(QPlainTextEdit, "noteText")
    note.setPlainText("轻放")
    context.changed.emit(frozenset({"orders"}))
    note = page.panel.findChild(QPlainTextEdit, "noteText")
    assert note.toPlainText() == "轻放" and note.isVisible()
    QTest.keyClick(note, Qt.Key.Key_S, CTRL)
    until(lambda: show_order(context.shop, numbers[0]).seller_note == "轻放")
    until(lambda: page.forms.form is None)


def test_the_form_says_what_it_is_for_and_its_button_alone_stands_out(page, numbers):
    page.panel.decided.emit("receiver")
    form = page.forms.form
    assert form.findChildren(QLabel)[0].text() == f"Change the receiver · {numbers[0]}"
    standing = [made.objectName() for made in page.findChildren(QPushButton) if made.property("primary")]
    assert standing == ["receiverFormSave"]
    page.forms.leave()
    standing = [made.objectName() for made in page.findChildren(QPushButton) if made.property("primary")]
    assert "printOrders" in standing


def test_escape_leaves_a_form_and_changes_nothing(page, context, numbers, until):
    QTest.keyClick(page.table, Qt.Key.Key_N, SHIFT)
    QTest.keyClick(page.panel.findChild(QPlainTextEdit, "noteText"), Qt.Key.Key_Escape)
    until(lambda: page.forms.form is None)
    assert page.panel.isVisible() and show_order(context.shop, numbers[0]).seller_note == ""


def test_a_second_press_splits_no_second_time(page, context, numbers, until, wait):
    QTest.keyClick(page.table, Qt.Key.Key_X, SHIFT)
    count = page.panel.findChild(QSpinBox, "splitCount-0")
    count.setValue(1)
    save = page.panel.findChild(QPushButton, "splitFormSave")
    save.click()
    save.click()
    until(lambda: page.forms.form is None)
    wait(context)
    assert len(show_order(context.shop, numbers[0]).parts) == 1


def test_another_decision_throws_nothing_away_that_is_being_typed(page, context, numbers, until, wait):
    QTest.keyClick(page.table, Qt.Key.Key_N, SHIFT)
    page.panel.findChild(QPlainTextEdit, "noteText").setPlainText("轻放")
    told: list[str] = []
    context.told.connect(told.append)
    QTest.keyClick(page.table, Qt.Key.Key_R, SHIFT)
    assert told == ["Save or cancel what is open first."]
    assert page.panel.findChild(QPlainTextEdit, "noteText").toPlainText() == "轻放"
    with context.shop.writing():
        context.shop.connection.execute("UPDATE orders SET suspicious = 1 WHERE number = ?", (numbers[0],))
    page.refresh()
    page.panel.findChild(QPushButton, "clearSuspicion").click()
    until(lambda: "suspicious" not in show_order(context.shop, numbers[0]).flags)
    wait(context)
    assert page.panel.findChild(QPlainTextEdit, "noteText").toPlainText() == "轻放"


def test_a_part_is_joined_and_taken_apart_again(page, context, numbers, until, wait):
    sku = show_order(context.shop, numbers[0]).lines[0].sku
    part = split_order(context.shop, numbers[0], [(sku, 1)]).number
    page.refresh()
    page.show_wanted({"view": "all", "order": part})
    page._acting().decided.emit("join")
    until(lambda: show_order(context.shop, numbers[0]).parts == ())
    undo(context, wait)
    assert len(show_order(context.shop, numbers[0]).parts) == 1


def test_an_unpaid_order_says_until_when_it_stays_open(page, context):
    sku = list_stock(context.shop)[0].sku
    number = add_order(context.shop, [(sku, 1)], HOME).number
    page.refresh()
    page.show_wanted({"view": "all", "order": number})
    assert "The platform closes it unpaid at" in words(page)

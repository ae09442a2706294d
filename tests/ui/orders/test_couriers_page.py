"""Couriers in the window: stars and rates edited, numbers added as a range or pasted, and all of it back."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from shopdesk.services.couriers import find_courier, list_couriers
from shopdesk.services.orders import list_orders
from shopdesk.services.shipments import ship_orders
from shopdesk.services.waybill_pools import list_pools
from shopdesk.ui.orders.couriers_page import CouriersPage
from shopdesk.ui.orders.orders_page import OrdersPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def page(context, qtbot):
    made = CouriersPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_wanted({"courier": "yto"})
    return made


def press(page, name):
    page.findChild(QPushButton, name).click()


def free(context, code):
    return {pool: count for pool, count, _used, _next in list_pools(context.shop)}[code]


def test_a_range_and_a_pasted_list_fill_the_pool_and_go_out_again(page, context, until, wait):
    before = free(context, "yto")
    page.findChild(QLineEdit, "poolFirst").setText("YT7000000000001")
    page.findChild(QLineEdit, "poolLast").setText("YT7000000000010")
    page.findChild(QPlainTextEdit, "poolPasted").setPlainText("YT7000000000010，YT7000000000011\nYT7000000000012")
    press(page, "addNumbers")
    until(lambda: free(context, "yto") == before + 12)
    wait(context)
    context.take_back()
    until(lambda: free(context, "yto") == before)


def test_a_wrong_range_is_told_beside_the_field_and_keeps_what_was_typed(page, context, until):
    page.findChild(QLineEdit, "poolFirst").setText("YT9")
    page.findChild(QLineEdit, "poolLast").setText("YT1")
    press(page, "addNumbers")
    until(lambda: page.panel.pool.error.text() != "")
    assert page.findChild(QLineEdit, "poolFirst").text() == "YT9"


def test_numbers_of_unusual_look_are_told(page, context, until):
    said = []
    context.told.connect(said.append)
    page.findChild(QPlainTextEdit, "poolPasted").setPlainText("Z-1-2")
    press(page, "addNumbers")
    until(lambda: any("Z-1-2" in text for text in said))


def test_stars_and_rates_are_edited_and_taken_back(page, context, until, wait):
    form = page.panel.form
    form.stars["speed"].setCurrentIndex(4)
    form.rates.setPlainText("浙江 1=3.00 +1=1.00\n* 1=6.00 +1=2.00")
    press(page, "saveCourier")
    until(lambda: find_courier(context.shop, "yto").speed == 5)
    assert len(find_courier(context.shop, "yto").rates) == 2
    wait(context)
    context.take_back()
    until(lambda: find_courier(context.shop, "yto").speed == 3)


def test_a_wrong_rate_or_mask_is_told_and_nothing_is_saved(page, context, until):
    form = page.panel.form
    form.rates.setPlainText("浙江 six")
    press(page, "saveCourier")
    assert "浙江 six" in form.error.text()
    form.rates.setPlainText("* 1=6 +1=2")
    form.names["masks"].setText("(a+)+")
    press(page, "saveCourier")
    until(lambda: "(a+)+" in form.error.text())
    assert find_courier(context.shop, "yto").masks != ("(a+)+",)


def test_a_new_courier_comes_into_the_list(page, context, until):
    press(page, "newCourierForm")
    page.panel.form.code.setText("own")
    page.panel.form.names["name"].setText("同城跑腿")
    press(page, "saveCourier")
    until(lambda: "own" in [courier.code for courier in list_couriers(context.shop)])
    until(lambda: not page.panel.is_new and page.panel.title.text() == "同城跑腿")


def test_the_panel_of_an_order_recommends_a_courier_and_warns_of_a_strange_number(context, qtbot):
    made = OrdersPage(context)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    order = next(o for o in list_orders(context.shop, view="to-ship") if o.receiver.country == "CN" and not o.waybill)
    made.show_wanted({"order": order.number})
    qtbot.waitUntil(lambda: made.panel.title.text() == order.number, timeout=10_000)
    assert "¥" in made.findChild(QLabel, "recommendedCourier").text()
    assert made.findChild(QLabel, "oddWaybill") is None
    ship_orders(context.shop, [order.number], courier="sf", waybill="Z-1-2", allow_short=True)
    context.changed.emit(frozenset({"orders"}))
    made.show_view("all")
    made.show_wanted({"order": order.number})
    qtbot.waitUntil(lambda: made.panel.findChild(QLabel, "oddWaybill") is not None, timeout=10_000)

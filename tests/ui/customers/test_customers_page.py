"""Customers in the window: found from the orders, written about, blocked, joined, and all of it taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from shopdesk.domain.addresses import mask_name
from shopdesk.services import customers
from shopdesk.services.orders import show_order
from shopdesk.ui.customers.customers_page import CustomersPage
from shopdesk.ui.orders.order_words import totals_text


@pytest.fixture
def page(context, qtbot):
    shown = CustomersPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: shown.model.rowCount() > 5 and not context.runner.busy, timeout=20_000)
    return shown


@pytest.fixture
def press(page, qtbot, wait):
    def pressed(name: str) -> None:
        found = [made for made in page.findChildren(QAbstractButton, name) if made.isVisibleTo(page)]
        assert found, name
        found[0].click()
        wait(page.context)

    return pressed


def current(page):
    return customers.read_customer(page.context.shop, page.table.current_id())


def test_customers_are_found_beside_the_window_and_the_latest_stands_first(page):
    ids = [page.model.id_at(row) for row in range(page.model.rowCount())]
    told = [customers.read_customer(page.context.shop, row).last_at for row in ids]
    assert told == sorted(told, reverse=True)
    assert not customers.is_behind(page.context.shop)


def test_a_name_is_hidden_until_it_is_asked_for(page, press):
    one = current(page)
    title = page.panel.findChild(QLabel, "panelTitle")
    assert title.text() == mask_name(one.name)
    press("revealCustomer")
    assert title.text() == one.name


def test_note_tags_and_level_are_kept_and_taken_back(page, press, wait):
    page.panel.note.setPlainText("要开票")
    page.panel.tags.setText("急，远")
    page.panel.level.setCurrentIndex(page.panel.level.findData("vip"))
    press("saveCustomer")
    one = current(page)
    assert (one.note, one.tags, one.level) == ("要开票", ("急", "远"), "vip")
    page.context.take_back()
    wait(page.context)
    assert (current(page).note, current(page).tags) == ("", ())


def test_a_block_needs_a_reason_marks_the_orders_and_is_taken_back(page, press, wait, qtbot):
    row = page.table.current_id()
    press("blockCustomer")
    assert page.panel.reason_error.isVisible() and not current(page).blocked
    page.panel.reason.setText("拒收三次")
    press("blockCustomer")
    assert current(page).blocked == "拒收三次"
    open_ones = [o for o in customers.show_customer(page.context.shop, row).orders if o.badge in ("new", "to-ship")]
    assert all("suspicious" in show_order(page.context.shop, order.number).flags for order in open_ones)
    page.context.take_back()
    wait(page.context)
    assert not current(page).blocked


def test_selected_customers_are_joined_and_taken_apart(page, press, wait, qtbot):
    before = page.model.rowCount()
    page.table.selectRow(0)
    page.table.selectionModel().select(
        page.model.index(1, 0),
        page.table.selectionModel().SelectionFlag.Select | page.table.selectionModel().SelectionFlag.Rows,
    )
    press("joinCustomers")
    qtbot.waitUntil(lambda: page.model.rowCount() == before - 1, timeout=20_000)
    page.context.take_back()
    wait(page.context)
    qtbot.waitUntil(lambda: page.model.rowCount() == before, timeout=20_000)


@pytest.mark.parametrize("part", ["name", "phone"])
def test_customers_are_found_by_name_and_by_digits(page, part, qtbot):
    one = current(page)
    page.search.setText(one.name if part == "name" else one.phone[-6:])
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 5)
    found = [page.model.id_at(row) for row in range(page.model.rowCount())]
    assert one.row in found


def test_an_order_of_the_history_opens_on_its_page(page, qtbot):
    went = []
    page.context.went.connect(lambda name, wanted: went.append((name, wanted)))
    order = customers.show_customer(page.context.shop, page.table.current_id()).orders[0]
    qtbot.mouseClick(page.panel.findChild(QAbstractButton, f"order-{order.number}"), Qt.MouseButton.LeftButton)
    assert went == [("orders", {"order": order.number})]


def test_a_sum_names_no_currency_of_which_nothing_was_paid():
    assert totals_text({"CNY": 0, "USD": 8353}) == "$83.53"
    assert totals_text({"CNY": 1000, "USD": 8353}) == "¥10.00 + $83.53"
    assert totals_text({"CNY": 0}) == "¥0.00" and totals_text({}) == ""

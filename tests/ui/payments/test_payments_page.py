"""Payments in the window: a bill is dropped, most lines find their payments, the rest is matched by hand."""

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from shopdesk.domain.money import format_amount
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.payment_table import count_lines, count_payments
from shopdesk.services.payments import derive_payments, list_payments
from shopdesk.ui import dialogs
from shopdesk.ui.moments import dated
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.payments.bill_page import BillPage
from shopdesk.ui.payments.payments_page import PaymentsPage
from shopdesk.ui.payments.reconcile_page import ReconcilePage
from tests.bills import alipay_line, write_alipay, write_rows


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def show(context, qtbot):
    """Show a page."""

    def make(kind):
        made = kind(context)
        qtbot.addWidget(made)
        made.resize(1440, 800)
        made.show()
        return made

    return make


def line_of(payment, amount="", trade="1"):
    """Return the line of a bill that tells of a payment."""
    at = payment.at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M:%S")
    return alipay_line(trade, payment.channel_order_no, amount or f"{payment.amount / 100:.2f}", at=at, fee="-0.10")


def test_paid_orders_have_their_payments_each_explained(show, context, until):
    page = show(PaymentsPage)
    until(lambda: page.rows_shown() > 0)
    assert count_payments(context.shop)["late"] > 0
    page.show_view("late")
    until(lambda: page.rows_shown() > 0)
    assert page.panel.findChild(QLabel, "paymentWhy").text()
    payment, today = page.model.row_at(0), local_day(context.shop.now())
    awaited = next(column for column in page.model.columns if column.key == "expected").cell(payment).text
    assert awaited == dated(payment.expected, today)
    assert awaited in {words.text() for words in page.panel.findChildren(QLabel)}
    gone = []
    context.went.connect(lambda name, wanted: gone.append((name, wanted)))
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert gone == [("bill", {"choose": True})]
    page.panel.findChild(QPushButton, "paymentOrder").click()
    assert gone[1][0] == "orders"


def test_a_bill_is_dropped_matched_and_the_rest_matched_by_hand(show, context, until, wait, tmp_path, monkeypatch):
    payments = show(PaymentsPage)
    until(lambda: payments.rows_shown() > 0)
    wait(context)
    alipay = [told for told in list_payments(context.shop) if told.method == "alipay" and told.channel_order_no][:3]
    bill = write_alipay(
        tmp_path / "bill.csv",
        line_of(alipay[0], trade="T1"),
        line_of(alipay[1], "0.01", trade="T2"),
        alipay_line("T3", "", "123456.78"),
        alipay_line("T4", "", "viel"),
    )
    page, looked = show(ReconcilePage), show(BillPage)
    pages = {"bill": looked, "reconcile": page}
    context.went.connect(lambda name, wanted: pages[name].show_wanted(wanted))
    assert page.rows_shown() == 0
    monkeypatch.setattr(dialogs, "choose_files", lambda *_told: [bill])
    page.findChild(QPushButton, "firstStatement").click()
    until(lambda: looked.rows_shown() == 4)  # three lines and a refused one
    assert count_lines(context.shop)["lines"] == 0  # nothing is written before it is said
    counts = {fate: tile.count_text for fate, tile in looked.view.tiles.items()}
    assert counts == {"match": "2", "left": "1", "aside": "0", "known": "0", "refused": "1"}
    assert "paid back and fees ¥0.00" in looked.view.facts.text()
    looked.view.tiles["left"].click()
    assert looked.rows_shown() == 1
    looked.view.take.click()
    until(lambda: count_lines(context.shop)["lines"] == 3 and page.rows_shown() == 1)
    assert page.findChild(QWidget, "billSummary") is not None
    assert (count_lines(context.shop)["matched"], count_payments(context.shop)["differs"]) == (2, 1)

    look = page.panel.findChild(QLineEdit, "findPayment")
    look.setText(alipay[2].order)
    look.returnPressed.emit()
    box = page.panel.findChild(QCheckBox, f"payment-{alipay[2].order}")
    assert box.isChecked()
    page.panel.findChild(QPushButton, "matchLine").click()
    until(lambda: count_lines(context.shop)["left"] == 0)
    until(lambda: page.rows_shown() == 0 and "by hand" in context.undo.newest.text)
    assert count_payments(context.shop)["differs"] == 2
    context.take_back()
    until(lambda: page.rows_shown() == 1)
    page.panel.findChild(QPushButton, "putAside").click()
    until(lambda: page.rows_shown() == 0 and "put aside" in context.undo.newest.text)
    context.take_back()
    until(lambda: page.rows_shown() == 1)
    page.show_view("matched")
    until(lambda: page.rows_shown() == 2)
    page.panel.findChild(QPushButton, "undoMatch").click()
    until(lambda: count_lines(context.shop)["matched"] == 1)
    until(lambda: "taken back" in context.undo.newest.text)
    page.panel.findChild(QPushButton, "undoBill").click()
    until(lambda: count_lines(context.shop)["lines"] == 0 and "bill.csv" in context.undo.newest.text)
    context.take_back()
    until(lambda: count_lines(context.shop)["lines"] == 3)
    wait(context)


def test_a_banks_columns_are_named_in_the_window_and_known_from_then_on(show, context, until, wait, tmp_path):
    names = ("Wann", "Was", "Wieviel")
    bank = write_rows(tmp_path / "bank.csv", ("Konto", "1"), names, ("13.11.2026", "Miete", "-250.00"))
    page = show(BillPage)
    page.take_files([bank])
    until(lambda: page.findChild(QPushButton, "billMap") is not None)
    page.findChild(QPushButton, "billMap").click()
    form = page.mapping.form
    until(lambda: "at" in form.fields and form.fields["at"].findData("Wann") > 0)
    for name, column in {"at": "Wann", "amount": "Wieviel", "remark": "Was"}.items():
        form.fields[name].setCurrentIndex(form.fields[name].findData(column))
    form.dates.setCurrentIndex(form.dates.findData("dmy"))
    form.changed.emit()
    until(lambda: page.mapping.save.isEnabled() and page.mapping.model.rowCount() == 1)
    page.mapping.submit()
    until(lambda: page.rows_shown() == 1 and page.view.isVisible())
    page.view.cancelled.emit()
    later = write_rows(tmp_path / "december.csv", names, ("01.12.2026", "Sammlung", "39.76"))
    page.take_files([later])
    until(lambda: "december.csv" in page.view.title.text() and page.rows_shown() == 1)
    page.view.map_asked.emit()
    until(page.mapping.isVisible)
    page.mapping.cancelled.emit()
    until(page.view.isVisible)
    wait(context)


def test_an_order_shows_what_came_for_it_and_leads_to_its_payments(show, context, until):
    derive_payments(context.shop)
    page = show(OrdersPage)
    until(lambda: page.rows_shown() > 0)
    paid = next(told for told in list_payments(context.shop) if told.order and told.kind == "payment")
    page.show_wanted({"order": paid.order})
    until(lambda: page.panel.findChild(QWidget, "orderPayment") is not None)
    assert format_amount(paid.amount, grouped=True) in page.panel.findChild(QWidget, "orderPayment").accessibleName()
    gone = []
    context.went.connect(lambda name, wanted: gone.append((name, wanted)))
    page.panel.findChild(QPushButton, "paymentsOfOrder").click()
    assert gone == [("payments", {"order": paid.order})]

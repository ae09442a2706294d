"""The bills that were taken, in the window: read, opened, taken back, brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.services.reconciliation import take_statement
from shopdesk.services.taken_bills import count_bills, list_bills
from shopdesk.ui.payments.bills_page import BillsPage
from shopdesk.ui.payments.reconcile_page import ReconcilePage
from tests.bills import alipay_line, write_alipay


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


def cells(page, row=0):
    model = page.model
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return {title: model.index(row, at).data() for at, title in enumerate(titles)}


def test_one_button_stands_out_and_where_nothing_is_yet_it_is_the_one_amid_the_page(context, qtbot, until):
    page = BillsPage(context)
    qtbot.addWidget(page)
    page.show()
    until(page.empty.isVisible)
    until(page.findChild(QPushButton, "firstTakenBill").hasFocus)
    standing = [made.objectName() for made in page.findChildren(QPushButton) if made.property("primary")]
    assert standing == ["firstTakenBill"]
    page.search.setText("nothing of the kind")
    until(lambda: not page.empty.leads)
    assert [made.objectName() for made in page._first.buttons] == ["openNextBill"]
    assert page._first.buttons[0].property("primary")


def test_bills_are_read_opened_taken_back_and_brought_back(context, qtbot, until, wait, tmp_path):
    lines = [alipay_line("T1", "", "123456.78"), alipay_line("T2", "", "20.00", at="2026-11-20 09:00:00")]
    take_statement(context.shop, write_alipay(tmp_path / "november.csv", *lines))
    take_statement(context.shop, write_alipay(tmp_path / "one.csv", alipay_line("T3", "", "1.00")))
    page, lines_page = BillsPage(context), ReconcilePage(context)
    pages = {"reconcile": lines_page, "bills": page}
    context.went.connect(lambda name, wanted: pages[name].show_wanted(wanted))
    for shown in (page, lines_page):
        qtbot.addWidget(shown)
        shown.resize(1440, 800)
        shown.show()
    until(lambda: page.rows_shown() == 2)
    told = cells(page, 1)
    assert (told["Bill"], told["Lines"], told["Matched"], told["To be matched"]) == (
        "Alipay bill", "2", "0.00", "123,476.78",
    )  # fmt: skip
    assert (told["Period"], told["Taken by"], told["File"]) == (
        "13 Nov – 20 Nov 2026", context.shop.actor, "november.csv",
    )  # fmt: skip

    page.table.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    until(lambda: lines_page.rows_shown() == 2 and lines_page.only.isVisible())
    assert "november.csv" in lines_page.only.accessibleName()
    lines_page.activateWindow()
    until(lines_page.isActiveWindow)
    QTest.keyClick(lines_page, Qt.Key.Key_Escape)
    until(lambda: lines_page.rows_shown() == 3 and not lines_page.only.isVisible())

    lines_page.show_wanted({"bill": next(told.uuid for told in list_bills(context.shop) if told.lines == 2)})
    until(lines_page.only.isVisible)
    at = next(row for row in range(2) if cells(page, row)["File"] == "november.csv")
    page.table.setCurrentIndex(page.model.index(at, 0))
    until(lambda: "november.csv" in [words.text() for words in page.panel.findChildren(QLabel)])
    page.panel.findChild(QPushButton, "takeBillBack").click()
    until(lambda: page.rows_shown() == 1 and "november.csv" in context.undo.newest.text)
    until(lambda: not lines_page.only.isVisible() and lines_page.rows_shown() == 1)
    context.take_back()
    until(lambda: page.rows_shown() == 2)

    page.panel.findChild(QPushButton, "takeBillBack").click()
    until(lambda: page.rows_shown() == 1)
    page.show_view("undone")
    until(lambda: page.rows_shown() == 1)
    page.panel.findChild(QPushButton, "bringBillBack").click()
    until(lambda: count_bills(context.shop) == {"taken": 2, "left": 2, "undone": 0})
    until(lambda: "brought back" in context.undo.newest.text and not page.rows_shown())
    wait(context)

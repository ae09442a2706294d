"""The reports on the window: sums, bars and table agree, what is chosen is read anew, visitors are noted by hand."""

import csv
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shopdesk.services.turnover import read_turnover
from shopdesk.ui import dialogs
from shopdesk.ui.turnover.turnover_days import days_of
from shopdesk.ui.turnover.turnover_page import TurnoverPage

TODAY = date(2026, 11, 13)


@pytest.fixture
def page(context, qtbot):
    shown = TurnoverPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: shown.told is not None)
    return shown


@pytest.fixture
def choose(page, qtbot):
    """Choose something and wait until it is read."""

    def act(deed):
        before = page.told
        deed()
        qtbot.waitUntil(lambda: page.told is not before)
        return page.told

    return act


def shown(page, row):
    return [page.model.index(row, at).data() for at in range(page.model.columnCount())]


def test_sums_bars_and_table_tell_the_same(page, context):
    told = read_turnover(context.shop, *page.days.days)
    assert told.total.orders > 100
    assert page.sums.sales.accessibleName().startswith(f"Sales: {told.total.sales / 100:,.2f} ¥")
    assert page.counts_text() == f"{told.total.orders} orders"
    assert page.rows_shown() == page.chart.count() == len(told.rows)
    newest = told.rows[-1]
    assert shown(page, 0)[1:4] == [
        f"{newest.tally.orders}",
        f"{newest.tally.pieces}",
        f"{newest.tally.sales / 100:,.2f}",
    ]
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Left)
    assert f"{newest.tally.sales / 100:,.2f}" in page.chart.accessibleDescription()


def test_a_month_opens_its_days_and_a_platform_its_months(page, choose):
    month = page.told.rows[-1]
    days = choose(lambda: page.table.opened.emit(page.model.id_at(0)))
    assert (days.by, days.total.sales, days.first.day) == ("day", month.tally.sales, 1)
    assert page.days.first.isVisible() and page.days.box.currentText() == "From … to …"
    platforms = choose(lambda: page.tabs.stand_on("channel"))
    months = choose(lambda: page.table.opened.emit(page.model.id_at(0)))
    assert (months.by, months.channel) == ("month", platforms.rows[0].name)
    assert months.total.sales == platforms.rows[0].tally.sales


def test_a_sku_opens_its_stock(page, choose, context):
    told = choose(lambda: page.tabs.stand_on("sku"))
    went = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.table.opened.emit(page.model.id_at(0))
    assert went == [("stock", {"sku": told.rows[0].name})]


def test_days_of_ones_own_are_taken_either_way_round(page, choose):
    choose(lambda: (page.days.box.setCurrentIndex(page.days.box.findData("own")), page.days.box.activated.emit(0)))
    today = page.days.last.day()
    page.days.first.setFocus()
    page.days.first.set_day(today)
    told = choose(lambda: [QTest.keyClick(page.days.first, Qt.Key.Key_Up) for _day in range(5)])
    assert (told.first, told.last) == (today, today + timedelta(days=5))


def test_a_day_that_cannot_be_read_is_said_and_asks_for_nothing(page, choose, qtbot):
    choose(lambda: (page.days.box.setCurrentIndex(page.days.box.findData("own")), page.days.box.activated.emit(0)))
    before = page.told
    page.days.first.selectAll()
    qtbot.keyClicks(page.days.first, "soon")
    qtbot.waitUntil(page.days.error.isVisible)
    assert "Write a day, such as" in page.days.error.text() and page.told is before
    page.days.first.selectAll()
    told = choose(lambda: qtbot.keyClicks(page.days.first, "2026-09-01"))
    assert told.first == date(2026, 9, 1) and not page.days.error.isVisible()


def test_another_currency_is_offered_and_shown_alone(page, choose):
    box = page.currency_box
    assert [box.itemData(at) for at in range(box.count())] == ["CNY", "USD"]
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
    assert box.sizeHint().width() > widest + 20  # the words and the arrow: currencies are known after the box was shown
    page.currency_box.setCurrentIndex(1)
    told = choose(lambda: page.currency_box.activated.emit(1))
    assert told.currency == "USD" and "$" in page.sums.sales.accessibleName()
    assert page.sums.profit.accessibleName() == "Gross profit: –"


def test_visitors_are_written_where_they_stand_and_taken_back(page, choose, context, qtbot):
    at = [column.key for column in page.model.columns].index("visitors")
    page.cells.begin(page.model.index(0, at))
    page.cells.field.setText("many")
    QTest.keyClick(page.cells.field, Qt.Key.Key_Return)
    assert "Write a whole number" in page.cells.error.text()
    page.cells.field.setText("12,500")
    told = choose(lambda: QTest.keyClick(page.cells.field, Qt.Key.Key_Return))
    assert told.rows[-1].visitors == 12_500 and shown(page, 0)[at] == "12,500"
    assert "Conversion" in page.sums.average.accessibleName()
    qtbot.waitUntil(lambda: context.undo.newest is not None)
    told = choose(context.take_back)
    assert told.rows[-1].visitors is None


def test_the_table_is_exported_and_saved_as_it_stands(page, choose, monkeypatch, tmp_path, qtbot, context):
    choose(lambda: page.tabs.stand_on("channel"))
    said = []
    context.told.connect(said.append)
    for button, name in (("exportTurnover", "sold.csv"), ("saveTurnover", "sold.pdf")):
        monkeypatch.setattr(dialogs, "choose_target", lambda *_asked, file=name: tmp_path / file)
        page.findChild(QPushButton, button).click()
        qtbot.waitUntil(lambda file=name: f"{file} is written." in said)
    rows = list(csv.reader((tmp_path / "sold.csv").read_text("utf-8-sig").splitlines()))
    assert next(row[0] for row in rows[1:]) == shown(page, 0)[0] and len(rows) == page.rows_shown() + 1
    assert (tmp_path / "sold.pdf").read_bytes().startswith(b"%PDF")


def test_days_without_a_sale_lead_to_those_with(page, choose):
    page.days.box.setCurrentIndex(page.days.box.findData("last-year"))
    choose(lambda: page.days.box.activated.emit(0))
    assert page.empty.isVisible()
    choose(page.empty.findChild(QPushButton, "turnoverWhole").click)
    assert not page.empty.isVisible() and page.rows_shown()


def test_what_was_chosen_outlives_another_language(page, choose, context, qtbot):
    choose(lambda: page.tabs.stand_on("province"))
    again = TurnoverPage(context)
    qtbot.addWidget(again)
    again.put_back(page.kept())
    assert (again.tabs.view, again.days.days) == ("province", page.days.days)


@pytest.mark.parametrize(
    ("chosen", "first", "last"),
    [
        ("month", date(2026, 11, 1), TODAY),
        ("last-month", date(2026, 10, 1), date(2026, 10, 31)),
        ("30", date(2026, 10, 15), TODAY),
        ("year", date(2026, 1, 1), TODAY),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
        ("12-months", date(2025, 12, 1), TODAY),
    ],
)
def test_the_usual_spans(chosen, first, last):
    assert days_of(chosen, TODAY) == (first, last)

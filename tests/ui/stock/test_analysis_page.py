"""The analysis in the window: classes by sales and profit, their lines moved and moved back, the curve read by keys."""

import csv
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from shopdesk.services.abc_classes import is_behind
from shopdesk.services.abc_table import AbcTable, each_row, rank_skus
from shopdesk.services.count_due import list_due
from shopdesk.services.forecast_table import ForecastTable, Week
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.stock_analysis import look_ahead
from shopdesk.services.stock_value import value_stock
from shopdesk.ui import dialogs
from shopdesk.ui.stock.analysis_page import AnalysisPage
from shopdesk.ui.stock.demand_chart import DemandChart
from shopdesk.ui.stock.forecast_words import week_words, word_method
from shopdesk.ui.stock.pareto_chart import Pareto, ParetoChart
from shopdesk.ui.stock.value_chart import ValueChart


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def page(context, qtbot) -> AnalysisPage:
    """The page over the sample shop, shown."""
    made = AnalysisPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def abc(page, until):
    """The classes, read."""
    until(lambda: page.section.rows > 0)
    return page.section


def choose(box, key: str) -> None:
    """Choose as a person does with the arrow keys."""
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def skus(section) -> list[str]:
    at = next(at for at, column in enumerate(section.model.columns) if column.key == "sku")
    return [section.model.index(row, at).data() for row in range(section.model.rowCount())]


def test_the_skus_stand_by_what_they_earn(abc, context):
    ranking = rank_skus(context.shop)
    assert skus(abc) == [row.sku for row in each_row(AbcTable(context.shop, ranking, "sales"))]
    choose(abc.measure_box, "profit")
    assert skus(abc) == [row.sku for row in each_row(AbcTable(context.shop, ranking, "profit"))]
    choose(abc.letter_box, "A")
    assert skus(abc) == [row.sku for row in each_row(AbcTable(context.shop, ranking, "profit", "A"))]
    assert abc.counts_text() == f"{abc.rows} SKUs"


def test_the_chart_says_what_it_shows_and_is_read_by_keys(abc, context, qtbot):
    classes = rank_skus(context.shop).classes
    end_a = classes.by_sales.ends[0]
    assert f"{end_a} SKUs (class A) make" in abc.chart.accessibleDescription()
    assert not abc.chart.grab().toImage().isNull()
    abc.chart.setFocus()
    QTest.keyClick(abc.chart, Qt.Key.Key_Home)
    assert "The 1 largest SKU" in abc.chart.accessibleDescription()
    QTest.keyClick(abc.chart, Qt.Key.Key_Right)
    assert abc.chart.place == 1
    QTest.keyClick(abc.chart, Qt.Key.Key_Return)
    assert abc.table.current_id() == abc.ranking.by_sales.order[1]
    QTest.keyClick(abc.chart, Qt.Key.Key_End)
    assert "make 100.0%" in abc.chart.accessibleDescription()


def test_by_both_says_how_many_share_which_classes(abc):
    choose(abc.measure_box, "combined")
    told = abc.findChild(object, "abcTotals").accessibleName()
    better = abc.ranking.classes.combined
    assert f"the better {better['A']} {better['B']} {better['C']} {abc.ranking.classes.skus}" in told
    assert not abc.chart.grab().toImage().isNull()


def test_a_line_is_kept_as_the_shops_setting_and_taken_back(abc, context, wait, until):
    before = abc.ranking.classes.by_sales.ends
    line = abc.findChild(QLineEdit, "abcLineA")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "50")
    QTest.keyClick(line, Qt.Key.Key_Return)
    until(lambda: get_setting(context.shop, "stock.abc_a") == 50)
    until(lambda: abc.ranking.classes.by_sales.ends[0] < before[0])
    wait(context)
    context.take_back()
    until(lambda: get_setting(context.shop, "stock.abc_a") == 80)
    until(lambda: abc.ranking.classes.by_sales.ends == before)
    assert line.text() == "80"


def test_class_b_never_ends_before_class_a(abc, context, until):
    line = abc.findChild(QLineEdit, "abcLineA")
    line.setText("97")
    line.editingFinished.emit()
    until(lambda: (get_setting(context.shop, "stock.abc_a"), get_setting(context.shop, "stock.abc_b")) == (97, 98))


def test_another_span_is_read_anew(abc, until):
    choose(abc.span_box, "30")
    until(lambda: abc.ranking.classes.days == 30)


def test_a_sku_is_opened_in_the_stock(abc, context):
    asked = []
    context.went.connect(lambda page, wanted: asked.append((page, wanted)))
    abc.table.go_to(abc.model.id_at(3))
    QTest.keyClick(abc.table, Qt.Key.Key_Return)
    assert asked == [("stock", {"sku": skus(abc)[3]})]


def test_the_classes_are_exported(abc, page, tmp_path, monkeypatch, until):
    target = tmp_path / "abc.csv"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: target)
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    until(target.exists)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row["sku"] for row in csv.DictReader(file)] == skus(abc)


def test_another_window_goes_on_where_this_one_stood(abc, page, context, qtbot, until):
    choose(abc.measure_box, "profit")
    choose(abc.span_box, "365")
    kept = page.kept()
    other = AnalysisPage(context)
    qtbot.addWidget(other)
    other.put_back(kept)
    until(lambda: other.section.rows > 0)
    assert (other.section.measure, other.section.days) == ("profit", 365)


@pytest.fixture
def forecast(page, context, until):
    """The forecasts of the sample shop, made and read."""
    page.show_wanted({"view": "forecast"})
    section = page.section
    until(section.empty.isVisible)
    section.findChild(QPushButton, "forecastNow").click()
    until(lambda: section.rows > 0 and section.story is not None)
    return section


def words_of(section) -> str:
    return "\n".join(shown.text() for shown in section.findChildren(QLabel) if shown.isVisibleTo(section))


def test_forecasts_are_made_when_asked_for_and_the_best_seller_is_told(forecast, context):
    told = look_ahead(context.shop, skus(forecast)[0])
    assert forecast.story.outlook.forecast == told.forecast
    assert f"{told.forecast.total:,.0f} pieces" in words_of(forecast)
    assert word_method(told.forecast.method) in words_of(forecast)
    assert f"{told.forecast.naive_error:,.1f}" in words_of(forecast)
    assert "Expected in the 4 weeks to come" in forecast.chart.accessibleDescription()


def test_each_week_is_read_by_keys_with_its_festivals(forecast):
    assert not forecast.chart.grab().toImage().isNull()
    forecast.chart.setFocus()
    QTest.keyClick(forecast.chart, Qt.Key.Key_Left)
    assert "expected" in forecast.chart.accessibleDescription()
    QTest.keyClick(forecast.chart, Qt.Key.Key_Home)
    assert "sold" in forecast.chart.accessibleDescription()
    told = Week(date(2026, 11, 9), 7, 12, False, ("double-11",), 2)
    assert week_words(told, {"double-11": "Double Eleven"}) == (
        "9 Nov to 15 Nov: 12 sold · Double Eleven · 2 days without stock"
    )


def test_what_is_to_be_ordered_leads_to_its_suggestion(forecast, context, until):
    asked = []
    context.went.connect(lambda page, wanted: asked.append((page, wanted)))
    due = next(row for row in ForecastTable(context.shop).rows(ForecastTable(context.shop).ids()) if row.suggested)
    forecast.table.go_to(due.row)
    until(lambda: forecast.story.outlook.facts.sku == due.sku)
    forecast.findChild(QPushButton, "orderThis").click()
    assert asked == [("purchasing", {"view": "suggested", "sku": due.sku})]


def test_too_little_history_is_said_with_what_is_missing(forecast, context, until):
    rows = ForecastTable(context.shop).rows(ForecastTable(context.shop).ids())
    forecast.table.go_to(next(row.row for row in rows if row.method == "too-little-history"))
    until(lambda: "Too little history" in words_of(forecast))
    assert "days of history with sales on 3 of them" in words_of(forecast)


def test_one_sku_asked_for_by_another_page_stands_alone(page, forecast, until):
    page.show_wanted({"view": "forecast", "sku": "QH-CDL-C"})
    until(lambda: skus(forecast) == ["QH-CDL-C"])
    QTest.keyClick(page, Qt.Key.Key_Escape)
    until(lambda: forecast.rows > 1)
    forecast.search.setText("zzz")
    until(forecast.empty.isVisible)
    assert "Nothing found" in forecast.empty.accessibleName()


@pytest.fixture
def value(page, until):
    """The values of the sample shop, reckoned."""
    page.show_wanted({"view": "value"})
    until(lambda: page.section.rows > 0)
    return page.section


def test_the_stock_is_worth_what_all_skus_are(value, context):
    told = value_stock(context.shop, 90)
    assert value.report == told
    assert value._money(told.by_day[-1].value) in words_of(value)
    assert skus(value) == [row.sku for row in told.rows]
    value.chart.setFocus()
    QTest.keyClick(value.chart, Qt.Key.Key_Left)
    assert value._money(told.by_day[-1].value) in value.chart.accessibleDescription()
    assert not value.chart.grab().toImage().isNull()


def test_dead_stock_and_expiring_batches_are_tables_of_their_own(value, context):
    told = value_stock(context.shop, 90)
    choose(value.view_box, "dead")
    assert skus(value) == [row.sku for row in told.dead]
    choose(value.view_box, "expiring")
    assert value.rows == len(told.expiring) == 0
    assert "No batch expires within 60 days." in words_of(value)
    choose(value.view_box, "margin")
    asked = []
    context.went.connect(lambda page, wanted: asked.append((page, wanted)))
    value.table.go_to(value.model.id_at(0))
    QTest.keyClick(value.table, Qt.Key.Key_Return)
    assert asked == [("stock", {"sku": told.rows[0].sku})]


def test_a_newer_question_breaks_the_older_one_off(value, until):
    choose(value.span_box, "365")
    choose(value.span_box, "30")
    until(lambda: value.report.days == 30 and not value.context.runner.busy)
    assert len(value.report.by_day) == 31


def test_what_is_to_be_counted_is_listed_and_a_count_begun(page, context, until, tmp_path, monkeypatch):
    set_setting(context.shop, "stock.count_c", "1")
    page.show_wanted({"view": "due"})
    section = page.section
    until(lambda: section.rows > 0)
    assert skus(section) == [row.sku for row in list_due(context.shop)]
    assert "every 30, 90, 1 days" in words_of(section)
    assert section.counts_text().endswith("SKUs to count")
    asked = []
    context.went.connect(lambda page, wanted: asked.append((page, wanted)))
    section.findChild(QPushButton, "dueCount").click()
    assert asked == [("counts", {"new": True})]
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: tmp_path / "due.csv")
    section.findChild(QPushButton, "exportDue").click()
    until((tmp_path / "due.csv").exists)


def test_nothing_to_count_is_said(page, context, until):
    for letter in "abc":
        set_setting(context.shop, f"stock.count_{letter}", "3650")
    page.show_wanted({"view": "due"})
    until(page.section.empty.isVisible)
    assert page.section.empty.accessibleName() == "Nothing is to be counted"


def test_every_part_is_reached_by_its_key(page):
    for number, view in enumerate(("abc", "forecast", "value", "due"), 1):
        QTest.keyClick(page.section, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert page.tabs.view == view


def test_the_sums_that_classes_are_told_from_are_kept_quietly(context, wait):
    assert is_behind(context.shop)
    context.catch_up_classes()
    wait(context)
    assert not is_behind(context.shop)
    context.catch_up_classes()
    assert not context.runner.busy, "once a day"


def test_a_chart_that_is_still_read_says_so_and_an_empty_one_why(qtbot):
    for chart in (ValueChart("valueChart", str), DemandChart("demandChart"), ParetoChart("paretoChart")):
        qtbot.addWidget(chart)
        assert chart.summary() == "Reading…"
        QTest.keyClick(chart, Qt.Key.Key_Left)
        assert chart.place == -1 and not chart.grab().toImage().isNull()
    chart = ParetoChart("paretoChart")
    qtbot.addWidget(chart)
    chart.show_pareto(Pareto((), (0, 0), (80, 95), str, "Sales"))
    assert chart.accessibleDescription() == "Nothing was sold in this span."

"""The analysis in the window: classes by sales and profit, their lines moved and moved back, the curve read by keys."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shopdesk.services.abc_table import AbcTable, each_row, rank_skus
from shopdesk.services.settings import get_setting
from shopdesk.ui import dialogs
from shopdesk.ui.analysis_page import AnalysisPage


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
    assert "The largest SKU makes" in abc.chart.accessibleDescription()
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

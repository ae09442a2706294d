"""A stall is counted in the window: scans from any hand, a second look, one posting, and all of it taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.services.stock import list_stock, move_stock, show_stock
from shopdesk.services.stock_counts import enter_count, start_count
from shopdesk.services.transfers import transfer_stock
from shopdesk.ui.stock.counts_page import CountsPage


@pytest.fixture
def skus(context) -> tuple[str, str]:
    """Two SKUs of which ten pieces each lie at the stall."""
    most = sorted(list_stock(context.shop), key=lambda level: -level.available)[:2]
    found = (most[0].sku, most[1].sku)
    transfer_stock(context.shop, dict.fromkeys(found, 10), origin="office", target="stall")
    return found


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def page(context, skus, qtbot) -> CountsPage:
    """The page with a count of the stall under way."""
    start_count(context.shop, "stall", note="closing")
    made = CountsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.work.arm()
    return made


def scan(page, code: str) -> None:
    page.work.scan.setText(code)
    QTest.keyClick(page.work.scan, Qt.Key.Key_Return)


def shown(page) -> dict[str, tuple[str, str, str]]:
    model = page.work.model
    keys = [column.key for column in model.columns]
    wanted = [keys.index(key) for key in ("sku", "expected", "counted", "difference")]
    rows = [[model.data(model.index(row, at)) for at in wanted] for row in range(model.rowCount())]
    return {sku: tuple(rest) for sku, *rest in rows}


def test_the_bottom_bar_counts_a_count_that_has_just_begun(page, context, qtbot):
    with qtbot.waitSignal(page.counted):
        start_count(context.shop, "office", note="")
        page.refresh()
    assert page.counts_text() == "2 stock counts"


def test_scans_are_counted_and_posted_together(page, skus, until, context):
    first, second = skus
    for _ in range(3):
        scan(page, first)
    scan(page, f"5*{first}")
    scan(page, f"12*{second}")
    until(lambda: shown(page).get(second) == ("10", "12", "+2"))
    assert shown(page)[first] == ("10", "8", "−2")
    until(lambda: page.work.last.text() == f"+12  {second}")
    page.work._post.click()
    until(page.work._unpost.isVisible)
    assert show_stock(context.shop, first).level.locations["stall"] == 8
    context.take_back()
    until(lambda: show_stock(context.shop, first).level.locations["stall"] == 10)
    assert show_stock(context.shop, second).level.locations["stall"] == 10


def test_an_unknown_code_is_said_and_the_next_scan_goes_on(page, skus, until):
    scan(page, "NO SUCH CODE")
    until(lambda: "NO SUCH CODE" in page.work.last.text())
    assert page.work.last.property("rank") == "error"
    scan(page, skus[0])
    until(lambda: shown(page)[skus[0]] == ("10", "1", "−9"))
    assert page.work.scan.hasFocus() or page.work.scan.text() == ""


def test_the_last_scan_is_taken_back(page, skus, until, context):
    scan(page, f"4*{skus[0]}")
    until(lambda: shown(page)[skus[0]][1] == "4")
    context.take_back()
    until(lambda: shown(page)[skus[0]] == ("10", "–", "–"))


def test_a_blind_count_shows_what_should_be_there_only_at_the_review(context, skus, qtbot, until):
    start_count(context.shop, "stall", blind=True)
    page = CountsPage(context)
    qtbot.addWidget(page)
    page.show()
    scan(page, skus[0])
    until(lambda: skus[0] in shown(page))
    hidden = [page.work.table.isColumnHidden(at) for at, c in enumerate(page.work.model.columns) if c.key == "expected"]
    assert hidden == [True]
    assert list(shown(page)) == [skus[0]], "what was not found is not named either"
    assert not page.work._post.isVisible()
    page.work._reveal.click()
    assert shown(page)[skus[1]] == ("10", "–", "–")
    assert page.work._post.isVisible()


def test_goods_that_moved_since_and_two_peoples_totals_are_shown_first(page, skus, until, context):
    number = page.standing
    enter_count(context.shop, number, skus[0], 9, kind="total", actor="Ann")
    enter_count(context.shop, number, skus[0], 7, kind="total", actor="Ben")
    enter_count(context.shop, number, skus[1], 10, kind="total")
    move_stock(context.shop, skus[1], -1, reason="sale", location="stall")
    page.refresh()
    remarks = [page.work.model.data(page.work.model.index(row, 6)) for row in range(2)]
    assert any("Ann: 9, Ben: 7" in told for told in remarks)
    assert any("−1" in told for told in remarks)
    assert not page.work._post.isEnabled()
    page.work._settle.click()
    until(page.work._post.isEnabled)
    assert shown(page)[skus[0]][1] == "7"


def test_a_paused_count_takes_no_scans_until_it_goes_on(page, until):
    page.work._pause.click()
    until(lambda: not page.work.scan.isVisible())
    page.work._pause.click()
    until(page.work.scan.isVisible)


def test_a_count_is_begun_from_the_empty_page(context, qtbot, until):
    page = CountsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.rows_shown() == 0
    page.show_wanted({"new": True})
    page.start.place.setCurrentIndex(page.start.place.findData("quarantine"))
    page.start.note.setText("shelf A")
    QTest.keyClick(page.start.note, Qt.Key.Key_Return)
    until(lambda: page.standing == "CT-00001")
    assert page.work.isVisible()
    assert "shelf A" in page.list.item(0).text()

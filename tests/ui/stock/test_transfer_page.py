"""Goods go to the stall in the morning and come back in the evening, as one transfer each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.services.stock import list_stock, show_stock
from shopdesk.services.transfers import takeable_pieces, transfer_stock
from shopdesk.ui.stock.stock_page import StockPage
from shopdesk.ui.stock.transfer_page import TransferPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)


@pytest.fixture
def page(context, qtbot) -> TransferPage:
    made = TransferPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_wanted({"origin": "office", "target": "stall"})
    return made


@pytest.fixture
def skus(context) -> list[str]:
    """Two SKUs of which there is plenty."""
    return [level.sku for level in sorted(list_stock(context.shop), key=lambda level: -level.available)[:2]]


def lying(context, sku: str) -> int:
    return show_stock(context.shop, sku).level.locations.get("stall", 0)


def enter(page, text: str) -> None:
    page.scan.setText(text)
    QTest.keyClick(page.scan, Qt.Key.Key_Return)


def test_the_list_and_its_empty_state_stand_in_the_middle_of_a_wide_window(page, skus, until):
    page.resize(1900, 900)
    until(lambda: abs(page.empty.mapTo(page, page.empty.rect().center()).x() - page.width() / 2) < 20)
    enter(page, skus[0])
    line = page.lines[skus[0]]
    until(lambda: abs(line.mapTo(page, line.rect().center()).x() - page.width() / 2) < 20)


def test_goods_are_scanned_carried_as_one_transfer_and_taken_back_whole(page, context, skus, until):
    for code in (skus[0], skus[0], skus[1]):
        enter(page, code)
    assert {sku: line.pieces.text() for sku, line in page.lines.items()} == {skus[0]: "2", skus[1]: "1"}
    page.submit()
    until(lambda: not page.lines and context.undo.newest)
    assert [lying(context, sku) for sku in skus] == [2, 1]
    references = {show_stock(context.shop, sku).movements[-1].reference for sku in skus}
    assert len(references) == 1 and references.pop().startswith("TR-")
    context.take_back()
    until(lambda: [lying(context, sku) for sku in skus] == [0, 0] and context.undo.newest_undone)
    context.do_again()
    until(lambda: [lying(context, sku) for sku in skus] == [2, 1])


def test_an_empty_list_is_not_carried(page, skus):
    assert not page.carry.isEnabled()
    page.add(skus[0])
    assert page.carry.isEnabled()
    page.drop(skus[0])
    assert not page.carry.isEnabled()


def test_more_than_can_be_taken_is_refused_on_its_line_and_nothing_is_carried(page, context, skus):
    free = takeable_pieces(context.shop, skus[0], origin="office", target="stall")
    for sku in skus:
        page.add(sku)
    page.lines[skus[0]].pieces.setText(str(free + 1))
    page.submit()
    assert str(free) in page.lines[skus[0]].error.text().replace(",", "")
    assert not page.lines[skus[1]].error.text()
    assert [lying(context, sku) for sku in skus] == [0, 0] and page.carry.isEnabled()


@pytest.mark.parametrize("typed", ["", "0", "-3", "two"])
def test_a_line_without_a_number_is_refused(page, skus, typed):
    page.add(skus[0])
    page.lines[skus[0]].pieces.setText(typed)
    page.submit()
    assert page.lines[skus[0]].error.text()


def test_several_hits_are_offered_and_enter_takes_the_chosen_one(page, skus):
    enter(page, "QH-")
    assert page.hits.isVisible() and page.hits.count() > 1 and not page.lines
    chosen = page.hits.item(1).data(Qt.ItemDataRole.UserRole)
    page.hits.setCurrentRow(1)
    page.hits.itemActivated.emit(page.hits.item(1))
    assert list(page.lines) == [chosen] and not page.hits.isVisible()


def test_what_is_not_found_says_so(page):
    enter(page, "no such thing")
    assert "no such thing" in page.error.text() and not page.lines


def test_everything_at_the_stall_is_brought_back(page, context, skus, until):
    transfer_stock(context.shop, {skus[0]: 3, skus[1]: 2}, origin="office", target="stall")
    page.show_wanted({"origin": "stall", "target": "office"})
    page.fill()
    assert {sku: line.pieces.text() for sku, line in page.lines.items()} == {skus[0]: "3", skus[1]: "2"}
    page.submit()
    until(lambda: [lying(context, sku) for sku in skus] == [0, 0])


def test_the_stock_page_takes_its_selected_goods_along(context, qtbot):
    stock = StockPage(context)
    qtbot.addWidget(stock)
    asked = []
    context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    stock.table.selectRow(0)
    sku = stock.model.row_at(0).sku
    stock._carry("stall", "")
    assert asked == [("transfer", {"origin": "stall", "target": "office", "skus": [sku]})]

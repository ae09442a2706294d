"""Saved views in the window: one more tab with its search, sort, columns and count; everything can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from shopdesk.services.saved_views import list_views
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.stock.stock_page import StockPage


@pytest.fixture(params=[OrdersPage, StockPage])
def page(request, context, qtbot, wait):
    shown = request.param(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_view("all")
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0, timeout=20_000)
    return shown


@pytest.fixture
def do(page, wait):
    def done(name: str) -> None:
        page.findChild(QAction, name).trigger()
        wait(page.context)

    return done


@pytest.fixture
def save(page, do, wait, qtbot):
    """Save what is shown under a name."""

    def saved(name: str) -> None:
        do("saveView")
        page.saved.name.setText(name)
        page.saved.name.returnPressed.emit()
        wait(page.context)
        qtbot.waitUntil(lambda: page.saved.current is not None and page.saved.current.name == name)

    return saved


def tabs(page) -> list[str]:
    return [page.tabs.tabText(at) for at in range(page.tabs.count())]


def names(page) -> list[str]:
    return [view.name for view in list_views(page.context.shop, page.name)]


def text_of_a_row(page) -> str:
    return "QH" if page.name == "stock" else "SD-00000"


def test_a_view_keeps_search_sort_and_columns_and_counts_its_rows(page, save, qtbot):
    page.search.setText(text_of_a_row(page))
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() > 0)
    page.table.setColumnHidden(2, True)
    shown = page.table.chooser.shown()
    sortable = [at for at, column in enumerate(page.model.columns) if column.key][1]
    page.table.horizontalHeader().setSortIndicator(sortable, Qt.SortOrder.DescendingOrder)
    save("我的")
    rows = page.model.rowCount()
    qtbot.waitUntil(lambda: tabs(page)[-1] == f"我的  {rows:,}", timeout=20_000)
    page.tabs.stand_on("all")
    assert page.search.text() == ""
    page.tabs.stand_on(page.tabs._keys[-1])
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == rows)
    assert page.search.text() == text_of_a_row(page)
    assert page.table.chooser.shown() == shown != ()
    assert (page.model.sort_key, page.model.descending) == (page.model.columns[sortable].key, True)


def test_views_are_moved_renamed_and_taken_out_with_a_way_back(page, save, do, wait):
    save("甲")
    save("乙")
    do("moveViewLeft")
    assert names(page) == ["乙", "甲"]
    page.context.take_back()
    wait(page.context)
    assert names(page) == ["甲", "乙"]
    do("renameView")
    page.saved.name.setText("丙")
    page.saved.name.returnPressed.emit()
    wait(page.context)
    assert names(page) == ["甲", "丙"]
    do("removeView")
    assert names(page) == ["甲"] and page.saved.current is None
    page.context.take_back()
    wait(page.context)
    assert names(page) == ["甲", "丙"]


def test_a_saved_view_is_taken_back_and_done_again(page, save, wait):
    save("甲")
    page.context.take_back()
    wait(page.context)
    assert names(page) == [] and page.tabs.key == "all"
    page.context.do_again()
    wait(page.context)
    assert names(page) == ["甲"]


def test_a_name_that_is_taken_is_said_at_the_field(page, save, do, wait, qtbot):
    save("甲")
    do("saveView")
    page.saved.name.setText("甲")
    page.saved.name.returnPressed.emit()
    wait(page.context)
    qtbot.waitUntil(page.saved.error.isVisible)
    qtbot.keyClick(page.saved.name, Qt.Key.Key_Escape)
    assert not page.saved.name.isVisible() and names(page) == ["甲"]


def test_only_a_saved_view_can_be_changed(page, save):
    rename = page.findChild(QAction, "renameView")
    assert not rename.isEnabled()
    save("甲")
    assert rename.isEnabled()
    page.tabs.stand_on("all")
    assert not rename.isEnabled()


def test_columns_are_chosen_with_a_key(page, do, qtbot):
    do("chooseColumns")
    menu = page.table.findChild(QMenu, "columnsMenu")
    menu.actions()[1].trigger()
    assert page.table.isColumnHidden(1)
    menu.close()

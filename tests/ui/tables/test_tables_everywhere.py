"""What every table of the window can do: its columns chosen by mouse and key and remembered, rows copied, views kept.

One window for all pages; a page that is new with a table lacking any of it fails here.
"""

import re
import shutil

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTableView, QToolButton

from shopdesk import app
from shopdesk.domain.saved_views import PAGES as PAGES_WITH_VIEWS
from shopdesk.ui import machine, theme
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.window.page_names import PAGES

OF_THEIR_OWN = {"variantTable", "attributeTable"}  # forms in rows: every column is a field, nothing is hidden


@pytest.fixture(scope="module")
def opened(sample_template, tmp_path_factory, qapp):
    folder = shutil.copytree(sample_template, tmp_path_factory.mktemp("tables") / "shop")
    theme.apply(qapp, theme.LIGHT)
    shown = app.open_window(folder)
    shown.show()
    QTest.qWaitForWindowExposed(shown)
    yield shown
    shown.close()


@pytest.fixture
def page(opened, request):
    opened.go(request.param)
    return opened.current_page


def tables(page) -> list[TableView]:
    return page.findChildren(TableView)


def menu_of(table: TableView) -> QMenu:
    """Return the menu that was opened last."""
    return [menu for menu in table.findChildren(QMenu, "columnsMenu") if menu.isVisible()][-1]


@pytest.mark.parametrize("page", list(PAGES), indirect=True)
def test_every_table_of_a_page_can_what_tables_can(page, opened, wait, qtbot):
    strangers = [t.objectName() for t in page.findChildren(QTableView) if not isinstance(t, TableView)]
    assert set(strangers) <= OF_THEIR_OWN
    names = [table.objectName() for table in tables(page)]
    assert len(names) == len(set(names))  # the choice of columns is kept by the table's name
    for table in tables(page):
        if table.chooser.keeps:  # columns of a file's own are shown as the file tells them
            choose_columns(table)
            choose_width(table)
        copy_rows(table)
    if isinstance(page, TablePage):
        open_by_key(page, qtbot)
        assert page.name in PAGES_WITH_VIEWS
        more = page.findChild(QToolButton, "viewMore")
        assert more.isVisible() and {"saveView", "chooseColumns"} <= {a.objectName() for a in more.menu().actions()}
    wait(opened.context)


def choose_columns(table: TableView) -> None:
    """Hide a column with the header's menu, find it hidden by a new choice as well, bring it back."""
    usual = table.chooser.places_shown()
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(4, 4))
    menu = menu_of(table)
    hidden = usual[1]
    next(action for action in menu.actions() if action.data() == hidden).trigger()
    assert table.isColumnHidden(hidden) and menu.isVisible()
    assert table.chooser.names()[hidden] not in table.chooser.chosen() != ()
    table.setColumnHidden(hidden, False)
    table.chooser.restore()
    assert table.isColumnHidden(hidden)
    menu.findChild(QAction, "usualColumns").trigger()
    assert (table.chooser.places_shown(), table.chooser.chosen()) == (usual, ())
    menu.close()


def choose_width(table: TableView) -> None:
    """Give a column a width, find it by a new choice as well, give it up with the usual columns."""
    at = table.chooser.places_shown()[1]
    usual = table.columnWidth(at)
    wide = table.widths.set_width(at, usual + 37)
    table.setColumnWidth(at, usual)
    table.widths.restore()
    assert table.columnWidth(at) == wide == usual + 37
    table.chooser.open()
    menu = menu_of(table)
    menu.findChild(QAction, "usualColumns").trigger()
    menu.close()
    assert (table.columnWidth(at), table.widths.chosen()) == (usual, {})


def open_by_key(page: TablePage, qtbot) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    (page.rows_view if page.rows_view.isVisible() else page.search).setFocus()  # without rows there is no table
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.window().focusWidget() or page, Qt.Key.Key_C, control | shift)
    menu_of(page.table).close()


def copy_rows(table: TableView) -> None:
    """Copy a row as it is shown: titles first, only what is in sight, no start of a formula."""
    if not table.table_model.rowCount():
        return
    table.selectRow(0)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    titles, row = QGuiApplication.clipboard().text().split("\n")
    shown = [table.table_model.columns[at].title for at in table.chooser.places_shown()]
    assert titles.split("\t") == shown
    assert len(row.split("\t")) == len(shown)
    table.clearSelection()


@pytest.mark.parametrize("page", ["analysis"], indirect=True)
def test_what_a_moment_forbids_is_not_offered_and_not_forgotten(page):
    table = next(table for table in tables(page) if table.isVisible())
    names = table.chooser.names()
    first, second = (names[at] for at in table.chooser.places_shown()[1:3])
    table.chooser.withhold({first})
    table.chooser.open()
    menu = menu_of(table)
    assert names.index(first) not in [action.data() for action in menu.actions()]
    next(action for action in menu.actions() if action.data() == names.index(second)).trigger()
    menu.close()
    table.chooser.withhold(())
    assert not table.isColumnHidden(names.index(first)) and table.isColumnHidden(names.index(second))
    table.chooser.reset()


@pytest.mark.parametrize("page", ["parcels"], indirect=True)
def test_a_dragged_column_stays_where_it_was_put(page):
    header, chooser = page.table.horizontalHeader(), page.table.chooser
    header.moveSection(0, 2)
    order = chooser.places_shown()
    chooser.show(())
    chooser.restore()
    assert chooser.places_shown() == order != sorted(order)
    chooser.reset()
    assert machine.recall("columns/parcelsTable") == ""


@pytest.mark.parametrize("page", ["parcels"], indirect=True)
def test_the_columns_of_a_saved_view_are_its_own(page, opened, wait, qtbot):
    chooser, views = page.table.chooser, page.saved
    page.findChild(QAction, "saveView").trigger()
    views.name.setText("晚班")
    views.name.returnPressed.emit()
    wait(opened.context)
    qtbot.waitUntil(lambda: views.current is not None)
    chooser.open()
    menu = menu_of(page.table)
    menu.actions()[1].trigger()
    menu.close()
    assert page.table.isColumnHidden(1) and chooser.chosen() == ()
    page.tabs.setCurrentIndex(0)
    assert not page.table.isColumnHidden(1)
    chooser.open()
    menu = menu_of(page.table)
    menu.actions()[2].trigger()
    menu.close()
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    assert not page.table.isColumnHidden(2)
    page.tabs.setCurrentIndex(0)
    assert page.table.isColumnHidden(2)
    opened.context.take_back()
    wait(opened.context)
    chooser.reset()


OF_FILES = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize("page", ["batches", "prices", "promotions", "purchasing", "stock", "suppliers"], indirect=True)
def test_days_stand_as_the_reader_writes_them(page):
    for view in page.count_views():
        page.show_view(view)
        model = page.model
        shown = [model.columns[at].cell(model.row_at(row)) for row in range(model.rowCount())
                 for at in range(len(model.columns))]  # fmt: skip
        assert not [cell.text for cell in shown if OF_FILES.search(cell.text)], view

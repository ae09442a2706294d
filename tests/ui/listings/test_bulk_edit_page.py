"""A bulk edit in the window: typed, previewed cell by cell, applied, taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest

from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.ui.listings.bulk_edit_page import BulkEditPage


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def handles(context):
    table = ListingTable(context.shop)
    return [row.handle for row in table.rows(table.ids())][:5]


@pytest.fixture
def page(context, handles, qtbot) -> BulkEditPage:
    made = BulkEditPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.show_wanted({"listings": handles})
    return made


def choose(page, field, verb, value):
    part = page.form.parts[-1]
    part.field.setCurrentIndex(part.field.findData(field))
    part.verb.setCurrentIndex(part.verb.findData(verb))
    part.value.setText(value)


def shown(page):
    model = page.model
    return [[model.data(model.index(row, at)) for at in (0, 2, 3, 4)] for row in range(model.rowCount())]


def test_only_changed_cells_are_shown_applied_and_taken_back(page, context, handles, until):
    before = show_listing(context.shop, handles[0])
    choose(page, "title", "front", "NEW")
    until(lambda: page.rows_shown() == 5)
    assert ["NEW " + before.title] == [after for title, _field, _old, after in shown(page) if title == before.title]
    assert page._says.text() == "5 cells in 5 listings"
    page._apply.click()
    until(lambda: context.undo.newest is not None)
    assert show_listing(context.shop, handles[0]).title.startswith("NEW ")
    context.take_back()
    until(lambda: show_listing(context.shop, handles[0]) == before)


def test_a_cell_is_left_out_and_taken_in_again(page, context, handles, until):
    choose(page, "price", "percent", "10")
    until(lambda: page.rows_shown() >= 5)
    cells = [page.model.row_at(at) for at in range(page.model.rowCount())]
    out = next(row for row in cells if sum(row.handle == other.handle for other in cells) > 1)
    page.table.go_to(cells.index(out))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert "1 left out" in page._says.text() and len(shown(page)) == len(cells), "it stays in sight"
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert "left out" not in page._says.text()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    before = {v.sku: v.price for v in show_listing(context.shop, out.handle).variants}
    page._apply.click()
    until(lambda: context.undo.newest is not None)
    after = {v.sku: v.price for v in show_listing(context.shop, out.handle).variants}
    assert {sku for sku in before if before[sku] == after[sku]} == {out.cell.sku}


def test_what_is_no_number_is_said_and_cannot_be_applied(page, until):
    choose(page, "price", "percent", "much")
    until(lambda: "much" in page.form.wrong.text())
    assert page.form.wrong.text().startswith("The price") and not page._apply.isEnabled()


def test_two_changes_are_done_in_order(page, handles, until):
    choose(page, "title", "front", "A")
    page.form.add()
    choose(page, "title", "front", "B")
    until(lambda: page.rows_shown() == 5 and shown(page)[0][3].startswith("B A "))
    page.form.drop()
    until(lambda: page.rows_shown() == 5 and shown(page)[0][3].startswith("A "))


def test_a_choice_is_offered_where_only_some_values_are_allowed(page, until):
    part = page.form.parts[0]
    part.field.setCurrentIndex(part.field.findData("role"))
    assert part.choice.isVisible() and not part.value.isVisible()
    part.choice.setCurrentIndex(part.choice.findData("hit"))
    until(lambda: page.rows_shown() > 0)


def test_nothing_is_applied_that_was_not_shown(page, context, handles, until):
    choose(page, "title", "front", "A")
    until(page._apply.isEnabled)
    page.form.parts[0].value.setText("B")
    assert not page._apply.isEnabled()
    page.apply()
    until(lambda: page._apply.isEnabled() and shown(page)[0][3].startswith("B "))
    assert not show_listing(context.shop, handles[0]).title.startswith("A ")


def test_what_was_changed_meanwhile_is_previewed_anew(page, context, handles, until):
    choose(page, "title", "front", "A")
    until(lambda: page.rows_shown() == 5)
    before = show_listing(context.shop, handles[0])
    save_listing(context.shop, before, replace(before, title="somebody was faster"))
    told = []
    context.failed.connect(lambda error, _doing: told.append(error.code))
    page._apply.click()
    until(lambda: told == ["listing-changed"])
    until(lambda: "A somebody was faster" in {row[3] for row in shown(page)} and page._apply.isEnabled())


def test_what_cannot_be_changed_stands_first_with_its_reason(page, context, until):
    page.show_wanted({"listings": [told.handle for told in list_listings(context.shop)]})
    part = page.form.parts[0]
    part.field.setCurrentIndex(part.field.findData("status"))
    part.choice.setCurrentIndex(part.choice.findData("listed"))
    until(lambda: page._preview.refused != ())
    first = page.model.data(page.model.index(0, 5), Qt.ItemDataRole.ToolTipRole)
    assert "cannot be offered yet" in first and "cannot" in page._says.text()


def test_states_and_roles_are_words(page, until):
    part = page.form.parts[0]
    part.field.setCurrentIndex(part.field.findData("role"))
    part.choice.setCurrentIndex(part.choice.findData("profit"))
    until(lambda: page.rows_shown() > 0)
    assert shown(page)[0][1:] == ["Product role", "Regular", "Profit: it earns the money"] or page.rows_shown() < 5


def test_an_empty_preview_says_why(page, context, handles, until):
    until(lambda: page.look.is_new)
    assert page._empty.isVisible() and page._empty.accessibleName() == "Nothing to change yet"
    choose(page, "title", "replace", "没有这几个字")
    until(lambda: page.look.is_new)
    assert page._empty.accessibleName() == "Nothing would change"


def test_what_was_typed_outlives_a_new_window(page, context, handles, qtbot, until):
    page.form.add()
    choose(page, "price", "percent", "7")
    other = BulkEditPage(context)
    qtbot.addWidget(other)
    other.put_back(page.kept())
    assert other.form.operations() == page.form.operations()
    until(lambda: other.rows_shown() > 0)


def test_every_key_is_used_once(page):
    keys = [shortcut.key().toString() for shortcut in page.findChildren(QShortcut)]
    assert len(keys) == len(set(keys)) and {"Esc", "Ctrl+N", "Ctrl+Return"} <= set(keys)

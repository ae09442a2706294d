"""A bulk edit in the window: typed, previewed cell by cell, applied, taken back."""

import pytest

from shopdesk.services.listing_table import ListingTable
from shopdesk.services.listings import show_listing
from shopdesk.ui.bulk_edit_page import BulkEditPage


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
    assert ["NEW " + before.title] == [after for handle, _field, _old, after in shown(page) if handle == handles[0]]
    assert page._says.text() == "5 cells in 5 listings"
    page._apply.click()
    until(lambda: show_listing(context.shop, handles[0]).title.startswith("NEW "))
    context.take_back()
    until(lambda: show_listing(context.shop, handles[0]) == before)


def test_a_listing_is_left_out(page, context, handles, until):
    choose(page, "price", "percent", "10")
    until(lambda: page.rows_shown() >= 5)
    page.table.stand_on_first()
    out = page.model.row_at(0).handle
    page._leave_out.click()
    assert out not in {row[0] for row in shown(page)}
    before = show_listing(context.shop, out)
    page._apply.click()
    until(lambda: not context.runner.busy)
    assert show_listing(context.shop, out) == before


def test_what_is_no_number_is_said_and_cannot_be_applied(page, until):
    choose(page, "price", "percent", "much")
    until(lambda: "much" in page._wrong.text())
    assert not page._apply.isEnabled()


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

"""The places of the shop, in the window: a second stall is added, named, used, and taken out of use again."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from shopdesk.services.locations import list_locations, set_location
from shopdesk.services.stock import list_stock, move_stock
from shopdesk.ui.stock.places_page import PlacesPage
from shopdesk.ui.stock_words import word_place


@pytest.fixture
def page(context, qtbot) -> PlacesPage:
    made = PlacesPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


@pytest.fixture
def places(context):
    """The places by code, as they are now."""
    return lambda: {place.code: place for place in list_locations(context.shop)}


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)


def write(page, name: str, text: str) -> None:
    page.panel.findChild(QLineEdit, name).setText(text)


def add(page, code: str, name: str = "") -> None:
    page.begin_new()
    write(page, "placeCode", code)
    write(page, "placeName", name)
    page.panel.submit()


def test_a_stall_is_added_and_called_by_its_name_and_taken_back(page, context, places, until):
    add(page, "night", "夜市摊")
    until(lambda: page.panel.title.text() == "夜市摊" and context.undo.newest)
    assert places()["night"].name == "夜市摊" and not places()["night"].serves_orders
    assert word_place("night") == "夜市摊"
    context.take_back()
    until(lambda: "night" not in places() and context.undo.newest_undone)
    context.do_again()
    until(lambda: "night" in places())
    assert places()["night"].name == "夜市摊"


def test_a_code_that_is_there_is_refused_and_nothing_typed_is_lost(page, context, places):
    add(page, "stall", "另一个摊")
    assert page.panel.is_new and "stall" in page.panel.form.error.text()
    assert page.panel.form.name.text() == "另一个摊" and places()["stall"].name != "另一个摊"


def test_a_place_is_named_anew_and_called_as_before_when_taken_back(page, context, until):
    before = word_place("stall")
    page.show_wanted({"location": "stall"})
    write(page, "placeName", "周末市集")
    page.panel.submit()
    until(lambda: word_place("stall") == "周末市集" and context.undo.newest)
    context.take_back()
    until(lambda: word_place("stall") == before)


def test_where_goods_lie_cannot_be_taken_out_and_says_so(page, context, places, until):
    sku = list_stock(context.shop)[0].sku
    move_stock(context.shop, sku, 3, reason="receipt", location="quarantine")
    failed = []
    context.failed.connect(lambda error, _doing: failed.append(error.code))
    page.show_wanted({"location": "quarantine"})
    page.findChild(QPushButton, "removePlace").click()
    until(lambda: failed == ["location-full"])
    assert places()["quarantine"].pieces >= 3


def test_an_empty_place_is_taken_out_of_use_and_brought_back_with_its_shelves(page, context, places, wait, until):
    set_location(context.shop, "night", name="夜市摊")
    add(page, "night-1")
    until(lambda: page.panel.title.text() == "night-1")
    choice = page.panel.form.parent_place
    choice.setCurrentIndex(choice.findData("night"))
    assert not page.panel.findChild(QCheckBox, "placeServes").isVisible()
    page.panel.submit()
    until(lambda: places()["night-1"].parent == "night" and "changed" in context.undo.newest.text)
    wait(context)
    page.show_wanted({"location": "night"})
    page.findChild(QPushButton, "removePlace").click()
    until(lambda: not {"night", "night-1"} & set(places()))
    until(lambda: "out of use" in context.undo.newest.text)
    context.take_back()
    until(lambda: "night-1" in places())
    assert places()["night-1"].parent == "night" and places()["night"].name == "夜市摊"


def test_pieces_and_value_of_each_place_are_shown(page, context, places):
    sku = list_stock(context.shop)[0].sku
    before = places()["quarantine"]
    move_stock(context.shop, sku, 5, reason="receipt", location="quarantine")
    page.refresh()
    now = places()["quarantine"]
    assert now.pieces == before.pieces + 5 and now.value >= before.value
    row = page.model.row_of(now.row)
    assert page.model.index(row, 5).data() == str(now.pieces)

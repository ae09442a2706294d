"""Files out of the window: the selected rows or what is listed, told with its folder, taken back by undo."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk.services.exports import Chosen, count_to_hand_back, export_file
from shopdesk.ui import dialogs
from shopdesk.ui.listings.listings_page import ListingsPage
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.tables import export_bar


@pytest.fixture
def answer(monkeypatch, tmp_path):
    """Answer the dialog with a file and the form whose pattern holds a word; returns the patterns offered."""
    offered: list[str] = []

    def let(form: str, name: str):
        def choose(_parent, _title, _name, patterns):
            offered[:] = patterns
            return tmp_path / name, next(at for at, pattern in enumerate(patterns) if form in pattern)

        monkeypatch.setattr(dialogs, "choose_target_and_form", choose)
        return offered

    return let


def told(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


@pytest.fixture
def orders(context, qtbot):
    page = OrdersPage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_view("all")
    return page


def test_what_is_listed_goes_into_a_file(orders, answer, qtbot, tmp_path, monkeypatch):
    offered = answer("shopdesk-csv", "out")
    orders.table.clearSelection()
    orders.export_bar.export()
    qtbot.waitUntil(orders.export_bar.isVisible, timeout=20_000)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len({row["number"] for row in csv.DictReader(file)}) == 300
    assert told(orders, "exportTitle") == "300 records in out.csv"
    assert any("pdd-shipments" in pattern for pattern in offered)
    opened = []
    monkeypatch.setattr(export_bar.QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    folder = orders.findChild(QPushButton, "openExported")
    assert isinstance(folder, QPushButton)
    folder.click()
    assert opened == [tmp_path]


def test_only_the_selected_orders_go(orders, answer, qtbot, tmp_path):
    answer("shopdesk-xlsx", "few.xlsx")
    orders.table.selectRow(0)
    orders.export_bar.export()
    qtbot.waitUntil(orders.export_bar.isVisible, timeout=20_000)
    assert told(orders, "exportTitle") == "1 record in few.xlsx"


def test_parcels_are_handed_back_and_undo_makes_them_wait_again(orders, context, answer, qtbot):
    waiting = count_to_hand_back(context.shop)["pdd"]
    assert waiting > 0
    offered = answer("pdd-shipments", "ship.csv")
    orders.export_bar.hand_back()
    qtbot.waitUntil(orders.export_bar.isVisible, timeout=20_000)
    assert all("shipments" in pattern for pattern in offered)
    assert count_to_hand_back(context.shop)["pdd"] == 0
    context.take_back()
    qtbot.waitUntil(lambda: count_to_hand_back(context.shop)["pdd"] == waiting, timeout=20_000)


def test_the_view_of_what_is_to_be_handed_back_lists_it(orders, context, qtbot):
    waiting = sum(count_to_hand_back(context.shop).values())
    orders.show_view("to-hand-back")
    qtbot.waitUntil(lambda: orders.model.rowCount() == waiting, timeout=20_000)


def test_a_list_that_is_still_being_read_is_not_cut_off(orders, context, answer, qtbot):
    answer("shopdesk-csv", "out.csv")
    orders.table.clearSelection()
    orders.model.complete = False
    with qtbot.waitSignal(context.told) as said:
        orders.export_bar.export()
    assert "still being read" in said.args[0] and not orders.export_bar.isVisible()


def test_listings_go_out_of_their_own_page(context, answer, qtbot, tmp_path):
    page = ListingsPage(context)
    qtbot.addWidget(page)
    page.show()
    answer("shopify-products", "shop.csv")
    page.table.clearSelection()
    page.export_bar.export()
    qtbot.waitUntil(page.export_bar.isVisible, timeout=20_000)
    assert told(page, "exportTitle").endswith("in shop.csv") and (tmp_path / "shop.csv").is_file()


def test_rows_of_a_view_leave_other_channels_out_without_a_word(sample_shop, tmp_path):
    every = [row for (row,) in sample_shop.connection.execute("SELECT id FROM orders WHERE fulfilment = 'shipped'")]
    result = export_file(sample_shop, "shipments", "pdd-shipments", tmp_path / "a.csv", Chosen(rows=every))
    assert "parcel-of-other-channel" not in {refusal.error.code for refusal in result.refused}

"""Parcels in the window: scanned, noted by selection, brought in from a file, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.domain.parcel_states import STATES
from shopdesk.services.orders import show_order
from shopdesk.services.parcel_table import ParcelTable, count_parcels
from shopdesk.services.tracking import parcel_of
from shopdesk.ui import dialogs
from shopdesk.ui.orders.parcel_words import PARCEL
from shopdesk.ui.orders.parcels_page import ParcelsPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def page(context, qtbot):
    made = ParcelsPage(context)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    return made


@pytest.fixture
def parcel(context):
    """The first parcel under way."""
    return next(row for row in ParcelTable(context.shop, "under-way").every() if row.waybill)


def test_a_scanned_waybill_is_signed_for_and_taken_back(page, context, parcel, until, wait):
    page.scanned.setText(parcel.waybill)
    page.scanned.returnPressed.emit()
    until(lambda: show_order(context.shop, parcel.number).fulfilment == "delivered")
    wait(context)
    context.take_back()
    until(lambda: show_order(context.shop, parcel.number).fulfilment == "shipped")
    wait(context)
    context.do_again()
    until(lambda: show_order(context.shop, parcel.number).fulfilment == "delivered")


def test_selected_parcels_are_noted_as_lost_and_noticed(page, context, parcel, until):
    assert page.show_row_of(parcel.row)
    page.report("lost")
    until(lambda: count_parcels(context.shop)["trouble"] == 1)
    page.show_wanted({"view": "trouble"})
    until(lambda: page.panel.title.text() == parcel.number)
    assert "Lost" in [shown.text() for shown in page.panel.findChildren(QLabel)]
    told = next(column for column in page.model.columns if column.key == "state").cell(page.model.row_at(0))
    assert (told.text, told.status) == ("Lost", PARCEL["lost"])


def test_every_state_of_a_parcel_has_its_shape():
    assert set(PARCEL) == {"", *STATES}
    assert len({status.shape for status in PARCEL.values()}) == len(PARCEL)


def test_a_couriers_file_tells_many_at_once(page, context, parcel, until, tmp_path, monkeypatch):
    file = tmp_path / "news.csv"
    file.write_text(f"waybill,state,time\n{parcel.waybill},delivered,\nNOBODY,lost,\n", "utf-8")
    said = []
    context.told.connect(said.append)
    monkeypatch.setattr(dialogs, "choose_files", lambda *_told: [file])
    page.findChild(QPushButton, "importReports").click()
    until(lambda: show_order(context.shop, parcel.number).fulfilment == "delivered")
    until(lambda: any("NOBODY" in text for text in said))
    page.show_wanted({"view": "delivered"})
    until(lambda: page.panel.title.text() == parcel.number)
    assert any("Without a reason" in shown.text() for shown in page.panel.findChildren(QLabel))


def test_what_is_not_known_is_said_and_changes_nothing(page, context, until):
    said = []
    context.told.connect(said.append)
    page.scanned.setText("NOBODY")
    page.scanned.returnPressed.emit()
    until(lambda: any("NOBODY" in text for text in said))
    assert count_parcels(context.shop)["delivered"] == 0


def test_a_dropped_table_is_taken_and_other_files_are_left_to_the_import(page, tmp_path, context, parcel, until):
    file = tmp_path / "news.csv"
    file.write_text(f"运单号,状态\n{parcel.waybill},派送中\n", "utf-8")
    assert page.take_files([file])
    assert not page.take_files([tmp_path / "picture.jpg"])
    until(lambda: parcel_of(context.shop, parcel.number) is not None)


def test_keys_lead_from_the_parcels_to_the_other_pages(page, context, qtbot):
    went = []
    context.went.connect(lambda name, _wanted: went.append(name))
    qtbot.waitExposed(page)
    page.table.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(page.table, key, Qt.KeyboardModifier.AltModifier)
    assert went == ["orders", "messages", "couriers"]

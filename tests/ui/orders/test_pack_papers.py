"""The evidence of a parcel is one click away from its order's timeline, the sheet of commands from the waves."""

import pytest
from PySide6.QtWidgets import QPushButton

from shopdesk.services.orders import list_orders
from shopdesk.services.packing import finish_parcel, open_parcel
from shopdesk.ui import dialogs
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.orders.waves_page import WavesPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def target(monkeypatch, tmp_path):
    """Where whoever is asked wants the file."""
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: tmp_path / "paper.pdf")
    return tmp_path / "paper.pdf"


def test_the_evidence_of_a_packed_order_is_saved_from_its_panel(context, qtbot, until, target):
    packed, unpacked = (order.number for order in list_orders(context.shop, view="to-pick")[:2])
    finish_parcel(context.shop, open_parcel(context.shop, packed, station="bench-1").session, reason="counted by hand")
    page = OrdersPage(context)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show()
    page.show_wanted({"order": packed})
    until(lambda: page.panel.findChild(QPushButton, "saveEvidence") is not None)
    page.panel.findChild(QPushButton, "saveEvidence").click()
    until(target.exists)
    page.show_wanted({"order": unpacked})
    until(lambda: page.panel.title.text() == unpacked)
    until(lambda: page.panel.findChild(QPushButton, "saveEvidence") is None)


def test_the_sheet_of_commands_is_saved_from_the_waves(context, qtbot, until, target):
    page = WavesPage(context)
    qtbot.addWidget(page)
    page.show()
    page.findChild(QPushButton, "commandSheet").click()
    until(target.exists)

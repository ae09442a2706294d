"""The driver is at the door: parcels are scanned in the window, handed over, and their manifest is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.services.handovers import list_handovers, waiting_parcels
from shopdesk.services.orders import each_order, hold_order, show_order
from shopdesk.ui import dialogs
from shopdesk.ui.orders.handover_page import HandoverPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def page(context, qtbot) -> HandoverPage:
    made = HandoverPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def parcels(context, page):
    """What waits for the courier that is shown."""
    return lambda: waiting_parcels(context.shop, page.standing.partition(":")[2])


def scan(page, text: str) -> None:
    page.work.scan.setText(text)
    QTest.keyClick(page.work.scan, Qt.Key.Key_Return)


def test_packed_parcels_stand_under_their_courier(page, context, parcels):
    couriers = {parcel.courier for parcel in waiting_parcels(context.shop)}
    assert page.list.count() == len(couriers) > 0
    assert page.work.model.rowCount() == len(parcels())


def test_scans_tick_and_only_what_was_scanned_leaves(page, context, parcels, until):
    first = next(parcel for parcel in parcels() if not parcel.stop)
    count = len(parcels())
    scan(page, first.orders[0])
    until(lambda: parcels() and any(parcel.scanned for parcel in parcels()))
    until(page.work._some.isEnabled)
    scan(page, first.orders[0])
    until(lambda: "Scanned twice" in page.work.last.text())
    scan(page, "4006381333931")
    until(lambda: "Nobody knows" in page.work.last.text())
    QTest.keyClick(page.work.scan, Qt.Key.Key_F8)
    until(lambda: page.standing == "made:H-000001")
    assert show_order(context.shop, first.orders[0]).fulfilment == "shipped"
    assert len(waiting_parcels(context.shop, first.courier)) == count - 1


def test_all_leave_and_come_back_with_undo(page, context, parcels, until):
    numbers = [parcel.orders[0] for parcel in parcels() if not parcel.stop]
    page.work.hand_over_all()
    until(lambda: context.undo.newest is not None)
    assert {show_order(context.shop, number).fulfilment for number in numbers} == {"shipped"}
    context.take_back()
    until(lambda: list_handovers(context.shop)[0].state == "undone")
    assert {show_order(context.shop, number).fulfilment for number in numbers} == {"packed"}


def test_a_parcel_that_must_stay_is_shown_first_and_refused(page, context, parcels, until):
    held = parcels()[-1].orders[0]
    each_order(context.shop, [held], hold_order)
    context.changed.emit(frozenset({"orders"}))
    until(lambda: any(parcel.stop for parcel in page.work._parcels))
    scan(page, held)
    until(lambda: "must stay here" in page.work.last.text())


def test_the_manifest_is_saved(page, context, until, monkeypatch, tmp_path):
    page.work.hand_over_all()
    until(lambda: page.standing == "made:H-000001")
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: tmp_path / "manifest.pdf")
    page.work._print.click()
    until((tmp_path / "manifest.pdf").exists)


def test_a_handover_is_taken_back_from_its_manifest(page, context, until):
    page.work.hand_over_all()
    until(lambda: page.standing == "made:H-000001")
    until(page.work._back.isVisible)
    page.work._back.click()
    until(lambda: list_handovers(context.shop)[0].state == "undone")
    until(lambda: not page.work._back.isVisible())


def test_a_scan_is_read_aloud_an_unknown_one_at_once(page, parcels, until, monkeypatch):
    read: list[tuple[str, bool]] = []
    monkeypatch.setattr("shopdesk.ui.said.announce", lambda _at, words, urgent=False: read.append((words, urgent)))
    first = next(parcel for parcel in parcels() if not parcel.stop)
    scan(page, first.orders[0])
    until(lambda: len(read) == 1)
    assert first.orders[0] in read[0][0] and read[0][1] is False
    scan(page, "NOBODY-KNOWS")
    until(lambda: len(read) == 2)
    assert read[1][1] is True

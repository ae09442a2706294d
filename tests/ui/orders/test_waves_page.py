"""A morning's picking in the window: a wave is made from the queue, walked by scans and keys, and handed on."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from shopdesk.services.orders import cancel_order, each_order, hold_order, list_orders, order_timeline, show_order
from shopdesk.services.waves import make_wave, show_wave
from shopdesk.ui.orders.order_timeline import timeline_rows
from shopdesk.ui.orders.waves_page import WavesPage
from shopdesk.ui.tables.entry_delegate import HEIGHT
from shopdesk.ui.tables.row_drag import ORDERS


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def page(context, qtbot) -> WavesPage:
    made = WavesPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def wave(page, until, context):
    """The page with a wave of four orders under way."""
    made = make_wave(context.shop, positions=4).wave
    context.changed.emit(frozenset({"waves"}))
    until(lambda: page.standing == made.number)
    return made


def scan(page, text: str) -> None:
    page.work.scan.setText(text)
    QTest.keyClick(page.work.scan, Qt.Key.Key_Return)


def taken(context, number: str = "W-000001") -> int:
    return show_wave(context.shop, number).row.taken


def test_without_waves_the_page_says_what_they_are_for(page, until):
    assert page.empty.isVisible()
    page.findChild(QPushButton, "firstWave").click()
    assert page.start.isVisible()


def test_the_form_shows_what_would_be_in_the_wave_before_it_is_made(page, until, context):
    page.begin()
    until(lambda: page.start.list.count() > 0)
    page.start.positions.setValue(3)
    until(lambda: page.start.list.count() == 3)
    assert page.start.list.item(0).text().startswith("A1") and "wait on" in page.start.sums.text()
    page.start.make.click()
    until(page.work.isVisible)
    assert page.standing == "W-000001" and len(show_wave(context.shop, page.standing).members) == 3
    context.take_back()
    until(lambda: show_wave(context.shop, "W-000001").state == "undone")
    until(lambda: context.undo.newest_undone is not None)
    context.do_again()
    until(lambda: show_wave(context.shop, "W-000001").state == "open")


def test_orders_that_cannot_be_picked_are_told_with_their_reason(page, until, context):
    good, held = (order.number for order in list_orders(context.shop, view="to-pick")[:2])
    each_order(context.shop, [held], hold_order)
    page.show_wanted({"orders": [good, held]})
    until(lambda: page.start.list.count() == 2)
    assert good in page.start.list.item(0).text()
    assert held in page.start.list.item(1).text() and "on hold" in page.start.list.item(1).text()


def test_entries_of_the_list_are_high_enough_for_two_lines(page, wave):
    assert page.list.sizeHintForRow(0) == HEIGHT and "\n" in page.list.item(0).text()


def test_a_queue_without_such_orders_makes_no_wave(page, until, context):
    went = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.begin()
    page.start.shelf.setText("ZZZ")
    until(lambda: not page.start.make.isEnabled())
    assert page.start.list.count() == 0
    assert page.start.empty.isVisible() and not page.start.list.isVisible()
    page.findChild(QPushButton, "waveConfirm").click()
    assert went == [("orders", {"view": "new"})]


def test_scans_and_enter_tick_pieces_and_undo_takes_them_off_the_cart(page, wave, until, context):
    first = wave.lines[0]
    scan(page, first.sku)
    until(lambda: taken(context) == 1 and page.work.last.text().startswith("+1"))
    scan(page, "")
    until(lambda: taken(context) > 1)
    until(lambda: page.work.last.text().startswith("+"))
    before = taken(context)
    context.take_back()
    until(lambda: taken(context) < before)
    scan(page, "4006381333931")
    until(lambda: "Put it back" in page.work.last.text())


def test_a_shelf_that_is_short_is_reported_with_one_key_and_taken_back(page, wave, until, context):
    line = wave.lines[0]
    page.work.lines.stand_on(line.what)
    page.work.arm()
    QTest.keyClick(page.work.scan, Qt.Key.Key_F8)
    until(lambda: "on hold" in page.work.last.text())
    orders = [share.order for share in line.shares]
    assert all("hold" in show_order(context.shop, order).flags for order in orders)
    until(lambda: page.work.troubles.isVisible() and page.work._count.isVisible())
    asked = []
    context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    page.work._count.click()
    assert asked == [("counts", {"count": "CT-00001"})]
    context.take_back()
    until(lambda: not any("hold" in show_order(context.shop, order).flags for order in orders))


def test_an_order_cancelled_meanwhile_is_told_at_the_cart(page, wave, until, context):
    member = wave.members[0]
    each_order(context.shop, [member.order], cancel_order)
    context.changed.emit(frozenset({"orders"}))
    until(page.work.troubles.isVisible)
    assert f"{member.cart}   {member.order}   Cancelled" in page.work.troubles.text()


def test_a_wave_goes_on_to_packing_and_is_opened_again(page, wave, until, context):
    page.work.arm()
    QTest.keyClick(page.work.scan, Qt.Key.Key_F9)
    until(lambda: show_wave(context.shop, wave.number).state == "closed")
    until(page.work._reopen.isVisible)
    assert not page.work.scan.isVisible()
    page.work._reopen.click()
    until(lambda: show_wave(context.shop, wave.number).state == "open")


def test_its_pick_list_is_asked_for_with_its_orders(page, wave, context):
    asked = []
    context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    page.work._print.click()
    assert asked == [("printing", {"orders": [m.order for m in wave.members], "document": "pick-list"})]


def test_taking_a_wave_apart_puts_its_orders_back(page, wave, until, context):
    page.work.arm()
    QTest.keyClick(
        page.work.scan, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    until(lambda: show_wave(context.shop, wave.number).state == "undone")
    assert show_order(context.shop, wave.members[0].order).fulfilment == "confirmed"


def test_the_timeline_of_an_order_tells_its_wave_and_its_place_on_the_cart(wave, context):
    member = wave.members[0]
    entries = order_timeline(context.shop, member.order)[-1:]
    (row,) = timeline_rows(entries, str)
    assert f"{wave.number} · {member.cart}" in [words.text() for words in row.findChildren(QLabel)]


def drop(target, orders, place) -> bool:
    """Drop orders on a list as a mouse does; tell whether they were taken."""
    data = QMimeData()
    data.setData(ORDERS, "\n".join(orders).encode())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(target.viewport(), entered)
    moved = QDragMoveEvent(place, copy, data, left, none)
    QApplication.sendEvent(target.viewport(), moved)
    if not moved.isAccepted():
        return False
    event = QDropEvent(QPointF(place), copy, data, left, none)
    QApplication.sendEvent(target.viewport(), event)
    return event.isAccepted()


def middle(shown, row: int, share: float = 0.5) -> QPoint:
    box = shown.visualItemRect(shown.item(row))
    return QPoint(box.center().x(), box.top() + round(box.height() * share))


def standing(context, number: str = "W-000001") -> list[str]:
    return [member.order for member in show_wave(context.shop, number).members]


@pytest.fixture
def arranging(page, wave, until):
    """The page with the wave's orders instead of its lines."""
    page.work.arm()
    page.findChild(QPushButton, "turnWave").click()
    until(page.work.arrange.isVisible)
    return page.work.arrange.places


def test_orders_are_dragged_into_another_sequence_and_undo_gives_the_old_one_back(arranging, context, until):
    first, second, third, fourth = standing(context)
    assert arranging.item(0).text().startswith(f"A1   {first}")
    assert drop(arranging, [fourth], middle(arranging, 0, 0.1))
    until(lambda: standing(context) == [fourth, first, second, third])
    until(lambda: arranging.item(0).text().startswith(f"A1   {fourth}"))
    assert drop(arranging, [fourth], middle(arranging, 2, 0.9))
    until(lambda: standing(context) == [first, second, fourth, third])
    for expected in ([fourth, first, second, third], [first, second, third, fourth]):
        until(lambda: context.undo.newest is not None and not context.runner.busy)
        context.take_back()
        until(lambda wanted=expected: standing(context) == wanted)


def test_orders_are_moved_by_keys_and_stay_chosen(arranging, context, until):
    first, second, third, fourth = standing(context)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    arranging.setCurrentRow(1)
    QTest.keyClick(arranging, Qt.Key.Key_Down, control)
    until(lambda: standing(context) == [first, third, second, fourth])
    until(lambda: not context.runner.busy and arranging.currentRow() == 2 and arranging.chosen() == [second])
    QTest.keyClick(arranging, Qt.Key.Key_Up, control)
    until(lambda: standing(context) == [first, second, third, fourth])
    until(lambda: not context.runner.busy and arranging.currentRow() == 1)
    arranging.setCurrentRow(0)
    QTest.keyClick(arranging, Qt.Key.Key_Up, control)
    assert not context.runner.busy, "the first one is first"


def test_an_order_is_taken_out_with_del_and_comes_back_with_undo(arranging, context, until):
    first, second, *others = standing(context)
    arranging.setCurrentRow(1)
    QTest.keyClick(arranging, Qt.Key.Key_Delete)
    until(lambda: standing(context) == [first, *others])
    assert show_order(context.shop, second).fulfilment == "confirmed"
    until(lambda: context.undo.newest is not None and not context.runner.busy)
    context.take_back()
    until(lambda: standing(context) == [first, second, *others])
    until(lambda: context.undo.newest_undone is not None)
    context.do_again()
    until(lambda: standing(context) == [first, *others])


def test_the_last_order_stays_and_it_is_said_what_to_do_instead(arranging, page, context, until):
    arranging.selectAll()
    page.findChild(QPushButton, "takeOutOfWave").click()
    until(lambda: "break the wave up" in page.work.last.text())
    assert len(standing(context)) == 4


def test_orders_are_dropped_on_another_wave_or_sent_there_from_a_menu(arranging, page, wave, context, until):
    other = make_wave(context.shop, positions=2).wave.number
    context.changed.emit(frozenset({"waves"}))
    until(lambda: page.list.count() == 2)
    page._stand_on(wave.number)
    first, second, *_others = standing(context)
    at = next(row for row in range(2) if page.list.item(row).text().startswith(other))
    assert drop(page.list, [first], middle(page.list, at))
    until(lambda: first in standing(context, other))
    assert first not in standing(context) and show_order(context.shop, first).fulfilment == "picking"
    until(lambda: not context.runner.busy and page.work.arrange._into.isEnabled())
    arranging.setCurrentRow(0)
    assert arranging.chosen() == [second]
    page.findChild(QPushButton, "intoOtherWave").click()
    page.findChild(QAction, f"into-{other}").trigger()
    until(lambda: second in standing(context, other))
    for gone in (second, first):
        until(lambda: context.undo.newest is not None and not context.runner.busy)
        context.take_back()
        until(lambda order=gone: order in standing(context))


def test_a_wave_that_is_being_picked_takes_and_gives_nothing(arranging, page, wave, context, until):
    first, second, *_others = standing(context)
    waiting = next(one.number for one in list_orders(context.shop, view="to-pick") if one.number not in (first, second))
    scan(page, wave.lines[0].sku)
    until(lambda: not page.work.arrange._out.isEnabled())
    assert "picked already" in page.work.arrange._hint.text()
    assert not drop(arranging, [second], middle(arranging, 0, 0.1))
    assert not drop(page.list, [waiting], middle(page.list, 0))
    context.take_back()
    until(page.work.arrange._out.isEnabled)
    assert drop(page.list, [waiting], middle(page.list, 0))
    until(lambda: waiting in standing(context))


def test_orders_that_wait_go_into_an_open_wave_from_the_form(page, wave, context, until):
    waiting = next(one.number for one in list_orders(context.shop, view="to-pick"))
    page.show_wanted({"orders": [waiting]})
    until(lambda: page.start.list.count() == 1 and page.start.into.isVisible())
    page.start.into.setCurrentIndex(page.start.into.findData(wave.number))
    until(lambda: not page.start.list.item(0).text().startswith("A1"))
    page.start.make.click()
    until(lambda: waiting in standing(context))
    until(page.work.isVisible)
    assert page.standing == wave.number and context.undo.newest.text == f"1 order put into {wave.number}"
    until(lambda: not context.runner.busy)
    context.take_back()
    until(lambda: waiting not in standing(context))

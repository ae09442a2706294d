"""The frame: pages by key, one search for everything, work beside the window, undo instead of "are you sure"."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from shopdesk.domain.errors import ShopError
from shopdesk.services import orders
from shopdesk.services.orders import each_order, hold_order, list_orders, release_order
from shopdesk.ui.dialogs import ErrorDialog, error_dialog, mask
from shopdesk.ui.undo import Change


def test_every_place_is_reached_by_its_key(window, qtbot):
    for key, page in ((Qt.Key.Key_3, "stock"), (Qt.Key.Key_1, "orders")):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.rail.findChild(QAbstractButton, f"rail-{page}").isChecked()


def test_a_page_stays_as_it_was_left(window):
    window.current_page.field.setText("half typed")
    window.go("stock")
    window.go("orders")
    assert window.current_page.field.text() == "half typed"


def test_the_search_finds_an_order_by_pinyin_initials_and_opens_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.palette_field, "mkb")
    qtbot.keyClick(window.palette_field, Qt.Key.Key_Return)
    (wanted,) = [asked for asked in window.current_page.asked if asked]
    found = list_orders(window.context.shop, search="mkb")
    assert wanted == {"order": found[0].number}


def test_the_search_runs_actions_too(window, qtbot):
    window.palette_field.focus()
    qtbot.keyClicks(window.palette_field, "stock")
    qtbot.keyClick(window.palette_field, Qt.Key.Key_Return)
    assert window.rail.findChild(QAbstractButton, "rail-stock").isChecked()


def test_dropped_files_go_to_the_import(window, tmp_path):
    window.take_files([tmp_path / "orders.csv"])
    assert window.current_page.asked[-1] == {"files": [tmp_path / "orders.csv"]}


def test_a_change_is_taken_back_and_done_again(window, qtbot, wait):
    context = window.context
    number = next(o.number for o in list_orders(context.shop, view="to-ship") if "hold" not in o.flags)

    def verb(act):
        return lambda shop, job: each_order(shop, [number], act)

    def held() -> bool:
        return "hold" in orders.show_order(context.shop, number).flags

    change = Change("1 put on hold", verb(release_order), verb(hold_order))
    context.write("hold", change.redo, changes={"orders"}, done=lambda _result: context.note(change))
    wait(context)
    qtbot.waitUntil(lambda: context.undo.newest is change)
    assert held() and window.bottom.undo_button.isVisible() and window.current_page.refreshed == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not held())
    qtbot.waitUntil(lambda: context.undo.newest_undone is change)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(held)


def test_a_refusal_is_told_in_words_and_work_goes_on(window, qtbot, wait):
    def refuse(shop, job):
        raise ShopError("sku-unknown", value="NOPE")

    window.context.write("move", refuse, changes={"stock"})
    wait(window.context)
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    dialog = window.findChild(ErrorDialog)
    assert "NOPE" in dialog.findChild(object, "errorHeadline").text()
    dialog.accept()
    assert window.isEnabled()


def test_cancelled_work_is_rolled_back(context, qtbot):
    started, go_on = threading.Event(), threading.Event()
    number = list_orders(context.shop, view="to-ship")[0].number

    def slow(shop, job):
        with shop.writing():
            each_order(shop, [number], hold_order)
            started.set()
            go_on.wait(10)
            job.step(1, 2)

    task = context.runner.write("slow", slow)
    with qtbot.waitSignal(task.cancelled, timeout=10_000):
        context.runner.start(task)
        qtbot.waitUntil(started.is_set)
        task.cancel()
        go_on.set()
    assert "hold" not in orders.show_order(context.shop, number).flags


def test_closing_stops_what_runs(window, qtbot):
    running = threading.Event()

    def endless(shop, job):
        running.set()
        while True:
            job.step(0, 0)

    window.context.write("endless", endless, changes=set())
    qtbot.waitUntil(running.is_set)
    window.close()
    assert not window.isVisible()


def test_a_fault_of_our_own_can_be_copied_without_anybodys_telephone(qapp):
    try:
        raise ZeroDivisionError("13812345678 someone@example.com 2458112233445566778")
    except ZeroDivisionError as error:
        dialog = error_dialog(error, "printing")
    assert "ZeroDivisionError" in dialog.details
    for private in ("13812345678", "someone@example.com", "2458112233445566778"):
        assert private not in dialog.details
    assert mask("SD-000123") == "SD-000123"


def test_every_control_says_its_name(window):
    """Qt's own little buttons inside a field speak for themselves."""
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    nameless = [
        control.objectName() or type(control).__name__
        for control in controls
        if control.isVisible() and not control.accessibleName() and not isinstance(control.parent(), QLineEdit)
    ]
    assert nameless == []


def test_arrows_lead_along_the_rail_and_open_nothing_and_tab_comes_to_the_place_that_is_shown(window, hands_on):
    hands = hands_on(window)
    window.go("stock")
    hands.tab_to("rail-stock")
    assert not window.rail.findChild(QAbstractButton, "rail-orders").hasFocus()
    for name in ("rail-import", "rail-orders", "rail-printing"):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        assert window.focusWidget().objectName() == name
        assert window.rail.findChild(QAbstractButton, "rail-stock").isChecked()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.rail.findChild(QAbstractButton, "rail-printing").isChecked()


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_rail_makes_room_on_a_small_screen(window, width):
    window.resize(width, 700)
    assert (window.rail.width() < 100) == (width < 1200)


def test_two_quick_undos_take_two_changes_back_each_once(window, qtbot, wait):
    done: list[str] = []
    for name in ("first", "second"):
        window.context.note(
            Change(name, lambda _shop, _job, n=name: done.append(f"undo {n}"), lambda _s, _j, n=name: done.append(n))
        )
    window.context.take_back()
    window.context.take_back()
    window.context.take_back()
    wait(window.context)
    assert done == ["undo second", "undo first"]
    window.context.do_again()
    window.context.do_again()
    wait(window.context)
    assert done[2:] == ["first", "second"]


def test_a_change_that_can_no_longer_be_taken_back_does_not_block_the_one_before_it(window, wait):
    done: list[str] = []

    def refuse(_shop, _job):
        raise ShopError("order-on-hold", order="SD-000001")

    window.context.note(Change("first", lambda _s, _j: done.append("first")))
    window.context.note(Change("second", refuse))
    window.context.take_back()
    wait(window.context)
    window.context.take_back()
    wait(window.context)
    assert done == ["first"]


def test_enter_in_the_closed_search_does_nothing_and_escape_is_its_own(window, qtbot, wait):
    done: list[str] = []
    window.context.note(Change("it", lambda _s, _j: done.append("undone")))
    window.context.note(Change("it", lambda _s, _j: done.append("undone")))
    window.palette_field.focus()
    qtbot.keyClicks(window.palette_field, "undo")
    for _ in range(3):
        qtbot.keyClick(window.palette_field, Qt.Key.Key_Return)
    wait(window.context)
    assert done == ["undone"]


def test_what_is_being_entered_is_kept_when_the_window_closes(window, folder, qtbot):
    done: list[str] = []
    field = window.current_page.field
    field.editingFinished.connect(
        lambda: window.context.write("keep", lambda _s, _j: done.append(field.text()), changes=set())
    )
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "typed")
    window.close()
    assert done == ["typed"]

"""Scans at a window: whatever has the focus, whatever an input method says, each code is heard once, nowhere else."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopdesk.ui.scan_input import ScanInput

SCANS = Path(__file__).resolve().parents[2] / "benchmarks" / "scans.py"
CODE = "4006381333931"


class Bench:
    """A page with a field and a button; its clock stands still unless it is told."""

    def __init__(self, qtbot) -> None:
        self.page = QWidget()
        self.field, self.button = QLineEdit(), QPushButton()
        layout = QVBoxLayout(self.page)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        qtbot.addWidget(self.page)
        self.now, self.codes, self.keys = 1000.0, [], []
        self.input = ScanInput(self.page, clock=lambda _event: self.now)
        self.input.scanned.connect(lambda code, _at: self.codes.append(code))
        self.input.pressed.connect(self.keys.append)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.button.setFocus()
        self.input.arm()

    def type(self, text: str, pause: float = 8) -> None:
        for letter in text:
            self.now += pause
            QApplication.sendEvent(QApplication.focusWidget(), press(letter))

    def commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def press(letter: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)


@pytest.fixture
def bench(qtbot):
    made = Bench(qtbot)
    yield made
    made.input.disarm()


def test_a_shift_of_scans_is_heard_whatever_happens_in_between(qapp):
    spec = importlib.util.spec_from_file_location("scans", SCANS)
    scans = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scans)
    told = scans.play(300, 7)
    assert (told["lost"], told["doubled"], told["in_order"]) == (0, 0, True)
    assert (told["in_fields"], told["buttons_pressed"], told["keys_wrong"]) == (0, 0, 0)


def test_a_code_ends_by_itself_when_the_scanner_sends_no_enter(bench, qtbot):
    bench.type(CODE)
    qtbot.waitUntil(lambda: bench.codes == [CODE])
    assert not bench.keys


def test_a_window_that_was_busy_hears_the_rest_of_a_code_late_but_whole(bench, qtbot):
    bench.type(CODE[:6])
    for letter in CODE[6:]:
        QApplication.postEvent(bench.button, press(letter))  # what waits while the window is busy
    bench.input._perhaps_rest()  # the timer is up before they are heard
    qtbot.waitUntil(lambda: bench.codes == [CODE])


def test_what_a_person_types_into_a_field_arrives_there_and_a_scan_does_not(bench, qtbot):
    bench.field.setFocus()
    bench.type("mug", pause=60)
    bench.input.rest()
    assert bench.field.text() == "mug" and not bench.codes
    bench.now += 1000
    bench.type(CODE + "\r")
    assert bench.codes == [CODE] and bench.field.text() == "mug"


def test_tab_leads_from_a_button_to_the_field_and_back_and_no_scan_leads_anywhere(bench):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is bench.field
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is bench.button
    bench.now += 1000
    bench.type(CODE + "\t")
    assert QApplication.focusWidget() is bench.button and bench.codes == [CODE] and not bench.keys


def test_chinese_is_typed_into_a_field_as_ever(bench):
    bench.field.setFocus()
    bench.commit("米白")
    assert bench.field.text() == "米白" and not bench.codes


def test_an_input_method_gives_the_code_in_wide_letters_and_it_is_heard_all_the_same(bench):
    bench.commit("ＱＨ－ＭＵＧ")
    bench.input.rest()
    assert bench.codes == ["QH-MUG"]


def test_an_input_method_that_says_keys_again_doubles_nothing(bench):
    bench.type(CODE)
    bench.commit(CODE)
    bench.input.rest()
    assert bench.codes == [CODE]


def test_chinese_where_nobody_types_is_no_code(bench):
    bench.commit("快递")
    bench.input.rest()
    assert not bench.codes and not bench.keys


def test_a_letter_acts_only_when_none_follows_and_enter_presses_no_button(bench, qtbot):
    pressed = []
    bench.button.clicked.connect(lambda: pressed.append(1))
    bench.type("k")
    assert not bench.keys
    qtbot.waitUntil(lambda: bench.keys == ["k"])
    bench.now += 1000
    bench.type("kz K\r")
    assert bench.codes == ["kz K"] and bench.keys == ["k"] and not pressed


def test_keys_with_control_go_where_they_always_go(bench):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "\x0b")
    QApplication.sendEvent(bench.button, event)
    bench.input.rest()
    assert not bench.codes and not bench.keys


def test_a_scanner_that_ends_its_codes_with_control_j(bench):
    bench.type(CODE)
    QApplication.sendEvent(
        bench.button, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier, "\n")
    )
    assert bench.codes == [CODE]


def test_a_page_that_is_left_hears_nothing(bench):
    bench.input.disarm()
    bench.field.setFocus()
    bench.type(CODE)
    assert bench.field.text() == CODE and not bench.codes

"""Tab goes as a window is read, whenever a control was made and wherever it was put; what it reaches is in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget

from shopdesk.ui.controls import column, row
from shopdesk.ui.window.reading_order import step_focus


class Read(QWidget):
    """A window that is gone through as it is read."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        return step_focus(self, forward=next)


def push(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName(name)
    return made


@pytest.fixture
def shown(qtbot):
    def show(window: Read) -> Read:
        qtbot.addWidget(window)
        window.resize(300, 200)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def go(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, steps: int = 4) -> str:
    names = []
    for _step in range(steps):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        names.append(QApplication.focusWidget().objectName())
    return " ".join(names)


def test_what_comes_later_is_met_where_it_stands(shown):
    window, inside = Read(), row(push("a"), push("c"))
    window.setLayout(column(inside, push("d")))
    inside.insertWidget(1, push("b"))
    shown(window)
    window.findChild(QWidget, "a").setFocus()
    assert go(window) == "b c d a"
    assert go(window, Qt.Key.Key_Backtab) == "d c b a"


def test_a_grid_is_read_line_by_line(shown):
    window, grid = Read(), QGridLayout()
    for name, line, place in (("d", 1, 1), ("a", 0, 0), ("c", 1, 0), ("b", 0, 1)):
        grid.addWidget(push(name), line, place)
    window.setLayout(grid)
    shown(window)
    window.findChild(QWidget, "a").setFocus()
    assert go(window) == "b c d a"


def test_what_hands_the_keyboard_on_ends_nothing(shown):
    window, first = Read(), push("a")
    empty = QWidget()
    empty.setLayout(row(first, push("b")))
    empty.setFocusProxy(first)
    window.setLayout(column(push("z"), empty, push("c")))
    shown(window)
    empty.setFocus()
    assert go(window) == "b c z a"


def test_a_control_that_goes_away_hands_the_keyboard_to_the_next(shown):
    window = Read()
    window.setLayout(column(push("a"), push("b"), push("c")))
    shown(window)
    window.findChild(QWidget, "b").setFocus()
    window.findChild(QWidget, "b").hide()
    assert QApplication.focusWidget().objectName() == "c"


def test_grey_controls_are_passed_and_far_ones_scrolled_into_sight(shown):
    window, inner, area = Read(), QWidget(), QScrollArea()
    grey = push("grey")
    grey.setEnabled(False)
    inner.setLayout(column(push("a"), grey, 2000, push("far")))
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QVBoxLayout(window).addWidget(area)
    shown(window)
    window.findChild(QWidget, "a").setFocus()
    assert go(window, steps=1) == "far"
    assert not QApplication.focusWidget().visibleRegion().isEmpty()


def test_the_arrows_that_scroll_tabs_are_none_of_its_stops(shown):
    window, tabs = Read(), QTabBar()
    tabs.setObjectName("tabs")
    for at in range(30):
        tabs.addTab(f"View number {at}")
    window.setLayout(column(push("a"), tabs, push("b")))
    shown(window)
    window.findChild(QWidget, "a").setFocus()
    assert go(window) == "tabs b a tabs"

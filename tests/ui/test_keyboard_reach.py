"""Every page by keyboard and by ear, with whatever can be open on it.

Tab goes once around as one reads and the same way back, each key means one thing, everything has a name of its own,
tells its state and is listed in docs/ui.md. The window is walked through once in each language.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from shopdesk import app
from shopdesk.services.sample import create_sample_shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.words import spoken
from tests.conftest import NOW
from tests.ui import keyboard, screen_reader
from tests.ui.keyboard_scenes import Visitor, further, pictured

PATIENCE_MS, QUIET = 30_000, 6
LISTED = re.compile(r"`([\w.<>{}-]+)`")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "ui.md"


def settle(window: MainWindow) -> None:
    """Wait until nothing runs and what came is laid out."""
    quiet = 0
    for _turn in range(PATIENCE_MS // 5):
        QTest.qWait(5)
        busy = window.context.runner.busy or window.context.reader.busy
        quiet = 0 if busy else quiet + 1
        if quiet > QUIET:
            return
    raise AssertionError("the window does not come to rest")


def unlisted(window: QWidget) -> list[str]:
    """Return the controls that docs/ui.md does not name; `<what>` there stands for any letters."""
    listed = [re.sub(r"<[^>]*>", "\n", name) for name in LISTED.findall(DOCS.read_text("utf-8"))]
    known = re.compile("|".join(re.escape(name).replace("\\\n", ".+") for name in listed if name.strip()))
    names = {keyboard.called(control) for control in keyboard.controls(window)}
    return [f"{name} is not in docs/ui.md" for name in sorted(names) if not known.fullmatch(name)]


def doubled(window: QWidget) -> list[str]:
    """Return the keys that mean two things at once."""
    return keyboard.doubled_keys(window, keyboard.stops_of(window))


def look(window: QWidget) -> list[str]:
    """Return all that is wrong with what is open."""
    read = [*screen_reader.faults_of(window), *screen_reader.table_faults(window)]
    return [*doubled(window), *unlisted(window), *read, *keyboard.tab_faults(window)]


@pytest.fixture
def opened(request, qapp, tmp_path):
    """The window on the sample shop with all that it can hold."""
    spoken.use(request.param)
    QAccessible.setActive(True)  # as with a screen reader: what it knows of a table is brought up to date with it
    shop = tmp_path / "supplied"
    create_sample_shop(shop, now=lambda: NOW).close()
    window = app.open_window(shop, Context(shop, now=lambda: NOW))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()
    window.deleteLater()
    QAccessible.setActive(False)


def walk(window: MainWindow, scenes: dict[str, Callable[[], object]], seen: Callable[[QWidget], list[str]]) -> str:
    """Go through scenes and return what is wrong with each, line by line."""
    found = []
    for name, act in scenes.items():
        act()
        settle(window)
        assert window.isActiveWindow(), f"{name} takes the keyboard from the window"
        found += [f"{name}: {fault}" for fault in seen(window)]
    return "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_everything_is_reached_named_and_listed_and_each_key_means_one_thing(opened, tmp_path):
    visitor = Visitor(opened, lambda: settle(opened), tmp_path)
    found = walk(opened, {**pictured().scenes(opened), **further(visitor)}, look)
    assert not found, found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["zh_CN"], indirect=True)
def test_each_key_means_one_thing_in_chinese(opened):
    found = walk(opened, pictured().scenes(opened), doubled)
    assert not found, found


# What is wrong is found


@pytest.fixture
def place(qtbot):
    """A small window with three controls."""
    window = QWidget()
    window.setLayout(column(*(button(name, name.title()) for name in ("one", "two", "three"))))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def add(place: QWidget, control: QWidget) -> None:
    layout = place.layout()
    assert layout is not None
    layout.addWidget(control)
    control.show()


def test_a_window_without_fault_has_none(place):
    assert look(place) == ["one is not in docs/ui.md", "three is not in docs/ui.md", "two is not in docs/ui.md"]


def test_a_control_that_tab_passes_is_found(place):
    place.findChild(QPushButton, "two").setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert list(keyboard.tab_faults(place)) == ["two is not reached"]


def test_a_field_that_keeps_tab_is_found(place):
    field = QPlainTextEdit()
    field.setObjectName("note")
    add(place, field)
    assert list(keyboard.tab_faults(place)) == ["Tab does not leave note"]
    field.setTabChangesFocus(True)
    assert list(keyboard.tab_faults(place)) == []


def test_an_order_against_reading_is_found(place):
    one, two, three = (place.findChild(QPushButton, name) for name in ("one", "two", "three"))
    QWidget.setTabOrder(one, three)
    QWidget.setTabOrder(three, two)
    assert list(keyboard.tab_faults(place)) == ["two comes after three, but stands before it"]


def test_a_key_that_means_two_things_is_found_whatever_has_it(place):
    assert doubled(place) == []
    add(place, button("four", "Four", key="Ctrl+O"))
    assert doubled(place) == []
    QShortcut(QKeySequence("Ctrl+O"), place)
    assert {fault.split()[0] for fault in doubled(place)} == {"Ctrl+O"}
    place.findChild(QPushButton, "one").setText("&First")
    place.findChild(QPushButton, "two").setText("&Further")
    assert {fault.split()[0] for fault in doubled(place)} == {"Alt+F", "Ctrl+O"}


def test_names_that_are_missing_or_shared_are_found(place):
    place.findChild(QPushButton, "two").setAccessibleName("One")
    field = QLineEdit()
    field.setObjectName("price")
    add(place, field)
    assert list(screen_reader.faults_of(place)) == ["price has no name", "one, two are all called One"]

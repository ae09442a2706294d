"""What asks in the middle of work by keyboard: the bench's questions, the stall's sheets, presets, receipts, open jobs.

Each is walked through as the pages are, Enter does the main thing, Esc leads back and gives back the keyboard.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shopdesk.services.import_presets import list_presets
from shopdesk.services.returns import case_of
from shopdesk.ui.window.main_window import MainWindow
from tests.ui import keyboard
from tests.ui.keyboard_sheets import Sheets, sheets
from tests.ui.test_keyboard_reach import doubled, look, opened, settle, walk

__all__ = ["opened"]
SCANNER_MS = 120


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_what_asks_is_reached_named_and_listed_and_each_key_means_one_thing(opened, tmp_path):
    visitor = Sheets(opened, lambda: settle(opened), tmp_path)
    found = walk(opened, sheets(visitor), look)
    assert not found, found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["zh_CN"], indirect=True)
def test_each_key_means_one_thing_in_chinese(opened, tmp_path):
    visitor = Sheets(opened, lambda: settle(opened), tmp_path)
    found = walk(opened, sheets(visitor), doubled)
    assert not found, found


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)
    QTest.qWait(SCANNER_MS)  # a bare key acts when a scanner would have sent the next one
    settle(window)


def seen(window: MainWindow, name: str) -> bool:
    return any(one.isVisible() for one in window.current_page.findChildren(QWidget, name))


# What is in sight while it asks, and what has the keyboard once it was left.
LEFT = {
    "import presets": ("presetsTable", "importChoose"),
    "receiving goods": ("receiveForm", "purchasingTable"),
    "refusing a return": ("returnReason", "step-refuse"),
    "pieces missing": ("packReason1", "page"),
    "another label": ("packReason1", "page"),
    "goods sold by weight": ("weighSheet", "page"),
    "all groups": ("groupSheet", "page"),
    "receipt": ("receiptSheet", "page"),
    "close of day": ("reportSheet", "page"),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_esc_leaves_what_asks_and_gives_the_keyboard_back(opened, tmp_path):
    visitor = Sheets(opened, lambda: settle(opened), tmp_path)
    found = []
    for name, act in sheets(visitor).items():
        act()
        settle(opened)
        if name not in LEFT:
            continue
        shown, back = LEFT[name]
        assert seen(opened, shown), name
        held = opened.focusWidget()
        assert held is not None and held.isVisible(), f"{name} leaves the keyboard nowhere"
        page = opened.current_page
        press(opened, Qt.Key.Key_Escape)
        focus = keyboard.called(opened.focusWidget())
        if opened.current_page is not page or seen(opened, shown) or focus != back:
            found.append(f"{name}: Esc leads to {focus} on {opened.current_page.name}")
    assert not found, found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_enter_does_what_is_asked_for(opened, tmp_path):
    visitor = Sheets(opened, lambda: settle(opened), tmp_path)
    scenes = sheets(visitor)

    def open_up(name: str, *, typed: str = "") -> None:
        scenes[name]()
        settle(opened)
        for letter in typed:
            QTest.keyClicks(opened.focusWidget() or opened, letter)
            QTest.qWait(SCANNER_MS)

    open_up("import presets")
    press(opened, Qt.Key.Key_F2)
    QTest.keyClicks(opened.focusWidget(), "Fair")
    press(opened, Qt.Key.Key_Return)
    assert "Fair" in [preset.name for preset in list_presets(visitor.shop)]
    open_up("refusing a return", typed="Worn")
    case = opened.current_page.desk.details.case.number
    press(opened, Qt.Key.Key_Return)
    assert case_of(visitor.shop, case).state == "refused"
    asked: list[tuple[str, str]] = []
    open_up("weighing the parcel", typed="350")
    opened.current_page.do = lambda *deed: asked.append(deed)
    press(opened, Qt.Key.Key_Return)
    del opened.current_page.do
    assert asked == [("weight", "350")]
    open_up("receipt")
    press(opened, Qt.Key.Key_Return)
    assert opened.current_page.shown() is opened.current_page.tiles

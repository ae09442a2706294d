"""Ctrl+/ shows what every key does here; a key that no control names and that says nothing itself fails."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk import app
from shopdesk.ui.window.keys_sheet import KeysSheet, keys_of
from shopdesk.ui.window.page_names import PAGES


@pytest.fixture
def opened(folder, qtbot):
    shown = app.open_window(folder)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def read(sheet: QWidget) -> str:
    return "\n".join(word.text() for word in sheet.findChildren(QLabel) if word.isVisibleTo(sheet))


def test_every_key_of_every_page_says_what_it_does(opened, wait):
    silent = {}
    for page in PAGES:
        opened.go(page)
        wait(opened.context)
        if still := [keys for keys, words in keys_of(opened.current_page).items() if not words]:
            silent[page] = still
    assert silent == {}


def test_the_sheet_shows_the_pages_keys_and_the_windows_and_finds_one(opened, qtbot):
    opened.go("orders")
    qtbot.keyClick(opened, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    sheet = opened.findChild(KeysSheet)
    qtbot.waitExposed(sheet)
    qtbot.waitUntil(lambda: "Put into one parcel" in read(sheet))
    told = read(sheet)
    for words in ("Orders", "Put into one parcel", "Ctrl+M", "Everywhere", "Undo", "Ctrl+Z", "Keys"):
        assert words in told
    sheet.search.setText("parcel")
    qtbot.waitUntil(lambda: "None of these keys" in read(sheet))
    told = read(sheet)
    assert "Put into one parcel" in told and "Undo" not in told and "None of these keys" in told
    sheet.search.setText("parcel put")  # each word, in whatever order
    qtbot.waitUntil(lambda: "Put into one parcel" in read(sheet))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_words_with_a_gap_are_no_key(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    for text in ("12   pieces", "Save   Ctrl+S", "Plain"):
        QLabel(page).setToolTip(text)
    assert keys_of(page) == {"Ctrl+S": "Save"}

"""From the first start to the first label as a new user goes, each touch counted (steps in docs/first-run.md)."""

import csv
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from shopdesk import app
from shopdesk.resources import resources
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.window.first_run import FirstRun
from shopdesk.ui.window.sender_fields import FIELDS
from shopdesk.words import spoken

CONTROL = Qt.KeyboardModifier.ControlModifier
TOLD = ("青禾杂货", "米小满", "13800000000", "浙江省", "杭州市", "西湖区", "示例路 1 号")
MOST_TOUCHES = 16


class NewUser:
    """Counts what hands do: a field filled, a button pressed, a key, files dropped."""

    def __init__(self, qtbot) -> None:
        self.qtbot, self.touches = qtbot, 0

    def fill(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.setText(text)
        self.touches += 1

    def key(self, hands, key: Qt.Key) -> None:
        hands.press(key, CONTROL)
        self.touches += 1

    def press(self, made: QPushButton) -> None:
        assert made.isVisible() and made.isEnabled(), made.objectName()
        self.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
        self.touches += 1


@pytest.fixture
def person(qtbot):
    spoken.use("en")
    yield NewUser(qtbot)
    spoken.use("en")


def exported(folder: Path) -> Path:
    """Return the file of orders that a platform has exported, with complete addresses."""
    with (resources() / "sample" / "ExportOrderList-sample.csv").open(encoding="gb18030", newline="") as source:
        rows = list(csv.DictReader(source))
    file = folder / "ExportOrderList.csv"
    with file.open("w", encoding="gb18030", newline="") as target:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_a_new_user_holds_a_label_after_a_few_touches(person, tmp_path, qtbot, hands_on, monkeypatch):
    asked = FirstRun(tmp_path / "shop", spoken.use, app.PAGES)
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitExposed(asked)
    for name, text in zip(FIELDS, TOLD, strict=True):
        person.fill(asked.findChild(QLineEdit, f"first-{name}"), text)
    person.press(asked.findChild(QPushButton, "makeShop"))
    window = app.open_window(asked.folder, Context(asked.folder))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    hands = hands_on(window)
    hands.settle()
    hands.drop(exported(tmp_path))
    person.touches += 1
    hands.settle()
    person.press(hands.see(QPushButton, "importTake"))
    hands.settle()
    person.press(hands.see(QPushButton, "importShow"))
    hands.settle()
    assert hands.window.focusWidget() is window.current_page.table, "the orders have the keyboard"

    person.key(hands, Qt.Key.Key_A)
    person.key(hands, Qt.Key.Key_P)
    monkeypatch.setattr(dialogs, "choose_target", lambda *_: tmp_path / "labels.pdf")
    person.key(hands, Qt.Key.Key_S)
    with pypdfium2.PdfDocument(tmp_path / "labels.pdf") as labels:
        words = labels[0].get_textpage().get_text_range()
        assert len(labels) == 9  # of ten, one address is hidden by its platform
    assert "青禾杂货" in words or "米小满" in words
    assert person.touches <= MOST_TOUCHES
    window.close()

"""10,000 scans at 5 to 30 ms a key, whatever has the focus, with an input method and a trigger that bounces.

python benchmarks/scans.py [SCANS [SEED]]

Time is virtual: keys carry the moment at which they were pressed, nothing waits.
Wanted: 0 lost, 0 doubled, 0 in a field.
"""

import json
import os
import random
import sys
from collections import Counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from shopdesk.ui.scan_input import ScanInput

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/ "
HAN = ("你好", "快递", "米白色")


class Bench:
    """A page with fields and buttons, and the hand that scans, types and moves the focus."""

    def __init__(self, seed: int) -> None:
        self.chance, self.now = random.Random(seed), 0.0
        self.page = QWidget()
        self.fields = [QLineEdit(), QPlainTextEdit(), QComboBox()]
        self.buttons = [QPushButton("one"), QPushButton("two")]
        layout = QVBoxLayout(self.page)
        for widget in (*self.fields, *self.buttons):
            layout.addWidget(widget)
        self.clicks = 0
        for button in self.buttons:
            button.clicked.connect(self._click)
        self.heard: list[str] = []
        self.keys: list[str] = []
        self.input = ScanInput(self.page, clock=lambda _event: self.now)
        self.input.scanned.connect(lambda code, _at: self.heard.append(code))
        self.input.pressed.connect(self.keys.append)
        self.page.show()
        self.page.activateWindow()
        QApplication.processEvents()
        self.input.arm()

    def _click(self) -> None:
        self.clicks += 1

    def send(self, event: QEvent) -> None:
        QApplication.sendEvent(QApplication.focusWidget() or self.page, event)

    def key(self, text: str, key: int = 0) -> None:
        none = Qt.KeyboardModifier.NoModifier
        self.send(QKeyEvent(QEvent.Type.ShortcutOverride, key, none, text))
        self.send(QKeyEvent(QEvent.Type.KeyPress, key, none, text))
        self.send(QKeyEvent(QEvent.Type.KeyRelease, key, none, text))

    def input_method(self, text: str) -> None:
        event = QInputMethodEvent("" if text else "ni", [])
        if text:
            event.setCommitString(text)
        self.send(event)

    def move_focus(self) -> None:
        self.chance.choice([*self.fields, *self.buttons]).setFocus()

    def scan(self, code: str, pause: float, enter: str) -> None:
        """Type a code; focus moves and the input method speaks in the midst of it."""
        disturbed = self.chance.random() < 0.4
        for at, letter in enumerate(code):
            self.now += pause if at else 0
            if disturbed and self.chance.random() < 0.15:
                self._disturb(code[:at])
            self.key(letter)
        if enter:
            self.now += pause
            self.key(enter, Qt.Key.Key_Return if enter == "\r" else Qt.Key.Key_Tab)

    def _disturb(self, typed: str) -> None:
        """Move the focus, or let an input method compose, or say again what came as keys already."""
        kind = self.chance.randrange(3)
        if kind == 0:
            self.move_focus()
        else:
            self.input_method(typed if kind == 1 and len(typed) >= 3 else "")

    def wait(self, ms: float) -> None:
        """Let time go by, as the page's timer does."""
        if ms >= self.input.keys.patience:
            self.now += self.input.keys.patience
            self.input.rest()
            self.now += ms - self.input.keys.patience
        else:
            self.now += ms

    def typed_in_fields(self) -> str:
        line, text, _box = self.fields
        return line.text() + text.toPlainText()


def play(scans: int, seed: int) -> dict[str, object]:
    """Scan so many codes, with persons' keys in between, and tell what became of them."""
    bench = Bench(seed)
    chance, sent, typed = bench.chance, [], []
    enter = ""
    for at in range(scans):
        if at % 500 == 0:
            enter = chance.choice(("", "\r", "\t"))  # another scanner
        pause = chance.uniform(5, 30)
        code = "".join(chance.choices(LETTERS[:-1], k=1)) + "".join(chance.choices(LETTERS, k=chance.randint(5, 22)))
        code = code.strip() + "7" * (6 - len(code.strip()))
        bench.move_focus()
        bench.scan(code, pause, enter)
        sent.append(code)
        if chance.random() < 0.1:  # the trigger bounces
            bench.now += chance.uniform(62, 79) if not enter else chance.uniform(20, 79)
            bench.scan(code, pause, enter)
            sent.append(code)
        bench.wait(chance.uniform(300, 1500))
        if chance.random() < 0.05:  # a person presses a key
            bench.buttons[0].setFocus()
            bench.key("k")
            typed.append("k")
            bench.wait(500)
        if chance.random() < 0.03:  # an input method puts Chinese where nobody types
            bench.buttons[0].setFocus()
            bench.input_method(chance.choice(HAN))
            bench.wait(300)
    bench.wait(1000)
    bench.input.disarm()
    bench.page.close()
    lost, more = Counter(sent) - Counter(bench.heard), Counter(bench.heard) - Counter(sent)
    return {
        "scans": len(sent), "lost": lost.total(), "doubled": more.total(), "in_order": sent == bench.heard,
        "in_fields": len(bench.typed_in_fields()), "buttons_pressed": bench.clicks,
        "keys_wrong": abs(len(typed) - len(bench.keys)),
    }  # fmt: skip


if __name__ == "__main__":
    app = QApplication([])
    told = play(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(json.dumps(told))
    sys.exit(any((told["lost"], told["doubled"], told["in_fields"], told["buttons_pressed"], not told["in_order"])))

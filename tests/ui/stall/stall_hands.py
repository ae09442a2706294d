"""The market stall of the sample shop with goods on its table, and two hands at it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from shopdesk.services.shifts import current_shift
from shopdesk.services.stock_table import StockTable
from shopdesk.services.transfers import transfer_stock
from shopdesk.ui.context import Context
from shopdesk.ui.stall.stall_page import StallPage
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rail import Place

MOUSE = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_stall(folder: Path, qtbot) -> Iterator[StallPage]:
    """Carry goods to the stall and open its page on a small laptop's screen."""
    context = Context(folder)
    table = StockTable(context.shop)
    rows = [one for one in table.rows(list(table.ids("title"))) if one.available > 14][:12]
    transfer_stock(context.shop, {one.sku: 14 for one in rows}, origin="office", target="stall")
    window = MainWindow(context, [Place("stall", "store", "Stall", "Ctrl+Shift+3")], {"stall": StallPage})
    qtbot.addWidget(window)
    window.resize(1024, 600)
    window.go("stall")
    window.show()
    qtbot.waitExposed(window)
    yield window.current_page
    window.close()


class Seller:
    """Two hands at the stall."""

    def __init__(self, page: StallPage, qtbot) -> None:
        self.page, self.qtbot = page, qtbot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.context.runner.busy, timeout=20_000)

    def there(self, name: str) -> QPushButton:
        """Wait for a button: new ones are shown by the next event."""

        def ready() -> list[QPushButton]:
            return [one for one in self.page.findChildren(QPushButton, name) if one.isVisible() and one.isEnabled()]

        self.qtbot.waitUntil(lambda: bool(ready()), timeout=5_000)
        return ready()[0]

    def touch(self, name: str) -> None:
        QTest.mouseClick(self.there(name), MOUSE)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(self.page.window().focusWidget() or self.page, key, modifiers)

    def slowly(self) -> None:
        """Press keys from now on with a person's pauses, as far as the scanner's ear can tell."""
        times = count(0, 400)
        self.page.scanner._clock = lambda _event: float(next(times))

    def write(self, text: str) -> None:
        """Type into what has the focus; a field is waited for."""
        field = self.page.window().focusWidget() or self.page
        self.qtbot.keyClicks(field, text)
        if isinstance(field, QLineEdit):
            self.qtbot.waitUntil(lambda: field.text() == text, timeout=5_000)

    def code(self, text: str) -> None:
        """Type a code where nothing has the focus, and Enter."""
        self.qtbot.keyClicks(self.page, text)
        self.qtbot.keyClick(self.page, Qt.Key.Key_Return)

    def see(self, sheet: QWidget) -> None:
        """Wait until a sheet stands in the place of the tiles."""
        self.qtbot.waitUntil(lambda: self.page.shown() is sheet, timeout=20_000)

    def scan(self, code: str) -> None:
        self.page.scanner.scanned.emit(code, 0.0)

    def open(self, hundreds: int) -> None:
        self.key(Qt.Key.Key_F10)
        self.page.till.fields[10_000].setText(str(hundreds))
        self.page.till.take()
        self.qtbot.waitUntil(lambda: current_shift(self.page.context.shop) is not None, timeout=20_000)
        self.settle()

    def sold(self, before: int) -> None:
        ask, told = self.page.context.shop.connection.execute, "SELECT count(*) FROM sales"
        self.qtbot.waitUntil(lambda: ask(told).fetchone()[0] == before + 1, timeout=20_000)
        self.qtbot.waitUntil(lambda: self.page.shown() is self.page.tiles and not self.page.cart.lines, timeout=20_000)
        self.settle()

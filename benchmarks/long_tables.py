"""A million orders in the window: a keystroke, a jump and the model's memory against a repaint of what is cached.

python benchmarks/long_tables.py [ORDERS] [FOLDER]   (FOLDER is kept for the next run)
"""

import json
import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from big_shop import make_big_shop
from pause import pause
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest

from shopdesk import app
from shopdesk.words import spoken

ROUNDS = 5
BETWEEN_KEYS_MS = 250  # the last letter comes while the answer to those before it may still be read
TEXTS = ("SD-0004", "0004321", "1395", "王", "王伟", "mkb", "马克杯", "7831000099", "陶瓷")


class Painted(QObject):
    """Counts the paintings of a page's rows, or of what stands there when nothing is found."""

    def __init__(self, page: QObject) -> None:
        super().__init__(page)
        self.count = 0
        page.table.viewport().installEventFilter(self)
        page.empty.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def settle(window: app.MainWindow) -> None:
    """Wait until nothing is read any more."""
    pause(30)
    while window.context.runner.busy or window.context.reader.busy:
        pause(10)
    pause(30)


def main() -> None:
    """Measure and print one JSON line."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"shopdesk-{orders}"
    make_big_shop(folder, orders)
    spoken.use("zh_CN")
    window = app.open_window(folder)
    window.resize(1366, 768)
    window.show()
    window.go("orders", view="all")
    settle(window)
    page = window.current_page
    shown = page.table.viewport()
    repaint = statistics.median(milliseconds(shown.repaint) for _ in range(30))
    whole = statistics.median(milliseconds(window.repaint) for _ in range(30))
    told = {
        "orders": page.model.rowCount(),
        "repaint_ms": round(repaint, 2),
        "window_repaint_ms": round(whole, 2),
        "keys": keystrokes(window),
        "jump": jumps(window),
        "bytes_a_row": memory(window),
    }
    worst = max(told["keys"].values())
    print(json.dumps(told | {"worst_key": worst, "jump_ratio": told["jump"]}, ensure_ascii=False))
    window.close()


def repaint_ms(page: QObject) -> float:
    """Return how long a repaint takes of what is cached."""
    return statistics.median(milliseconds(page.table.viewport().repaint) for _ in range(5))


def keystrokes(window: app.MainWindow) -> dict[str, float]:
    """Return, for the last letter of each text, key press to painted result as a multiple of a repaint."""
    page = window.current_page
    seen = Painted(page)
    ratios = {}
    for text in TEXTS:
        spans, repaints = [], []
        for _ in range(ROUNDS):
            page.search.clear()
            pause(BETWEEN_KEYS_MS)
            repaints.append(repaint_ms(page))
            page.search.setFocus()
            page.search.setText(text[:-1])
            pause(BETWEEN_KEYS_MS)
            spans.append(milliseconds(lambda text=text: type_last(page, text, seen)))
        ratios[text] = round(statistics.median(spans) / statistics.median(repaints), 2)
    page.search.clear()
    settle(window)
    return ratios


def type_last(page: QObject, text: str, seen: Painted) -> None:
    """Type the last letter and wait until the result is painted."""
    before = seen.count
    if text[-1].isascii():
        QTest.keyClick(page.search, text[-1])
    else:
        page.search.insert(text[-1])
    while seen.count == before or page.search.text() != text:
        app.QApplication.processEvents()


def jumps(window: app.MainWindow) -> float:
    """Return a jump to a row not seen yet, painted, as a multiple of a repaint."""
    page = window.current_page
    rows = page.model.rowCount()
    spans, repaints = [], []
    for step in range(1, 40):
        repaints.append(repaint_ms(page))
        row = rows * step // 41
        spans.append(milliseconds(lambda row=row: jump(page, row)))
    return round(statistics.median(spans) / statistics.median(repaints), 2)


def jump(page: QObject, row: int) -> None:
    """Scroll to a row and paint it."""
    page.table.scrollTo(page.model.index(row, 0), page.table.ScrollHint.PositionAtTop)
    page.table.viewport().repaint()


def memory(window: app.MainWindow) -> float:
    """Return what the model holds for each row, pages of rows included."""
    page = window.current_page
    page.search.setText("nothing has this")
    settle(window)
    tracemalloc.start()
    page.search.clear()
    settle(window)
    used, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round(used / page.model.rowCount(), 1)


if __name__ == "__main__":
    main()

"""Process start to the first page with data on 200,000 orders, against a bare Fusion window with a Chinese table.

python benchmarks/first_paint.py [ORDERS] [FOLDER]   (FOLDER is kept for the next run)
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from big_shop import make_big_shop

ROUNDS = 11
BARE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
app.setStyle("Fusion")
app.setStyleSheet(open(sys.argv[1], encoding="utf-8").read())
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.leave)
    def leave(self):
        print("first-paint", file=sys.stderr, flush=True)
        self.close()
window = Window()
table = QTableView()
model = QStandardItemModel(60, 12)
for row in range(60):
    for column in range(12):
        model.setItem(row, column, QStandardItem(f"陶瓷马克杯 米白 {row}-{column}"))
table.setModel(model)
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
app.exec()
"""


def first_paint(command: list[str]) -> float:
    """Return the seconds from process start until `first-paint` is told."""
    start = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("first-paint"):
                span = time.perf_counter() - start
        if process.wait():
            raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return span


def main() -> None:
    """Measure and print one JSON line."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"shopdesk-{orders}"
    make_big_shop(folder, orders)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ |= {"SHOPDESK_START_PROBE": "1", "SHOPDESK_LANG": "zh_CN"}
    with tempfile.TemporaryDirectory() as scratch:
        sheet = Path(scratch) / "plain.qss"
        sheet.write_text("QWidget { color: #1A1E25; } QTableView { background: #FFFFFF; }", "utf-8")
        program = Path(sys.executable).with_name("shopdesk.exe" if sys.platform == "win32" else "shopdesk")
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(first_paint([sys.executable, "-c", BARE, str(sheet)]))
            ours.append(first_paint([str(program), "--shop", str(folder)]))
    shown = {"ours_s": round(statistics.median(ours), 3), "bare_s": round(statistics.median(bare), 3)}
    print(json.dumps(shown | {"ratio": round(statistics.median(ours) / statistics.median(bare), 2)}))


if __name__ == "__main__":
    main()

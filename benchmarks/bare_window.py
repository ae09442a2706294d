"""A bare Fusion window with a small table: what any Qt program's start costs; frozen by `dev.py windows measure`."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem


class BareWindow(QMainWindow):
    """A table of 50 rows; it says when it has been painted, and leaves."""

    def __init__(self) -> None:
        super().__init__()
        table = QTableWidget(50, 5)
        for row in range(50):
            for column in range(5):
                table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
        self.setCentralWidget(table)
        self.resize(1024, 700)
        self._is_painted = False

    def paintEvent(self, event) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._say)

    def _say(self) -> None:
        print("first-paint 50", file=sys.stderr, flush=True)
        self.close()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    window = BareWindow()
    window.show()
    sys.exit(app.exec())

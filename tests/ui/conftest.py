"""The window's frame with pages of the test's own, on a copy of the sample shop."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from shopdesk.ui import theme
from shopdesk.ui.context import Context
from shopdesk.ui.main_window import MainWindow
from shopdesk.ui.page import Page
from shopdesk.ui.rail import Place

PLACES = [
    Place("orders", "clipboard-list", "Orders", "Ctrl+1"),
    Place("printing", "printer", "Printing", "Ctrl+2"),
    Place("stock", "boxes", "Stock", "Ctrl+3"),
    Place("import", "arrow-left-right", "In and out", "Ctrl+4"),
]


class PlainPage(Page):
    """A page that only remembers what it was asked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[dict[str, object]] = []
        self.refreshed = 0
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        QVBoxLayout(self).addWidget(self.field)

    def show_wanted(self, wanted: dict[str, object]) -> None:
        self.asked.append(wanted)

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture(autouse=True)
def looks(qapp, tmp_path: Path) -> None:
    """Light looks, and no settings of this PC read or written."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "qt"))
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def folder(sample_template: Path, tmp_path: Path) -> Path:
    """A copy of the sample shop's folder."""
    return Path(shutil.copytree(sample_template, tmp_path / "window-shop"))


@pytest.fixture
def context(folder: Path):
    opened = Context(folder)
    yield opened
    opened.close()


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame, shown, on its first page."""
    opened = MainWindow(Context(folder), PLACES, {place.page: PlainPage for place in PLACES})
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("orders")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def wait(qtbot) -> Callable[[Context], None]:
    """Wait until nothing runs any more."""
    return lambda context: qtbot.waitUntil(lambda: not context.runner.busy, timeout=20_000)

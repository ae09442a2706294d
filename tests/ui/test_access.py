"""Every control can be reached by keyboard, has a name for a screen reader and one for tests; docs/ui.md lists them."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from shopdesk import app
from shopdesk.ui.context import Context
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.page_names import PAGES

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
LISTED = re.compile(r"`([\w.<>{}-]+)`")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "ui.md"


def controls(window: QWidget) -> list[QWidget]:
    """Return what a person uses; what Qt puts inside its own controls is not among it."""
    found = [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS) and w.isVisible()]
    return [
        w
        for w in found
        if not isinstance(w, QHeaderView)
        and not w.objectName().startswith("qt_")
        and not isinstance(w.parentWidget(), QLineEdit | QComboBox | QTabBar | QAbstractSpinBox | QAbstractItemView)
        and not isinstance(w.parentWidget().parentWidget() if w.parentWidget() else None, QComboBox)
        and not (isinstance(w.parentWidget(), QAbstractItemView) and isinstance(w, QAbstractButton))
    ]


def by_arrows(control: QWidget) -> bool:
    """Tell whether arrows lead here from the one control of its group that Tab reaches."""
    return isinstance(control, QAbstractButton) and control.group() is not None


@pytest.fixture
def opened(folder: Path, qtbot, wait):
    shown = app.open_window(folder, Context(folder))
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def visit(window: MainWindow, page: str, wait) -> list[QWidget]:
    window.go(page)
    wait(window.context)
    if page == "orders":
        window.current_page.table.selectRow(0)
    return controls(window)


@pytest.mark.parametrize("page", list(PAGES))
def test_every_control_has_a_name_for_a_screen_reader(opened, page, wait):
    unnamed = [
        f"{type(w).__name__} {w.objectName()}"
        for w in visit(opened, page, wait)
        if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


@pytest.mark.parametrize("page", list(PAGES))
def test_every_control_can_be_reached_with_tab(opened, page, wait):
    mouse_only = [
        w.objectName()
        for w in visit(opened, page, wait)
        if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus and not by_arrows(w)
    ]
    assert mouse_only == []


@pytest.mark.parametrize("page", list(PAGES))
def test_every_control_is_listed_in_the_docs(opened, page, wait):
    listed = [re.sub(r"<\w+>", "", name) for name in LISTED.findall(DOCS.read_text("utf-8"))]
    exact = set(listed)
    families = tuple(re.sub(r"<.*", "", name) for name in LISTED.findall(DOCS.read_text("utf-8")) if "<" in name)
    missing = [
        w.objectName() or type(w).__name__
        for w in visit(opened, page, wait)
        if w.objectName() not in exact and not (w.objectName() and w.objectName().startswith(families))
    ]
    assert missing == []

"""In a shop that holds nothing yet every page says so, and what to do first."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from shopdesk import app
from shopdesk.services.shop import create_shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState
from shopdesk.ui.window.page_names import PAGES

# Their first step is the field beside the words, which has the keyboard, or it is somebody else's.
BY_FIELD = {"transferEmpty", "returnNewEmpty", "newOrderEmpty", "bulkEmpty", "importHistoryEmpty"}


@pytest.fixture
def window(tmp_path: Path, qtbot):
    create_shop(tmp_path / "empty").close()
    opened = app.open_window(tmp_path / "empty", Context(tmp_path / "empty"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def ways(shown: EmptyState) -> list[str]:
    return [made.accessibleName() for made in shown.findChildren(QPushButton) if made.isVisible()]


def silent(page: QWidget) -> set[str]:
    return {one.objectName() for one in page.findChildren(EmptyState) if one.isVisible() and not ways(one)}


@pytest.mark.parametrize("page", [name for name in PAGES if name not in ("packing", "stall")])
def test_what_is_empty_says_what_to_do_first(window, page, wait, qtbot):
    window.go(page)
    wait(window.context)
    qtbot.waitUntil(lambda: silent(window.current_page) <= BY_FIELD, timeout=5_000)

"""From draft to ready in the window: the score says why, the step is taken, undo takes it back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk import app
from shopdesk.services.listing_check import check_listings, set_status
from shopdesk.services.listings import list_listings, picture_file, show_listing
from shopdesk.ui.context import Context


@pytest.fixture
def window(folder: Path, qtbot):
    opened = app.open_window(folder, Context(folder))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def draft(window):
    shop = window.context.shop
    good = next(one.listing for one in check_listings(shop) if one.score.may_be_ready)
    return set_status(shop, good.handle, "draft")


def points(window) -> str:
    return window.current_page.panel.findChild(QLabel, "scorePoints").text()


def test_a_draft_is_judged_and_marked_ready_and_taken_back(window, draft, qtbot, wait):
    window.go("listings", listing=draft.handle)
    qtbot.waitUntil(lambda: points(window).isdigit(), timeout=10_000)
    assert 0 < int(points(window)) <= 100
    window.current_page.panel.findChild(QPushButton, "status-ready").click()
    wait(window.context)
    assert show_listing(window.context.shop, draft.handle).status == "ready"
    window.context.take_back()
    wait(window.context)
    assert show_listing(window.context.shop, draft.handle).status == "draft"


def test_what_stops_a_listing_stands_beside_it(window, draft, qtbot, wait):
    picture_file(window.context.shop, draft.pictures[0].place).unlink()
    window.go("listings", listing=draft.handle)
    qtbot.waitUntil(lambda: points(window).isdigit(), timeout=10_000)
    panel = window.current_page.panel
    assert panel.findChild(QLabel, "scoreSays").text() == "Cannot be offered yet:"
    panel.findChild(QPushButton, "status-ready").click()
    wait(window.context)
    wrong = panel.findChild(QLabel, "statusError")
    assert not wrong.isHidden()
    assert "no main image" in wrong.text()
    assert list_listings(window.context.shop) and show_listing(window.context.shop, draft.handle).status == "draft"

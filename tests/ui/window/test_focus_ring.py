"""What has the keyboard is seen: filled buttons and links bear a ring that lies outside them."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.ui.controls import button, column, row
from shopdesk.ui.window.focus_ring import FocusRing, Ring


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    inner = QWidget()
    inner.setLayout(
        row(button("main", "Go on", primary=True), button("way", "More", look="link"), button("other", "No"))
    )
    made.setLayout(column(inner, margins=(12, 12, 12, 12)))
    made.ring = FocusRing(QApplication.instance())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.ring.deleteLater()


def rings(page: QWidget) -> list[Ring]:
    return [one for one in page.findChildren(Ring) if one.isVisible()]


@pytest.mark.parametrize("name", ["main", "way"])
def test_the_ring_lies_outside_and_follows(page, qtbot, name):
    held = page.findChild(QWidget, name)
    held.setFocus()
    qtbot.waitUntil(lambda: bool(rings(page)))
    ring = page.ring.shown
    inside = held.rect().translated(held.mapTo(ring.parentWidget(), held.rect().topLeft()))
    assert ring.geometry().contains(inside.adjusted(-3, -3, 3, 3)), "2 pixels thick, one away"
    assert ring.parentWidget().rect().contains(ring.geometry()), "nothing of it is cut off"
    page.resize(page.width() + 80, page.height() + 60)
    qtbot.waitUntil(lambda: ring.width() == held.width() + 6)


def test_other_buttons_have_an_edge_of_their_own(page, qtbot):
    page.findChild(QWidget, "main").setFocus()
    qtbot.waitUntil(lambda: bool(rings(page)))
    page.findChild(QWidget, "other").setFocus()
    qtbot.waitUntil(lambda: not rings(page))
    assert page.ring.shown is None

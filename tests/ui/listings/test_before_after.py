"""Before and after: a divider, a nearer look, and both halves on the same frame."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from shopdesk.ui.listings.before_after import BeforeAfter
from shopdesk.ui.listings.lens import NEAREST, Lens

SEEN = QRectF(0, 0, 400, 400)


def halves(left, right):
    """Return a square picture of two colours side by side."""
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(left))
    for x in range(200, 400):
        for y in range(400):
            image.setPixelColor(x, y, QColor(right))
    return image


@pytest.fixture
def view(qtbot):
    """A view of a red and green original whose repair is blue and white."""
    made = BeforeAfter()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show_pictures(halves("red", "lime"), halves("blue", "white"), (0, 0, 1, 1), None, None)
    made.show()
    return made


def colour(view, x, y=300):
    return view.grab().toImage().pixelColor(x, y).name()


def test_the_divider_parts_original_and_repair(view):
    view.set_split(0.25)
    assert colour(view, 50) == "#ff0000" and colour(view, 150) == "#0000ff"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    assert colour(view, 150) == "#ff0000" and colour(view, 250) == "#00ff00"
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert colour(view, 390) == "#00ff00"


def test_plus_goes_nearer_and_shift_arrows_move_the_look_on_both_halves(view):
    view.set_split(0.5)
    for _again in range(4):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.lens.zoom > 2
    for _again in range(8):
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.lens.x == 0
    assert colour(view, 100) == "#ff0000" and colour(view, 300) == "#0000ff", "the left of both fills the view"
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.lens == Lens()


def test_a_nearer_look_is_moved_by_hand_and_the_divider_still_by_its_grip(view):
    view.lens.come_nearer(2, SEEN, QPointF(0, 0))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(350, 250))
    QTest.mouseMove(view, QPoint(150, 250))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 250))
    assert view.lens.x == pytest.approx(0.25) and view.split == 0.5
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(204, 250))
    assert view.split == pytest.approx(0.51)


def test_another_picture_is_shown_whole(view):
    QTest.keyClick(view, Qt.Key.Key_Plus)
    view.show_pictures(halves("red", "lime"), QImage(), (0, 0, 1, 1), None, None)
    assert view.lens.zoom > 1, "the same picture with other steps keeps the look"
    view.show_pictures(QImage(10, 10, QImage.Format.Format_RGB32), QImage(), (0, 0, 1, 1), None, None)
    assert view.lens.zoom == 1


def test_what_lies_under_the_pointer_stays_and_the_look_never_leaves_the_picture():
    lens = Lens()
    lens.come_nearer(2, SEEN, QPointF(100, 300))
    whole = lens.lay(SEEN)
    assert whole.x() + whole.width() * 0.25 == pytest.approx(100)
    assert whole.y() + whole.height() * 0.75 == pytest.approx(300)
    lens.push(9, -9)
    assert lens.lay(SEEN).right() == pytest.approx(400) and lens.y == 0
    lens.come_nearer(100, SEEN, QPointF(0, 0))
    assert lens.zoom == NEAREST
    lens.come_nearer(0.0001, SEEN, QPointF(399, 1))
    assert (lens.zoom, lens.x, lens.y) == (1.0, 0.0, 0.0)

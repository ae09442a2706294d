"""The ring around a filled button or a link that has the keyboard: a gap away, where it is seen on the ground."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget
from shiboken6 import isValid

from shopdesk.ui.theme import RADIUS, looks

GAP, THICK = 1, 2
_AWAY = GAP + THICK
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """Draws the ring for whichever such button has the focus; filled ones in high contrast have thick borders."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.shown: Ring | None = None
        app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.shown is not None and isValid(self.shown):
            self.shown.hide()
            self.shown.deleteLater()
        ringed = isinstance(now, QPushButton) and now.parentWidget() is not None and _is_ringed(now)
        self.shown = Ring(now) if ringed and now is not None else None


class Ring(QWidget):
    """Lies around a button and follows it."""

    def __init__(self, around: QWidget) -> None:
        self._ground = _ground(around)
        super().__init__(self._ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around = around
        around.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        if isValid(self._around):
            self.setGeometry(_place(self._around, self._ground))
            self.setVisible(self._around.isVisible())
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.colour("focus"), THICK))
        half = THICK / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS + GAP, RADIUS + GAP)
        painter.end()


def _is_ringed(button: QPushButton) -> bool:
    """Tell whether a button has no edge that could show the focus: it is filled, or words alone."""
    return bool(button.property("link")) or (bool(button.property("primary")) and not looks.contrast)


def _ground(around: QWidget) -> QWidget:
    """Return the nearest widget that has room for the ring, within what is scrolled together."""
    found = around.parentWidget() or around
    while not found.rect().contains(_place(around, found)) and not found.isWindow():
        above = found.parentWidget()
        if above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
            break
        found = above
    return found


def _place(around: QWidget, ground: QWidget) -> QRect:
    where = around.mapTo(ground, QPoint(0, 0))
    return QRect(where, around.size()).adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY)

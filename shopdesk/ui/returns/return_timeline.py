"""The policy drawn as a line: signed, asked for, received, what is due, where the window ends, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.moments import day
from shopdesk.ui.theme import CAPTION, font, looks
from shopdesk.words import _

HEIGHT, TRACK, THICK, SHAPE = 72, 34, 8, 16
INSET, LEAST = 36, 84  # pixels: half a label at both ends, the least between two points


@dataclass(frozen=True, slots=True)
class Point:
    """One moment on the line: when, what it is called, its shape and its role of colour."""

    at: datetime
    title: str
    shape: str
    role: str


class ReturnTimeline(QWidget):
    """Draws the points of a case from left to right; `window` and `due` are spans between two moments."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returnTimeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._points: list[Point] = []
        self._now: datetime | None = None
        self._window: tuple[datetime, datetime] | None = None
        self._due: tuple[datetime, datetime, str] | None = None

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(480, HEIGHT)

    def show_points(
        self,
        points: Sequence[Point],
        now: datetime,
        window: tuple[datetime, datetime] | None,
        due: tuple[datetime, datetime, str] | None,
    ) -> None:
        """Show the moments of a case; `due` is a promise that is running, with its role."""
        self._points = sorted(points, key=lambda point: point.at)
        self._now, self._window, self._due = now, window, due
        told = [f"{_day(point.at)} {point.title}" for point in self._points]
        today = _("today")
        self.setAccessibleName(", ".join([*told, f"{_day(now)} {today}"]))
        self.setVisible(bool(points))
        self.update()

    def places(self) -> list[float]:
        """Return where each point stands: in the proportion of time, never nearer than its words need."""
        width = self.width() - 2 * INSET
        if not self._points:
            return []
        first, last = self._points[0].at, self._points[-1].at
        span = max((last - first).total_seconds(), 1.0)
        least = min(LEAST, width / max(len(self._points) - 1, 1))
        found: list[float] = []
        for at, point in enumerate(self._points):
            ideal = width * (point.at - first).total_seconds() / span
            lowest = found[-1] + least if found else 0.0
            highest = width - least * (len(self._points) - 1 - at)
            found.append(min(max(ideal, lowest), highest))
        return [INSET + place for place in found]

    def _x(self, moment: datetime, places: Sequence[float]) -> float:
        """Return where a moment stands between the points around it."""
        pairs = list(zip(self._points, places, strict=True))
        if moment < pairs[0][0].at:
            return places[0] - INSET / 2
        for point, place in reversed(pairs):
            if moment == point.at:
                return place
        for (before, left), (after, right) in pairwise(pairs):
            if moment <= after.at:
                share = (moment - before.at) / (after.at - before.at) if after.at > before.at else 1.0
                return left + (right - left) * share
        return places[-1] + (INSET / 2 if moment > pairs[-1][0].at else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION))
        places = self.places()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("sunken"))
        painter.drawRoundedRect(QRectF(0, TRACK - THICK / 2, self.width(), THICK), 4, 4)
        if self._window:
            painter.setPen(QPen(looks.colour("ok-border"), 1))
            painter.setBrush(looks.colour("ok-bg"))
            painter.drawRoundedRect(self._span(self._window[0], self._window[1], places), 4, 4)
        if self._due:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(looks.colour(f"{self._due[2]}-fill"))
            painter.drawRoundedRect(self._span(self._due[0], self._due[1], places), 4, 4)
        for point, place in zip(self._points, places, strict=True):
            self._paint_point(painter, point, place)
        self._paint_today(painter, places)
        painter.end()

    def _span(self, begin: datetime, end: datetime, places: Sequence[float]) -> QRectF:
        left, right = self._x(begin, places), self._x(end, places)
        return QRectF(left, TRACK - THICK / 2, max(right - left, THICK), THICK)

    def _paint_point(self, painter: QPainter, point: Point, place: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("surface"))
        painter.drawEllipse(QPointF(place, TRACK), SHAPE / 2 + 1, SHAPE / 2 + 1)
        pixmap = shape_pixmap(point.shape, point.role, SHAPE)
        painter.drawPixmap(QPointF(place - SHAPE / 2, TRACK - SHAPE / 2), pixmap)
        when = _("today") if self._stands_for_today(point) else _day(point.at)
        for text, top, role in ((when, 4, "muted"), (point.title, TRACK + 14, "text")):
            painter.setPen(looks.colour(role))
            painter.drawText(self._box(painter, text, place, top), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_today(self, painter: QPainter, places: Sequence[float]) -> None:
        assert self._now is not None
        x = min(max(self._x(self._now, places), 1.0), self.width() - 2.0)
        painter.setPen(QPen(looks.colour("text"), 2))
        painter.drawLine(QPointF(x, TRACK - 13), QPointF(x, TRACK + 11))
        box = self._box(painter, _("today"), x, 4)
        days = [self._box(painter, _day(point.at), place, 4) for point, place in zip(self._points, places, strict=True)]
        if any(self._stands_for_today(point) for point in self._points):
            return
        if not any(box.adjusted(-4, 0, 4, 0).intersects(one) for one in days):
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("today"))

    def _stands_for_today(self, point: Point) -> bool:
        """Tell whether a point is the last one of today: the word stands there instead of its day."""
        assert self._now is not None
        now = self._now
        past = [one for one in self._points if one.at <= now and _day(one.at) == _day(now)]
        return bool(past) and past[-1] is point

    def _box(self, painter: QPainter, text: str, place: float, top: int) -> QRectF:
        """Return where a text stands around a place, within the line's ends."""
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(place - wide / 2, 0.0), max(self.width() - wide, 0.0))
        return QRectF(left, top, wide, 16)


def _day(moment: datetime) -> str:
    return day(moment.astimezone().date())

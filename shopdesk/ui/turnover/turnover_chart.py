"""Sales as bars: of each month or day from left to right, or of what sold most."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from shopdesk.domain.turnover import OVER_TIME
from shopdesk.services.turnover import Turnover, TurnoverRow
from shopdesk.ui.moments import day
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.ui.turnover.turnover_columns import money
from shopdesk.words import _, ngettext
from shopdesk.words.turnover import word_row

MOST_BARS, WIDEST, STEP = 14, 48, 144
LABEL_ROOM = 72  # pixels that a name below a bar takes at least


class TurnoverChart(ReadChart):
    """Draws the sales of each row; a row paid back in part shows that part paler."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Sales"))
        self._told: Turnover | None = None
        self._rows: Sequence[TurnoverRow] = ()

    def show_turnover(self, told: Turnover) -> None:
        """Draw another turnover."""
        self._told = told
        self._rows = told.rows if told.by in OVER_TIME else told.rows[:MOST_BARS]
        self.begins_at_end = told.by in OVER_TIME
        self.forget()

    def count(self) -> int:  # noqa: D102
        return len(self._rows)

    def summary(self) -> str:  # noqa: D102
        if self._told is None:
            return _("Reading…")
        if not self._told.total.sales:
            return _("Nothing was sold in these days.")
        best = max(self._rows, key=lambda row: row.tally.sales)
        return _("Most was sold: {name}, {amount}.").format(
            name=word_row(self._told.by, best.name), amount=money(best.tally.sales, self._told.currency)
        )

    def reading(self) -> str:  # noqa: D102
        assert self._told is not None
        row = self._rows[self.place]
        orders = ngettext("{count} order", "{count} orders", row.tally.orders).format(count=f"{row.tally.orders:,}")
        return _("{name}: {amount}, {orders}").format(
            name=word_row(self._told.by, row.name), amount=money(row.tally.sales, self._told.currency), orders=orders
        )

    def place_under(self, x: float) -> int:  # noqa: D102
        return int((x - self._box().left()) / max(self._step(), 1))

    def _box(self) -> QRectF:
        return QRectF(SPACE[1], SPACE[2], self.width() - 2 * SPACE[1], self.height() - SPACE[2] - SPACE[5])

    def _step(self) -> float:
        return min(self._box().width() / max(len(self._rows), 1), STEP)

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        assert self._told is not None
        box, step = self._box(), self._step()
        most = max(*(row.tally.sales for row in self._rows), 1)
        painter.setFont(font(CAPTION))
        width = max(min(step - SPACE[2], WIDEST), min(step, 2))
        for at, row in enumerate(self._rows):
            left = box.left() + at * step + (step - width) / 2
            height = box.height() * max(row.tally.sales, 0) / most
            back = height * min(row.tally.refunded / row.tally.sales, 1) if row.tally.sales > 0 else 0
            painter.fillRect(QRectF(left, box.bottom() - height, width, back), looks.colour("border-strong"))
            colour = looks.colour("focus" if at == self.place else "accent")
            painter.fillRect(QRectF(left, box.bottom() - height + back, width, height - back), colour)
        self._paint_names(painter, box, step)
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        if self.place >= 0:
            self.paint_words(painter, box, box.left() + self.place * step, 0)

    def _paint_names(self, painter: QPainter, box: QRectF, step: float) -> None:
        """Name every bar, or as many as have room."""
        assert self._told is not None
        every = max(1, -(-LABEL_ROOM // max(int(step), 1)))
        painter.setPen(looks.colour("text-2"))
        metrics = painter.fontMetrics()
        for at in range(0, len(self._rows), every):
            room = QRectF(box.left() + at * step, box.bottom() + 2, step * every, SPACE[5])
            shown = metrics.elidedText(self._axis(at), Qt.TextElideMode.ElideRight, int(room.width() - 4))
            if every > 1 and room.right() > box.right() + step:
                continue  # the last ones have no room for their name
            side = Qt.AlignmentFlag.AlignHCenter if every == 1 else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _axis(self, at: int) -> str:
        """Return what stands below a bar: days without their year."""
        assert self._told is not None
        name = self._rows[at].name
        return day(date.fromisoformat(name)) if self._told.by == "day" else word_row(self._told.by, name)

"""What comes back of each reason, SKU, batch, supplier or channel: a bar for each, what comes back most in front."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from shopdesk.services.return_figures import Rate
from shopdesk.ui.percents import percent
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _, ngettext

MOST_BARS = 12
WIDEST, STEP = 48, 144
TOP, NAMES = 44, 40  # above the bars: what is counted; below them: names of two lines


class RateChart(ReadChart):
    """Draws the pieces that came back as bars, their number above each; rates are read out."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _("What comes back"))
        self._rates: tuple[Rate, ...] = ()
        self._word: Callable[[str], str] = str
        self._read = False

    def show_rates(self, rates: Sequence[Rate], word: Callable[[str], str]) -> None:
        """Draw other rates; `word` says what each is called."""
        self._rates, self._word, self._read = tuple(rates[:MOST_BARS]), word, True
        self.forget()

    def count(self) -> int:  # noqa: D102
        return len(self._rates)

    def summary(self) -> str:  # noqa: D102
        if not self._rates:
            return _("Nothing came back in this span.") if self._read else _("Reading…")
        first = self._rates[0]
        pieces = ngettext("{n} piece", "{n} pieces", first.returned).format(n=f"{first.returned:,}")
        return _("Most comes back of {name}: {pieces}, {share}.").format(
            name=self._word(first.name), pieces=pieces, share=share_text(first)
        )

    def reading(self) -> str:  # noqa: D102
        told = self._rates[self.place]
        words = _("{name}: {back} of {sold} pieces, {share}")
        return words.format(
            name=self._word(told.name), back=f"{told.returned:,}", sold=f"{told.sold:,}", share=share_text(told)
        )

    def place_under(self, x: float) -> int:  # noqa: D102
        return int((x - self._box().left()) / max(self._step(), 1))

    def _box(self) -> QRectF:
        return QRectF(SPACE[1], TOP, self.width() - 2 * SPACE[1], self.height() - TOP - NAMES)

    def _step(self) -> float:
        return min(self._box().width() / max(len(self._rates), 1), STEP)

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        box, step = self._box(), self._step()
        most = max(rate.returned for rate in self._rates)
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour("muted"))
        painter.drawText(QPointF(box.left(), painter.fontMetrics().ascent()), _("Pieces that came back"))
        for at, rate in enumerate(self._rates):
            left = box.left() + at * step
            width = min(step - SPACE[2], WIDEST)
            height = max(box.height() * rate.returned / most, 2)
            bar = QRectF(left + (step - width) / 2, box.bottom() - height, width, height)
            painter.fillRect(bar, looks.colour("accent" if at != self.place else "focus"))
            painter.setPen(looks.colour("text-2"))
            above = QRectF(left, bar.top() - SPACE[5], step, SPACE[5])
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{rate.returned:,}")
            under = QRectF(left + 2, box.bottom() + SPACE[1], step - SPACE[1], NAMES - SPACE[1])
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(under, flags, self._word(rate.name))
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        if self.place >= 0:
            self.paint_words(painter, box, box.left() + self.place * step, 0)


def share_text(rate: Rate) -> str:
    """Return a return rate in words, "–" where nothing was sold."""
    return "–" if rate.share is None else percent(rate.share)

"""The steps of a print or an import at the top of its page: which are done, where one stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.ui.controls import label, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.theme import BODY, CAPTION, SPACE, font, looks
from shopdesk.words import _

SIDE = SPACE[4] + SPACE[1]


class StepMark(QWidget):
    """The number of a step in a disc, or its tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setFixedSize(SIDE, SIDE)
        self._number, self._state = number, "ahead"

    def set_state(self, state: str) -> None:
        """Show the step as "done", "here" or "ahead"."""
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._state == "done":
            inset = (SIDE - SPACE[4]) // 2
            painter.drawPixmap(inset, inset, icon_pixmap("check", "text-2", SPACE[4]))
        else:
            here = self._state == "here"
            painter.setPen(looks.colour("accent" if here else "border-strong"))
            painter.setBrush(looks.colour("accent" if here else "surface"))
            painter.drawEllipse(disc)
            painter.setPen(looks.colour("on-accent" if here else "muted"))
            painter.setFont(font(CAPTION, bold=here))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Steps(QWidget):
    """Shows steps one after the other; `stand_on` says which is current, counted from 0; past the last all are done."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("steps")
        self._titles = list(titles)
        self._marks = [StepMark(at + 1) for at in range(len(titles))]
        self._words = [label(title, rank="second") for title in titles]
        parts: list[QWidget | int | None] = []
        for mark, word in zip(self._marks, self._words, strict=True):
            if parts:
                then = QLabel()
                then.setPixmap(icon_pixmap("chevron-right", "muted"))
                parts += [SPACE[1], then, SPACE[1]]
            parts += [mark, word]
        self.setLayout(row(*parts))

    def stand_on(self, at: int) -> None:
        """Show that the steps before are done."""
        for number, (mark, word) in enumerate(zip(self._marks, self._words, strict=True)):
            mark.set_state("done" if number < at else "here" if number == at else "ahead")
            word.setFont(font(BODY, bold=number == at))
        told = min(at, len(self._titles) - 1)
        self.setAccessibleName(
            _("Step {at} of {count}: {title}").format(at=told + 1, count=len(self._titles), title=self._titles[told])
        )

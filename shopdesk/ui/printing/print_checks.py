"""What a look at the orders has shown before they are printed: what is in order, what is refused and why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopdesk.services.documents import Copy, Printed, Refusal
from shopdesk.ui.controls import StatusLabel, button, caption, column, label, row, set_text, tell_fold
from shopdesk.ui.status import Status
from shopdesk.ui.theme import SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

GOOD, LOOK, STOP = Status("done", "ok", "pass"), Status("tri", "warn", "warn"), Status("oct", "error", "rejected")
REFUSED_SHOWN = 50
UNSURE_SHOWN = 3
LIST_HEIGHT = SPACE[6] * 4


class PrintChecks(QWidget):
    """A line of checks; the refused orders with their reasons fold out below it."""

    order_wanted = Signal(str)
    sender_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("printChecks")
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE[3])
        self._second = QHBoxLayout()
        self._second.setSpacing(SPACE[2])
        self._list = RefusedList(self.order_wanted.emit)
        self._list.hide()
        self._open = False
        self._toggle: QPushButton | None = None
        layout = column(spacing=SPACE[2])
        layout.addLayout(self._line)
        layout.addLayout(self._second)
        layout.addWidget(self._list)
        self.setLayout(layout)

    def show_result(self, result: Printed) -> None:
        """Show what came out for the orders asked for; when none can be printed, the reasons stand open."""
        _clear(self._line)
        _clear(self._second)
        self._toggle = None
        for status, words, name in _checks(result):
            self._line.addWidget(_told(status, words, name))
        if result.refused:
            self._toggle = button("showRefused", "", self._fold, look="link")
            self._line.addWidget(self._toggle)
            self._list.show_refused(result.refused)
        self._line.addStretch(1)
        self._tell_gaps(result)
        self._open = bool(result.refused) and (self._open or not result.printed)
        self._set_fold()

    def _tell_gaps(self, result: Printed) -> None:
        """Say what the papers will lack."""
        bare = sum(not copy.waybill for copy in result.printed)
        if bare and result.document == "labels":
            words = ngettext("{count} without a waybill number", "{count} without waybill numbers", bare)
            self._second.addWidget(_told(LOOK, words.format(count=f"{bare:,}"), "checkWaybill"))
        if result.unsure and result.document == "labels":
            words = ngettext(
                "{count} address to be looked at:", "{count} addresses to be looked at:", len(result.unsure)
            )
            self._second.addWidget(_told(LOOK, words.format(count=f"{len(result.unsure):,}"), "checkAddress"))
            for number in result.unsure[:UNSURE_SHOWN]:
                self._second.addWidget(self._way_to(number))
        if result.sender_missing and result.printed and result.document != "pick-list":
            words = _("The sender's address is not set; the shop's name stands alone.")
            self._second.addWidget(_told(LOOK, words, "senderMissing"))
            self._second.addWidget(button("setSender", _("Set it"), self.sender_wanted.emit, look="link"))
        self._second.addStretch(1)

    def _way_to(self, number: str) -> QPushButton:
        return button(f"look-{number}", number, lambda: self.order_wanted.emit(number), look="link")

    def _fold(self) -> None:
        self._open = not self._open
        self._set_fold()

    def _set_fold(self) -> None:
        self._list.setVisible(self._open)
        if self._toggle is not None:
            set_text(self._toggle, _("Hide the reasons") if self._open else _("Show why"))
            tell_fold(self._toggle, self._open)


class RefusedList(QFrame):
    """Orders that will not be printed: each with its reason and the way to it."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("refusedList")
        self.setProperty("card", "urgent")
        self._go = go
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(_("Not printed"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = column(spacing=0, margins=(SPACE[4], SPACE[2], SPACE[2], SPACE[2]))
        layout.addWidget(self._scroll)
        self.setLayout(layout)

    def show_refused(self, refused: Sequence[Refusal]) -> None:
        """Show the first of them; the rest is counted."""
        inner = QWidget()
        inner.setObjectName("panelBody")
        body = column(caption(_("Not printed")), spacing=SPACE[1])
        for refusal in refused[:REFUSED_SHOWN]:
            body.addLayout(self._row(refusal))
        if len(refused) > REFUSED_SHOWN:
            more = _("And {count} more.").format(count=f"{len(refused) - REFUSED_SHOWN:,}")
            body.addWidget(label(more, rank="muted"))
        body.addStretch(1)
        inner.setLayout(body)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the reasons need at this width, up to a limit."""
        inner, room = self._scroll.widget(), self.width() - SPACE[6]
        layout = inner.layout() if inner else None
        if layout is not None and room > 0:
            self.setFixedHeight(min(layout.heightForWidth(room) + SPACE[4], LIST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _row(self, refusal: Refusal) -> QHBoxLayout:
        why = label(word_error(refusal.error), rank="second", wrap=True)
        why.setObjectName("refusedReason")
        if refusal.error.code == "order-unknown":
            return row(why)
        way = button(f"refused-{refusal.order}", refusal.order, lambda: self._go(refusal.order), look="link")
        laid = row(way, why)
        laid.setAlignment(way, Qt.AlignmentFlag.AlignTop)
        laid.setStretch(1, 1)
        return laid


def _checks(result: Printed) -> list[tuple[Status, str, str]]:
    """Return what is to be said, the good first."""
    said = []
    if result.printed:
        words = _("Addresses complete: {count}") if result.document == "labels" else _("Ready: {count}")
        said.append((GOOD, words.format(count=f"{len(result.printed):,}"), "checkReady"))
    if again := [copy for copy in result.printed if copy.again]:
        said.append((LOOK, _again(again), "checkAgain"))
    if result.refused:
        said.append((STOP, _("Refused: {count}").format(count=f"{len(result.refused):,}"), "checkRefused"))
    return said


def _again(copies: Sequence[Copy]) -> str:
    numbers = sorted({copy.copy for copy in copies})
    if len(numbers) == 1:
        words = _("Printed before: {count} (copy {copy})")
        return words.format(count=f"{len(copies):,}", copy=numbers[0])
    words = _("Printed before: {count} (copies {first} to {last})")
    return words.format(count=f"{len(copies):,}", first=numbers[0], last=numbers[-1])


def _told(status: Status, words: str, name: str) -> StatusLabel:
    made = StatusLabel()
    made.setObjectName(name)
    made.show_status(status, words)
    return made


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()

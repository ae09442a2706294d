"""One line on the returns bench: the goods, what was counted of them, what becomes of each piece, photos and a note."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.domain.refunds import Inspected
from shopdesk.domain.returns import Case, CaseLine, destination
from shopdesk.services.order_table import LineRow
from shopdesk.ui.controls import ElidedLabel, StatusLabel, clear, column, label, row
from shopdesk.ui.returns.return_photos import PhotoStrip
from shopdesk.ui.returns.return_step_words import VERDICTS
from shopdesk.ui.returns.return_stepper import Stepper
from shopdesk.ui.side_panel import picture
from shopdesk.ui.status import Status
from shopdesk.ui.stock_words import word_place
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _

PICTURE, NOTE = 56, 56
GOOD, BAD, LACKS = Status("done", "ok", ""), Status("oct", "error", ""), Status("tri", "warn", "")


class ReturnLine(QWidget):
    """Counts the pieces of one line; what has not come, and what is neither damaged nor strange, follows by itself."""

    edited = Signal()

    def __init__(self, folder: Path, line: CaseLine, shown: LineRow | None) -> None:
        super().__init__()
        self.setObjectName(f"returnLine-{line.sku}")
        self.line, self._shown = line, shown
        self.picture_place = shown.picture if shown else ""
        self.verdict, self.place = "resell", ""
        most, sku = line.quantity, line.sku
        self.received = Stepper(f"received-{sku}", _("Received of {sku}").format(sku=sku), most, most)
        self.good = Stepper(f"good-{sku}", _("Good of {sku}").format(sku=sku), most, most)
        self.damaged = Stepper(f"damaged-{sku}", _("Damaged of {sku}").format(sku=sku), most)
        self.wrong = Stepper(f"wrong-{sku}", _("Not what was sold, of {sku}").format(sku=sku), most)
        self.steppers = (self.received, self.good, self.damaged, self.wrong)
        self.picture = picture(QLabel(), PICTURE)
        self.note = TextField(line.note)
        self.note.setObjectName(f"lineNote-{sku}")
        self.note.setAccessibleName(_("What was seen of {sku}").format(sku=sku))
        self.note.setPlaceholderText(_("What was seen"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE)
        self.photos = PhotoStrip(folder, sku)
        self._told = row(spacing=SPACE[3])
        self._lay_out()
        for stepper, act in zip(self.steppers, (self._receive, self._call_good, self._split, self._split), strict=True):
            stepper.edited.connect(act)

    def _lay_out(self) -> None:
        line, shown = self.line, self._shown
        title = label(line.title or line.sku, wrap=True)
        options = shown.options if shown else ""
        expected = _("expected {count}").format(count=line.quantity)
        words = ElidedLabel(
            " · ".join(part for part in (expected, line.sku, options) if part), rank="muted", size=CAPTION
        )
        middle = column(title, words, self._told, spacing=2)
        head = row(spacing=SPACE[3])
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(middle, 1)
        for stepper in self.steppers:
            head.addWidget(stepper, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below = QWidget()
        below = row(self.photos, self.note, margins=(PICTURE + SPACE[3], 0, 0, 0))
        below.setStretch(1, 1)
        self._below.setLayout(below)
        self.setLayout(column(head, self._below, spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3])))

    @property
    def found(self) -> Inspected:
        """What was counted."""
        missing = self.line.quantity - self.received.value
        return Inspected(self.good.value, self.damaged.value, missing, self.wrong.value)

    def put(self, found: Inspected) -> None:
        """Show counts as they were booked or left."""
        for stepper, count in (
            (self.received, self.line.quantity - found.missing), (self.good, found.good),
            (self.damaged, found.damaged), (self.wrong, found.wrong),
        ):  # fmt: skip
            stepper.put(count)
        self._tell()

    def set_open(self, counting: bool, files: Sequence[tuple[str, str, str]], open_: bool) -> None:
        """Let the line be counted, or only be looked at; photos and a note may be added while the case is open."""
        for stepper in self.steppers:
            stepper.setEnabled(counting)
        self.note.setReadOnly(not counting)
        self.photos.show_photos(files, open_)
        self._below.setVisible(counting or bool(files) or bool(self.note.toPlainText()))

    def show_ways(self, verdict: str, place: str) -> None:
        """Say in words what becomes of the pieces when they are booked."""
        self.verdict, self.place = verdict, place
        self._tell()

    def tell_asked(self, case: Case) -> None:
        """Say what is awaited, before anything has come."""
        clear(self._told)
        words = _("will come back") if case.comes_back else _("stays with the buyer")
        self._told.addWidget(label(words, rank="muted", size=CAPTION))
        self._told.addStretch(1)

    def _tell(self) -> None:
        clear(self._told)
        found = self.found
        shelf = self._shown.place if self._shown else ""
        ways = {"resell": shelf or word_place(self.place), "quarantine": word_place("quarantine")}

        def way(verdict: str) -> str:
            return ways.get(verdict) or _(VERDICTS[verdict])

        good, bad = way(self.verdict), way(destination(self.verdict, damaged=True))
        for count, status, words in (
            (found.good, GOOD, _("good {count} → {place}").format(count=found.good, place=good)),
            (found.damaged, BAD, _("damaged {count} → {place}").format(count=found.damaged, place=bad)),
            (found.wrong, LACKS, _("{count} not what was sold").format(count=found.wrong)),
            (found.missing, LACKS, _("{count} missing").format(count=found.missing)),
        ):
            if count:
                shown = StatusLabel(size=CAPTION)
                shown.show_status(status, words)
                self._told.addWidget(shown)
        self._told.addStretch(1)

    # One count follows from the others

    def _receive(self, count: int) -> None:
        """Take so many as received: fewer are taken from the good ones first, more are good."""
        wrong = min(self.wrong.value, count)
        damaged = min(self.damaged.value, count - wrong)
        self._set(count, damaged, wrong)

    def _call_good(self, good: int) -> None:
        """Call so many good; the others that came are damaged."""
        received = max(self.received.value, min(good + self.wrong.value, self.line.quantity))
        wrong = min(self.wrong.value, received - good)
        self._set(received, received - good - wrong, wrong)

    def _split(self, _count: int) -> None:
        """Take what is damaged or strange from the good ones; what is too much has been received as well."""
        damaged, wrong = self.damaged.value, self.wrong.value
        if damaged + wrong > self.line.quantity:
            if self.sender() is self.damaged:
                wrong = self.line.quantity - damaged
            else:
                damaged = self.line.quantity - wrong
        self._set(max(self.received.value, damaged + wrong), damaged, wrong)

    def _set(self, received: int, damaged: int, wrong: int) -> None:
        self.received.put(received)
        self.damaged.put(damaged)
        self.wrong.put(wrong)
        self.good.put(received - damaged - wrong)
        self._tell()
        self.edited.emit()

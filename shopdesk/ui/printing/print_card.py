"""A print job of the queue as a card: what it is, how it stands, and what a person can do or say."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QProgressBar, QPushButton, QWidget

from shopdesk.domain.print_queue import FILE, PrintJob
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.count_field import CountField
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.key_words import word_key
from shopdesk.ui.printing.print_words import WHY, word_printer, word_title
from shopdesk.ui.status import PRINT
from shopdesk.ui.theme import BODY, SPACE
from shopdesk.words import N_, _

# Keys of the first card that offers a verb; on any card that has the focus Del takes it out.
KEYS = {
    "confirm": "Ctrl+Return",
    "up-to": "Ctrl+U",
    "none": "Ctrl+Shift+N",
    "reprint": "Ctrl+J",
    "rest": "Ctrl+Shift+J",
    "retry": "Ctrl+R",
}
OFFERS = {
    "confirm": N_("All came out"),
    "up-to": N_("Up to label…"),
    "none": N_("None came out"),
    "reprint": N_("Print again from…"),
    "rest": N_("Print the rest"),
    "retry": N_("Try again"),
    "move": N_("On {printer}"),
    "cancel": N_("Take out of the queue"),
    "stop": N_("Cancel"),
}
_LINKS = ("none", "reprint", "cancel", "stop")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants done with a job: the verb, up to or from which label, and why."""

    job: PrintJob
    verb: str
    label: int = 0
    reason: str = ""


def offers(job: PrintJob, standing: str, other_printer: str) -> list[str]:
    """Return the verbs that a job allows as it stands, the first one the most likely."""
    if standing == "sending":
        return ["stop"]
    if job.state == "queued":
        return ["cancel"]
    if job.state == "sent":
        some = ["up-to"] if job.labels > 1 else []
        return ["confirm", *some, "none", *(["reprint"] if job.labels > 1 and job.printer != FILE else [])]
    if job.state == "failed" and job.followed is None:
        again = [] if job.printer == FILE else ["retry"]
        return [*again, *(["move"] if again and other_printer not in ("", job.printer) else []), "cancel"]
    if job.state == "confirmed" and job.printer != FILE:
        return ["rest"] if job.missing else ["reprint"]
    return []


class JobCard(QFrame):
    """One job; `wanted` carries a Wish, `moved` which way the arrows lead from here."""

    wanted = Signal(object)
    moved = Signal(int)

    def __init__(
        self, job: PrintJob, standing: str, told: str, order: str, *, other_printer: str, keyed: set[str]
    ) -> None:
        super().__init__()
        self.job = job
        self.setObjectName(f"job-{job.number}")
        self.setProperty("card", {"failed": "urgent", "waiting": "soon", "part": "soon"}.get(standing, "true"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._verbs = offers(job, standing, other_printer)
        self.told = label(told, rank={"failed": "error", "waiting": "warn"}.get(standing, "second"), wrap=True)
        self.told.setObjectName(f"jobTold-{job.number}")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setVisible(standing == "sending")
        self._form: JobForm | None = None
        title = label(word_title(job, order), size=BODY, bold=True, wrap=True)
        title.setObjectName(f"jobTitle-{job.number}")
        self.setAccessibleName(f"{title.text()}. {word_printer(job)}. {told}")
        self._lay_out(standing, title, other_printer, keyed)

    def _lay_out(self, standing: str, title: QLabel, other_printer: str, keyed: set[str]) -> None:
        shape = QLabel()
        shape.setPixmap(shape_pixmap(PRINT[standing].shape, PRINT[standing].role))
        place = label(word_printer(self.job), rank="muted")
        self._right = column(title, place, self.told, self.progress, spacing=SPACE[1])
        for names in ([v for v in self._verbs if v not in _LINKS], [v for v in self._verbs if v in _LINKS]):
            if names:
                buttons = [self._button(verb, other_printer, keyed) for verb in names]
                self._right.addLayout(row(*buttons, None, spacing=SPACE[2]))
        whole = row(shape, spacing=SPACE[2], margins=(SPACE[3], SPACE[2], SPACE[3], SPACE[3]))
        whole.setAlignment(shape, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._right, 1)
        self.setLayout(whole)

    def _button(self, verb: str, other_printer: str, keyed: set[str]) -> QPushButton:
        words = _(OFFERS[verb]).format(printer=other_printer)
        made = button(
            f"jobDo-{verb}-{self.job.number}", words, lambda: self.ask(verb), look="link" if verb in _LINKS else ""
        )
        if verb in keyed:
            shortcut = QShortcut(QKeySequence(KEYS[verb]), made)
            shortcut.activated.connect(lambda: self.ask(verb))
            key = word_key(shortcut.key())
            made.setToolTip(f"{words}  {key}")
        elif verb in ("cancel", "stop"):
            made.setToolTip(f"{words}  Del")
        return made

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how many pages are on their way."""
        with QSignalBlocker(self.progress):
            self.progress.setRange(0, total)
            self.progress.setValue(done)
        self.told.setText(words)

    def ask(self, verb: str) -> None:
        """Ask for what a verb needs, or say at once that it is wanted."""
        if verb in ("up-to", "reprint", "rest"):
            self._open_form(verb)
        else:
            self.wanted.emit(Wish(self.job, verb))

    @property
    def asking(self) -> bool:
        """Whether a person is filling in which labels, or why."""
        return self._form is not None

    def _open_form(self, verb: str) -> None:
        self.close_form()
        self._form = JobForm(self.job, verb)
        self._form.given.connect(self.wanted)
        self._form.left.connect(self._leave_form)
        self._right.addWidget(self._form)
        self._form.begin()

    def close_form(self) -> None:
        """Ask for nothing any more."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def _leave_form(self) -> None:
        self.close_form()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        removing = next((verb for verb in self._verbs if verb in ("cancel", "stop")), "")
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete and removing:
            self.ask(removing)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._verbs and self._verbs[0] != removing:
            self.ask(self._verbs[0])
        else:
            super().keyPressEvent(event)


class JobForm(QWidget):
    """Which labels came out, or from which one on to print again and why."""

    given = Signal(object)
    left = Signal()

    def __init__(self, job: PrintJob, verb: str) -> None:
        super().__init__()
        self._job, self._verb = job, verb
        self._again = verb in ("reprint", "rest")
        self.label = CountField(1, job.labels if self._again else max(job.labels - 1, 1))
        self.label.setObjectName(f"jobLabel-{job.number}")
        self.label.setAccessibleName(_("From label") if self._again else _("Up to label"))
        self.label.setValue(job.printed + 1 if verb == "rest" else 1)
        self.label.setSuffix(f" / {job.labels:,}")
        self.why = QComboBox()
        self.why.setObjectName(f"jobWhy-{job.number}")
        self.why.setAccessibleName(_("Why again?"))
        for reason in ("jam", *(key for key in WHY if key not in ("jam", "reprint"))):
            self.why.addItem(_(WHY[reason]), reason)
        self.why.setVisible(self._again)
        for field in (self.label, self.why):
            field.installEventFilter(self)
        take = button(f"jobGive-{job.number}", _("Print again") if self._again else _("So it is"), self.give)
        take.setToolTip(_("{words}  Enter").format(words=take.accessibleName()))
        caption = label(self.label.accessibleName(), rank="second")
        body: Sequence[QWidget] = [self.why] if self._again else []
        layout = column(row(caption, self.label, None), *body, row(take, None), spacing=SPACE[2])
        layout.setContentsMargins(0, SPACE[2], 0, 0)
        self.setLayout(layout)

    def begin(self) -> None:
        """Let the person type the number at once."""
        self.label.setFocus()
        self.label.selectAll()

    def give(self) -> None:
        """Say what was filled in."""
        self.label.interpretText()
        verb = "reprint" if self._again else "confirm"
        reason = str(self.why.currentData()) if self._again else ""
        self.given.emit(Wish(self._job, verb, self.label.value(), reason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and _leaves(event):  # the form, not the page
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _leaves(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape

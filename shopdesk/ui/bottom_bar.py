"""The bottom bar: what is shown, what runs and can be stopped, what was done and can be taken back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStatusBar

from shopdesk.ui.controls import button, label, row
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import BOTTOM_BAR, SPACE
from shopdesk.ui.undo import UndoStack
from shopdesk.words import _

SHOWN_AFTER_MS = 600
SHOWN_AT_LEAST_MS = 400
TOLD_FOR_MS = 8_000


class JobBar(QFrame):
    """One running task: its name, how far it is, and a way to stop it; it appears when it takes longer than 0.6 s."""

    gone = Signal()

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setObjectName("jobBar")
        self._task = task
        self._words = label(rank="second")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(task.title)
        cancel = button("cancelJob", _("Cancel"), task.cancel, look="link")
        self.setLayout(row(self._words, self._progress, cancel, spacing=SPACE[2]))
        self._words.setText(task.title)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(SHOWN_AFTER_MS)
        task.progressed.connect(self._show_progress)
        task.ended.connect(self._end)

    def _show_progress(self, done: int, total: int) -> None:
        self._words.setText(f"{self._task.title} {done:,} / {total:,}" if total else f"{self._task.title} {done:,}")
        if total:
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    def _end(self) -> None:
        self._timer.stop()
        self._timer.timeout.disconnect()
        self._timer.timeout.connect(self.gone)
        self._timer.start(SHOWN_AT_LEAST_MS if self.isVisible() else 0)


class BottomBar(QStatusBar):
    """Keeps the place for all of them."""

    def __init__(self, undo: UndoStack) -> None:
        super().__init__()
        self.setObjectName("bottomBar")
        self.setFixedHeight(BOTTOM_BAR)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SPACE[4] - 4, 0, SPACE[4] - 4, 0)
        self._undo = undo
        self.counts = label(rank="second")
        self.counts.setObjectName("counts")
        self._told = label(rank="second")
        self._told.setObjectName("told")
        self.undo_button = button("undo", _("Undo"), look="link")
        self.addWidget(self.counts)
        self.addWidget(self._told)
        self.addWidget(self.undo_button)
        self._jobs = QHBoxLayout()
        self._jobs.setContentsMargins(0, 0, 0, 0)
        self._jobs.addStretch(1)
        place = QFrame()
        place.setLayout(self._jobs)
        self.addPermanentWidget(place)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._show_undo)
        undo.changed.connect(self._show_undo)
        self._show_undo()

    def tell(self, text: str) -> None:
        """Say a sentence for eight seconds, to screen readers too."""
        self._told.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._told, text))
        self._quiet.start(TOLD_FOR_MS)

    def watch(self, task: Task) -> None:
        """Show a task while it runs."""
        shown = JobBar(task)
        self._jobs.addWidget(shown)
        shown.gone.connect(shown.deleteLater)

    def _show_undo(self) -> None:
        newest = self._undo.newest
        self.undo_button.setVisible(newest is not None)
        if newest is not None:
            self._told.setText(newest.text)
            self.undo_button.setToolTip(_("Take back: {what}  Ctrl+Z").format(what=newest.text))
        elif not self._quiet.isActive():
            self._told.setText("")

"""A running task in the bottom bar: its name, how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from shopdesk.ui.controls import button, label, row
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import SPACE
from shopdesk.words import _

SHOWN_AFTER_MS = 600
SHOWN_AT_LEAST_MS = 400


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
        cancel.setAccessibleDescription(task.title)
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

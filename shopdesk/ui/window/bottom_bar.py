"""The bottom bar: what is shown, what runs and can be stopped, what was done and can be taken back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStatusBar

from shopdesk.ui.controls import ElidedLabel, button, label
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import BOTTOM_BAR, CAPTION, SPACE
from shopdesk.ui.undo import UndoStack
from shopdesk.words import _

TOLD_FOR_MS = 8_000


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
        self._told = ElidedLabel("", rank="second")
        self._told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._told.setObjectName("told")
        self.undo_button = button("undo", _("Undo"), look="link")
        self._undo_key = label("Ctrl+Z", rank="muted", size=CAPTION)
        self._apart = QFrame()
        self._apart.setProperty("line", "upright")
        self._apart.setFixedHeight(SPACE[4])
        self.addWidget(self.counts)
        self.addWidget(self._apart)
        self.addWidget(self._told)
        self.addWidget(self.undo_button)
        self.addWidget(self._undo_key)
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
        """Say a sentence for eight seconds, to screen readers too, with the way back where there is one."""
        from shopdesk.ui.announce import announce  # loaded late: a quick start says nothing

        self._say(text)
        newest = self._undo.newest
        back = _("Ctrl+Z takes it back") if newest is not None and newest.text == text else ""
        announce(self._told, ". ".join(filter(None, (text.rstrip(".。"), back))) if back else text)
        self._quiet.start(TOLD_FOR_MS)

    def watch(self, task: Task) -> None:
        """Show a task while it runs; one without a name is over before anybody could read it."""
        if not task.title:
            return
        from shopdesk.ui.window.job_bar import JobBar  # loaded late: nothing runs at the start

        shown = JobBar(task)
        self._jobs.addWidget(shown)
        shown.gone.connect(shown.deleteLater)

    def _show_undo(self) -> None:
        newest = self._undo.newest
        self.undo_button.setVisible(newest is not None)
        self._undo_key.setVisible(newest is not None)
        if newest is not None:
            self._say(newest.text)
            self.undo_button.setToolTip(_("Take back: {what}  Ctrl+Z").format(what=newest.text))
        elif not self._quiet.isActive():
            self._say("")

    def _say(self, text: str) -> None:
        self._told.say(text)
        self._apart.setVisible(bool(text))

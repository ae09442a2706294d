"""What happened with a case, the newest first; the last step can be taken back whenever it was taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from shopdesk.services.returns import CaseDetails
from shopdesk.ui.controls import ElidedLabel, button, clear, column, heading, label, row, tell_fold
from shopdesk.ui.moments import stamp
from shopdesk.ui.returns.return_step_words import word_step
from shopdesk.ui.theme import SPACE
from shopdesk.words import _, listed

SHORT = 4
LIVE = ("opened", "approved", "refused", "received", "inspected", "refunded", "exchanged", "closed")


class ReturnHistoryCard(QFrame):
    """Lists the steps; `undo_wanted` asks for the newest one to be taken back."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returnHistoryCard")
        self.setProperty("card", True)
        self._details: CaseDetails | None = None
        self._whole = False
        self.all = button("allSteps", "", self._toggle, look="link")
        self.back = button("takeStepBack", _("Take the last step back"), self.undo_wanted.emit, key="Ctrl+Backspace",
                           look="link")  # fmt: skip
        self._rows = column(spacing=SPACE[1])
        head = row(heading(_("What happened")), None, self.back, self.all)
        self.setLayout(column(head, self._rows, spacing=SPACE[1], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3])))

    def show_details(self, details: CaseDetails) -> None:
        """Show the steps of a case."""
        self._details = details
        clear(self._rows)
        steps = list(reversed(details.steps))
        self.all.setVisible(len(steps) > SHORT)
        self.all.setText(_("Fewer") if self._whole else _("All {count}").format(count=len(steps)))
        self.all.setAccessibleName(listed((_("What happened"), self.all.text())))
        tell_fold(self.all, self._whole)
        for step in steps if self._whole else steps[:SHORT]:
            at = label(stamp(step.at), rank="muted")
            at.setFixedWidth(104)
            rank = "muted" if step.undone or step.kind == "undone" else ""
            shown = QWidget()
            line = row(at, ElidedLabel(word_step(step), rank=rank), label(step.actor, rank="muted"))
            line.setStretch(1, 1)
            shown.setLayout(line)
            self._rows.addWidget(shown)
        live = [step for step in details.steps if not step.undone and step.kind in LIVE]
        self.back.setVisible(bool(live) and details.case.state != "withdrawn")
        if live:
            self.back.setToolTip(_("Take back: {what}").format(what=word_step(live[-1])))

    def _toggle(self) -> None:
        self._whole = not self._whole
        if self._details is not None:
            self.show_details(self._details)

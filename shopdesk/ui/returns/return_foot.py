"""The foot of the returns bench: the step that is next as its large button, the others, and what is asked."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from shopdesk.ui.controls import bar, button, clear, label, row, set_text
from shopdesk.ui.form_fields import field
from shopdesk.ui.returns.return_next import ASKS, KEYS, TITLES, Next
from shopdesk.ui.theme import FOOTER, SPACE
from shopdesk.words import _


class ReturnFoot(QFrame):
    """Offers the steps; `wanted` carries the one that was chosen and the reason that was asked for it."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._asked = ""
        self._next = Next()
        self._stack = QStackedWidget()
        self._stack.setFixedHeight(FOOTER)
        self._hint = label(rank="second", wrap=True)
        self._hint.setObjectName("returnHint")
        self._others = row(spacing=SPACE[2])
        self.primary = button("returnNext", "", self.press, primary=True)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self._press_key)
        steps = bar("footer", FOOTER, self._hint, self._others, self.primary)
        inside = steps.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.setStretch(0, 1)
        self.reason = field("returnReason", _("Reason"))
        self.reason.returnPressed.connect(self.submit)
        self._question = label(bold=True)
        self._ok = button("returnReasonOk", "", self.submit, primary=True)
        leave = button("returnReasonLeave", _("Cancel"), self.leave, look="quiet")
        leave.setToolTip("Esc")
        ask = bar("footer", FOOTER, self._question, self.reason, self._ok, leave)
        self._stack.addWidget(steps)
        self._stack.addWidget(ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_next(self, next_: Next, amount: str, hint: str, ready: Callable[[str], bool]) -> None:
        """Offer these steps; one that is not `ready` stands there but cannot be pressed."""
        self._next = next_
        self._hint.setText(hint)
        clear(self._others)
        for step in next_.others:
            made = self._button(step, amount)
            made.setEnabled(ready(step))
            self._others.addWidget(made)
        self.primary.setVisible(bool(next_.primary))
        if next_.primary:
            set_text(self.primary, _(TITLES[next_.primary]).format(amount=amount), "Ctrl+Return")
            self.primary.setEnabled(ready(next_.primary))
        if self._asked not in (next_.primary, *next_.others):
            self.leave()

    def _button(self, step: str, amount: str) -> QPushButton:
        title = _(TITLES[step]).format(amount=amount)
        made = button(f"step-{step}", title, lambda: self.choose(step))
        if key := KEYS.get(step, ""):
            made.setToolTip(f"{title}  {key}")
            shortcut = QShortcut(QKeySequence(key), made)
            shortcut.activated.connect(lambda: made.click() if made.isVisible() else None)
        return made

    def choose(self, step: str) -> None:
        """Take a step; one that needs a reason asks for it first."""
        if step in ASKS:
            self._asked = step
            set_text(self._ok, _(TITLES[step]).removesuffix("…"), "Return")
            self._question.setText(_(ASKS[step]))
            self.reason.setAccessibleName(_(ASKS[step]))
            self.reason.clear()
            self._stack.setCurrentIndex(1)
            self.reason.setFocus()
        else:
            self.wanted.emit(step, "")

    def press(self) -> None:
        """Take the step that is next."""
        if self._next.primary:
            self.choose(self._next.primary)

    def submit(self) -> None:
        """Take the step that a reason was asked for, with what was typed."""
        if step := self._asked:
            note = self.reason.text().strip()
            if not note:
                self.reason.setProperty("invalid", True)
                self.reason.style().polish(self.reason)
                return
            self.leave()
            self.wanted.emit(step, note)

    def leave(self) -> bool:
        """Ask no more; False when nothing was asked."""
        asked, self._asked = self._asked, ""
        self.reason.setProperty("invalid", False)
        self.reason.style().polish(self.reason)
        self._stack.setCurrentIndex(0)
        return bool(asked)

    def _press_key(self) -> None:
        if not self.isVisible():
            return
        if self._asked:
            self.submit()
        elif self.primary.isVisible() and self.primary.isEnabled():
            self.press()

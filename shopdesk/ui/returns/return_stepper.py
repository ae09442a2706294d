"""A number between two limits with a button at either side; typed, stepped by arrows, or pressed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from shopdesk.ui.controls import tool
from shopdesk.ui.theme import CONTROL
from shopdesk.words import _

WIDTH = 80


class StepField(QLineEdit):
    """The number: what is typed is taken within its limits, what is no number is put back."""

    stepped = Signal(int)

    def __init__(self, most: int, value: int) -> None:
        super().__init__(str(value))
        self._most, self._value = most, value
        self.setMaxLength(len(str(most)))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(self._type)

    def value(self) -> int:
        """Return the number."""
        return self._value

    def setValue(self, value: int) -> None:  # noqa: N802 - as a spin box calls it
        """Take a number within the limits, and tell of it when it is another."""
        value = min(max(value, 0), self._most)
        changed = value != self._value
        self.put(value)
        if changed:
            self.stepped.emit(value)

    def put(self, value: int) -> None:
        """Show a number; nobody is told."""
        self._value = value
        if self.text() != str(value):
            self.setText(str(value))

    def _type(self, text: str) -> None:
        if text.isascii() and text.isdigit():
            self.setValue(int(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and not self.isReadOnly():
            self.setValue(self._value + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        self.put(self._value)
        super().focusOutEvent(event)


class Stepper(QFrame):
    """Shows −, the number, +; `edited` tells what a person has made of it."""

    edited = Signal(int)

    def __init__(self, name: str, accessible: str, most: int, value: int = 0) -> None:
        super().__init__()
        self.setProperty("stepper", True)
        self.setFixedSize(WIDTH, CONTROL)
        self.field = StepField(most, value)
        self.field.setObjectName(name)
        self.field.setAccessibleName(accessible)
        less = tool(f"{name}-less", "minus", _("One less: {what}").format(what=accessible), lambda: self._step(-1))
        more = tool(f"{name}-more", "plus", _("One more: {what}").format(what=accessible), lambda: self._step(1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (less, more):
            part.setFixedSize(24, CONTROL - 2)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(less)
        layout.addWidget(self.field, 1)
        layout.addWidget(more)
        self.field.stepped.connect(self.edited)
        self._steps = (less, more)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:  # what cannot be stepped is a number to be read
            for step in self._steps:
                step.setVisible(self.isEnabled())

    @property
    def value(self) -> int:
        """The number."""
        return self.field.value()

    def put(self, value: int) -> None:
        """Show a number; nobody is told."""
        self.field.put(value)

    def _step(self, by: int) -> None:
        self.field.setValue(self.field.value() + by)

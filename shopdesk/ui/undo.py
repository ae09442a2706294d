"""Undo instead of "are you sure": a stack fed by the services' compensating verbs."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from shopdesk.ui.tasks import Verb

DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done: what a person calls it, how it is taken back, how it is done again."""

    text: str
    undo: Verb
    redo: Verb | None = None


class UndoStack(QObject):
    """What can be taken back, the newest first; `changed` tells the bottom bar."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def push(self, change: Change) -> None:
        """Note a change; what was undone before it can no longer be redone."""
        self._done = [*self._done, change][-DEEPEST:]
        self._undone.clear()
        self.changed.emit()

    @property
    def newest(self) -> Change | None:
        """The change that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def newest_undone(self) -> Change | None:
        """The change that redo does again."""
        return self._undone[-1] if self._undone else None

    def take(self) -> Change | None:
        """Take the newest change off the stack, to be taken back: a second press takes the one before it."""
        change = self._done.pop() if self._done else None
        self.changed.emit()
        return change

    def take_undone(self) -> Change | None:
        """Take the newest undone change off the stack, to be done again."""
        change = self._undone.pop() if self._undone else None
        self.changed.emit()
        return change

    def undone(self, change: Change) -> None:
        """Note that a change was taken back."""
        if change.redo is not None:
            self._undone.append(change)
        self.changed.emit()

    def redone(self, change: Change) -> None:
        """Note that a change was done, or stands, again."""
        self._done.append(change)
        self.changed.emit()

"""What is worked out from the books is brought up to them in quiet moments: scores, and whose the orders are."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from shopdesk.domain.errors import ShopError
from shopdesk.words import N_, _

if TYPE_CHECKING:
    from shopdesk.ui.context import Context

QUIET_MS = 300


@dataclass(slots=True)
class Chore:
    """A piece of it is one call of `verb` in a module of services that tells `is_behind`, too.

    What changes `concerns` may make it fall behind; `changes` are said when it is not any more.
    """

    module: str
    verb: str
    words: str
    concerns: frozenset[str]
    changes: frozenset[str]
    busy: bool = False
    got_on: bool = False
    refused: str = ""


class Upkeep(QObject):
    """Does the chores a moment after the last of many changes, in pieces, so that nobody's own work waits for them."""

    def __init__(self, context: "Context") -> None:
        super().__init__(context)
        self._context = context
        self._chores = [
            Chore("listing_scores", "catch_up", N_("Scoring listings"),
                  frozenset({"listings", "checks", "settings"}), frozenset({"scores"})),
            Chore("customers", "keep_up", N_("Finding customers"), frozenset({"orders"}), frozenset({"customers"})),
        ]  # fmt: skip
        self._due: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def waiting(self) -> bool:
        """Whether a chore is about to begin."""
        return self._timer.isActive()

    def begin(self, changes: frozenset[str] | None = None) -> None:
        """Look soon what has fallen behind by these changes, or what has at all."""
        due = {chore.module for chore in self._chores if changes is None or chore.concerns & changes}
        if due and not self._context.signalsBlocked():  # a page that was painted last thing before the shop was closed
            self._due |= due
            self._timer.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self._timer.stop()

    def _begin(self) -> None:
        due, self._due = self._due, set()
        for chore in self._chores:
            if chore.module in due:
                self._do(chore)

    def _do(self, chore: Chore) -> bool:
        """Begin a piece where something is behind, and tell whether it was begun."""
        module = import_module(f"shopdesk.services.{chore.module}")  # loaded late: the first page needs none of them
        try:
            wanted = not chore.busy and module.is_behind(self._context.shop)
        except ShopError as error:  # a rule file of the shop's own that is damaged: said once, not at each change
            if repr(error) != chore.refused:
                chore.refused = repr(error)
                self._context.failed.emit(error, _(chore.words))
            return False
        if wanted:
            chore.busy = True
            self._context.write(
                _(chore.words), getattr(module, chore.verb), changes=set(),
                done=lambda _result: setattr(chore, "got_on", True), ended=partial(self._end, chore),
            )  # fmt: skip
        return wanted

    def _end(self, chore: Chore) -> None:
        """Go on with the next piece, or say what has changed; what failed waits for the next change."""
        got_on, chore.busy, chore.got_on = chore.got_on, False, False
        if got_on and not self._do(chore):
            self._context.changed.emit(chore.changes)

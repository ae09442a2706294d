"""Looks beside the window at what a bulk edit would change; a newer wish breaks an older one off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.bulk_edit import BulkPreview, Chosen, preview_chosen, read_chosen
from shopdesk.services.shop import Shop, open_shop
from shopdesk.ui.context import Context
from shopdesk.ui.tasks import Task
from shopdesk.words import _

LOOK_MS = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look has found: the listings as they stand, and the preview or why there is none."""

    turn: int
    chosen: Chosen | None
    preview: BulkPreview
    error: ShopError | None = None


class BulkLook(QObject):
    """Previews a moment after the last keystroke; `found` carries what the newest wish has found."""

    found = Signal(object)

    def __init__(self, context: Context, operations: Callable[[], list[Operation]], parent: QObject) -> None:
        super().__init__(parent)
        self.is_new = False
        self.handles: list[str] = []
        self._context, self._operations = context, operations
        self._chosen: Chosen | None = None
        self._turn = 0
        self._task: Task | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LOOK_MS)
        self._wait.timeout.connect(self._look)

    def choose(self, handles: list[str]) -> None:
        """Look at these listings from now on."""
        self.handles = handles
        self.anew()

    def anew(self) -> None:
        """Read the listings again."""
        self._chosen = None
        self.soon()

    def soon(self) -> None:
        """Look in a moment; what was found before is no longer new."""
        self.is_new = False
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
        self._wait.start()

    def _look(self) -> None:
        turn, handles, chosen = self._turn, list(self.handles), self._chosen
        operations, folder = self._operations(), self._context.shop.folder

        def look(job: Job) -> Looked:
            shop = open_shop(folder)  # a connection of its own: neither window nor writing waits for it
            try:
                return _look_at(shop, turn, handles, chosen, operations, job)
            finally:
                shop.close()

        self._task = self._context.compute(_("Previewing"), look, self._tell)

    def _tell(self, looked: Looked) -> None:
        if looked.turn == self._turn:
            self.is_new, self._task = True, None
            self._chosen = looked.chosen
            self.found.emit(looked)


def _look_at(
    shop: Shop, turn: int, handles: Sequence[str], chosen: Chosen | None, operations: Sequence[Operation], job: Job
) -> Looked:
    """Read the listings where that is to be done, and preview; a refusal is an answer for the page."""
    try:
        chosen = chosen or read_chosen(shop, handles)
        preview = preview_chosen(shop, chosen, operations, job) if operations else BulkPreview()
        return Looked(turn, chosen, preview)
    except ShopError as error:
        return Looked(turn, chosen, BulkPreview(), error)

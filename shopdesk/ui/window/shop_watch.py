"""The window notices by itself that its shop's file is gone, a stick was pulled, and that it is there again."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.words import _

EVERY_MS = 10_000


class ShopWatch(QObject):
    """Owned by the context; it looks beside the window, since a drive that falls away lets one wait.

    `returned`: the file is there again, but what was held open of it when it went is dead.
    """

    returned = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._gone = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look again and again."""
        self._timer.start()

    def look(self) -> None:
        """Look now; the next time only when this has been answered."""
        if not self._context.signalsBlocked():
            self._context.compute("", partial(_find_gone, self._context.shop), self._take)

    def _take(self, error: ShopError | None) -> None:
        """Say it once that the file is gone, and once that it is back."""
        gone = error is not None
        if gone and not self._gone:
            self._context.failed.emit(error, _("The shop's file"))
        elif self._gone and not gone:
            self.returned.emit()
            return
        self._gone = gone
        self._timer.start()


def _find_gone(shop: Shop, _job: Job) -> ShopError | None:
    try:
        shop.look_for_file()
    except ShopError as error:
        return error
    return None

"""Backups without being asked, and damage looked for: both beside the window, from the first paint on."""

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.backups import Made, backup_if_changed
from shopdesk.services.doctor import clock_behind, find_damage
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.words import _

EVERY_MS = 25 * 60 * 1000  # a change is in a backup half an hour later at the latest


class BackupKeeper(QObject):
    """Owned by the context; `damaged` carries what was found, once."""

    damaged = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def start(self) -> None:
        """Look at the file first; a sound one is backed up where anything was changed since."""
        self._timer.start()
        self._context.look(_("Checking the shop's file"), find_damage, self._take)

    def _take(self, found: ShopError | None) -> None:
        if self._context.signalsBlocked():
            return
        if found is not None:
            self._timer.stop()
            self.damaged.emit(found)
        else:
            self._look_at_clock()
            self.keep()

    def _look_at_clock(self) -> None:
        behind = clock_behind(self._context.shop)
        if behind is not None:
            self._context.failed.emit(behind, _("Date and time"))

    def keep(self) -> None:
        """Make a backup where anything was changed since the last; what stands in its way is said once."""
        if self._context.signalsBlocked():
            self._timer.stop()
            return
        self._context.look(_("Backup"), _attempt, self._kept)

    def _kept(self, result: Made | ShopError | None) -> None:
        if isinstance(result, ShopError):
            if result.code == "shop-damaged":
                self.damaged.emit(result)
            elif repr(result) != self._said:
                self._said = repr(result)
                self._context.failed.emit(result, _("Backup"))
        elif result is not None:
            self._said = ""
            self._context.changed.emit(frozenset({"backups"}))


def _attempt(shop: Shop, job: Job) -> Made | ShopError | None:
    try:
        return backup_if_changed(shop, "changes", job)
    except ShopError as error:
        return error

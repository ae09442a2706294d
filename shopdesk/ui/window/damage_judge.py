"""Damage that somebody has met is looked at in a file opened anew: one whose drive was pulled looks damaged, too."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.doctor import find_damage
from shopdesk.services.shop import as_shop_error, open_shop
from shopdesk.ui.context import Context
from shopdesk.words import _


class DamageJudge(QObject):
    """Owned by the context; it emits one of three for each damage that it hears of.

    `damaged` carries what was found, `sound` says that the file is well once it is opened anew, `gone` that it is not
    there to be opened.
    """

    damaged = Signal(object)
    sound = Signal()
    gone = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._judging = False
        context.failed.connect(self.hear)

    def hear(self, error: BaseException, _doing: str = "") -> bool:
        """Judge the file where an error speaks of damage; tell whether it does."""
        known = as_shop_error(error)
        if known is None or known.code != "shop-damaged":
            return False
        if not self._judging and not self._context.signalsBlocked():
            self._judging = True
            self._context.compute(_("Checking the shop's file"), partial(_judge, self._context.shop.folder), self._take)
        return True

    def _take(self, found: ShopError | None) -> None:
        self._judging = False
        if found is None:
            self.sound.emit()
        elif found.code in ("shop-damaged", "shop-empty", "shop-foreign"):
            self.damaged.emit(found)
        elif found.code in ("shop-missing", "shop-gone"):
            self.gone.emit()
        else:
            self._context.failed.emit(found, _("The shop's file"))


def _judge(folder: Path, job: Job) -> ShopError | None:
    """Return what is wrong with a shop's file: at a quick look, then at a full one, which sees every index too."""
    try:
        shop = open_shop(folder)
    except ShopError as error:
        return error
    try:
        return find_damage(shop, job) or find_damage(shop, job, quick=False)
    finally:
        shop.close()

"""What every page is given: the shop to read, the runner to write, the one signal of change, undo and errors."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.errors import ShopError
from shopdesk.services.locations import place_names
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop, open_shop, utc_now
from shopdesk.ui.listeners import is_gone
from shopdesk.ui.reader import Reader
from shopdesk.ui.stock_words import call_places
from shopdesk.ui.tasks import Runner, Task, Verb
from shopdesk.ui.thumbnails import Thumbnails
from shopdesk.ui.undo import Change, UndoStack
from shopdesk.ui.upkeep import Upkeep
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.services.stock import Audit

Done = Callable[[Any], None]


class Context(QObject):
    """The pages' common ground; pages ask it to `go` elsewhere and never know each other.

    `changed` names what was changed (one of EVERYTHING), `failed` carries an error and what was being done,
    `told` a sentence for the toast, `went` a page's name and what it should show,
    `looks_changed` that language or theme are others now, `restore_asked` the backup that is to be brought back.
    """

    changed = Signal(frozenset)
    failed = Signal(object, str)
    told = Signal(str)
    went = Signal(str, dict)
    looks_changed = Signal()
    restore_asked = Signal(object)

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self.shop: Shop = open_shop(folder, now=now)
        self.runner = Runner(partial(open_shop, folder, now=now))
        self.reader = Reader(partial(open_shop, folder, now=now))
        self.reader.failed.connect(self._fail_reading)
        call_places(place_names(self.shop))
        self.changed.connect(lambda changes: call_places(place_names(self.shop)) if "stock" in changes else None)
        self.undo = UndoStack()
        self.thumbnails = Thumbnails(self.shop, self._fetch_picture)
        self.upkeep = Upkeep(self)
        self.changed.connect(lambda changes: self.thumbnails.forget() if "listings" in changes else None)

    @property
    def shop_name(self) -> str:
        """What the shop calls itself."""
        return str(get_setting(self.shop, "shop.name")) or "ShopDesk"

    def go(self, page: str, **wanted: object) -> None:
        """Ask for another page, and what it should show."""
        self.went.emit(page, wanted)

    def write(
        self,
        title: str,
        verb: Verb,
        *,
        changes: set[str],
        done: Done | None = None,
        refused: Done | None = None,
        ended: Callable[[], object] | None = None,
    ) -> Task:
        """Run a verb on the write thread; then announce what it has changed.

        `refused` takes a ShopError to where it belongs, under a field say; other errors are told by the window.
        `ended` is called however it went: what is connected to the task afterwards may come too late.
        """
        task = self.runner.write(title, verb)
        if ended is not None:
            task.ended.connect(ended)

        def succeed(result: object) -> None:
            if self.signalsBlocked():  # closed meanwhile: what was done is kept, nobody is left to be told
                return
            if changes:
                self.changed.emit(frozenset(changes))
            if done is not None:
                done(result)

        task.succeeded.connect(succeed)

        def fail(error: BaseException) -> None:
            if refused is not None and isinstance(error, ShopError):
                refused(error)
            else:
                self.failed.emit(error, title)

        task.failed.connect(fail)
        task.cancelled.connect(lambda: self.told.emit(_("Stopped. Nothing of it was kept.")))
        return self.runner.start(task)

    def compute(self, title: str, work: Callable[..., Any], done: Done) -> Task:
        """Run work beside the window that changes nothing in the shop."""
        task = self.runner.compute(title, work)
        task.succeeded.connect(partial(self._hand_over, done))
        task.failed.connect(lambda error: self.failed.emit(error, title))
        return self.runner.start(task, writing=False)

    def look(self, title: str, look: Verb, done: Done) -> Task:
        """Look at the shop beside the window, with a connection of its own: neither window nor writing waits for it."""

        def work(job: Task) -> object:
            shop = open_shop(self.shop.folder, now=self.shop.now)
            try:
                return look(shop, job)
            finally:
                shop.close()

        return self.compute(title, work, done)

    def _hand_over(self, done: Done, result: object) -> None:
        """Give a result to who asked for it, unless the shop is closed or another window stands in that one's place."""
        if not self.signalsBlocked() and not is_gone(done):
            done(result)

    def _fetch_picture(self, work: Callable[[], Any], done: Done) -> None:
        task = self.runner.compute("", lambda _job: work())
        task.succeeded.connect(done)
        self.runner.start(task, writing=False)

    def catch_up_search(self) -> None:
        """Bring the search index up to date in the background, where so much is missing that it would be felt."""
        from shopdesk.services.search import catch_up, is_behind  # loaded late: not before the first page is painted

        if is_behind(self.shop):
            self.write(_("Search index"), catch_up, changes=set())

    def release_due(self) -> None:
        """Let orders go on whose time of waiting is over; the write thread is asked only where one is."""
        from shopdesk.services.order_edits import holds_over, release_due  # loaded late: not before the first page

        if not self.signalsBlocked() and holds_over(self.shop):  # a page's clock may outlive the shop's file
            self.write(_("Releasing orders"), lambda shop, _job: release_due(shop), changes={"orders"})

    def keep_clocks(self) -> None:
        """Reckon the clocks of open orders by the rule files of today; a damaged one is said where it is edited."""
        from shopdesk.services.settings import keep_clocks  # loaded late: not before the first page

        def told(changed: int) -> None:
            if changed:
                self.changed.emit(frozenset({"orders"}))

        self.write(
            _("Deadlines"), lambda shop, _job: keep_clocks(shop), changes=set(), done=told, refused=lambda _: None
        )

    def catch_up_outlooks(self) -> None:
        """Look ahead for every SKU in the background, once a day."""
        from shopdesk.services.stock_analysis import is_behind, make_outlooks  # loaded late: after the first paint

        if is_behind(self.shop):
            self.write(_("Making forecasts"), make_outlooks, changes={"stock"})

    def catch_up_classes(self) -> None:
        """Keep the sums that ABC classes are told from, once a day in the background."""
        from shopdesk.services.abc_classes import is_behind, keep_classes  # loaded late: after the first paint

        if is_behind(self.shop):
            self.write(_("ABC classes"), lambda shop, _job: keep_classes(shop), changes=set())

    def audit_quietly(self) -> None:
        """Re-derive every number of the stock in the background; what differs is said."""
        from shopdesk.services.stock import audit_stock  # loaded late: after the first paint

        def told(audit: "Audit") -> None:
            if not audit.ok:
                self.told.emit(_("The books differ: check them on the Stock page."))

        self.look(_("Checking the books"), lambda shop, _job: audit_stock(shop), told)

    def note(self, change: Change) -> None:
        """Tell what was done and offer to take it back."""
        self.undo.push(change)
        self.told.emit(change.text)

    def take_back(self) -> None:
        """Take the newest change back; one that can no longer be taken back is said and left behind."""
        if change := self.undo.take():
            task = self.write(
                change.text, change.undo, changes=EVERYTHING, done=lambda _result: self._taken_back(change),
                refused=partial(self._stays, change),
            )  # fmt: skip
            task.cancelled.connect(partial(self.undo.redone, change))

    def do_again(self) -> None:
        """Do the newest undone change again."""
        change = self.undo.take_undone()
        if change and change.redo:
            task = self.write(
                change.text, change.redo, changes=EVERYTHING, done=lambda _result: self.undo.redone(change),
                refused=partial(self._stays, change),
            )  # fmt: skip
            task.cancelled.connect(partial(self.undo.undone, change))

    def _stays(self, change: Change, error: ShopError) -> None:
        self.failed.emit(error, change.text)

    def _taken_back(self, change: Change) -> None:
        self.undo.undone(change)
        self.told.emit(_("Taken back: {what}").format(what=change.text))

    def _fail_reading(self, error: BaseException) -> None:
        self.failed.emit(error, _("Reading"))

    def close(self) -> None:
        """Stop all work and close the shop."""
        self.upkeep.stop()
        self.reader.close()
        self.blockSignals(True)  # what was under way still reports, to pages whose shop is closed
        self.runner.close()
        self.shop.close()


EVERYTHING = {
    "orders", "stock", "listings", "checks", "settings", "scores", "counts", "customers", "waves", "printers",
    "printing", "tickets", "backups", "prices", "promotions", "turnover",
}  # fmt: skip

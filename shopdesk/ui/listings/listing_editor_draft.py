"""The listing that is being edited: each change is saved at once, in order, and can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from shopdesk.domain.categories import Attribute, Category, attributes_of
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.categories import list_categories
from shopdesk.services.listing_edit import ListingChange, duplicate_listing, new_listing, save_listings
from shopdesk.services.listings import show_listing
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.tasks import Verb
from shopdesk.ui.undo import Change
from shopdesk.words import _

Edit = Callable[[Listing], Listing]
Refused = Callable[[ShopError], None]
Step = Callable[[Listing], tuple[Verb, Verb, Verb]]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What shall be changed: its words, the change, who is told of a refusal or of its end."""

    text: str
    edit: Edit | None
    step: Step | None
    refused: Refused | None
    done: Callable[[], None] | None


class ListingDraft(QObject):
    """Holds the listing as it was last saved.

    `opened` says that another listing is edited now, `changed` that this one is other than it was, `saved` comes
    after each save, `outdated` when somebody else was faster: what was typed stays where it is.
    """

    opened = Signal()
    changed = Signal()
    saved = Signal()
    outdated = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.tree: list[Category] = []
        self.listing = self._empty()
        self._waiting: list[_Wish] = []
        self._busy = False
        self._next: Callable[[], object] | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing of it stands in the shop yet."""
        return not self.listing.uuid

    @property
    def is_saving(self) -> bool:
        """Whether a change is under way."""
        return self._busy or bool(self._waiting)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """What its category asks to be told."""
        return attributes_of(self.listing.category, self.tree)

    def open(self, handle: str) -> None:
        """Edit this listing, once what is typed in another one is saved. Raises ShopError("listing-unknown")."""
        listing = show_listing(self.context.shop, handle)
        self.when_saved(lambda: self._stand_on(listing))

    def begin(self) -> None:
        """Edit a new listing; it comes into the shop with its title."""
        self.when_saved(lambda: self._stand_on(self._empty()))

    def load(self) -> bool:
        """Read it anew; False when it is not in the shop any more."""
        self.tree = list_categories(self.context.shop)
        if self.is_new or self.is_saving:
            return True
        try:
            self.listing = show_listing(self.context.shop, self.listing.handle)
        except ShopError:
            return False
        self.changed.emit()
        return True

    def when_saved(self, act: Callable[[], object]) -> None:
        """Do this when nothing is being saved any more."""
        if self.is_saving:
            self._next = act
        else:
            act()

    def edit(
        self, what: str, edit: Edit, *, refused: Refused | None = None, done: Callable[[], None] | None = None
    ) -> None:
        """Change the listing; `what` names the change in the undo offer."""
        self._want(_Wish(what, edit, None, refused, done))

    def act(
        self, what: str, step: Step, *, refused: Refused | None = None, done: Callable[[], None] | None = None
    ) -> None:
        """Do what is more than a change of the listing: `step` gives the verb, its way back, and the way again."""
        self._want(_Wish(what, None, step, refused, done))

    def duplicate(self, done: Callable[[], None]) -> None:
        """Make a draft like this listing and edit that one."""
        source = self.listing
        what = _("Duplicate of {listing}").format(listing=source.title)

        def make(shop: Shop, _job: Job) -> object:
            made = duplicate_listing(shop, source)
            save_listings(shop, [ListingChange(None, made)])
            return made

        self._busy = True
        wish = _Wish(what, None, None, None, done)
        task = self.context.write(what, _attempt(make), changes=set(), done=partial(self._end, wish, None))
        task.cancelled.connect(self._free)

    def _empty(self) -> Listing:
        return Listing("", "", (), currency=str(get_setting(self.context.shop, "shop.currency")))

    def _stand_on(self, listing: Listing) -> None:
        self.tree = list_categories(self.context.shop)
        self.listing = listing
        self.opened.emit()
        self.changed.emit()

    def _want(self, wish: _Wish) -> None:
        self._waiting.append(wish)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            self._begin(self._waiting.pop(0))
        if self._next is not None and not self.is_saving:
            act, self._next = self._next, None
            act()

    def _begin(self, wish: _Wish) -> None:
        try:
            after = wish.edit(self.listing) if wish.edit else self.listing
        except ShopError as error:
            self._refuse(wish, error)
            return
        if wish.edit and after == self.listing:
            self._finish(wish)
        elif self.is_new and not after.title.strip():
            self.listing = after
            self._finish(wish)
            self.changed.emit()
        else:
            self._write(wish, after)

    def _write(self, wish: _Wish, after: Listing) -> None:
        self._busy = True
        before = None if self.is_new else self.listing
        ways: tuple[Verb, Verb, Verb] | None = None
        if wish.step is not None:
            ways = wish.step(self.listing)
            verb = _then_show(ways[0], self.listing.handle)
        elif before is None:
            verb = partial(_create, after)
        else:
            verb = partial(_save, ListingChange(before, after))
        task = self.context.write(wish.text, _attempt(verb), changes=set(), done=partial(self._end, wish, ways))
        task.cancelled.connect(self._free)

    def _end(self, wish: _Wish, ways: tuple[Verb, Verb, Verb] | None, result: object) -> None:
        """Take over what was saved; the window's thread calls it."""
        if not isValid(self) or self.context.signalsBlocked():  # the window was closed: saved, and nobody looks on
            return
        self._busy = False
        if isinstance(result, Exception):
            self._refuse(wish, result)
        else:
            assert isinstance(result, Listing)
            before = None if self.is_new or wish.edit is None else self.listing
            change = ListingChange(before, result)
            was, self.listing = self.listing, result
            back = ways[1] if ways else partial(_save, change.back)
            again = ways[2] if ways else partial(_save, change)
            self.context.changed.emit(frozenset({"listings"}))
            self.context.note(Change(wish.text, back, again))
            if was.uuid and was.uuid != result.uuid:
                self.opened.emit()
            self._finish(wish)
            self.changed.emit()
            self.saved.emit()
        self._go_on()

    def _finish(self, wish: _Wish) -> None:
        if wish.done is not None:
            wish.done()

    def _refuse(self, wish: _Wish, error: Exception) -> None:
        if isinstance(error, ShopError) and error.code == "listing-changed":
            self.outdated.emit()
        if isinstance(error, ShopError) and wish.refused is not None:
            wish.refused(error)
        else:
            self.context.failed.emit(error, wish.text)

    def _free(self) -> None:
        self._busy = False
        self._go_on()


def _attempt(verb: Verb) -> Verb:
    """Return what went wrong instead of raising it, so that the draft always hears of the end."""

    def tried(shop: Shop, job: Job) -> object:
        try:
            return verb(shop, job)
        except Exception as error:
            return error

    return tried


def _create(listing: Listing, shop: Shop, _job: Job) -> Listing:
    """Bring a listing into the shop; one SKU, called as the listing is, comes with it."""
    return new_listing(shop, listing if listing.variants else replace(listing, variants=(Variant(""),)))


def _save(change: ListingChange, shop: Shop, _job: Job) -> Listing | None:
    save_listings(shop, [change])
    return change.after


def _then_show(verb: Verb, handle: str) -> Verb:
    def done(shop: Shop, job: Job) -> Listing:
        verb(shop, job)
        return show_listing(shop, handle)

    return done

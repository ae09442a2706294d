"""What can be done with the selected listings, from table and gallery alike; each step can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from shopdesk.domain.listings import Listing
from shopdesk.domain.pictures import Profile
from shopdesk.services.listing_edit import ListingChange, duplicate_listing, new_listing, save_listings
from shopdesk.services.listing_table import (
    ListingTable,
    Moved,
    listing_handles,
    move_listings,
    put_listings,
    tell_listing,
)
from shopdesk.services.listings import picture_file
from shopdesk.services.look_alikes import PictureFile, look_at
from shopdesk.services.picture_checks import check_main_images, keep_verdicts, stale_main_images
from shopdesk.services.picture_rules import shop_profile
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.icons import icon
from shopdesk.ui.key_words import word_key
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

CHANGES = {"listings", "scores"}
Image = tuple[str, Path]


class ListingActions(QObject):
    """Acts on the rows that `chosen` gives: the selected ones, else the current one; `exported` asks for a file out."""

    exported = Signal()

    def __init__(self, context: Context, chosen: Callable[[], Sequence[int]], page: QWidget) -> None:
        super().__init__(page)
        self._context, self._chosen, self._page = context, chosen, page
        self._copy: Callable[[], object] = lambda: None

    def parts(self, check: Callable[[], object], copy: Callable[[], object]) -> list[QWidget | int | None]:
        """Return the buttons of the selection bar; `check` and `copy` are done by the page."""
        edit = _hinted("bulkEdit", _("Edit together"), self.edit_together, "Ctrl+Shift+E", primary=True)
        edit.setIcon(icon("pencil", "on-accent"))
        return [
            edit,
            _hinted("checkCurrent", _("Check pictures"), check, "Ctrl+J"),
            _hinted("readyListings", _("Mark as ready"), self.make_ready, "Ctrl+R"),
            self._more(copy),
        ]

    def keys(self) -> dict[str, Callable[[], object]]:
        """Return the keys of what is done here, for the page."""
        return {
            "Ctrl+Shift+E": self.edit_together,
            "Ctrl+R": self.make_ready,
            "Ctrl+D": self.duplicate,
            "Ctrl+Shift+B": self.mend_picture,
            "Ctrl+Shift+J": self.check_all,
        }

    def _more(self, copy: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setObjectName("moreListings")
        made.setProperty("framed", True)
        made.setIcon(icon("ellipsis"))
        made.setToolTip(_("More"))
        made.setAccessibleName(_("More"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for name, text, act, key in (
            ("duplicateListing", _("Duplicate"), self.duplicate, "Ctrl+D"),
            ("mendPicture", _("Image bench"), self.mend_picture, "Ctrl+Shift+B"),
            ("archiveListings", _("Archive"), self.archive, "Del"),
            ("exportListings", _("Export"), self.exported.emit, "Ctrl+E"),
            ("copyListings", _("Copy rows"), copy, "Ctrl+C"),
        ):
            action = QAction(f"{text}\t{key}", menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def handles(self) -> list[str]:
        """Return the handles of what is acted on."""
        return listing_handles(self._context.shop, self._chosen())

    # Elsewhere

    def edit_together(self) -> None:
        """Change many listings at once, on their own page."""
        if handles := self.handles():
            self._context.go("bulk_edit", listings=handles)

    def mend_picture(self) -> None:
        """Take the current listing's main image to the image bench."""
        if handles := self.handles():
            self._context.go("image_bench", listing=handles[0])

    # Status

    def make_ready(self) -> None:
        """Mark listings as ready; those that something stops stay, and it is said what."""
        self._move("ready")

    def archive(self) -> None:
        """Archive listings."""
        self._move("archived")

    def _move(self, status: str) -> None:
        handles = self.handles()
        if not handles:
            return
        title = _("Mark as ready") if status == "ready" else _("Archive")
        self._context.write(
            title, lambda shop, job: move_listings(shop, handles, status, job), changes=CHANGES,
            done=partial(self._tell_moved, status),
        )  # fmt: skip

    def _tell_moved(self, status: str, moved: Moved) -> None:
        if moved.before:
            before, after = moved.before, dict.fromkeys(moved.before, status)
            self._context.note(
                Change(
                    _moved_text(status, moved),
                    lambda shop, _job: put_listings(shop, before.items()),
                    lambda shop, _job: put_listings(shop, after.items()),
                )
            )
        elif moved.refused:
            self._context.told.emit(_moved_text(status, moved))

    # Copies

    def duplicate(self) -> None:
        """Make a draft like the current listing, and open it."""
        handles = self.handles()
        if not handles:
            return
        original = tell_listing(self._context.shop, handles[0]).listing
        self._context.write(
            _("Duplicate"), lambda shop, _job: new_listing(shop, duplicate_listing(shop, original)), changes=CHANGES,
            done=partial(self._tell_copied, original),
        )  # fmt: skip

    def _tell_copied(self, original: Listing, made: Listing) -> None:
        change = ListingChange(None, made)
        text = _("Duplicated: {title}").format(title=original.title)
        self._context.note(
            Change(
                text,
                lambda shop, _job: save_listings(shop, [change.back]),
                lambda shop, _job: save_listings(shop, [change]),
            )
        )
        self._context.go("listing", listing=made.handle)

    # Pictures

    def check_all(self) -> None:
        """Check every main image that was never checked, or has changed since; the verdicts are kept."""
        images = stale_main_images(self._context.shop)
        if not images:
            self._context.told.emit(_("Every main image has been checked as it is."))
            return
        self._check(images)

    def check_chosen(self) -> None:
        """Check the main images of the selected listings anew."""
        shop = self._context.shop
        places = dict.fromkeys(row.picture for row in ListingTable(shop).rows(self._chosen()) if row.picture)
        images = [(place, file) for place in places if (file := picture_file(shop, place)) is not None]
        if not images:
            self._context.told.emit(_("These listings have no picture in the shop's folder."))
            return
        self._check(images)

    def _check(self, images: Sequence[Image]) -> None:
        profile = shop_profile(self._context.shop)
        self._context.compute(
            _("Checking pictures"),
            lambda job: (check_main_images(images, profile, job), look_at(images)),
            partial(self._keep, profile),
        )

    def _keep(self, profile: Profile, told: tuple[Sequence[tuple[str, Path, str]], Sequence[PictureFile]]) -> None:
        found, looks = told
        failing = sum(verdict == "fail" for _place, _file, verdict in found)
        checked = ngettext("{count} main image checked", "{count} main images checked", len(found))
        fails = ngettext("{count} fails", "{count} fail", failing).format(count=failing)
        self._context.write(
            _("Checking pictures"),
            lambda shop, _job: keep_verdicts(shop, found, profile, looks),
            changes={"checks", "scores"},
        )
        self._context.told.emit(f"{checked.format(count=len(found))}, {fails}")


def delete_key(view: QWidget, act: Callable[[], object]) -> None:
    """Let Del act while a view has the focus: in a field it deletes a letter."""
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(act)


def _moved_text(status: str, moved: Moved) -> str:
    """Return what became of the listings, and why the first of those that stayed did."""
    count = len(moved.before)
    if status == "ready":
        text = ngettext("{count} listing marked as ready", "{count} listings marked as ready", count)
    else:
        text = ngettext("{count} listing archived", "{count} listings archived", count)
    said = [text.format(count=f"{count:,}")]
    if moved.refused:
        stayed = ngettext("{count} cannot be offered yet", "{count} cannot be offered yet", len(moved.refused))
        said += [stayed.format(count=f"{len(moved.refused):,}"), word_error(moved.refused[0])]
    return ": ".join([", ".join(said[:2]), *said[2:]])


def _hinted(name: str, text: str, act: Callable[[], object], key: str, *, primary: bool = False) -> QPushButton:
    """Return a button that shows its key; the page owns the key, so that it acts on the current row as well."""
    made = button(name, text, act, primary=primary)
    set_text(made, text)
    made.setToolTip(f"{text}  {word_key(key)}")
    return made

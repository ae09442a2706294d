"""The pictures of the edited listing: added, ordered, given roles, checked; what is refused is said with its reason."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QToolButton
from shiboken6 import isValid

from shopdesk.domain.jobs import Job
from shopdesk.domain.listings import PICTURE_ROLES, Listing, Picture
from shopdesk.services.listing_pictures import (
    Refused,
    store_bytes,
    store_pictures,
    with_order,
    with_pictures,
    with_role,
    without_picture,
)
from shopdesk.services.shop import Shop
from shopdesk.ui.controls import button, label, row, tip_key
from shopdesk.ui.dialogs import choose_files
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_section import Section
from shopdesk.ui.listings.picture_strip import PictureStrip
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, ngettext
from shopdesk.words.listing_editor import PICTURE_ROLE_WORDS
from shopdesk.words.pictures import UNREADABLE, shown

PATTERNS = "*.jpg *.jpeg *.png *.webp *.avif *.gif *.bmp *.tif *.tiff"


class PicturesSection(Section):
    """The strip with what can be done to it."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__(draft, "listingPicturesSection", _("Pictures"))
        self.strip = PictureStrip(draft.context)
        self._verdicts: dict[str, str] = {}
        self.hint = label(rank="muted", size=CAPTION, wrap=True)
        self.refused = error_line("picturesRefused")
        add = button("addPictures", _("Add pictures…"), self.choose, icon_name="upload")
        tip_key(add, "Ctrl+Shift+A")
        paste = button("pastePicture", _("Paste"), self.paste, icon_name="copy")
        paste.setToolTip(_("Paste a picture or picture files  Ctrl+V in the strip"))
        self.repair = button(
            "repairPicture", _("Mend picture"), self._repair, icon_name="wand-sparkles", key="Ctrl+Shift+B"
        )
        self.first = button("pictureLeft", _("To the left"), lambda: self.strip.shift(-1), look="quiet")
        self.first.setToolTip(_("Move the picture to the left; the first is the main image  Alt+Left"))
        self.role = self._role_button()
        self.remove = button("removePicture", _("Remove"), self._remove_current, look="quiet")
        self.remove.setToolTip(_("Take the picture out of the listing  Del"))
        self.add(
            self.strip,
            row(self.role, self.first, self.remove, None),
            self.hint,
            row(add, paste, self.repair, None),
            self.refused,
        )
        self.places = {"pictures": add}
        self.strip.ordered.connect(self._order)
        self.strip.given_role.connect(self._give_role)
        self.strip.removed.connect(self._remove)
        self.strip.files_added.connect(self.add_files)
        self.strip.image_pasted.connect(self._add_image)
        self.strip.selectionModel().currentChanged.connect(lambda *_moved: self._enable())
        draft.opened.connect(lambda: self._tell_refused([]))
        draft.changed.connect(self._show)
        self._show()

    def show_verdicts(self, verdicts: dict[str, str]) -> None:
        """Show what the check has come to, by the pictures' places."""
        self._verdicts = verdicts
        self._show()

    def choose(self) -> None:
        """Let the person choose picture files."""
        pattern = _("Pictures ({patterns})").format(patterns=PATTERNS)
        if files := choose_files(self, _("Add pictures"), pattern):
            self.add_files(files)

    def paste(self) -> None:
        """Take a picture, or picture files, from the clipboard."""
        if not self.strip.take_mime(QGuiApplication.clipboard().mimeData()):
            self.draft.context.told.emit(_("There is no picture in the clipboard."))

    def add_files(self, files: Sequence[Path]) -> None:
        """Copy these files into the shop and put them behind the others."""
        count = len(files)
        what = ngettext("Adding {count} picture", "Adding {count} pictures", count).format(count=count)
        self._take(what, lambda shop, job: store_pictures(shop, files, job))

    def _add_image(self, image: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        data = bytes(buffer.data().data())
        name = _("Pasted picture")
        self._take(_("Adding a picture"), lambda shop, _job: ([store_bytes(shop, data, name, ".png")], []))

    def _take(self, what: str, store: Callable[[Shop, Job], tuple[list[Picture], list[Refused]]]) -> None:
        """Store pictures on the write thread, then put what was taken into the listing that was edited."""
        uuid = self.draft.listing.uuid

        def done(result: tuple[list[Picture], list[Refused]]) -> None:
            if not isValid(self) or (self.draft.listing.uuid != uuid and uuid):
                return
            taken, refused = result
            self._tell_refused(refused)
            if taken:
                told = ngettext("{count} picture added", "{count} pictures added", len(taken))
                self._edit(told.format(count=len(taken)), partial(_with_new, taken))

        self.draft.context.write(what, store, changes=set(), done=done)

    def _order(self, places: list[str]) -> None:
        self._edit(_("pictures in another order"), lambda listing: with_order(listing, places))

    def _give_role(self, place: str, role: str) -> None:
        words = _("picture is now: {role}").format(role=_(PICTURE_ROLE_WORDS[role]))
        self._edit(words, lambda listing: with_role(listing, place, role))

    def _remove_current(self) -> None:
        if self.strip.place:
            self._remove(self.strip.place)

    def _remove(self, place: str) -> None:
        self._edit(_("picture removed"), lambda listing: without_picture(listing, place))

    def _repair(self) -> None:
        if not self.draft.is_new:
            self.draft.context.go("image_bench", listing=self.draft.listing.handle)

    def _edit(self, words: str, edit: Callable[[Listing], Listing]) -> None:
        listing = self.draft.listing.title or _("New listing")
        self.draft.edit(_("{listing}: {field}").format(listing=listing, field=words), edit)

    # What is shown

    def _role_button(self) -> QToolButton:
        made = QToolButton()
        made.setObjectName("pictureRole")
        made.setText(_("Role"))
        made.setProperty("framed", True)
        made.setAccessibleName(_("Role of the picture"))
        made.setToolTip(_("Give the picture a role  1 to 6 in the strip"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for number, role in enumerate((*PICTURE_ROLES, ""), start=1):
            words = _(PICTURE_ROLE_WORDS[role])
            action = menu.addAction(f"{number}  {words}" if role else words, partial(self.strip.set_role, role))
            action.setObjectName(f"role-{role or 'none'}")
        made.setMenu(menu)
        return made

    def _show(self) -> None:
        pictures = self.draft.listing.pictures
        self.strip.show_pictures(pictures, self._verdicts)
        count = len(pictures)
        self.right.setText(ngettext("{count} picture", "{count} pictures", count).format(count=count))
        self.hint.setText(
            _("Drag or Alt+←/→ changes the order; the first is the main image. 1–6 gives a role, Del removes.")
            if pictures
            else _("Drop pictures here, paste them with Ctrl+V, or choose files. 800 × 800 pixels or more.")
        )
        self._enable()

    def _enable(self) -> None:
        chosen = bool(self.strip.place)
        for shown_button in (self.role, self.remove, self.first):
            shown_button.setVisible(bool(self.draft.listing.pictures))
        for shown_button in (self.role, self.remove):
            shown_button.setEnabled(chosen)
        self.first.setEnabled(self.strip.currentIndex().row() > 0)
        self.repair.setEnabled(bool(self.draft.listing.pictures) and not self.draft.is_new)

    def _tell_refused(self, refused: Sequence[Refused]) -> None:
        lines = []
        for one in refused:
            limit = shown(one.reason, one.limit) if isinstance(one.limit, int | float | str) else ""
            sentence = _(UNREADABLE[one.reason]).format(limit=limit)
            lines.append(f"{one.name}: {sentence}")
        self.refused.setText("\n".join(lines))
        self.refused.setVisible(bool(lines))


def _with_new(taken: Sequence[Picture], listing: Listing) -> Listing:
    return with_pictures(listing, taken)

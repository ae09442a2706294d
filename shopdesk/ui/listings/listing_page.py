"""One listing from draft to ready: a form that saves as it goes, and beside it what is still to mend."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_fixes import place_of
from shopdesk.domain.listing_score import Finding
from shopdesk.services.kept_verdicts import main_place
from shopdesk.services.rule_files import score_rules
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, bar, button, clear, label, row
from shopdesk.ui.listing_fields_text import Field
from shopdesk.ui.listings.listing_editor_category import CategorySection
from shopdesk.ui.listings.listing_editor_check import MainImageCheck
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_form import ListingForm
from shopdesk.ui.listings.listing_editor_pictures import PicturesSection
from shopdesk.ui.listings.listing_editor_promise import PromiseSection
from shopdesk.ui.listings.listing_editor_score import ScorePanel
from shopdesk.ui.listings.listing_editor_section import Section
from shopdesk.ui.listings.listing_editor_title import TitleSection
from shopdesk.ui.listings.listing_editor_variants import VariantsSection
from shopdesk.ui.listings.listing_editor_words import WordsSection
from shopdesk.ui.page import Page
from shopdesk.ui.theme import CAPTION, FILTER_BAR, HEADLINE, PANEL_NARROW, SPACE
from shopdesk.words import _, ngettext

# The column of the variants' table that a finding is about.
CELLS = {"price": "price", "list": "list_price", "barcode": "barcode", "weight": "weight_g"}


class ListingPage(Page):
    """The page of one listing; it is made known by its handle, or starts empty."""

    name = "listing"
    place = "listings"
    concerns = frozenset({"listings", "checks", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.draft = ListingDraft(context)
        self.titles = TitleSection(self.draft, score_rules(context.shop))
        self.pictures = PicturesSection(self.draft)
        self.categories = CategorySection(self.draft)
        self.variants = VariantsSection(self.draft)
        self.words = WordsSection(self.draft)
        self.promise = PromiseSection(self.draft)
        self.score = ScorePanel(self.draft)
        self.sections: Sequence[Section] = (
            self.titles, self.pictures, self.categories, self.variants, self.words, self.promise,
        )  # fmt: skip
        self.check = MainImageCheck(self.draft, self)
        self._lay_out()
        self._connect()
        self.draft.begin()

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.get("new"):
            self.begin_new()
        elif handle := str(wanted.get("listing", "")):
            self.keep_typed()
            try:
                self.draft.open(handle)
            except ShopError as error:
                self.context.failed.emit(error, _("Listing"))
                return
            self.form.go_to_top()
            self.titles.field.line.setFocus()

    def begin_new(self) -> None:
        """Start an empty listing, the cursor in its title."""
        self.keep_typed()
        self.draft.begin()
        self.form.go_to_top()
        self.titles.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Read the listing anew; one that left the shop makes room for a new one."""
        if not self.draft.load():
            self.context.told.emit(_("This listing is no longer in the shop."))
            self.draft.begin()

    def counts_text(self) -> str:  # noqa: D102
        listing = self.draft.listing
        if not listing.handle:
            return ""
        count = len(listing.variants)
        told = ngettext("{count} variant", "{count} variants", count).format(count=count)
        return " · ".join((told, " ".join((_("Handle"), listing.handle))))

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.draft.listing.variants)

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return _("Drop to add pictures"), _("They are added to this listing; the files stay as they are.")

    def take_files(self, paths: list[Path]) -> bool:  # noqa: D102
        self.pictures.add_files(paths)
        return True

    def kept(self) -> dict[str, object]:  # noqa: D102
        typed = {field.name: field.text() for field in self.findChildren(Field) if field.is_typed()}
        return {"listing": self.draft.listing.handle, "typed": typed}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        if kept.get("listing"):
            self.show_wanted({"listing": kept["listing"]})
        typed = kept.get("typed")
        for field in self.findChildren(Field):
            if isinstance(typed, dict) and field.name in typed:
                field.put(str(typed[field.name]))
                field.set_typed(True)

    # What a person does

    def keep_typed(self) -> None:
        """Save what is typed and not left yet."""
        if self.variants.table.isAncestorOf(self.window().focusWidget() or self):
            self.variants.table.setFocus()  # ends the edit of a cell
        for section in self.sections:
            section.keep()

    def go_back(self) -> None:
        """Go back to the listings."""
        self.keep_typed()
        handle = self.draft.listing.handle
        self.context.go("listings", **({"listing": handle} if handle else {}))

    def duplicate(self) -> None:
        """Make a draft like this one and edit it."""
        self.keep_typed()
        if not self.draft.is_new:
            self.draft.duplicate(self.titles.field.line.setFocus)

    def preview(self) -> None:
        """Show the detail page as a buyer sees it."""
        self.keep_typed()
        from shopdesk.ui.listings.detail_preview import show_detail_page  # loaded late: most visits need none

        self.draft.when_saved(lambda: show_detail_page(self.context, self.draft.listing, self))

    def jump(self, finding: Finding) -> None:
        """Stand in the field where a finding is mended."""
        place = place_of(finding.code)
        if finding.code == "attributes-missing":
            self.form.stand_in(self.categories.first_missing())
        elif place == "variants":
            self.form.bring(self.variants.table)
            if self.draft.listing.variants:
                self.variants.table.go_to(CELLS.get(finding.code.split("-")[0], "sku"), finding.of)
            else:
                self.variants.options.make.setFocus()
        elif finding.code in ("picture-fails", "picture-warns"):
            self.form.stand_in(self.pictures.repair)
        else:
            found = [section.places[place] for section in self.sections if place in section.places]
            if found:
                self.form.stand_in(found[0])

    # How it is laid out

    def _lay_out(self) -> None:
        self._heading = row()
        self._state = label(rank="muted", size=CAPTION)
        self._state.setObjectName("savedText")
        back = button("listingBack", _("Listings"), self.go_back, icon_name="chevron-left", key="Esc", look="quiet")
        self._copy = button(
            "duplicateThis", _("Duplicate"), self.duplicate, icon_name="copy", key="Ctrl+D", look="quiet"
        )
        preview = button(
            "previewDetail", _("Preview detail page"), self.preview, icon_name="file-text", key="Ctrl+Shift+D"
        )
        head = bar("filterBar", FILTER_BAR, back)
        inside = head.layout()
        assert inside is not None
        inside.addLayout(self._heading)  # type: ignore[attr-defined]
        inside.setStretch(1, 1)  # type: ignore[attr-defined]
        for shown in (self._state, self._copy, preview):
            inside.addWidget(shown)
        self.score.setFixedWidth(PANEL_NARROW)
        self.form = ListingForm(self.sections)
        body = row(self.form, self.score, spacing=0)
        body.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._banner())
        whole.addLayout(body, 1)

    def _banner(self) -> QWidget:
        self._outdated = QFrame()
        self._outdated.setObjectName("listingOutdated")
        self._outdated.setProperty("card", "soon")
        words = label(_("Somebody else has changed this listing meanwhile. What you typed is still here."), wrap=True)
        load = button("loadNewer", _("Load the newer one"), self._load_newer)
        layout = row(words, load, margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2]))
        layout.setStretch(0, 1)
        self._outdated.setLayout(layout)
        self._outdated.hide()
        return self._outdated

    def _connect(self) -> None:
        self.draft.opened.connect(self._outdated.hide)
        self.draft.changed.connect(self._tell)
        self.draft.saved.connect(self._outdated.hide)
        self.draft.saved.connect(lambda: self._state.setText(_("Saved")))
        self.draft.outdated.connect(self._outdated.show)
        self.score.jumped.connect(self.jump)
        self.score.stepping.connect(self.keep_typed)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+S": self.keep_typed,
            "Ctrl+N": self.begin_new,
            "Ctrl+J": self.check.check,
            "Ctrl+R": self.score.next_step,
            **{f"Alt+{at + 1}": partial(self.form.go_to, at) for at in range(len(self.sections))},
        }
        words = {f"Alt+{at}": section.title for at, section in enumerate(self.sections, start=1)}
        words["Ctrl+J"] = _("Check pictures")
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            shortcut.setWhatsThis(words.get(key, ""))

    # What it does

    def _tell(self) -> None:
        listing = self.draft.listing
        clear(self._heading)
        self._heading.addWidget(ElidedLabel(listing.title or _("New listing"), size=HEADLINE, bold=True))
        if self.draft.is_new:
            self._state.setText(_("Comes into the shop with its title"))
        elif self._state.text() != _("Saved"):
            self._state.setText(_("Everything is saved"))
        main = main_place(listing)
        known = self.score.verdict in ("pass", "warn", "fail")
        self.pictures.show_verdicts({main: self.score.verdict} if main and known else {})
        self.check.look(self.score.verdict)
        self._copy.setEnabled(not self.draft.is_new)
        self.counted.emit()

    def _load_newer(self) -> None:
        self._outdated.hide()
        self.refresh()

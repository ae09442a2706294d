"""A listing beside the table: its pictures with their verdicts, its variants with price and stock, its words."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from shopdesk.domain.money import format_amount
from shopdesk.domain.pictures import PictureReport
from shopdesk.services.listing_table import ListingStory, tell_listing
from shopdesk.services.look_alikes import look_alikes
from shopdesk.services.picture_checks import keep_verdicts
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.pictures import check_pictures
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, clear, column, label, row, selectable
from shopdesk.ui.listings.listing_ready import ListingReady
from shopdesk.ui.listings.picture_verdict import PictureVerdict
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.status import LISTING
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import sign_of

STAND_MS = 300  # the pictures of a row that is only passed are not checked
Stamp = tuple[str, str, int]


class ListingPanel(SidePanel):
    """One listing; its pictures are checked when the panel stands still."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Listing"))
        self.context = context
        self._story: ListingStory | None = None
        self._cards: list[PictureVerdict] = []
        self._alike: QVBoxLayout = column()
        self._ready: ListingReady | None = None
        self._reports: dict[Stamp, PictureReport] = {}
        self._standing = QTimer(self)
        self._standing.setSingleShot(True)
        self._standing.setInterval(STAND_MS)
        self._standing.timeout.connect(self._check_new)

    @property
    def handle(self) -> str:
        """The handle of the listing that is shown."""
        return self._story.listing.handle if self._story else ""

    def show_listing(self, handle: str) -> None:
        """Show a listing, unless it stands there already as it is."""
        story = tell_listing(self.context.shop, handle)
        if story == self._story:
            return
        self._story = story
        self._tell(story)
        self._standing.start()

    def check(self) -> None:
        """Check the listing's pictures anew."""
        files = [card.file for card in self._cards if card.file is not None]
        if not files or self._story is None:
            self.context.told.emit(_("This listing has no picture in the shop's folder."))
            return
        self._check(files)

    def _check_new(self) -> None:
        if not self.isVisible():
            return
        self._ask_alike()
        new = [
            card.file for card in self._cards if card.file is not None and self._stamp(card.file) not in self._reports
        ]
        if new:
            self._check(new)

    def _check(self, files: Sequence[Path]) -> None:
        assert self._story is not None
        profile, stamps = self._story.profile, [self._stamp(file) for file in files]
        for card in self._cards:
            if card.file in files:
                card.wait()

        rules = shop_profile(self.context.shop, profile)

        def keep(reports: list[PictureReport]) -> None:
            self._reports.update(zip(stamps, reports, strict=True))
            self._keep(files, reports, profile)
            if isValid(self):  # the window may have been built anew meanwhile
                self._show_reports()

        self.context.compute(_("Checking pictures"), lambda job: check_pictures(files, profile=rules, job=job), keep)

    def _keep(self, files: Sequence[Path], reports: Sequence[PictureReport], profile: str) -> None:
        """Keep the verdicts, so that the table can be filtered by them."""
        places = {card.file: card.place for card in self._cards}
        found = [
            (places[file], file, told.verdict) for file, told in zip(files, reports, strict=True) if file in places
        ]
        self.context.write(
            _("Checking pictures"),
            lambda shop, _job: keep_verdicts(shop, found, profile),
            changes={"checks"},
            done=lambda _none: self._ask_alike() if isValid(self) else None,
        )

    def _stamp(self, file: Path) -> Stamp:
        """Name a picture as it is now: a changed one is checked again."""
        profile = self._story.profile if self._story else ""
        return str(file), profile, file.stat().st_mtime_ns if file.is_file() else 0

    def _show_reports(self) -> None:
        for card in self._cards:
            if card.file is not None and (report := self._reports.get(self._stamp(card.file))):
                card.show_report(report)
        self._show_score()

    def _show_score(self) -> None:
        """Show the score as soon as the main image's verdict is known, at once where there is no image."""
        if self._story is None or self._ready is None:
            return
        main = next((card for card in self._cards if card.is_main), self._cards[0] if self._cards else None)
        if main is None or main.file is None:
            self._ready.show_picture("none")
        elif report := self._reports.get(self._stamp(main.file)):
            self._ready.show_picture(report.verdict)

    def _tell(self, story: ListingStory) -> None:
        listing = story.listing
        self.begin(listing.title)
        edit = button(
            "editListing", _("Edit"), partial(self.context.go, "listing", listing=listing.handle), look="link"
        )
        handle = label(listing.handle, rank="muted", size=CAPTION)
        self.add(row(StatusLabel(LISTING[listing.status]), edit, None, handle))
        self._ready = ListingReady(self.context, listing)
        self.add(self._ready, title=_("Ready to sell?"))
        pairs = zip(listing.pictures, story.files, strict=True)
        self._cards = [PictureVerdict(self.context, at, picture, file) for at, (picture, file) in enumerate(pairs)]
        right = ngettext("{count} picture", "{count} pictures", len(self._cards)).format(count=len(self._cards))
        self._alike = column(spacing=SPACE[1])
        none = label(_("This listing has no picture yet."), rank="muted", wrap=True)
        shown: Sequence[QWidget] = self._cards or [none]
        self.add(*shown, self._alike, title=_("Pictures"), right=right if self._cards else "")
        self.add(
            self._variants(story),
            title=_("Variants"),
            right=_("{currency} · available").format(currency=sign_of(listing.currency)),
        )
        self.add(
            facts(
                [
                    (_("Category"), " › ".join(listing.category) or DASH),
                    (_("Brand"), listing.brand or DASH),
                ]
            )
        )
        if listing.description:
            self.add(selectable(label(listing.description, wrap=True)), title=_("Description"))
        self._show_reports()

    def _ask_alike(self) -> None:
        """Ask, beside the window, which listings show a picture like one of these: sold twice, or mixed up."""
        handle = self.handle
        if handle and self.isVisible():
            self.context.reader.ask(
                lambda shop: (handle, [twin.handle for twin in look_alikes(shop, handle)]), self._show_alike
            )

    def _show_alike(self, told: tuple[str, list[str]]) -> None:
        handle, others = told
        if not isValid(self) or handle != self.handle:
            return
        clear(self._alike)
        for other in dict.fromkeys(others):
            words = _("Looks like the picture of {listing}").format(listing=other)
            go = partial(self.context.go, "listing", listing=other)
            self._alike.addWidget(button(f"alike-{other}", words, go, icon_name="images", look="link"))

    def _variants(self, story: ListingStory) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(1, 1)
        for at, variant in enumerate(story.listing.variants):
            link = button(f"sku-{variant.sku}", variant.sku, look="link")
            link.clicked.connect(lambda _checked=False, sku=variant.sku: self.context.go("stock", sku=sku))
            price = format_amount(variant.price, story.listing.currency, grouped=True)
            grid.addWidget(link, at, 0)
            grid.addWidget(label(" / ".join(variant.options.values()), rank="second", wrap=True), at, 1)
            grid.addWidget(_right(label(price)), at, 2)
            grid.addWidget(_right(label(figure(story.available.get(variant.sku, 0)), bold=True)), at, 3)
        return grid


def _right(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made

"""The check of the edited listing's main image: made by itself, a moment after the picture is another."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shopdesk.domain.jobs import Job
from shopdesk.domain.pictures import Profile
from shopdesk.services.kept_verdicts import main_place, stamp
from shopdesk.services.listings import picture_file
from shopdesk.services.picture_checks import check_main_images, keep_verdicts
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.shop import Shop
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.words import _

STAND_MS = 300
Found = Sequence[tuple[str, Path, str]]


class MainImageCheck(QTimer):
    """Waits until the page stands still; each state of a file is checked by itself only once."""

    def __init__(self, draft: ListingDraft, page: QWidget) -> None:
        super().__init__(page)
        self._draft, self._page = draft, page
        self._asked: set[tuple[str, str, int, int]] = set()
        self._verdict = ""
        self.setSingleShot(True)
        self.setInterval(STAND_MS)
        self.timeout.connect(self._check_new)

    def look(self, verdict: str) -> None:
        """Hear what is known of the main image; one that is unchecked is checked soon."""
        self._verdict = verdict
        self.start()

    def check(self) -> None:
        """Check the main image now."""
        context, place = self._draft.context, main_place(self._draft.listing)
        file = picture_file(context.shop, place)
        if file is None:
            context.told.emit(_("This listing has no picture in the shop's folder."))
            return
        profile = shop_profile(context.shop)

        def keep(found: Found) -> None:
            context.write(_("Checking pictures"), partial(_keep, found, profile), changes={"checks"})

        context.compute(_("Checking pictures"), lambda job: check_main_images([(place, file)], profile, job), keep)

    def _check_new(self) -> None:
        if not (isValid(self._page) and self._page.isVisible()) or self._verdict != "unchecked":
            return
        shop, place = self._draft.context.shop, main_place(self._draft.listing)
        file = picture_file(shop, place)
        if file is None:
            return
        told = (shop_profile(shop).key, place, *stamp(file))
        if told not in self._asked:
            self._asked.add(told)
            self.check()


def _keep(found: Found, profile: Profile, shop: Shop, _job: Job) -> None:
    keep_verdicts(shop, found, profile)

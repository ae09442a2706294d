"""What is done with repairs on the bench: taken one by one or together, into a listing or a folder, and exported."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.domain.pictures import RepairPreview
from shopdesk.services.image_bench import export_pictures, repair_all, take_into_folder, take_into_listing
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.ui import dialogs
from shopdesk.ui.listings.bench_strip import BenchItem
from shopdesk.ui.tasks import Task
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

if TYPE_CHECKING:
    from shopdesk.ui.listings.image_bench_page import ImageBenchPage


class BenchTaker:
    """The verbs of the image bench; `batch` is the repair of all that is under way."""

    def __init__(self, page: "ImageBenchPage") -> None:
        self._page = page
        self._folder: Path | None = None
        self.batch: Task | None = None

    def take(self) -> None:
        """Take the repair that is shown, and go on to the next picture."""
        item = self._page.item
        if item is None or item.preview is None or item.preview.data is None:
            return
        if item.picture.handle:
            self._take_into_listing(item, item.preview)
        elif (folder := self._folder or self._choose_out()) is not None:
            self._take_into_folder(item, item.preview, folder)

    def _take_into_listing(self, item: BenchItem, preview: RepairPreview) -> None:
        picture = item.picture

        def done(change: ListingChange) -> None:
            self._taken(item)
            title = _("Repaired picture taken for {listing}").format(listing=picture.handle)
            self._page.context.note(_change_of(title, [change]))

        self._page.context.write(
            _("Taking the repaired picture"),
            lambda shop, _job: take_into_listing(shop, picture, preview),
            changes={"listings", "checks"},
            done=done,
        )

    def _take_into_folder(self, item: BenchItem, preview: RepairPreview, folder: Path) -> None:
        def done(file: Path) -> None:
            self._taken(item)
            self._page.context.told.emit(_("Written: {file}").format(file=file.name))

        self._page.context.compute(
            _("Writing the repaired picture"), lambda _job: take_into_folder(item.picture, preview, folder), done
        )

    def _taken(self, item: BenchItem) -> None:
        item.state = "taken"
        if item in self._page.model.items:
            row = self._page.model.items.index(item)
            self._page.model.tell(row)
            self._page.count()
            if row == self._page.list.currentIndex().row():
                self._page.next()

    def skip(self) -> None:
        """Leave the picture as it is, and go on to the next."""
        if (item := self._page.item) is not None:
            item.state = item.state or "skipped"
            self._page.next()

    def repair_everything(self) -> None:
        """Repair and take every picture that does not pass; cancelling keeps what was taken."""
        waiting = [
            (row, item.picture)
            for row, item in enumerate(self._page.model.items)
            if item.state != "taken" and (item.report is None or item.report.verdict != "pass")
        ]
        folder = self._folder
        if any(not picture.handle for _row, picture in waiting) and folder is None:
            folder = self._choose_out()
            if folder is None:
                return
        if not waiting or self.batch is not None:
            return
        rows, pictures = [row for row, _picture in waiting], [picture for _row, picture in waiting]
        told, round_, profile = self._page.told, self._page.round, str(self._page.profile.currentData())
        changes: list[ListingChange] = []

        def tell(at: int, preview: RepairPreview, taken: object) -> None:
            if isinstance(taken, ListingChange):
                changes.append(taken)
            told.repaired.emit(round_, rows[at], preview, taken)

        self.batch = self._page.context.write(
            _("Repairing pictures"),
            lambda shop, job: repair_all(shop, pictures, profile, tell, folder=folder, job=job),
            changes={"listings", "checks"},
            ended=lambda: self._end_batch(changes),
        )

    def _end_batch(self, changes: Sequence[ListingChange]) -> None:
        self.batch = None
        good = sum(item.state == "taken" for item in self._page.model.items)
        cannot = sum(item.preview is not None and item.preview.data is None for item in self._page.model.items)
        words = _("{good} repaired, {cannot} cannot be repaired").format(good=good, cannot=cannot)
        if changes:
            self._page.context.changed.emit(frozenset({"listings", "checks"}))
            self._page.context.note(_change_of(words, changes))
        else:
            self._page.context.told.emit(words)
        self._page.side.show_item(self._page.item)

    def _choose_out(self) -> Path | None:
        self._folder = dialogs.choose_folder(self._page, _("Where repaired copies are written"))
        return self._folder

    def export(self) -> None:
        """Write the pictures of the listings on the bench under the platform's names."""
        folder = dialogs.choose_folder(self._page, _("Where the pictures are written"))
        handles = list(dict.fromkeys(item.picture.handle for item in self._page.model.items if item.picture.handle))
        if folder is None:
            return
        profile = str(self._page.profile.currentData())
        self._page.context.write(
            _("Exporting pictures"),
            lambda shop, job: export_pictures(shop, handles, folder, profile, job),
            changes=set(),
            done=lambda told: self._page.context.told.emit(
                ngettext("{count} picture written", "{count} pictures written", len(told)).format(count=len(told))
            ),
        )


def _change_of(title: str, changes: Sequence[ListingChange]) -> Change:
    back = [change.back for change in changes]
    return Change(
        title, lambda shop, _job: save_listings(shop, back), lambda shop, _job: save_listings(shop, list(changes))
    )

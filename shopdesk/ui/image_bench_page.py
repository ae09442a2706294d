"""The image bench: pictures dropped, checked as they come, repaired with proof, taken one by one or all together."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.pictures import PictureReport, RepairPreview
from shopdesk.picture_words import PLATFORMS
from shopdesk.services.image_bench import (
    BenchPicture,
    check_each,
    export_pictures,
    main_images,
    pictures_in,
    repair_all,
    take_into_folder,
    take_into_listing,
)
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.pictures import preview_repair
from shopdesk.services.settings import get_setting
from shopdesk.ui import dialogs
from shopdesk.ui.before_after import BeforeAfter
from shopdesk.ui.bench_side import BenchSide
from shopdesk.ui.bench_strip import BenchItem, BenchModel, read_small, strip
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, label
from shopdesk.ui.page import Page
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

SHOWN_SIDE = 1200  # pixels of the original that is laid beside the repair


class Told(QObject):
    """Brings what a worker finds, one by one, to the window's thread; `round` says of which bench it is."""

    checked = Signal(str, int, object)
    repaired = Signal(str, int, object, object)
    previewed = Signal(str, int, object, object)


class ImageBenchPage(Page):
    """The strip at the left, before and after in the middle, the numbers at the right."""

    name = "image_bench"
    place = "listings"
    concerns = frozenset({"settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = BenchModel(context)
        self.list = strip(self.model)
        self.view = BeforeAfter()
        self.side = BenchSide()
        self.empty = EmptyState("benchEmpty")
        self.profile = QComboBox()
        self.profile.setObjectName("benchProfile")
        self.profile.setAccessibleName(_("Whose rules"))
        for code, words in PLATFORMS.items():
            self.profile.addItem(_(words), code)
        self._sums = label(rank="second")
        self._sums.setObjectName("benchSums")
        self._round = ""
        self._folder: Path | None = None
        self._previewing: Task | None = None
        self._batch: Task | None = None
        self._told = Told(self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._start(str(get_setting(context.shop, "pictures.profile")))

    def _lay_out(self) -> None:
        back = button(
            "backToListings", _("Listings"), lambda: self.context.go("listings"), icon_name="chevron-left", look="quiet"
        )
        title = label(_("Image bench"), size=HEADLINE, bold=True)
        self._all = button(
            "repairAll", _("Repair all"), self.repair_everything, icon_name="wand-sparkles", key="Ctrl+Shift+R"
        )
        self._out = button("exportPictures", _("Export"), self._export, icon_name="download", key="Ctrl+E")
        add = button("addPictures", _("Add pictures"), self._choose, icon_name="plus", key="Ctrl+O")
        head = bar("filterBar", FILTER_BAR, back, title, self._sums, None, self.profile, add, self._out, self._all)
        self.list.setMinimumWidth(PANEL_NARROW * 3 // 4)
        self.list.setMaximumWidth(PANEL_NARROW)
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        inner.addWidget(self.view, 1)
        keys = label(_("← → move the divider · Space shows only the original"), rank="muted")
        keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(keys)
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        across.addWidget(middle, 1)
        across.addWidget(self.side)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._stand_on(now))
        self.profile.currentIndexChanged.connect(lambda _at: self._check_anew())
        self.side.left_out.connect(lambda _steps: self._preview())
        self.side.taken.connect(self.take)
        self.side.skipped.connect(self.skip)
        self.side.replaced.connect(self._replace)
        self._told.checked.connect(self._keep_report)
        self._told.previewed.connect(self._keep_preview)
        self._told.repaired.connect(self._keep_repair)
        paste = QShortcut(QKeySequence("Ctrl+V"), self)
        paste.activated.connect(self._paste)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(lambda: self.context.go("listings"))

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "listing" in wanted or "listings" in wanted or "view" in wanted:
            handles = wanted.get("listings", [wanted["listing"]] if "listing" in wanted else [])
            if "view" in wanted:
                table = ListingTable(self.context.shop, str(wanted["view"]))
                handles = [row.handle for row in table.rows(table.ids())]
            assert isinstance(handles, list)
            self.put(main_images(self.context.shop, [str(handle) for handle in handles]))

    def take_files(self, paths: list[Path]) -> bool:  # noqa: D102
        self.add_files(paths)
        return True

    def counts_text(self) -> str:  # noqa: D102
        count = len(self.model.items)
        return ngettext("{count} picture", "{count} pictures", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.model.items)

    @property
    def item(self) -> BenchItem | None:
        """The picture that is shown."""
        row = self.list.currentIndex().row()
        return self.model.items[row] if 0 <= row < len(self.model.items) else None

    # Putting pictures on the bench

    def add_files(self, paths: Sequence[Path]) -> None:
        """Put files, and the pictures of folders, on the bench; their verdicts appear as they come."""
        self.context.compute(_("Looking for pictures"), lambda _job: pictures_in(paths), self._add)

    def _add(self, pictures: Sequence[BenchPicture]) -> None:
        loose = [item for item in self.model.items if not item.picture.handle]
        known = {item.picture.file for item in loose}
        fresh = [picture for picture in pictures if picture.file not in known]
        if not pictures:
            self.context.told.emit(_("There are no pictures in what was dropped."))
        elif fresh:
            self.put([item.picture for item in loose] + fresh)

    def put(self, pictures: Sequence[BenchPicture]) -> None:
        """Put these pictures on the bench instead of what lies there."""
        self.model.show_items([BenchItem(picture) for picture in pictures])
        self._check_anew()
        self.list.setCurrentIndex(self.model.index(0))
        self.view.setFocus()

    def _check_anew(self) -> None:
        for item in self.model.items:
            item.report = item.preview = None
        self._round = uuid4().hex
        self._stack.setCurrentIndex(1 if self.model.items else 0)
        self._count()
        if self.model.items:
            told, round_, profile = self._told, self._round, str(self.profile.currentData())
            pictures = [item.picture for item in self.model.items]
            self.context.compute(
                _("Checking pictures"),
                lambda job: check_each(pictures, profile, partial(told.checked.emit, round_), job),
                lambda _count: None,
            )
            self._preview()

    def _start(self, profile: str) -> None:
        self.profile.blockSignals(True)
        self.profile.setCurrentIndex(max(self.profile.findData(profile), 0))
        self.profile.blockSignals(False)
        ways = [
            button("benchChoose", _("Choose pictures"), self._choose, primary=True, icon_name="images", key="Ctrl+O"),
            button("benchFailing", _("Main images that fail"), lambda: self.show_wanted({"view": "fails"})),
        ]
        text = _(
            "Drop pictures or a folder here. Each is checked at once; what can be repaired shows before and after."
        )
        self.empty.tell("images", _("The bench is empty"), text, ways)
        self._check_anew()

    # What workers have found

    def _keep_report(self, round_: str, row: int, report: PictureReport) -> None:
        if round_ != self._round:
            return
        self.model.items[row].report = report
        self.model.tell(row)
        self._count()
        if row == self.list.currentIndex().row():
            self.side.show_item(self.item)

    def _keep_preview(self, round_: str, row: int, preview: RepairPreview, before: QImage) -> None:
        if round_ != self._round or row != self.list.currentIndex().row():
            return
        item = self.model.items[row]
        item.preview, item.report = preview, item.report or preview.before
        self.side.show_item(item)
        self._show_pictures(preview, before)

    def _show_pictures(self, preview: RepairPreview, before: QImage) -> None:
        after = QImage.fromData(preview.data) if preview.data is not None else QImage()
        measured = preview.data is not None
        self.view.show_pictures(
            before,
            after,
            preview.frame,
            preview.box_before if measured else None,
            preview.box_after if measured else None,
        )

    def _keep_repair(self, round_: str, row: int, preview: RepairPreview, taken: object) -> None:
        if round_ != self._round:
            return
        item = self.model.items[row]
        item.report, item.preview = preview.before, preview
        if taken is not None:
            item.state = "taken"
        self.model.tell(row)
        self._count()

    def _count(self) -> None:
        items = self.model.items
        counts = {verdict: sum(item.report is not None and item.verdict == verdict for item in items) for verdict in
                  ("fail", "warn", "pass")}  # fmt: skip
        words = _("{count} · {fail} fail, {warn} to look at, {good} pass")
        count = len(items)
        self._sums.setText(
            words.format(count=count, fail=counts["fail"], warn=counts["warn"], good=counts["pass"]) if items else ""
        )
        self._all.setEnabled(counts["fail"] + counts["warn"] > 0)
        self._out.setEnabled(bool(items))
        self.counted.emit()

    # What a person does

    def _stand_on(self, _index: QModelIndex) -> None:
        self.side.without = frozenset()
        self.side.show_item(self.item)
        self._preview()

    def _preview(self) -> None:
        """Repair the current picture in memory, beside the window; only the newest wish is answered."""
        if self._previewing is not None:
            self._previewing.cancel()
        item, row = self.item, self.list.currentIndex().row()
        if item is None:
            self.view.show_pictures(QImage(), QImage(), (0, 0, 1, 1), None, None)
            return
        file, profile, without = item.picture.file, str(self.profile.currentData()), self.side.without
        told, round_ = self._told, self._round

        def work(_job: object) -> None:
            before = read_small(file, SHOWN_SIDE)
            told.previewed.emit(round_, row, preview_repair(file, profile=profile, without=without), before)

        self._previewing = self.context.compute(_("Repairing the picture"), work, lambda _nothing: None)

    def take(self) -> None:
        """Take the repair that is shown, and go on to the next picture."""
        item = self.item
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
            self.context.note(_change_of(title, [change]))

        self.context.write(
            _("Taking the repaired picture"),
            lambda shop, _job: take_into_listing(shop, picture, preview),
            changes={"listings", "checks"},
            done=done,
        )

    def _take_into_folder(self, item: BenchItem, preview: RepairPreview, folder: Path) -> None:
        def done(file: Path) -> None:
            self._taken(item)
            self.context.told.emit(_("Written: {file}").format(file=file.name))

        self.context.compute(
            _("Writing the repaired picture"), lambda _job: take_into_folder(item.picture, preview, folder), done
        )

    def _taken(self, item: BenchItem) -> None:
        item.state = "taken"
        if item in self.model.items:
            row = self.model.items.index(item)
            self.model.tell(row)
            self._count()
            if row == self.list.currentIndex().row():
                self._next()

    def skip(self) -> None:
        """Leave the picture as it is, and go on to the next."""
        if (item := self.item) is not None:
            item.state = item.state or "skipped"
            self._next()

    def _next(self) -> None:
        row = self.list.currentIndex().row() + 1
        if row < len(self.model.items):
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.side.show_item(self.item)

    def repair_everything(self) -> None:
        """Repair and take every picture that does not pass; cancelling keeps what was taken."""
        waiting = [
            (row, item.picture)
            for row, item in enumerate(self.model.items)
            if item.state != "taken" and (item.report is None or item.report.verdict != "pass")
        ]
        folder = self._folder
        if any(not picture.handle for _row, picture in waiting) and folder is None:
            folder = self._choose_out()
            if folder is None:
                return
        if not waiting or self._batch is not None:
            return
        rows, pictures = [row for row, _picture in waiting], [picture for _row, picture in waiting]
        told, round_, profile = self._told, self._round, str(self.profile.currentData())
        changes: list[ListingChange] = []

        def tell(at: int, preview: RepairPreview, taken: object) -> None:
            if isinstance(taken, ListingChange):
                changes.append(taken)
            told.repaired.emit(round_, rows[at], preview, taken)

        self._batch = self.context.write(
            _("Repairing pictures"),
            lambda shop, job: repair_all(shop, pictures, profile, tell, folder=folder, job=job),
            changes={"listings", "checks"},
        )
        self._batch.ended.connect(lambda: self._end_batch(changes))

    def _end_batch(self, changes: Sequence[ListingChange]) -> None:
        self._batch = None
        good = sum(item.state == "taken" for item in self.model.items)
        cannot = sum(item.preview is not None and item.preview.data is None for item in self.model.items)
        words = _("{good} repaired, {cannot} cannot be repaired").format(good=good, cannot=cannot)
        if changes:
            self.context.changed.emit(frozenset({"listings", "checks"}))
            self.context.note(_change_of(words, changes))
        else:
            self.context.told.emit(words)
        self.side.show_item(self.item)

    def _choose(self) -> None:
        pattern = _("Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.avif)")
        if files := dialogs.choose_files(self, _("Choose pictures"), pattern):
            self.add_files(files)

    def _choose_out(self) -> Path | None:
        self._folder = dialogs.choose_folder(self, _("Where repaired copies are written"))
        return self._folder

    def _replace(self) -> None:
        row = self.list.currentIndex().row()
        files = dialogs.choose_files(self, _("Choose another picture"), _("Pictures (*.*)"))
        if files and 0 <= row < len(self.model.items):
            old = self.model.items[row].picture
            pictures = [item.picture for item in self.model.items]
            pictures[row] = BenchPicture(files[0], old.handle, old.place)
            self.put(pictures)
            self.list.setCurrentIndex(self.model.index(row))

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = mime.imageData() if mime.hasImage() and not paths else None
        if isinstance(image, QImage) and not image.isNull():
            folder = self.context.shop.folder / "pasted"
            folder.mkdir(exist_ok=True)
            file = folder / f"{_('pasted')}-{uuid4().hex[:8]}.png"
            image.save(str(file))
            paths = [file]
        if paths:
            self.add_files(paths)

    def _export(self) -> None:
        folder = dialogs.choose_folder(self, _("Where the pictures are written"))
        handles = list(dict.fromkeys(item.picture.handle for item in self.model.items if item.picture.handle))
        if folder is None:
            return
        profile = str(self.profile.currentData())
        self.context.write(
            _("Exporting pictures"),
            lambda shop, job: export_pictures(shop, handles, folder, profile, job),
            changes=set(),
            done=lambda told: self.context.told.emit(
                ngettext("{count} picture written", "{count} pictures written", len(told)).format(count=len(told))
            ),
        )


def _change_of(title: str, changes: Sequence[ListingChange]) -> Change:
    back = [change.back for change in changes]
    return Change(
        title, lambda shop, _job: save_listings(shop, back), lambda shop, _job: save_listings(shop, list(changes))
    )

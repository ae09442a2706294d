"""The image bench: pictures dropped, checked as they come, repaired with proof, taken one by one or all together."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.pictures import PictureReport, Profile, RepairPreview
from shopdesk.services.image_bench import BenchPicture, check_each, main_images, pictures_in
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.pictures import preview_repair
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, label
from shopdesk.ui.listings.before_after import BeforeAfter
from shopdesk.ui.listings.bench_files import pasted_pictures
from shopdesk.ui.listings.bench_side import BenchSide
from shopdesk.ui.listings.bench_strip import BenchItem, BenchModel, counted_verdicts, read_small, strip
from shopdesk.ui.listings.bench_take import BenchTaker
from shopdesk.ui.page import Page
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.pictures import PLATFORMS

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
        self.round = ""
        self._previewing: Task | None = None
        self.taker = BenchTaker(self)
        self.told = Told(self)
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
            "repairAll", _("Repair all"), self.taker.repair_everything, icon_name="wand-sparkles", key="Ctrl+Shift+R"
        )
        self._out = button("exportPictures", _("Export"), self.taker.export, icon_name="download", key="Ctrl+E")
        add = button("addPictures", _("Add pictures"), self._choose, icon_name="plus", key="Ctrl+O")
        head = bar("filterBar", FILTER_BAR, back, title, self._sums, None, self.profile, add, self._out, self._all)
        self.list.setMinimumWidth(PANEL_NARROW * 5 // 8)
        self.list.setMaximumWidth(PANEL_NARROW)
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        across.addWidget(_middle(self.view), 1)
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
        self.side.taken.connect(self.taker.take)
        self.side.skipped.connect(self.taker.skip)
        self.side.replaced.connect(self._replace)
        self.told.checked.connect(self._keep_report)
        self.told.previewed.connect(self._keep_preview)
        self.told.repaired.connect(self._keep_repair)
        paste = QShortcut(QKeySequence("Ctrl+V"), self)
        paste.activated.connect(self._paste)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(lambda: self.context.go("listings"))

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.keys() & {"listing", "listings", "view"}:
            self.put(main_images(self.context.shop, wanted_handles(self.context.shop, wanted)))
            if wanted.get("view") == "fails" and not self.model.items:
                _tell_none_fails(self.empty, self._ways()[:1])

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return _("Drop to look at these pictures"), _("They come to the strip; the files stay as they are.")

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

    def rules(self) -> Profile:
        """Return the rules that the pictures are checked by, the shop's own where it has any."""
        return shop_profile(self.context.shop, str(self.profile.currentData()))

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
        self.round = uuid4().hex
        self._stack.setCurrentIndex(1 if self.model.items else 0)
        self.count()
        if self.model.items:
            told, round_, profile = self.told, self.round, self.rules()
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
        text = _(
            "Drop pictures or a folder here. Each is checked at once; what can be repaired shows before and after."
        )
        self.empty.tell("images", _("The bench is empty"), text, self._ways())
        self._check_anew()

    def _ways(self) -> list[QPushButton]:
        return [
            button("benchChoose", _("Choose pictures"), self._choose, primary=True, icon_name="images"),
            button("benchFailing", _("Main images that fail"), lambda: self.show_wanted({"view": "fails"})),
        ]

    # What workers have found

    def _keep_report(self, round_: str, row: int, report: PictureReport) -> None:
        if round_ != self.round:
            return
        self.model.items[row].report = report
        self.model.tell(row)
        self.count()
        if row == self.list.currentIndex().row():
            self.side.show_item(self.item)

    def _keep_preview(self, round_: str, row: int, preview: RepairPreview, before: QImage) -> None:
        if round_ != self.round or row != self.list.currentIndex().row():
            return
        item = self.model.items[row]
        item.preview, item.report = preview, item.report or preview.before
        self.side.show_item(item)
        self.view.show_preview(preview, before)

    def _keep_repair(self, round_: str, row: int, preview: RepairPreview, taken: object) -> None:
        if round_ != self.round:
            return
        item = self.model.items[row]
        item.report, item.preview = preview.before, preview
        if taken is not None:
            item.state = "taken"
        self.model.tell(row)
        self.count()

    def count(self) -> None:
        """Say how many pictures stand how."""
        items = self.model.items
        counts = counted_verdicts(items)
        words = _("{count} · {fail} fail, {warn} to look at, {good} pass")
        told = words.format(count=len(items), fail=counts["fail"], warn=counts["warn"], good=counts["pass"])
        self._sums.setText(told if items else "")
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
            self.view.show_nothing()
            return
        file, profile, without = item.picture.file, self.rules(), self.side.without
        told, round_ = self.told, self.round

        def work(_job: object) -> None:
            before = read_small(file, SHOWN_SIDE)
            told.previewed.emit(round_, row, preview_repair(file, profile=profile, without=without), before)

        self._previewing = self.context.compute(_("Repairing the picture"), work, lambda _nothing: None)

    def next(self) -> None:
        """Go on to the next picture."""
        row = self.list.currentIndex().row() + 1
        if row < len(self.model.items):
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.side.show_item(self.item)

    def _choose(self) -> None:
        pattern = _("Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.avif)")
        if files := dialogs.choose_files(self, _("Choose pictures"), pattern):
            self.add_files(files)

    def _replace(self) -> None:
        row = self.list.currentIndex().row()
        files = dialogs.choose_files(self, _("Choose another picture"), _("Pictures (*.*)"))
        if files and 0 <= row < len(self.model.items):
            old = self.model.items[row].picture
            pictures = [item.picture for item in self.model.items]
            pictures[row] = replace(old, file=files[0])
            self.put(pictures)
            self.list.setCurrentIndex(self.model.index(row))

    def _paste(self) -> None:
        if paths := pasted_pictures(self.context.shop.folder / "pasted"):
            self.add_files(paths)


def wanted_handles(shop: Shop, wanted: dict[str, object]) -> list[str]:
    """Return the listings that another page asks for: one, several, or those of a view."""
    if "view" in wanted:
        table = ListingTable(shop, str(wanted["view"]))
        return [row.handle for row in table.rows(table.ids())]
    several = wanted.get("listings", [wanted.get("listing", "")])
    return [str(handle) for handle in several] if isinstance(several, list) else []


def _middle(view: BeforeAfter) -> QWidget:
    """Lay before and after over a line that names the keys."""
    made = QWidget()
    inner = QVBoxLayout(made)
    inner.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
    inner.addWidget(view, 1)
    keys = label(
        _("← → divider · Space original · wheel, +, − nearer, 0 all · Shift+arrows move it"),
        rank="muted",
        wrap=True,
    )
    keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
    inner.addWidget(keys)
    return made


def _tell_none_fails(empty: EmptyState, ways: list[QPushButton]) -> None:
    text = _("Every main image that was checked keeps the rules. Drop other pictures here to check them.")
    empty.tell("circle-check", _("No main image fails"), text, ways)

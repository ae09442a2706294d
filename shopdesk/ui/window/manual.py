"""The manual (F1), read offline: its chapters at the left, the one for where a person is opened at once."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from shopdesk.resources import manual
from shopdesk.ui.controls import bar, button, label
from shopdesk.ui.theme import FOOTER, SPACE, TITLE
from shopdesk.words import _, spoken

# Each chapter with the pages that it is opened for; the first one is for all others.
CHAPTERS = {
    "first-day": ("today", "settings"),
    "importing": ("import",),
    "orders": ("orders", "new_order", "parcels", "messages", "couriers", "customers"),
    "images": ("listings", "listing", "image_bench", "bulk_edit", "categories"),
    "prices": ("prices", "promotions", "promotion_proof"),
    "stock": ("stock", "counts", "analysis", "places", "transfer", "purchasing", "suppliers", "batches"),
    "packing": ("packing", "waves", "handover"),
    "printing": ("printing", "printers", "destinations", "layouts"),
    "returns": ("returns", "return_bench", "return_new", "return_policy", "tickets", "replies", "warranty", "quality"),
    "stall": ("stall",),
    "payments": ("payments", "reconcile", "bills", "bill"),
    "turnover": ("turnover",),
    "backups": ("backups", "history"),
    "troubleshooting": (),
}
WIDTH, HEIGHT, CONTENTS = 1040, 720, 220
KEY = Qt.ItemDataRole.UserRole


def chapter_of(page: str) -> str:
    """Return the chapter that tells of a page."""
    return next((chapter for chapter, pages in CHAPTERS.items() if page in pages), next(iter(CHAPTERS)))


def chapter_file(chapter: str, language: str) -> Path:
    """Return where a chapter lies."""
    return manual() / language / f"{chapter}.md"


def read_title(chapter: str, language: str) -> str:
    """Return the first line of a chapter, which is its title."""
    with chapter_file(chapter, language).open(encoding="utf-8") as file:
        return file.readline().lstrip("# ").strip()


class ChapterBrowser(QTextBrowser):
    """Shows a chapter; its pictures are as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.file = Path()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)

    def show_file(self, file: Path) -> None:
        """Show a chapter from its beginning."""
        self.file = file
        self.document().clear()
        self.setMarkdown(file.read_text("utf-8"))
        self._space_out()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _space_out(self) -> None:
        """Set paragraphs and headings apart; tables keep their own spacing."""
        cursor = QTextCursor(self.document())
        while not cursor.atEnd():
            if cursor.currentTable() is None:
                block = cursor.blockFormat()
                block.setBottomMargin(SPACE[2])
                block.setTopMargin(SPACE[4] if block.headingLevel() > 1 else 0)
                cursor.setBlockFormat(block)
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802, D102
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(str(self.file.parent / QUrl(name).path()))
        room, ratio = self.viewport().width() - 3 * SPACE[5], self.devicePixelRatio()
        if image.width() > room * ratio:
            image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def _fit(self) -> None:
        """Draw the pictures as wide as there is room now; the place in the text stays."""
        share = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self.show_file(self.file)
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.file.suffix:
            self._fitting.start(0)


class Manual(QDialog):
    """A window of its own that stays beside the work; typing looks through all chapters."""

    def __init__(self, chapter: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle(_("Manual"))
        self.resize(QSize(WIDTH, HEIGHT))
        self._texts = {name: chapter_file(name, spoken.language).read_text("utf-8") for name in CHAPTERS}
        self.search = QLineEdit()
        self.search.setObjectName("manualSearch")
        self.search.setAccessibleName(_("Look through the manual"))
        self.search.setPlaceholderText(self.search.accessibleName())
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._find_next)
        self.contents = QListWidget()
        self.contents.setObjectName("manualContents")
        self.contents.setAccessibleName(_("Chapters"))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.browser = ChapterBrowser()
        self.browser.setObjectName("manualText")
        self.browser.setAccessibleName(_("Manual"))
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.document().setDocumentMargin(SPACE[5])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.browser)
        split.setSizes([CONTENTS, WIDTH - CONTENTS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FOOTER, label(_("Manual"), size=TITLE, bold=True), None, self.search))
        layout.addWidget(split, 1)
        layout.addWidget(bar("footer", FOOTER, None, button("manualClose", _("Close"), self.accept, key="Esc")))
        self._fill()
        self.open_chapter(chapter)

    def open_chapter(self, chapter: str) -> None:
        """Show a chapter from its beginning."""
        for at in range(self.contents.count()):
            if self.contents.item(at).data(KEY) == chapter:
                self.contents.setCurrentRow(at)

    @property
    def chapter(self) -> str:
        """The chapter that is shown."""
        return self.browser.file.stem

    def _fill(self) -> None:
        wanted, standing = self.search.text().strip().casefold(), self.chapter
        self.contents.blockSignals(True)
        self.contents.clear()
        for name, text in self._texts.items():
            if wanted in text.casefold():
                item = QListWidgetItem(read_title(name, spoken.language))
                item.setData(KEY, name)
                self.contents.addItem(item)
        self.contents.blockSignals(False)
        held = [self.contents.item(at).data(KEY) for at in range(self.contents.count())]
        if held:
            self.open_chapter(standing if standing in held else held[0])
            self._find_next()

    def _find_next(self) -> None:
        """Stand on the next place that holds what is looked for, from the beginning after the last one."""
        if (wanted := self.search.text().strip()) and not self.browser.find(wanted):
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(wanted)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.browser.show_file(chapter_file(item.data(KEY), spoken.language))

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if link.isRelative() and name in CHAPTERS:
            self.open_chapter(name)
        elif link.scheme() == "https":
            QDesktopServices.openUrl(link)

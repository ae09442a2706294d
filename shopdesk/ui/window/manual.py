"""The manual (F1), read offline: its chapters at the left, the one for where a person is opened at once."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from shopdesk.resources import manual
from shopdesk.ui.announce import Hits
from shopdesk.ui.controls import bar, button, label
from shopdesk.ui.theme import FOOTER, TITLE
from shopdesk.ui.window.manual_search import ManualSearch, Part, anchor
from shopdesk.ui.window.manual_text import ChapterBrowser
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
WIDTH, HEIGHT, CONTENTS = 1120, 760, 264
TITLE_BAR = 40  # what a system puts above a window, at most
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PLACE = Qt.ItemDataRole.UserRole  # of an entry: its chapter, and which part of it


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


@cache
def answers(language: str) -> ManualSearch:
    """Return the search through all chapters of a language; the texts are read once."""
    return ManualSearch({name: chapter_file(name, language).read_text("utf-8") for name in CHAPTERS}, language)


class Manual(QDialog):
    """A window of its own that stays beside the work; a question finds the parts of all chapters that answer it."""

    def __init__(self, chapter: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle(_("Manual"))
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(self.screen().availableSize() - QSize(0, TITLE_BAR)))
        self._answers = answers(spoken.language)
        self._parts = self._answers.chapters
        self.search = QLineEdit()
        self.search.setObjectName("manualSearch")
        self.search.setAccessibleName(_("Look through the manual"))
        self.search.setPlaceholderText(_("What is it about? Ask in your own words"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(360)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.textChanged.connect(Hits(self.search, self._count_found).follow)
        self.search.returnPressed.connect(lambda: self._step(1))
        self.search.installEventFilter(self)
        self.contents = QListWidget()
        self.contents.setObjectName("manualContents")
        self.contents.setAccessibleName(_("Chapters"))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.browser = ChapterBrowser()
        self.browser.setObjectName("manualText")
        self.browser.setAccessibleName(_("Manual"))
        self.browser.anchorClicked.connect(self._follow)
        self._lay_out()
        self.open_chapter(chapter)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.browser)
        split.setSizes([CONTENTS, WIDTH - CONTENTS])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FOOTER, label(_("Manual"), size=TITLE, bold=True), None, self.search))
        layout.addWidget(split, 1)
        layout.addWidget(bar("footer", FOOTER, None, button("manualClose", _("Close"), self.accept, key="Esc")))

    def open_chapter(self, chapter: str, part: int = 0) -> None:
        """Show a chapter from its beginning, or from one of its parts on."""
        self.search.blockSignals(True)  # what was looked for is over
        self.search.clear()
        self.search.blockSignals(False)
        self._list([self._parts[name][0] for name in CHAPTERS])
        self.contents.setCurrentRow(list(CHAPTERS).index(chapter))
        if part:
            self.browser.stand_at(part, [])

    @property
    def chapter(self) -> str:
        """The chapter that is shown."""
        return self.browser.file.stem

    def _fill(self) -> None:
        """List the parts that answer what is typed, the best first; all chapters where nothing is typed."""
        asked = self.search.text().strip()
        if not asked:
            self.open_chapter(self.chapter)
            return
        found = self._answers.find(asked)
        self._list(found, answers=True)
        self.contents.setCurrentRow(0 if found else -1)

    def _count_found(self) -> int:
        items = [self.contents.item(at) for at in range(self.contents.count())]
        return sum(item.data(PLACE) is not None for item in items)

    def _list(self, parts: list[Part], *, answers: bool = False) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for part in parts:
            chapter = self._parts[part.chapter][0].title
            item = QListWidgetItem(f"{part.title}\n{chapter}" if answers and part.at else part.title)
            item.setData(PLACE, (part.chapter, part.at))
            self.contents.addItem(item)
        if not parts:
            nothing = QListWidgetItem(_("Nothing found. Try one word of it, or another one."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(nothing)
        self.contents.blockSignals(False)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None or item.data(PLACE) is None:
            return
        chapter, part = item.data(PLACE)
        self.browser.show_file(chapter_file(chapter, spoken.language))
        asked = self.search.text()
        if asked.strip():
            self.browser.stand_at(part, self._answers.words_of(asked))

    def _step(self, step: int) -> None:
        """Go on to the next entry of the list, after the last one to the first."""
        if count := self.contents.count():
            self.contents.setCurrentRow((self.contents.currentRow() + step) % count)

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if link.isRelative() and name in CHAPTERS:
            parts = [part.at for part in self._parts[name] if anchor(part.title) == link.fragment()]
            self.open_chapter(name, *parts)
        elif link.scheme() == "https":
            QDesktopServices.openUrl(link)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The arrows walk through what was found while the question is being typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

"""A listing's detail page as buyers would see it, at a phone's or a computer's width; nothing comes from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QPalette, QShortcut, QTextDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QTextBrowser, QVBoxLayout, QWidget

from shopdesk.domain.listings import Listing
from shopdesk.services.detail_pages import WrittenPage, export_detail_pages, preview_page
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, label, row, set_text
from shopdesk.ui.theme import FILTER_BAR, HEADLINE
from shopdesk.words import _

PHONE, DESKTOP, HEIGHT = 375, 790, 760
EDGE = 24  # room for the scroll bar


class PageBrowser(QTextBrowser):
    """Shows one page with its own pictures and opens no address; paper stays white in the dark theme too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detailBrowser")
        self.setAccessibleName(_("Detail page"))
        flags = Qt.TextInteractionFlag  # links lead nowhere here, and Shift+Tab would not leave those of pictures
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.pictures: dict[str, Path] = {}
        self.broadest = DESKTOP
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.white)
        palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        self.setPalette(palette)
        self.document().setDocumentMargin(16)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Give a picture of the page, read no larger than it is shown; anything else is nothing."""
        file = self.pictures.get(name.toString() if isinstance(name, QUrl) else name)
        if kind != QTextDocument.ResourceType.ImageResource or file is None:
            return None
        return read_scaled(file, self.broadest)


def read_scaled(file: Path, broadest: int) -> QImage:
    """Return a picture at most so many pixels wide, turned as its camera says."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > broadest:
        reader.setScaledSize(QSize(broadest, max(size.height() * broadest // size.width(), 1)))
    return reader.read()


class DetailPreview(QDialog):
    """The preview with its two widths and the way out into a folder."""

    def __init__(self, context: Context, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPreview")
        self.setWindowTitle(_("Detail page of {title}").format(title=listing.title))
        self.context, self.listing = context, listing
        self.browser = PageBrowser()
        self._wide = button("detailWide", _("Phone width"), self._turn, key="Ctrl+W")
        self._stock = QCheckBox(_("Say the stock"))
        self._stock.setObjectName("detailStock")
        self._stock.setAccessibleName(_("Say the stock"))
        tip = _("Says on the page whether it is available; true at the moment of writing")
        self._stock.setToolTip(f"{tip} (Ctrl+T)")
        self._stock.toggled.connect(lambda _on: self._show())
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self._stock.toggle)
        export = button("exportDetail", _("Export"), self._export, primary=True, icon_name="download", key="Ctrl+E")
        close = button("closeDetail", _("Close"), self.reject, look="quiet")
        close.setToolTip("Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        title = label(_("Detail page"), size=HEADLINE, bold=True)
        layout.addWidget(bar("filterBar", FILTER_BAR, title, None, self._wide, self._stock, export, close))
        layout.addLayout(row(None, self.browser, None), 1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.reject)
        self._width = DESKTOP
        room = self.screen().availableSize()
        self.resize(min(DESKTOP + EDGE, room.width() - EDGE), min(HEIGHT, room.height() - 2 * EDGE))
        self._show()

    def _show(self) -> None:
        html, pictures = preview_page(self.context.shop, self.listing, self._width, with_stock=self._stock.isChecked())
        self.browser.pictures, self.browser.broadest = pictures, self._width
        self.browser.setFixedWidth(min(self._width + EDGE, self.width()))
        self.browser.setHtml(html)

    def _turn(self) -> None:
        self._width = PHONE if self._width == DESKTOP else DESKTOP
        words = _("Phone width") if self._width == DESKTOP else _("Computer width")
        set_text(self._wide, words, "Ctrl+W")
        self._show()

    def _export(self) -> None:
        folder = dialogs.choose_folder(self, _("Where the detail page is written"))
        if folder is not None:
            handle, stock = self.listing.handle, self._stock.isChecked()
            self.context.write(
                _("Writing the detail page"),
                lambda shop, job: export_detail_pages(shop, [handle], folder, job, with_stock=stock),
                changes=set(),
                done=self._told,
            )

    def _told(self, written: list[WrittenPage]) -> None:
        page = written[0]
        if page.file is not None:
            self.context.told.emit(_("Written: {file}").format(file=page.file))
        elif page.error is not None:
            self.context.failed.emit(page.error, _("Writing the detail page"))


def show_detail_page(context: Context, listing: Listing, parent: QWidget | None = None) -> DetailPreview:
    """Open the preview of a listing's detail page."""
    made = DetailPreview(context, listing, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made

"""A listing's detail page as buyers would see it, at a phone's or a computer's width; nothing comes from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from shopdesk.domain.listings import Listing
from shopdesk.services.detail_pages import WrittenPage, export_detail_pages, preview_page
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, label
from shopdesk.ui.theme import FILTER_BAR, HEADLINE
from shopdesk.words import _

PHONE, DESKTOP = 375, 790


class PageBrowser(QTextBrowser):
    """Shows one page with its own pictures and opens no address."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detailBrowser")
        self.setAccessibleName(_("Detail page"))
        self.setOpenLinks(False)
        self.pictures: dict[str, Path] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Give a picture of the page; anything else is nothing."""
        file = self.pictures.get(name if isinstance(name, str) else name.toString())
        if kind == QTextDocument.ResourceType.ImageResource and file is not None:
            return QImage(str(file))
        return None


class DetailPreview(QDialog):
    """The preview with its two widths and the way out into a folder."""

    def __init__(self, context: Context, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPreview")
        self.setWindowTitle(_("Detail page of {title}").format(title=listing.title))
        self.context, self.listing = context, listing
        self.browser = PageBrowser()
        self._wide = button("detailWide", _("Phone width"), self._turn, key="Ctrl+W")
        export = button("exportDetail", _("Export"), self._export, primary=True, icon_name="download", key="Ctrl+E")
        close = button("closeDetail", _("Close"), self.reject, look="quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        title = label(_("Detail page"), size=HEADLINE, bold=True)
        layout.addWidget(bar("filterBar", FILTER_BAR, title, None, self._wide, export, close))
        layout.addWidget(self.browser, 1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.reject)
        self._width = DESKTOP
        self._show()

    def _show(self) -> None:
        html, self.browser.pictures = preview_page(self.context.shop, self.listing, self._width)
        self.browser.setHtml(html)
        self.resize(self._width + 32, 760)

    def _turn(self) -> None:
        self._width = PHONE if self._width == DESKTOP else DESKTOP
        self._wide.setText(_("Phone width") if self._width == DESKTOP else _("Computer width"))
        self._show()

    def _export(self) -> None:
        folder = dialogs.choose_folder(self, _("Where the detail page is written"))
        if folder is not None:
            handle = self.listing.handle
            self.context.write(
                _("Writing the detail page"),
                lambda shop, job: export_detail_pages(shop, [handle], folder, job),
                changes=set(),
                done=self._told,
            )

    def _told(self, written: list[WrittenPage]) -> None:
        if written[0].file is not None:
            self.context.told.emit(_("Written: {file}").format(file=written[0].file))


def show_detail_page(context: Context, listing: Listing, parent: QWidget | None = None) -> DetailPreview:
    """Open the preview of a listing's detail page."""
    made = DetailPreview(context, listing, parent)
    made.open()
    return made

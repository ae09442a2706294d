"""A sale's receipt, printed, shown or left out, and the cash drawer, which opens where cash goes in or out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import Sale
from shopdesk.services.drawers import has_drawer, open_drawer
from shopdesk.services.printers import Destination, printer_for, station_name
from shopdesk.services.sale_receipts import queue_receipt, receipt_preview
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui.controls import row
from shopdesk.ui.printing.print_pages import draw_page, open_pages
from shopdesk.ui.stall.stall_parts import Sheet, large
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage

PRINT, SHOW, NONE = "print", "show", "none"
SCREEN_DPI = 130


class ReceiptSheet(Sheet):
    """A receipt as its buyer would hold it; `printed` asks for it on paper."""

    printed = Signal()

    def __init__(self) -> None:
        super().__init__("receiptSheet", _("Receipt"))
        self.picture = QLabel()
        self.picture.setObjectName("receiptPicture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("receiptScroll")
        self._scroll.setAccessibleName(_("Receipt"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.picture)
        self.body.addWidget(self._scroll, 1)
        self.print_it = large("receiptPrint", _("Print"), self.printed.emit, key="Ctrl+P", icon_name="printer", size=15)
        done = large("receiptDone", _("Next buyer"), self.left.emit, look="way", primary=True, below="Enter")
        self.body.addLayout(row(self.print_it, done))

    def show_receipt(self, words: str, image: QImage, *, printable: bool) -> None:
        """Show a receipt, its words for those who cannot see it."""
        self.begin()
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setAccessibleName(words)
        self.print_it.setEnabled(printable)
        self._scroll.verticalScrollBar().setValue(0)
        self.setFocus()


class StallPaper(QObject):
    """Hands out receipts as was chosen for the sale."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page
        self._shown = ""
        self.sheet = ReceiptSheet()
        self.sheet.printed.connect(lambda: self._print(self._shown))

    def ways(self) -> tuple[str, ...]:
        """Return what can become of a receipt here, the usual way first."""
        usual = NONE if str(get_setting(self._page.context.shop, "stall.receipt")) == "none" else PRINT
        ways = (PRINT, SHOW, NONE) if self.printer() is not None else (SHOW, NONE)
        usual = usual if usual in ways else NONE
        return usual, *(way for way in ways if way != usual)

    def printer(self) -> Destination | None:
        """Return what prints receipts here, None where nothing does; one that is gone is said."""
        try:
            return printer_for(station_name(), "receipts")
        except ShopError as error:
            self._page.tell(word_error(error), "warn")
            return None

    def hand_out(self, sale: Sale, way: str) -> None:
        """Print or show a sale's receipt, and open the drawer where cash was taken."""
        if any(tender.method == "cash" for tender in sale.tenders):
            self.open_drawer()
        if way == PRINT:
            self._print(sale.number)
        elif way == SHOW:
            self._show(sale.number)

    def open_drawer(self) -> None:
        """Open the drawer beside the window; a printer that has none is left alone."""
        place = self.printer()
        if place is not None and has_drawer(place.printer):
            self._page.context.compute(
                _("Cash drawer"), lambda job: open_drawer(place.printer, job), lambda _opened: None
            )

    def _print(self, number: str) -> None:
        place = self.printer()
        if place is None:
            return
        name = place.printer.name
        self._page.context.write(
            _("Receipt"),
            lambda shop, _job: queue_receipt(shop, number, printer=name, station=station_name()),
            changes={"printing"},
        )

    def _show(self, number: str) -> None:
        """Draw a receipt beside the window, and show it unless the next buyer is being served already."""
        page = self._page

        def shown(image: QImage) -> None:
            if page.shown() is page.tiles and not page.cart.lines:
                self._shown = number
                page.show_sheet(self.sheet)
                self.sheet.show_receipt(number, image, printable=self.printer() is not None)

        def draw(shop: Shop, _job: object) -> QImage:
            return draw_page(open_pages(receipt_preview(shop, number)), 0, SCREEN_DPI)

        page.context.look(_("Receipt"), draw, shown)

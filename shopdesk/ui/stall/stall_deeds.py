"""What the stall writes: sales, held carts, refunds and shifts, one after the other, on the write thread."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import Cart, Sale, ShiftReport
from shopdesk.services.identity import new_id
from shopdesk.services.print_queue import queue_pdf
from shopdesk.services.printers import station_name
from shopdesk.services.sale_receipts import shift_lines, shift_pdf, usual_layout
from shopdesk.services.sale_refunds import Refunded, refund_sale, sale_without_receipt
from shopdesk.services.sales import find_sale, scan_goods, sell
from shopdesk.services.shifts import (
    close_shift,
    current_shift,
    hold_cart,
    keep_counter,
    recall_cart,
    report_shift,
    start_shift,
)
from shopdesk.ui.dialogs import choose_target
from shopdesk.ui.stall.stall_parts import yuan
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage

CHANGES = {"orders", "stock", "customers"}


class StallDeeds(QObject):
    """Writes for the page and shows it what became of it."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page
        self._shift = ""

    def keep(self) -> None:
        """Write the cart on the counter down."""
        cart, uuid = self._page.cart, self._page.uuid
        self._page.context.write("", lambda shop, _job: keep_counter(shop, cart, uuid), changes=set())

    def sell(self, tenders: list[tuple[str, int, str]]) -> None:
        """Sell the cart; asked for twice it is sold once."""
        page = self._page
        cart, uuid, way, total = page.cart, page.uuid, page.pay_sheet.receipt, page.pay_sheet.total

        def done(sale: Sale) -> None:
            page.last = sale
            page.clear()
            page.side.show_sold(sale)
            change = _("{number} sold. Change {sum}").format(number=sale.number, sum=yuan(sale.change))
            page.tell(change if sale.change else _("{number} sold").format(number=sale.number), "ok")
            page.paper.hand_out(sale, way)

        page.context.write(
            _("Selling"), lambda shop, _job: sell(shop, cart, tenders, uuid=uuid, total=total), changes=CHANGES,
            done=done, refused=self._refuse_sale,
        )  # fmt: skip

    def _refuse_sale(self, error: ShopError) -> None:
        self._page.pay_sheet.setEnabled(True)
        self._page.pay_sheet.begin_amount()
        self._page.pay_sheet.refuse(word_error(error))
        self._page.tell(word_error(error), "error")
        if error.code == "sum-changed" and self._page.set_cart(self._page.cart):
            self._page.pay_sheet.ask(self._page.priced.total, self._page.pay_sheet.method, self._page.paper.ways())
            self._page.pay_sheet.refuse(word_error(error))
        if error.code == "stall-sold-out":  # fetched, the sale goes on with what was paid so far
            self._page.stocking.ask_fetch(str(error.params["sku"]), int(str(error.params["missing"])), selling=True)
            self._page.stocking.fetch.refuse(word_error(error))

    def hold(self) -> None:
        """Put the cart aside for its buyer."""
        page = self._page
        cart, uuid = page.cart, page.uuid
        if not cart.lines:
            return
        page.clear()
        page.context.write(
            _("Hold the cart"), lambda shop, _job: hold_cart(shop, cart, uuid=uuid), changes=set(),
            done=lambda _uuid: page.show_state(),
        )  # fmt: skip
        page.tell(_("Put aside. F6 takes it up again."))

    def recall(self, uuid: str) -> None:
        """Take a cart up again; what lies on the counter is put aside for it."""
        page = self._page
        if page.cart.lines:
            self.hold()

        def done(cart: Cart) -> None:
            page.uuid = new_id()
            page.set_cart(cart)
            page.show_tiles()
            page.show_state()

        page.context.write(
            _("Recall"), lambda shop, _job: recall_cart(shop, uuid), changes=set(), done=done,
            refused=lambda error: page.held.refuse(word_error(error)),
        )  # fmt: skip

    def look_for_refund(self, text: str) -> None:
        """Find the sale of a receipt, or of goods that come without one."""
        page = self._page
        shop = page.context.shop
        try:
            page.refund.show_sale(find_sale(shop, text), receipt=True)
        except ShopError as unknown:
            try:
                sku = scan_goods(shop, text)[0].sku
                page.refund.show_sale(sale_without_receipt(shop, sku), receipt=False, sku=sku)
            except ShopError as error:
                page.refund.refuse(word_error(unknown if error.code == "code-unknown" else error))

    def refund(self, pieces: dict[str, int], method: str, damaged: bool) -> None:
        """Pay for what came back."""
        page, sheet = self._page, self._page.refund
        assert sheet.sale is not None
        number, receipt, uuid = sheet.sale.number, sheet.receipt, new_id()

        def done(told: Refunded) -> None:
            page.show_tiles()
            page.tell(_("{number}: {sum} paid back").format(number=told.number, sum=yuan(told.amount)), "ok")
            if method == "cash":
                page.paper.open_drawer()

        page.context.write(
            _("Goods back"),
            lambda shop, _job: refund_sale(
                shop, number, pieces, method=method, damaged=damaged, receipt=receipt, uuid=uuid
            ),
            changes=CHANGES | {"tickets"}, done=done, refused=lambda error: sheet.refuse(word_error(error)),
            ended=lambda: sheet.setEnabled(True),
        )  # fmt: skip

    def count(self, counts: dict[int, int], reason: str, drop: bool) -> None:
        """Open the shift with what was counted, or close it."""
        page, till = self._page, self._page.till
        told = {"counts": counts, "cash": None} if counts else {"counts": None, "cash": 0}
        if till.closing:
            page.context.write(
                _("Close the shift"),
                lambda shop, _job: close_shift(shop, reason=reason, drop_held=drop, **told),
                changes=set(), done=self._closed, refused=lambda error: till.refuse(word_error(error)),
                ended=till.wake,
            )  # fmt: skip
            return

        def opened(_shift: object) -> None:
            page.show_tiles()
            page.show_state()

        page.context.write(
            _("Open the shift"), lambda shop, _job: start_shift(shop, **told), changes=set(), done=opened,
            refused=lambda error: till.refuse(word_error(error)), ended=till.wake,
        )  # fmt: skip

    def _closed(self, report: ShiftReport) -> None:
        page = self._page
        self._shift = report.shift.number
        if page.cart.lines:
            page.clear()
        page.show_state()
        self.show_report(report)

    def show_report(self, report: ShiftReport) -> None:
        """Show a Z report in the place of the tiles."""
        page = self._page
        page.report.show_rows(shift_lines(page.context.shop, report))
        page.show_sheet(page.report)

    def print_report(self) -> None:
        """Print the report that is shown."""
        place = self._page.paper.printer()
        if place is None:
            self._page.tell(_("No printer takes receipts here; save it as PDF."), "warn")
            return
        number = self._shift

        def queue(shop: object, _job: object) -> None:
            queue_pdf(
                shop, "receipts", shift_pdf(shop, report_shift(shop, number)), printer=place.printer.name,  # type: ignore[arg-type]
                layout=usual_layout(shop), station=station_name(),  # type: ignore[arg-type]
            )  # fmt: skip

        self._page.context.write(_("Z report"), queue, changes={"printing"})

    def save_report(self) -> None:
        """Save the report that is shown as a PDF."""
        target = choose_target(self._page, _("Save as PDF"), f"{self._shift}.pdf", "PDF (*.pdf)")
        if target is not None:
            number = self._shift
            self._page.context.write(
                _("Z report"),
                lambda shop, _job: target.write_bytes(shift_pdf(shop, report_shift(shop, number))),
                changes=set(),
            )

    @property
    def is_open(self) -> bool:
        """Whether the till is open."""
        return current_shift(self._page.context.shop) is not None

"""What asks in the middle of work: the bench's questions, the stall's sheets, presets, receipts of goods, open jobs."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.domain.mapping import ColumnMapping, Preset
from shopdesk.domain.pack_desk import Steps
from shopdesk.services import print_queue
from shopdesk.services.import_presets import save_preset
from shopdesk.services.orders import list_orders
from shopdesk.services.print_queue import queue_document
from shopdesk.services.returns import list_returns
from shopdesk.services.sales import sell
from shopdesk.services.shifts import close_shift, current_shift, report_shift
from tests.ui.keyboard_scenes import Scene, Visitor, pictured


class Sheets(Visitor):
    """Opens what asks, each as it comes about."""

    @property
    def shop(self):
        return self.window.context.shop

    def at_bench(self, phase: str, *, answer: str = "") -> Scene:
        """Return how the packing bench comes to ask something of an open parcel."""

        def ask() -> None:
            if self.window.current_page.name != "packing" or self.window.current_page.desk.parcel is None:
                pictured().pack_something(self.window)
                self.settle()
            page = self.window.current_page
            page.work.desk = replace(page.desk, phase=phase, answer=answer, alarm=None, steps=Steps(), asked_in="open")
            page._show(page.desk)

        return ask

    def lay_back(self) -> None:
        """Leave the bench as it was found."""
        self.window.current_page.do("pause")
        self.settle()

    def receipt(self) -> None:
        """Sell for cash and show the receipt."""
        pictured().sell_something(self.window)
        page = self.window.current_page
        sale = sell(self.shop, page.cart, [("cash", page.priced.total, "")])
        page.clear()
        page.paper._show(sale.number)

    def closed_day(self) -> None:
        """Close the till and show its report."""
        pictured().sell_something(self.window)
        shift = current_shift(self.shop)
        assert shift is not None
        close_shift(self.shop, cash=report_shift(self.shop).expected, drop_held=True)
        page = self.window.current_page
        page.clear()
        page.deeds.show_report(report_shift(self.shop, shift.number))

    def presets(self) -> None:
        """Keep two ways to read files, and show them."""
        for name in ("Wholesale", "Market"):
            columns = {"number": f"no {name}", "sku": "code", "quantity": "pieces", "title": "goods"}
            save_preset(self.shop, Preset(name, ColumnMapping("orders", columns, header=tuple(columns.values()))))
        self.at("import", "importPresets")()

    def jobs(self) -> None:
        """Lay jobs of each kind into the queue: one waits, one went out, one stopped on the way."""
        numbers = [order.number for order in list_orders(self.shop, view="to-print")[:3]]
        queue_document(self.shop, "labels", numbers, printer="Zebra")
        print_queue.send_next(self.shop, lambda _job, _pdf, progress: progress.step(3, 3))
        queue_document(self.shop, "labels", numbers[:2], printer="Zebra", reason="damaged")
        self.at("printing")()
        QTest.keyClick(self.window, Qt.Key.Key_F6)


def sheets(visitor: Sheets) -> dict[str, Scene]:
    """Return what else can ask, in an order in which one thing does not hinder the next."""
    at, stall = visitor.at, visitor.sheet
    return {
        "import presets": visitor.presets,
        "receiving goods": at("purchasing", "receiveGoods", rows=1, view="ordered"),
        "open jobs": visitor.jobs,
        "refusing a return": at("return_bench", "step-refuse", case=_asked(visitor)),
        "pieces missing": visitor.at_bench("short"),
        "another label": visitor.at_bench("reprint"),
        "weighing the parcel": visitor.at_bench("weigh"),
        "label to be scanned": visitor.at_bench("check"),
        "label failed": visitor.at_bench("label", answer="heard"),
        "an open parcel again": lambda: (visitor.at_bench("open")(), visitor.lay_back()),
        "goods sold by weight": stall(lambda page: page.stocking.ask_weigh()),
        "all groups": stall(lambda page: page.extras.ask_group()),
        "receipt": visitor.receipt,
        "close of day": visitor.closed_day,
    }


def _asked(visitor: Sheets) -> str:
    return next(case.number for case in list_returns(visitor.shop, view="all") if case.state == "requested")

"""The cash drawer that hangs on a receipt printer: opened where cash goes in or out, by no paper of its own accord."""

from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.printers import ESCPOS, NETWORK, SYSTEM, Printer
from shopdesk.printing import cups, network, winspool


def has_drawer(printer: Printer) -> bool:
    """Whether a drawer can hang on a printer: it is one that is told what to do in ESC/POS."""
    return printer.kind != SYSTEM and printer.language == ESCPOS


def open_drawer(printer: Printer, job: Job | None = None) -> bool:
    """Open the drawer at once, beside the print queue; False where a printer has none.

    Raises ShopError("printer-gone", "printer-refused", "printer-failed").
    """
    from shopdesk.printing.escpos import DRAWER  # loaded late: most PCs have no drawer

    if not has_drawer(printer):
        return False
    if printer.kind == NETWORK:
        network.send_tcp(printer, [DRAWER], job or SilentJob())
    elif winspool.has_winspool():
        winspool.send_winspool(printer, [DRAWER], job or SilentJob(), title="ShopDesk")
    else:
        cups.send_lp(printer, DRAWER, title="ShopDesk", raw=True)
    return True

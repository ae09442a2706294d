"""A whole document in a printer's language."""

from collections.abc import Iterator

from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import ESCPOS, TSPL, Printer
from shopdesk.printing import escpos, tspl, zpl
from shopdesk.printing.pages import draw_pages


def write_document(pdf: bytes, printer: Printer, copies: int, job: Job) -> Iterator[bytes]:
    """Yield each page's bytes; copies of a page follow each other. Raises ShopError("paper-too-small")."""
    for image in draw_pages(pdf, printer, job):
        if printer.language == ESCPOS:
            yield escpos.write_page(image, printer, copies)
        elif printer.language == TSPL:
            yield tspl.write_label(image, printer, copies)
        else:
            yield zpl.write_label(image, printer, copies)

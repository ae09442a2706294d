"""A whole document in a printer's language."""

from collections.abc import Iterator

from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import ESCPOS, TSPL, Printer
from shopdesk.printing import escpos, tspl, zpl
from shopdesk.printing.pages import draw_pages


def write_document(pdf: bytes, printer: Printer, copies: int, job: Job, *, drawer: bool = False) -> Iterator[bytes]:
    """Yield each page's bytes; copies of a page follow each other. Raises ShopError("paper-too-small")."""
    pages = draw_pages(pdf, printer, job)
    for at, image in enumerate(pages):
        if printer.language == ESCPOS:
            yield escpos.write_page(image, printer, copies, drawer=drawer and not at)
        elif printer.language == TSPL:
            yield tspl.write_label(image, printer, copies)
        else:
            yield zpl.write_label(image, printer, copies)

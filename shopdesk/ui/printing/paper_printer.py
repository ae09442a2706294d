"""A PDF on a printer of this PC, at its true size: one dot of the page is one dot of the printer."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.ui.printing.print_pages import Pages, draw_page, open_pages

WIDEST_LABEL = 120  # millimetres: wider paper goes through office printers, which know grey
FEWEST_DPI, LABEL_DPI = 150, 203  # some drivers tell of 20 dpi, and draw a picture as fine as it is all the same
FINEST_DPI = 600  # beyond it a page is drawn coarser by a whole factor: an A4 page at 1200 dpi takes 140 MB


def printer_names() -> list[str]:
    """Return the printers of this PC, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def open_printer(name: str) -> QPrinter:
    """Return a printer by its name. Raises ShopError("printer-gone")."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise ShopError("printer-gone", printer=name)
    return with_enough_dots(QPrinter(info, QPrinter.PrinterMode.HighResolution))


def with_enough_dots(printer: QPrinter) -> QPrinter:
    """Give a printer the dots of a label printer where its driver tells of so few that no bar could be read."""
    if printer.resolution() < FEWEST_DPI:
        printer.setResolution(LABEL_DPI)
    return printer


def paint(queue: str, pdf: bytes, title: str, copies: int, job: Job) -> None:
    """Print a PDF that is calibrated already on a printer of the system: what `services.printers.deliver` asks for.

    Raises ShopError("printer-gone", "printer-failed").
    """
    printer = open_printer(queue)
    printer.setDocName(title)
    printer.setCopyCount(copies)
    is_label = open_pages(pdf).sizes[0][0] <= WIDEST_LABEL
    with painting(pdf, printer, job, black_only=is_label) as finish:
        finish()


def paint_pdf(pdf: Path, printer: QPrinter, job: Job, *, black_only: bool = False) -> None:
    """Print every page of a PDF. Raises what `painting` raises."""
    with painting(pdf, printer, job, black_only=black_only) as finish:
        finish()


@contextmanager
def painting(
    pdf: Path | bytes, printer: QPrinter, job: Job, *, black_only: bool = False
) -> Iterator[Callable[[], None]]:
    """Paint every page of a PDF at its size in millimetres, from the paper's edge, and hand out what sends them off.

    `black_only` leaves no grey that a label printer would have to scatter. When the work is stopped, fails or is left
    before it was sent off, the print is given up as a whole. Raises ShopError("printer-failed").
    """
    pages = open_pages(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
    _set_paper(printer, pages.sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer)

    def finish() -> None:
        painter.end()
        if printer.printerState() == QPrinter.PrinterState.Error:
            raise _failed(printer)

    try:
        _paint(painter, printer, pages, job, black_only)
        yield finish
    finally:
        if painter.isActive():
            _give_up(painter, printer)


def _give_up(painter: QPainter, printer: QPrinter) -> None:
    """Let nothing come out. Qt can do so on Windows; through CUPS what is painted so far comes out all the same."""
    aborted = printer.abort()
    painter.end()
    if not aborted and printer.outputFileName():
        Path(printer.outputFileName()).unlink(missing_ok=True)


def _failed(printer: QPrinter) -> ShopError:
    return ShopError("printer-failed", printer=printer.printerName())


def _paint(painter: QPainter, printer: QPrinter, pages: Pages, job: Job, black_only: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # else bars get JPEG's grey fringes
    for at in range(len(pages.sizes)):
        job.step(at, len(pages.sizes))
        if at and not _next_page(printer, pages.sizes[at]):
            raise _failed(printer)
        _draw(painter, printer, pages, at, black_only)
    job.step(len(pages.sizes), len(pages.sizes))


def _next_page(printer: QPrinter, size: tuple[float, float]) -> bool:
    _set_paper(printer, size)
    return printer.newPage()


def _set_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """Ask for paper of this size in millimetres, without margins."""
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, pages: Pages, at: int, black_only: bool) -> None:
    resolution = printer.resolution()
    coarser = math.ceil(resolution / FINEST_DPI)
    image = draw_page(pages, at, resolution / coarser, grey=True)
    if black_only:
        image = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    place = QRectF(QPointF(0, 0), QSizeF(image.size()) * coarser)
    painter.drawImage(place, image, QRectF(image.rect()))

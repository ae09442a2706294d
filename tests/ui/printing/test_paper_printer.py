"""Paper comes out at its true size: what lies 20 mm from the edge in the PDF lies there on the paper."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.services.documents import print_document
from shopdesk.services.orders import list_orders
from shopdesk.ui.printing import paper_printer
from shopdesk.ui.printing.paper_printer import (
    FINEST_DPI,
    open_printer,
    paint,
    paint_pdf,
    painting,
    printer_names,
    with_enough_dots,
)
from shopdesk.ui.printing.print_pages import draw_page, open_pages

DPI = 300
DOTS_PER_MM = DPI / 25.4
POINT_MM = 25.4 / 72


@pytest.fixture
def labels(sample_shop, tmp_path) -> Path:
    numbers = [order.number for order in list_orders(sample_shop, view="to-print")[:3]]
    return print_document(sample_shop, "labels", tmp_path / "labels.pdf", texts=numbers).file


@pytest.fixture
def slips(sample_shop, tmp_path) -> Path:
    numbers = [order.number for order in list_orders(sample_shop, view="to-print")[:1]]
    return print_document(sample_shop, "packing-slips", tmp_path / "slips.pdf", texts=numbers, layout="a4").file


@pytest.fixture
def printer(qapp, tmp_path):
    """A printer whose paper can be looked at."""

    def make(resolution: int = DPI) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "paper.pdf"))
        made.setResolution(resolution)
        return made

    return make


def inked(path: Path, page: int = 0) -> tuple[float, float, float, float]:
    """Where ink begins and ends, in millimetres from the upper left corner."""
    pdf = pypdfium2.PdfDocument(path)
    image = pdf[page].render(scale=DPI / 72).to_pil().convert("L").point(lambda grey: 255 * (grey > 128))
    pdf.close()
    return tuple(edge / DOTS_PER_MM for edge in ImageChops.invert(image).getbbox())


def printable(path: Path) -> bool:
    """Whether a whole document lies there."""
    try:
        return bool(sizes(path))
    except (OSError, pypdfium2.PdfiumError):
        return False


def sizes(path: Path) -> list[tuple[float, float]]:
    return list(open_pages(path.read_bytes()).sizes)


@pytest.mark.parametrize("resolution", [203, 300, 600, 1200])
def test_a_label_lies_on_the_paper_where_it_lies_in_the_pdf(labels, printer, tmp_path, resolution):
    ready = printer(resolution)
    paint_pdf(labels, ready, SilentJob(), black_only=True)
    paper = tmp_path / "paper.pdf"
    assert len(sizes(paper)) == 3
    for page in range(3):
        for told, seen in zip(inked(labels, page), inked(paper, page), strict=True):
            assert seen == pytest.approx(told, abs=0.2)


@pytest.mark.parametrize("document", ["labels", "slips"])
def test_the_printer_is_asked_for_paper_of_the_pages_size(request, document, printer, tmp_path):
    pdf, ready = request.getfixturevalue(document), printer()
    paint_pdf(pdf, ready, SilentJob())
    asked, wanted = ready.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size(), sizes(pdf)[0]
    assert (asked.width(), asked.height()) == pytest.approx(wanted, abs=0.05)
    assert ready.pageRect(QPrinter.Unit.Millimeter) == ready.paperRect(QPrinter.Unit.Millimeter), "no margins"
    # Qt writes the page of a PDF in whole points.
    assert sizes(tmp_path / "paper.pdf")[0] == pytest.approx(wanted, abs=POINT_MM / 2 + 0.01)


def test_bars_stay_black_and_white_on_a_label_printer(labels, printer, tmp_path):
    paint_pdf(labels, printer(203), SilentJob(), black_only=True)
    pdf = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    image = next(found for found in pdf[0].get_objects() if found.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    tones = {tone for _, tone in image.get_bitmap().to_pil().convert("L").getcolors()}
    pdf.close()
    assert tones <= {0, 255}


def test_a_stopped_print_is_given_up(labels, printer, tmp_path):
    class Stop(SilentJob):
        def step(self, done: int, total: int) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        paint_pdf(labels, printer(), Stop())
    assert printable(tmp_path / "paper.pdf") is False


def test_pages_that_are_not_sent_off_do_not_come_out(labels, printer, tmp_path):
    with painting(labels, printer(), SilentJob()):
        pass
    assert printable(tmp_path / "paper.pdf") is False


def test_a_printer_that_does_not_begin_is_told(labels, printer, tmp_path, recwarn):
    ready = printer()
    ready.setOutputFileName(str(tmp_path / "no such folder" / "paper.pdf"))
    with pytest.raises(ShopError) as refused:
        paint_pdf(labels, ready, SilentJob())
    assert refused.value.code == "printer-failed"


def test_a_printer_that_has_gone_is_told(qapp):
    with pytest.raises(ShopError) as refused:
        open_printer("Label printer at the window")
    assert (refused.value.code, refused.value.params["printer"]) == ("printer-gone", "Label printer at the window")


def test_the_usual_printer_comes_first(qapp, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Back room", "Labels", "Office"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "Labels")
    assert printer_names() == ["Labels", "Back room", "Office"]


def test_a_page_is_drawn_dot_by_dot(labels):
    pages = open_pages(labels.read_bytes())
    image = draw_page(pages, 0, FINEST_DPI, grey=True)
    width, height = pages.sizes[0]
    wanted = (width * FINEST_DPI / 25.4, height * FINEST_DPI / 25.4)
    assert (image.width(), image.height()) == pytest.approx(wanted, abs=1)


def test_a_document_is_painted_with_its_name_and_copies(printer, labels, tmp_path, monkeypatch):
    """What `deliver` asks for on Windows: every page at its own size."""
    made = printer(203)
    monkeypatch.setattr(paper_printer, "open_printer", lambda name: made)
    paint("Label", labels.read_bytes(), "面单", 2, SilentJob())
    assert (made.docName(), made.copyCount()) == ("面单", 2)
    assert sizes(tmp_path / "paper.pdf")[0] == pytest.approx((100, 150), abs=0.5)


def test_a_document_for_a_printer_that_is_gone_says_so(qapp, labels):
    with pytest.raises(ShopError, match="printer-gone"):
        paint("no such printer", labels.read_bytes(), "面单", 1, SilentJob())


@pytest.mark.parametrize(("told", "used"), [(20, 203), (203, 203), (600, 600)])
def test_a_driver_that_tells_of_no_dots_is_given_some(printer, told, used):
    assert with_enough_dots(printer(told)).resolution() == used

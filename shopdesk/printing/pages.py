"""Pages of a PDF in a printer's own dots: black or white, calibrated, a bar always a whole number of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import ESCPOS, HEADS, Paper, Printer
from shopdesk.pdfium import PDFIUM

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[float, float]
DARK_BELOW = 160  # of 255: thin strokes of Chinese stay whole on thermal paper
_MM_PER_POINT = 25.4 / 72


def page_sizes(pdf: bytes) -> list[Size]:
    """Return each page's width and height in millimetres."""
    import pypdfium2  # loaded late: a start needs no paper

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = [document.get_page_size(at) for at in range(len(document))]
        finally:
            document.close()
    return [(width * _MM_PER_POINT, height * _MM_PER_POINT) for width, height in sizes]


def check_paper(printer: Printer, sizes: list[Size]) -> None:
    """Refuse pages larger than the printer's paper, with both sizes. Raises ShopError("paper-too-small")."""
    for width, height in sizes:
        if not printer.paper.holds(width, height):
            raise _too_small(printer, printer.paper, (width, height))


def _too_small(printer: Printer, paper: Paper, page: Size) -> ShopError:
    there = f"{paper.width:g} × {paper.height:g} mm" if paper.height else f"{paper.width:g} mm"
    return ShopError(
        "paper-too-small", printer=printer.name, paper=there, page=f"{round(page[0], 1):g} × {round(page[1], 1):g} mm"
    )


def draw_pages(pdf: bytes, printer: Printer, job: Job) -> Iterator["Image"]:
    """Yield each page in the printer's dots, mode "1" with 0 for black. Raises ShopError("paper-too-small")."""
    sizes = page_sizes(pdf)
    check_paper(printer, sizes)
    for at, size in enumerate(sizes):
        job.step(at, len(sizes))
        image = _draw(pdf, at, printer, _canvas(printer, size))
        yield _under_the_head(printer, image) if printer.language == ESCPOS else image


def canvas_size(printer: Printer, page: Size) -> Size:
    """Return the size of what is sent in millimetres: the paper's, or of a roll and the page's own paper the page's."""
    paper = printer.paper
    return (paper.width or page[0], paper.height or page[1] + max(0.0, printer.calibration.shift_y))


def _canvas(printer: Printer, page: Size) -> tuple[int, int]:
    width, height = canvas_size(printer, page)
    return round(width * printer.dots), round(height * printer.dots)


def _draw(pdf: bytes, at: int, printer: Printer, canvas: tuple[int, int]) -> "Image":
    """Draw a page at its true scale; PDFium's own sizes would be rounded up, which stretches bars between the dots."""
    import pypdfium2  # loaded late: a start needs no paper
    import pypdfium2.raw as pdfium

    told = printer.calibration
    scale = printer.dots * _MM_PER_POINT
    # Shifts are whole dots, so that every edge of a bar falls upon the same part of a dot.
    matrix = pdfium.FS_MATRIX(
        scale * told.scale_x, 0, 0, scale * told.scale_y,
        round(told.shift_x * printer.dots), round(told.shift_y * printer.dots),
    )  # fmt: skip
    # Bars unsmoothed: a dot is black when its middle is, so equal bars get equally many dots wherever they begin.
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE | pdfium.FPDF_RENDER_NO_SMOOTHPATH
    clip = pdfium.FS_RECTF(0, 0, *canvas)
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[at]
            bitmap = pypdfium2.PdfBitmap.new_native(*canvas, pdfium.FPDFBitmap_Gray)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *canvas)
            pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, clip, flags)
            image: Image = bitmap.to_pil().point(lambda grey: 255 * (grey >= DARK_BELOW), "1")
            bitmap.close()
            page.close()
        finally:
            document.close()
    return image


def _under_the_head(printer: Printer, image: "Image") -> "Image":
    """Return the middle of a roll that a receipt printer's head can reach; refuse to cut off what is beside it."""
    from PIL import ImageChops  # loaded late: as above

    roll = printer.paper.width or image.width / printer.dots
    width = next((head for known, head in HEADS.items() if abs(roll - known) < 1), None)
    if width is None:
        return image
    beside = (image.width - round(width * printer.dots)) // 2
    ink = ImageChops.invert(image.convert("L")).getbbox()
    if ink and (ink[0] < beside or ink[2] > image.width - beside):
        raise _too_small(printer, Paper(width), (max(image.width - 2 * ink[0], 2 * ink[2] - image.width) / printer.dots,
                                                 (ink[3] - ink[1]) / printer.dots))  # fmt: skip
    return image.crop((beside, 0, image.width - beside, image.height))

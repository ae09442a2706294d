"""Pages of a PDF as pictures, for the screen and for printers."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from shopdesk.pdfium import PDFIUM

_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF in memory: its file, and each page's width and height in millimetres."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]


def open_pages(data: bytes) -> Pages:
    """Read how many pages a PDF has and how large they are."""
    import pypdfium2  # loaded late: a start needs no paper

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        try:
            sizes = [pdf.get_page_size(at) for at in range(len(pdf))]
        finally:
            pdf.close()
    return Pages(data, tuple((width * _MM_PER_POINT, height * _MM_PER_POINT) for width, height in sizes))


def draw_page(pages: Pages, at: int, dpi: float, *, grey: bool = False) -> QImage:
    """Draw one page at a resolution, on white; a dot of the picture is 1 / dpi inch of the paper."""
    import pypdfium2  # loaded late: a start needs no paper

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(pages.data)
        try:
            page = pdf[at]
            bitmap = page.render(scale=dpi / 72, grayscale=grey, prefer_bgrx=True)
            kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
            dots = bytes(bitmap.buffer)
            image = QImage(dots, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
            bitmap.close()
            page.close()
        finally:
            pdf.close()
    return image

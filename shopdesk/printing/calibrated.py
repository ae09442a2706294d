"""A PDF changed by a calibration, for printers that are handed the PDF itself; its paper stays as it is."""

import io

from shopdesk.domain.printers import Calibration
from shopdesk.pdfium import PDFIUM

_POINT = 72 / 25.4


def calibrate_pdf(pdf: bytes, told: Calibration) -> bytes:
    """Return the PDF with every page scaled and shifted from its upper left corner; as it is where nothing is to do."""
    if told.is_none:
        return pdf
    import pypdfium2  # loaded late: a start needs no paper
    import pypdfium2.raw as pdfium

    changed = io.BytesIO()
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for at in range(len(document)):
                page = document[at]
                width, height = page.get_size()
                # PDF counts up from below: what grows from the upper edge is pushed down by the height it gains.
                down = height * (1 - told.scale_y) - told.shift_y * _POINT
                matrix = pdfium.FS_MATRIX(told.scale_x, 0, 0, told.scale_y, told.shift_x * _POINT, down)
                pdfium.FPDFPage_TransFormWithClip(page.raw, matrix, pdfium.FS_RECTF(0, height, width, 0))
                page.close()
            document.save(changed)
        finally:
            document.close()
    return changed.getvalue()

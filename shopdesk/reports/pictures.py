"""Pictures for paper: read whole before they go in, so that a broken file is noticed and left out."""

from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject


def load_picture(path: str) -> PDFImageXObject | None:
    """Return the picture ready for a PDF (a JPEG stays as it is), or None where no picture can be read."""
    try:
        reader = ImageReader(BytesIO(Path(path).read_bytes()))
        reader.getRGBData()
        return PDFImageXObject("picture", reader, mask="auto")
    except Exception:  # every format has failures of its own; paper without a picture is better than no paper
        return None


def fitted(image_width: int, image_height: int, width: float, height: float) -> tuple[float, float]:
    """Return the largest size with the picture's proportions inside the frame."""
    scale = min(width / image_width, height / image_height)
    return image_width * scale, image_height * scale

"""Draw the program's icon file from icon.svg, each size on its own so that the small ones are sharp."""

import io
import os
import sys
from pathlib import Path

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
DRAWING = Path(__file__).with_name("icon.svg")


def write_icon(target: Path) -> Path:
    """Write a Windows icon of every size into a file, and return the file."""
    from PIL import Image

    pictures = [Image.open(io.BytesIO(_drawn(size))) for size in SIZES]
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(target, format="ICO", sizes=[(s, s) for s in SIZES], append_images=pictures[:-1])
    return target


def _drawn(size: int) -> bytes:
    """Return the drawing as a PNG of that many pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(DRAWING.read_bytes())).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(kept.data())


if __name__ == "__main__":
    write_icon(Path(sys.argv[1]))

"""Pictures that come to the bench by the clipboard: files that were copied, or a picture that is no file yet."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtGui import QGuiApplication, QImage


def pasted_pictures(folder: Path) -> list[Path]:
    """Return what the clipboard holds: the files copied, or its picture, written into this folder."""
    mime = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    image = mime.imageData() if mime.hasImage() and not paths else None
    if isinstance(image, QImage) and not image.isNull():
        folder.mkdir(exist_ok=True)
        file = folder / f"pasted-{uuid4().hex[:8]}.png"
        image.save(str(file))
        return [file]
    return paths

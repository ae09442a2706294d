"""Pictures of goods at the bench: the small copy at once, the whole picture as soon as it is read."""

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from shopdesk.services.listings import picture_file
from shopdesk.ui.context import Context

KEPT = 24


class BenchPictures(QObject):
    """Gives a picture of a place in the shop's folder; `loaded` asks to paint again."""

    loaded = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._large: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()
        context.thumbnails.loaded.connect(self.loaded)

    def small(self, place: str, side: int) -> QPixmap | None:
        """Return the picture within a square, None while it is fetched or where there is none."""
        return self._context.thumbnails.pixmap(place, side) if place else None

    def large(self, place: str, side: int) -> QPixmap | None:
        """Return the picture within a large square: its small copy until the whole one is read."""
        if not place:
            return None
        key = (place, side)
        if (found := self._large.get(key)) is not None:
            return found
        if key not in self._asked:
            self._asked.add(key)
            ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
            dots = round(side * ratio)
            self._context.compute("", lambda _job: self._read(place, dots), partial(self._keep, key, ratio))
        return self.small(place, side)

    def _read(self, place: str, side: int) -> QImage | None:
        file: Path | None = picture_file(self._context.shop, place)
        if file is None:
            return None
        reader = QImageReader(str(file))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return None if image.isNull() else image

    def _keep(self, key: tuple[str, int], ratio: float, image: QImage | None) -> None:
        self._asked.discard(key)
        if image is None:
            self._asked.add(key)  # it cannot be read: the small copy stands
            return
        image.setDevicePixelRatio(ratio)
        self._large[key] = QPixmap.fromImage(image)
        while len(self._large) > KEPT:
            self._large.popitem(last=False)
        self.loaded.emit(key[0])

"""Small pictures for tables: made and read off the window's thread, cached by size and screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QPixmapCache

from shopdesk.services.shop import Shop


class Thumbnails(QObject):
    """Gives a picture when it is there, else fetches it; `loaded` asks the views to paint again."""

    loaded = Signal(str)

    def __init__(
        self, shop: Shop, start: Callable[[Callable[[], Path | None], Callable[[Path | None], None]], None]
    ) -> None:
        super().__init__()
        self._shop = shop
        self._start = start
        self._files: dict[str, Path | None] = {}
        self._asked: set[str] = set()

    def pixmap(self, place: str, side: int) -> QPixmap | None:
        """Return the picture at `side` logical pixels, None while it is fetched or where there is none."""
        if place not in self._files:
            self._fetch(place)
            return None
        file = self._files[place]
        if file is None:
            return None
        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        key, pixmap = f"thumbnail/{file}/{side}/{ratio}", QPixmap()
        if not QPixmapCache.find(key, pixmap):
            size = QSize(round(side * ratio), round(side * ratio))
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(QImage(str(file)).scaled(size, kept, smooth))
            pixmap.setDevicePixelRatio(ratio)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def forget(self) -> None:
        """Look at every picture anew: listings have changed."""
        self._files.clear()
        self._asked.clear()

    def _fetch(self, place: str) -> None:
        if place in self._asked:
            return
        self._asked.add(place)

        def keep(file: Path | None) -> None:
            self._files[place] = file
            self.loaded.emit(place)

        from shopdesk.services.listings import thumbnail_file  # loaded late: the first page has no pictures

        self._start(lambda: thumbnail_file(self._shop, place), keep)

"""The pictures of the gallery's cards: read and scaled beside the window, the newest wishes first."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap
from shiboken6 import isValid

from shopdesk.domain.jobs import Job
from shopdesk.services.listings import thumbnail_file
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.words import _

KEPT_BYTES = 64 * 1024 * 1024
BATCH, UNDER_WAY_AT_MOST = 6, 12  # a task has its price, and the newest wishes must not wait long
WAITING_AT_MOST = 64  # cards that were scrolled past need no picture any more
Key = tuple[str, int]


class GalleryPictures(QObject):
    """Gives a picture when it is there, else reads it; `loaded` names the place of one that has come."""

    loaded = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._old: dict[Key, QPixmap | None] = {}  # shown until they are read anew: a change must not flicker
        self._bytes = 0
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._under_way: set[Key] = set()
        self._round = 0
        self._soon = QTimer(self)  # a painting asks for many: they are read together
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read_next)
        context.changed.connect(self._hear)

    def _hear(self, changes: frozenset[str]) -> None:
        if "listings" in changes:
            self.forget()

    def pixmap(self, place: str, side: int) -> QPixmap | None:
        """Return the picture within `side` logical pixels, None while it is read or where there is none."""
        key = (place, side)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._under_way:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            if len(self._wanted) > WAITING_AT_MOST:
                self._wanted.popitem(last=False)
            self._soon.start()
        return self._old.get(key)

    def is_missing(self, place: str, side: int) -> bool:
        """Whether the picture was looked for and is not there, or cannot be read."""
        return (place, side) in self._kept and self._kept[place, side] is None

    def forget(self) -> None:
        """Look at every picture anew: listings have changed."""
        self._round += 1
        self._old, self._kept = dict(self._kept), OrderedDict()
        self._wanted.clear()
        self._bytes = 0

    @property
    def busy(self) -> bool:
        """Whether pictures are still read."""
        return bool(self._under_way or self._wanted)

    def _read_next(self) -> None:
        if self._context.signalsBlocked():  # the shop is closed
            return
        while self._wanted and len(self._under_way) < UNDER_WAY_AT_MOST:
            keys = [self._wanted.popitem()[0] for _at in range(min(BATCH, len(self._wanted)))]
            self._under_way.update(keys)
            ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
            runner = self._context.runner
            task = runner.compute(_("Reading pictures"), partial(_read_all, self._context.shop, keys, ratio))
            task.succeeded.connect(partial(self._take, keys, self._round, ratio))
            task.failed.connect(partial(self._give_up, keys))
            task.cancelled.connect(partial(self._give_up, keys))
            runner.start(task, writing=False)

    def _give_up(self, keys: Sequence[Key], *_error: object) -> None:
        """Show no picture: a file went away, a disk fails, or somebody stopped it."""
        self._take(keys, self._round, 1.0, [None] * len(keys))

    def _take(self, keys: Sequence[Key], asked: int, ratio: float, images: Sequence[QImage | None]) -> None:
        if not isValid(self) or self._context.signalsBlocked():  # another window stands here, or the shop is closed
            return
        self._under_way.difference_update(keys)
        for key, image in zip(keys, images, strict=True):
            if asked == self._round:
                self._keep(key, image, ratio)
        self._read_next()

    def _keep(self, key: Key, image: QImage | None, ratio: float) -> None:
        pixmap = None if image is None else QPixmap.fromImage(image)
        if pixmap is not None:
            pixmap.setDevicePixelRatio(ratio)
            self._bytes += _size(pixmap)
        self._kept[key] = pixmap
        self._old.pop(key, None)
        while self._bytes > KEPT_BYTES:
            _key, left = self._kept.popitem(last=False)
            self._bytes -= _size(left) if left is not None else 0
        self.loaded.emit(key[0])


def _read_all(shop: Shop, keys: Sequence[Key], ratio: float, job: Job) -> list[QImage | None]:
    """Read some pictures, as long as nobody stops it."""
    images = []
    for at, (place, side) in enumerate(keys, start=1):
        images.append(read(thumbnail_file(shop, place), round(side * ratio)))
        job.step(at, len(keys))
    return images


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def read(file: Path | None, side: int) -> QImage | None:
    """Read a picture and scale it into a square of device pixels; None where there is none that can be read."""
    if file is None:
        return None
    image = QImageReader(str(file)).read()
    if image.isNull():
        return None
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(side, side), kept, smooth).convertToFormat(QImage.Format.Format_RGB32)

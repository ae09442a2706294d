"""The photos of one line: shown small, added by the dialog, by dropping or by pasting, left out and brought back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from shopdesk.ui.controls import clear, row, tool
from shopdesk.ui.icons import icon
from shopdesk.ui.theme import SPACE
from shopdesk.words import _

SIDE = 56


class PhotoStrip(QWidget):
    """Shows photos; `wanted` asks for more of this line, `dropped` for one to be left out."""

    wanted = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, folder: Path, sku: str) -> None:
        super().__init__()
        self._folder, self._sku = folder, sku
        self._row = row(spacing=SPACE[1])
        self.setLayout(self._row)

    def show_photos(self, files: Sequence[tuple[str, str, str]], open_: bool) -> None:
        """Show these photos (uuid, place, name), and the tile that adds one while the case is open."""
        clear(self._row)
        for at, (uuid, place, name) in enumerate(files, start=1):
            self._row.addWidget(self._photo(at, uuid, place, name, open_))
        if open_:
            add = tool(f"addPhoto-{self._sku}", "plus", _("Add a photo"), partial(self.wanted.emit, self._sku))
            add.setFixedSize(SIDE, SIDE)
            add.setProperty("framed", True)
            self._row.addWidget(add)

    def _photo(self, at: int, uuid: str, place: str, name: str, open_: bool) -> QToolButton:
        file = self._folder / place
        tip = _("Open the photo {name}").format(name=name)
        made = tool(f"photo-{self._sku}-{at}", "image", tip, lambda: _open(file))
        made.setFixedSize(SIDE, SIDE)
        made.setProperty("framed", True)
        made.setIcon(_small(file))
        made.setIconSize(QSize(SIDE - 6, SIDE - 6))
        if open_:
            made.setToolTip(_("Open the photo {name}; right click leaves it out").format(name=name))
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(lambda _at: self.dropped.emit(uuid, name))
        return made


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _small(file: Path) -> QIcon:
    """Read a photo at the size of its tile: a large one is never decoded whole."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIDE * 2, SIDE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return icon("image-off") if image.isNull() else QIcon(QPixmap.fromImage(image))

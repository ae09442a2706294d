"""The goods that are still to be taken, large: their picture, their name, their shelf; never the last scan."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from shopdesk.domain.option_text import values_of
from shopdesk.domain.packing import PackLine, Parcel
from shopdesk.ui.controls import column, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.packing.packing_pictures import BenchPictures
from shopdesk.ui.packing.packing_scale import LINE, PLAIN, TITLE, Scale
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import first_words
from shopdesk.words import _

WIDTH = 720


class PackingItem(QWidget):
    """Shows one line's goods; `asked` carries another parcel, by hand, or print."""

    asked = Signal(str)

    def __init__(self, scale: Scale, pictures: BenchPictures) -> None:
        super().__init__()
        self._scale, self._pictures = scale, pictures
        self._place = ""
        self._card, self._picture = QFrame(), QLabel()
        self._card.setProperty("bench", "paper")
        self._picture.setObjectName("packPicture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._card.setLayout(column(self._picture))
        self._still = scale.text(PLAIN, bold=True, rank="link")
        self._still.setObjectName("packStill")
        self._title = BenchText(scale, TITLE, bold=True)
        self._title.setObjectName("packTitle")
        self._shelf = BenchText(scale, LINE, rank="second")
        self._shelf.setObjectName("packShelf")
        self._keys = row(
            scale.button("packHand", _("By hand"), lambda: self.asked.emit("hand"), key="H"),
            scale.button("packParcelMore", _("Next box"), lambda: self.asked.emit("parcel"), key="P"),
            scale.button("packPrint", _("Label"), lambda: self.asked.emit("print"), key="L"),
            None,
        )
        layout = column(self._card, self._still, self._title, self._shelf)
        layout.addLayout(self._keys)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        pictures.loaded.connect(self._show_picture)
        scale.follow(self._fit)

    def show_parcel(self, parcel: Parcel) -> None:
        """Show the line to be taken next; of a complete parcel the last one."""
        line = parcel.current or (parcel.lines[-1] if parcel.lines else None)
        if line is None:
            return
        self._place = line.picture
        self._still.setText(_still(line))
        self._title.say(first_words(line.title), values_of(line.options))
        self._shelf.say(_("Shelf {shelf}").format(shelf=line.shelf) if line.shelf else "")
        self._picture.setAccessibleName(title_of(line))
        self._show_picture(self._place)

    def _show_picture(self, place: str) -> None:
        if place != self._place:
            return
        side = max(min(self._picture.width(), self._picture.height()), 64)
        self._picture.setPixmap(fitted(self._pictures.large(self._place, side), side) or _no_picture(self._scale))

    def _fit(self) -> None:
        px = self._scale.px
        self.setFixedWidth(px(WIDTH))
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(px(12))
        self._still.setContentsMargins(0, px(10), 0, 0)
        self._keys.setContentsMargins(0, px(8), 0, 0)

    def resizeEvent(self, event: object) -> None:  # noqa: N802, D102
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show_picture(self._place)


def title_of(line: PackLine) -> str:
    """Return what a line's goods are called, with what they were chosen by."""
    return f"{line.title} {line.options}".strip()


def fitted(pixmap: QPixmap | None, side: int) -> QPixmap | None:
    """Return a picture drawn as large as the square allows."""
    if pixmap is None or pixmap.isNull():
        return None
    dots = round(side * pixmap.devicePixelRatio())
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return pixmap if max(pixmap.width(), pixmap.height()) == dots else pixmap.scaled(QSize(dots, dots), kept, smooth)


def _no_picture(scale: Scale) -> QPixmap:
    return icon_pixmap("image-off", "muted", scale.px(96))


def _still(line: PackLine) -> str:
    return _("Still to take × {n}").format(n=line.missing) if line.missing else _("All in")

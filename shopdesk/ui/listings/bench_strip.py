"""The strip of pictures on the bench: each with its thumbnail, and what is so in words and shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.domain.pictures import PictureReport, RepairPreview
from shopdesk.services.image_bench import BenchPicture
from shopdesk.ui.context import Context
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.status import PICTURE
from shopdesk.ui.theme import BODY, CAPTION, SPACE, font, looks
from shopdesk.words import _, ngettext
from shopdesk.words.pictures import describe

SIDE, LINE = 40, 56
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class BenchItem:
    """A picture with what is known of it: its check, its repair, and what a person decided."""

    picture: BenchPicture
    report: PictureReport | None = None
    preview: RepairPreview | None = None
    state: str = ""  # "", "taken", "skipped"

    @property
    def verdict(self) -> str:
        """How it stands now: the verdict, that of the repair once it was taken."""
        if self.state == "taken" and self.preview and self.preview.after:
            return self.preview.after.verdict
        return self.report.verdict if self.report else "none"

    @property
    def words(self) -> str:
        """What is so, in a few words."""
        if self.state == "taken":
            return _("Repaired copy taken")
        if self.report is None:
            return _("Being checked…")
        found = [check for check in self.report.checks if check.verdict == self.report.verdict != "pass"]
        if len(found) > 1 and self.report.verdict == "fail":
            return ngettext("{count} check fails", "{count} checks fail", len(found)).format(count=len(found))
        return describe(found[0], self.report.profile) if found else _("Passes")


def counted_verdicts(items: Sequence[BenchItem]) -> dict[str, int]:
    """Return how many of the pictures that were checked fail, are to be looked at, or pass."""
    known = [item.verdict for item in items if item.report is not None]
    return {verdict: known.count(verdict) for verdict in ("fail", "warn", "pass")}


class BenchModel(QAbstractListModel):
    """The pictures in the order they came."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.items: list[BenchItem] = []
        self._thumbs: dict[Path, QPixmap | None] = {}

    def show_items(self, items: list[BenchItem]) -> None:
        """Put other pictures on the bench."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def add_items(self, items: list[BenchItem]) -> None:
        """Put more pictures on the bench."""
        self.beginInsertRows(QModelIndex(), len(self.items), len(self.items) + len(items) - 1)
        self.items += items
        self.endInsertRows()

    def tell(self, row: int) -> None:
        """Say that something of a picture is known now."""
        self.dataChanged.emit(self.index(row), self.index(row))

    def thumb(self, file: Path) -> QPixmap | None:
        """Return a small picture; it is read beside the window when it is first asked for."""
        if file not in self._thumbs:
            self._thumbs[file] = None
            self.context.compute("", lambda _job: read_small(file, 2 * SIDE), lambda image: self._keep(file, image))
        return self._thumbs[file]

    def _keep(self, file: Path, image: QImage) -> None:
        if not image.isNull():
            self._thumbs[file] = QPixmap.fromImage(image)
            for row, item in enumerate(self.items):
                if item.picture.file == file:
                    self.tell(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{item.picture.called}: {item.words}"
        return item if role == Qt.ItemDataRole.UserRole else None


def read_small(file: Path, side: int) -> QImage:
    """Read a picture upright, at most so many pixels a side; a null image where Qt cannot read it."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class BenchDelegate(QStyledItemDelegate):
    """Draws a picture's thumbnail, its name, and below it shape and words of how it stands."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802, D102
        return QSize(0, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        item = index.data(Qt.ItemDataRole.UserRole)
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, looks.colour("selected"))
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), looks.colour("accent"))
        model = index.model()
        assert isinstance(model, BenchModel)
        left, top = rect.x() + SPACE[3], rect.y() + (rect.height() - SIDE) // 2
        painter.fillRect(left, top, SIDE, SIDE, Qt.GlobalColor.white)
        if thumb := model.thumb(item.picture.file):
            shown = thumb.scaled(
                SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawPixmap(left + (SIDE - shown.width()) // 2, top + (SIDE - shown.height()) // 2, shown)
        painter.setPen(looks.colour("border"))
        painter.drawRect(left, top, SIDE, SIDE)
        self._write(painter, item, left + SIDE + SPACE[3], rect)

    def _write(self, painter: QPainter, item: BenchItem, x: int, rect: Any) -> None:  # noqa: ANN401 - a QRect
        status = PICTURE[item.verdict]
        room = rect.right() - x - SPACE[2]
        painter.setPen(looks.colour("text"))
        painter.setFont(font(BODY))
        cut = Qt.TextElideMode.ElideRight if item.picture.title else Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(item.picture.called, cut, room)
        painter.drawText(x, rect.y() + 24, name)
        painter.drawPixmap(x, rect.y() + 32, shape_pixmap(status.shape, status.role))
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour(status.role if status.role != "muted" else "muted"))
        words = painter.fontMetrics().elidedText(item.words, Qt.TextElideMode.ElideRight, room - 20)
        painter.drawText(x + 20, rect.y() + 44, words)


def strip(model: BenchModel) -> QListView:
    """Return the list that shows the pictures."""
    made = QListView()
    made.setObjectName("benchStrip")
    made.setAccessibleName(_("Pictures on the bench"))
    made.setModel(model)
    made.setItemDelegate(BenchDelegate(made))
    made.setUniformItemSizes(True)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return made

"""The pictures of a strip as rows, and how each is painted: on white, its role below, its verdict in words."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.domain.listings import Picture
from shopdesk.ui.context import Context
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.status import PICTURE
from shopdesk.ui.theme import BODY, CAPTION, SPACE, font, looks
from shopdesk.words import _
from shopdesk.words.listing_editor import PICTURE_ROLE_WORDS

Index = QModelIndex | QPersistentModelIndex
SIDE = 112
CELL = QSize(SIDE + SPACE[3], SIDE + 3 * SPACE[4])
MIME = "application/x-shopdesk-picture"
_Role = Qt.ItemDataRole
PLACE, VERDICT = _Role.UserRole, _Role.UserRole + 1


class PictureModel(QAbstractListModel):
    """The pictures in order, each with its verdict ("pass", "warn", "fail", "none" or "" while it is not known)."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: tuple[Picture, ...] = ()
        self._verdicts: dict[str, str] = {}

    @property
    def places(self) -> list[str]:
        """The pictures' places, in order."""
        return [picture.place for picture in self._pictures]

    def show(self, pictures: Sequence[Picture], verdicts: dict[str, str]) -> None:
        """Show these pictures."""
        new = tuple(pictures)
        if new != self._pictures:
            self.beginResetModel()
            self._pictures, self._verdicts = new, verdicts
            self.endResetModel()
        elif verdicts != self._verdicts:
            self._verdicts = verdicts
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:  # noqa: D102
        picture = self._pictures[index.row()]
        verdict = self._verdicts.get(picture.place, "")
        if role == PLACE:
            return picture.place
        if role == VERDICT:
            return verdict
        if role == _Role.DisplayRole:
            return _(PICTURE_ROLE_WORDS[picture.role])
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            words = PICTURE[verdict].shown if verdict else ""
            told = (str(index.row() + 1), _(PICTURE_ROLE_WORDS[picture.role]), words, picture.name or picture.place)
            return " · ".join(filter(None, told))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        common = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return common if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802, D102
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802, D102
        data = QMimeData()
        data.setData(MIME, str(indexes[0].data(PLACE)).encode())
        return data


class Thumbnail(QStyledItemDelegate):
    """Paints a picture on white, its role below, its verdict in the corner."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802, D102
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        box = option.rect.adjusted(0, 0, -SPACE[3], 0)
        frame = QRect(box.left(), box.top() + 2, SIDE, SIDE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(frame, Qt.GlobalColor.white)
        pixmap = self._context.thumbnails.pixmap(str(index.data(PLACE)), SIDE - SPACE[2])
        shown = pixmap if pixmap is not None and not pixmap.isNull() else icon_pixmap("image-off", "muted", 32)
        size = shown.deviceIndependentSize().toSize()
        painter.drawPixmap(frame.center() - QPoint(size.width() // 2, size.height() // 2), shown)
        painter.setPen(QPen(looks.colour("accent" if chosen else "border"), 2 if chosen else 1))
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        words = QRect(box.left(), frame.bottom() + SPACE[1], SIDE, 2 * SPACE[3])
        painter.setFont(font(BODY, bold=index.row() == 0))
        painter.setPen(looks.colour("text"))
        role = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, SIDE)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, role)
        if verdict := str(index.data(VERDICT)):
            self._paint_verdict(painter, words.translated(0, words.height() - SPACE[1]), verdict)
        painter.restore()

    def _paint_verdict(self, painter: QPainter, box: QRect, verdict: str) -> None:
        status = PICTURE[verdict]
        painter.drawPixmap(box.left(), box.top() + SPACE[1], shape_pixmap(status.shape, status.role, 14))
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour(status.role))
        painter.drawText(box.adjusted(SPACE[4] + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, status.shown)

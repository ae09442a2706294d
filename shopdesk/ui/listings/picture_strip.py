"""A listing's pictures in a strip: dragged or moved by keys into order, given roles, added by drop and paste."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from shopdesk.domain.listings import PICTURE_ROLES, Picture
from shopdesk.ui.context import Context
from shopdesk.ui.listings.picture_cells import CELL, MIME, PLACE, PictureModel, Thumbnail
from shopdesk.ui.theme import SPACE
from shopdesk.words import _


class PictureStrip(QListView):
    """What is done to pictures, told by signals with their places; the listing's page does it."""

    ordered = Signal(list)
    given_role = Signal(str, str)
    removed = Signal(str)
    files_added = Signal(list)
    image_pasted = Signal(QImage)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("pictureStrip")
        self.setAccessibleName(_("Pictures"))
        self.pictures = PictureModel()
        self.setModel(self.pictures)
        self._delegate = Thumbnail(context)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTabKeyNavigation(False)
        context.thumbnails.loaded.connect(self._paint_anew)
        self.pictures.modelReset.connect(self._fit)
        self._fit()

    def _paint_anew(self, _place: str) -> None:
        self.viewport().update()

    @property
    def place(self) -> str:
        """The place of the current picture."""
        index = self.currentIndex()
        return str(index.data(PLACE)) if index.isValid() else ""

    def show_pictures(self, pictures: Sequence[Picture], verdicts: dict[str, str]) -> None:
        """Show these pictures, the same one current as before."""
        place, row = self.place, self.currentIndex().row()
        self.pictures.show(pictures, verdicts)
        self.stand_on(place, row)

    def stand_on(self, place: str, row: int = -1) -> None:
        """Make a picture current, the one at its row where it is gone."""
        places = self.pictures.places
        at = places.index(place) if place in places else min(max(row, 0), len(places) - 1)
        if at >= 0:
            self.setCurrentIndex(self.pictures.index(at, 0))

    def shift(self, way: int) -> None:
        """Move the current picture to the left (-1) or to the right (1)."""
        places, at = self.pictures.places, self.currentIndex().row()
        if at < 0 or not 0 <= at + way < len(places):
            return
        places.insert(at + way, places.pop(at))
        self.ordered.emit(places)

    def set_role(self, role: str) -> None:
        """Give the current picture a role."""
        if self.place:
            self.given_role.emit(self.place, role)

    def take_mime(self, data: QMimeData) -> bool:
        """Take files or an image out of what was dropped or pasted."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.files_added.emit(files)
        elif data.hasImage():
            self.image_pasted.emit(QImage(data.imageData()))
        return bool(files) or data.hasImage()

    def _fit(self) -> None:
        across = max(1, self.viewport().width() // CELL.width())
        lines = max(1, -(-self.pictures.rowCount() // across))
        self.setFixedHeight(lines * CELL.height() + SPACE[1])
        self.setVisible(self.pictures.rowCount() > 0)

    # Qt tells these

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_mime(QGuiApplication.clipboard().mimeData())
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.shift(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() == Qt.Key.Key_Delete and self.place:
            self.removed.emit(self.place)
        elif event.text() in ("1", "2", "3", "4", "5", "6") and not alt:
            self.set_role(PICTURE_ROLES[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)

    def _means(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        moves = alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return moves or event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Delete

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        if event.mimeData().hasFormat(MIME) or event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802, D102
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        event.acceptProposedAction()
        if not event.mimeData().hasFormat(MIME):
            self.take_mime(event.mimeData())
            return
        place = bytes(event.mimeData().data(MIME).data()).decode()
        places = self.pictures.places
        if place in places:
            at = self._row_at(event.position().toPoint())
            before = places.index(place)
            places.pop(before)
            places.insert(at - 1 if before < at else at, place)
            self.ordered.emit(places)

    def _row_at(self, point: QPoint) -> int:
        """Return before which picture something dropped here shall stand."""
        index = self.indexAt(point)
        if not index.isValid():
            return self.pictures.rowCount()
        return index.row() + (point.x() > self.visualRect(index).center().x())

"""What narrows the listings down at their left: the category tree with counts, and the channels they are known on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from shopdesk.services.listing_table import Shelf
from shopdesk.ui.controls import caption, clear, column, label, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.theme import BODY, CAPTION, RADIUS_SMALL, SPACE, font, looks
from shopdesk.words import _, spoken
from shopdesk.words.states import word_channel

WIDTH = 192
LINE, INDENT, CHEVRON = 27, 18, 14
PATH_ROLE, COUNT_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Path = tuple[str, ...]
Index = QModelIndex | QPersistentModelIndex


class CategoryPane(QFrame):
    """The tree and the channels; `narrowed` says that another choice was made."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("categoryPane")
        self.setFixedWidth(WIDTH)
        self.tree = CategoryTree()
        self.tree.chosen.connect(self.narrowed)
        self._boxes: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLabel] = {}
        self._channels = column(spacing=SPACE[1], margins=(SPACE[3], SPACE[2], SPACE[4], SPACE[3]))
        self._channel_part = QWidget()
        inner = column(spacing=0)
        inner.addLayout(row(caption(_("Channels")), margins=(SPACE[3], SPACE[3], SPACE[3], 0)))
        inner.addLayout(self._channels)
        self._channel_part.setLayout(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(row(caption(_("Category")), margins=(SPACE[3], SPACE[3], SPACE[3], SPACE[1])))
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._channel_part)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are ticked; none at all is no restriction."""
        return tuple(channel for channel, box in self._boxes.items() if box.isChecked())

    def tell(self, shelves: Sequence[Shelf], total: int, channels: Mapping[str, int]) -> None:
        """Show what there is; what was chosen stays chosen."""
        self.tree.tell(shelves, total)
        ticked = set(self.channels)
        if list(channels) != list(self._boxes):
            clear(self._channels)
            self._boxes, self._counts = {}, {}
            for channel in channels:
                self._add_box(channel)
        for channel, count in channels.items():
            box = self._boxes[channel]
            box.blockSignals(True)
            box.setChecked(channel in ticked)
            box.blockSignals(False)
            self._counts[channel].setText(f"{count:,}")
        self._channel_part.setVisible(bool(channels))

    def release(self) -> None:
        """Narrow nothing down any more."""
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self.tree.stand_on(())
        self.narrowed.emit()

    def _add_box(self, channel: str) -> None:
        made = self._boxes[channel] = QCheckBox(word_channel(channel))
        made.setObjectName(f"channel-{channel}")
        made.setAccessibleName(word_channel(channel))
        made.toggled.connect(lambda _on: self.narrowed.emit())
        count = self._counts[channel] = label(rank="muted", size=CAPTION)
        line = QWidget()
        line.setLayout(row(made, None, count))
        self._channels.addWidget(line)

    def paintEvent(self, _event: object) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), looks.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), looks.colour("border"))


class CategoryTree(QTreeView):
    """Three levels of categories, each with how many listings stand in it or below; `chosen` is another one."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("categoryTree")
        self.setAccessibleName(_("Category"))
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setRootIsDecorated(True)
        self.setExpandsOnDoubleClick(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_ShelfDelegate(self))
        looks_of_rows = self.palette()  # the delegate paints what is chosen; the style would paint its edge too
        looks_of_rows.setBrush(QPalette.ColorRole.Highlight, looks_of_rows.base())
        self.setPalette(looks_of_rows)
        self._known: list[Shelf] = []
        self._items: dict[Path, QStandardItem] = {}
        self._shown = QStandardItemModel(self)
        self.setModel(self._shown)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        self._quiet = False

    @property
    def path(self) -> Path:
        """The category that is chosen; () is all of them."""
        path = self.currentIndex().data(PATH_ROLE)
        return tuple(path) if path else ()

    def tell(self, shelves: Sequence[Shelf], total: int) -> None:
        """Show these categories below "all"; what was open and chosen stays so."""
        kept = self.path
        same = [shelf.path for shelf in shelves] == [shelf.path for shelf in self._known]
        opened = {path for path, item in self._items.items() if self.isExpanded(item.index())}
        if not same or not self._items:
            self._fill(shelves)
            for path in opened or {path for path in self._items if len(path) == 1}:
                if path in self._items:
                    self.setExpanded(self._items[path].index(), True)
        self._known = list(shelves)
        self._items[()].setData(total, COUNT_ROLE)
        for shelf in shelves:
            self._items[shelf.path].setData(shelf.count, COUNT_ROLE)
        self._name_all()
        self.stand_on(kept)

    def stand_on(self, path: Path) -> None:
        """Choose a category without saying so; one that is not there any more gives way to all."""
        self._quiet = True
        self.setCurrentIndex(self._items[path if path in self._items else ()].index())
        self._quiet = False

    def _fill(self, shelves: Sequence[Shelf]) -> None:
        self._quiet = True
        self._shown.clear()
        self._items = {(): _item((), _("All listings"))}
        self._shown.appendRow(self._items[()])
        for shelf in shelves:
            name = shelf.name_en if spoken.language == "en" and shelf.name_en else shelf.path[-1]
            made = self._items[shelf.path] = _item(shelf.path, name)
            parent = self._items.get(shelf.path[:-1]) if len(shelf.path) > 1 else None
            (parent or self._shown).appendRow(made)
        self._quiet = False

    def _name_all(self) -> None:
        for item in self._items.values():
            name = f"{item.text()} {item.data(COUNT_ROLE):,}"
            item.setData(name, Qt.ItemDataRole.AccessibleTextRole)

    def _tell_chosen(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802, D102
        if not self._shown.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        place = rect.right() - CHEVRON + 1
        painter.drawPixmap(place, rect.center().y() - CHEVRON // 2 + 1, icon_pixmap(name, "text-2", CHEVRON))


class _ShelfDelegate(QStyledItemDelegate):
    """Paints a category's name, and its count at the right."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return QSize(60, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect)
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(looks.colour("focus") if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(looks.colour("accent-bg"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 1.5, -5.5, -1.5), RADIUS_SMALL, RADIUS_SMALL)
        inside = box.adjusted(SPACE[1], 0, -SPACE[3], 0)
        painter.setFont(font(CAPTION, bold=chosen))
        painter.setPen(looks.colour("accent" if chosen else "muted"))
        count = f"{index.data(COUNT_ROLE) or 0:,}"
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(count) - SPACE[2])
        painter.setFont(font(BODY, bold=chosen))
        painter.setPen(looks.colour("accent" if chosen else "text"))
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def _item(path: Path, name: str) -> QStandardItem:
    made = QStandardItem(name)
    made.setData(path, PATH_ROLE)
    made.setData(0, COUNT_ROLE)
    made.setToolTip(" › ".join(path) or name)
    made.setEditable(False)
    return made

"""The orders of a wave by their positions on the cart: dragged into another sequence, dragged out, moved by keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from shopdesk.services.waves import Member, Wave
from shopdesk.ui.tables.entry_delegate import EntryDelegate
from shopdesk.ui.tables.row_drag import ORDERS
from shopdesk.words import _, listed, ngettext
from shopdesk.words.waves import word_trouble

_HELD = Qt.ItemDataRole.UserRole


class WavePlaces(QListWidget):
    """One entry a position, with the orders of its parcel; `ordered` carries all orders in the sequence wanted."""

    ordered = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wavePlaces")
        self.setAccessibleName(_("Orders of the wave"))
        self.setItemDelegate(EntryDelegate(self))
        self.setProperty("lines", "two")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.may_move = False

    def show_wave(self, wave: Wave, *, may_move: bool) -> None:
        """Show who stands where; the same orders stay chosen."""
        self.may_move = may_move
        chosen = set(self.chosen())
        together: dict[str, list[Member]] = {}
        for member in wave.members:
            together.setdefault(member.cart, []).append(member)
        goods: dict[str, list[str]] = {}
        for line in wave.lines:
            for share in line.shares:
                goods.setdefault(share.order, []).append(f"{line.title} × {share.wanted}")
        self.clear()
        for cart, members in together.items():
            item = QListWidgetItem(f"{cart}   {listed(member.order for member in members)}\n{_told(members, goods)}")
            item.setData(_HELD, tuple(member.order for member in members))
            self.addItem(item)
            if chosen.intersection(item.data(_HELD)):
                item.setSelected(True)
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """Return the orders of the chosen positions, in their sequence."""
        return [order for row in self._chosen_rows() for order in self._orders(row)]

    def shift(self, way: int) -> None:
        """Move what is chosen one position towards the front (-1) or the end (1)."""
        rows, sequence = set(self._chosen_rows()), list(range(self.count()))
        for row in sorted(rows, reverse=way > 0):
            at = sequence.index(row)
            if 0 <= at + way < len(sequence) and sequence[at + way] not in rows:
                sequence[at], sequence[at + way] = sequence[at + way], sequence[at]
        self._want(sequence)

    def _want(self, sequence: Sequence[int]) -> None:
        if self.may_move and list(sequence) != list(range(self.count())):
            self.ordered.emit([order for row in sequence for order in self._orders(row)])

    def _chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())

    def _orders(self, row: int) -> tuple[str, ...]:
        return tuple(self.item(row).data(_HELD))

    # Qt asks these

    def mimeTypes(self) -> list[str]:  # noqa: N802, D102
        return [ORDERS]

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802, D102
        drag = QDrag(self)
        drag.setMimeData(self.data_of_chosen())
        drag.exec(Qt.DropAction.CopyAction)

    def data_of_chosen(self) -> QMimeData:
        """Return what the chosen orders are elsewhere: their numbers."""
        data = QMimeData()
        told = "\n".join(self.chosen())
        data.setText(told)
        data.setData(ORDERS, told.encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802, D102
        super().dragMoveEvent(event)  # it shows where they would stand
        self._answer(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        if not self._answer(event):
            return
        dropped = set(_numbers(event.mimeData()))
        rows = [row for row in range(self.count()) if dropped.intersection(self._orders(row))]
        before = [row for row in range(self._row_at(event.position().toPoint())) if row not in rows]
        after = [row for row in range(self.count()) if row not in (*before, *rows)]
        self._want([*before, *rows, *after])

    def _answer(self, event: QDropEvent) -> bool:
        """Take only orders of this wave, while they may move."""
        own = {order for row in range(self.count()) for order in self._orders(row)}
        takes = self.may_move and bool(own.intersection(_numbers(event.mimeData())))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(takes)
        return takes

    def _row_at(self, place: QPoint) -> int:
        """Return before which row a place lies."""
        item = self.itemAt(place)
        if item is None:
            return self.count()
        return self.row(item) + (place.y() > self.visualItemRect(item).center().y())


def _numbers(data: QMimeData) -> list[str]:
    return bytes(data.data(ORDERS).data()).decode().split()


def _told(members: Sequence[Member], goods: Mapping[str, Sequence[str]]) -> str:
    """Return how many pieces a parcel has, what is wrong with it, and which goods they are."""
    pieces = sum(member.wanted for member in members)
    told = [ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)]
    told += [word_trouble(member.trouble) for member in members if member.trouble][:1]
    return " · ".join([*told, listed(one for member in members for one in goods.get(member.order, ()))])

"""Paints the entries of a list in two lines: what it is, and below it, smaller and calmer, how it stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.ui.theme import BODY, CAPTION, SPACE, font, looks

HEIGHT = 52
TARGET = Qt.ItemDataRole.UserRole + 1  # what is dragged would go here
FRAME = 2


class EntryDelegate(QStyledItemDelegate):
    """The two lines of an entry are those of its text."""

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        first, _parted, second = str(index.data(Qt.ItemDataRole.DisplayRole)).partition("\n")
        box = QRect(option.rect).adjusted(SPACE[4], SPACE[2], -SPACE[3], -SPACE[2])
        half = box.height() // 2
        painter.save()
        if index.data(TARGET):
            painter.setPen(QPen(looks.colour("accent"), FRAME))
            painter.drawRect(QRect(option.rect).adjusted(FRAME, FRAME, -FRAME, -FRAME))
        for words, size, role, top in ((first, BODY, "text", 0), (second, CAPTION, "muted", half)):
            painter.setFont(font(size, bold=not top))
            painter.setPen(looks.colour(role))
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box.left(), box.top() + top, box.width(), half, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def sizeHint(  # noqa: N802, D102
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), HEIGHT)

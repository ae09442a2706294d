"""A line of the palette: what is found at the left, its key apart at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.ui.theme import CAPTION, SPACE, font, looks

GAP = "    "  # between words and key in the text that a screen reader reads
Index = QModelIndex | QPersistentModelIndex


class PaletteLine(QStyledItemDelegate):
    """Draws the key where the eye finds it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802, D102
        super().initStyleOption(option, index)
        option.text = option.text.partition(GAP)[0]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        super().paint(painter, option, index)
        key = str(index.data()).partition(GAP)[2]
        if not key:
            return
        painter.save()
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour("muted"))
        place = option.rect.adjusted(0, 0, -SPACE[3], 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key)
        painter.restore()

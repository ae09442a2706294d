"""The lines of a wave as the person with the cart sees them: the place large, the goods, for which positions."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.domain.waves import WaveLine
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.theme import BODY, HEADLINE, PAGE, SPACE, TITLE, font, looks
from shopdesk.ui.thumbnails import Thumbnails
from shopdesk.words import _, listed

HEIGHT = 72
PICTURE = 52
PLACE_WIDTH, PIECES_WIDTH = 132, 104
CARTS_SHARE = 0.3
EDGE = 4


class WaveLines(QListWidget):
    """The lines in walking order; one of them is current, done ones stay where they are."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("waveLines")
        self.setAccessibleName(_("Lines of the wave"))
        self.setItemDelegate(_Delegate(self, thumbnails))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._lines: list[WaveLine] = []
        thumbnails.loaded.connect(self._paint_anew)

    def _paint_anew(self, _place: str) -> None:
        self.viewport().update()

    def show_lines(self, lines: Sequence[WaveLine], standing: str = "") -> None:
        """Show lines and stand on `standing`, or on the first that is open."""
        self._lines = list(lines)
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken_line(line))
            self.addItem(item)
        self.blockSignals(False)
        self.stand_on(standing)

    def stand_on(self, what: str) -> None:
        """Stand on a line while it is open, else on the next open one."""
        known = next((at for at, line in enumerate(self._lines) if line.what == what), 0)
        later = [*range(known, len(self._lines)), *range(known)]
        at = next((at for at in later if self._lines[at].open), known)
        if self._lines:
            self.setCurrentRow(at)

    @property
    def current(self) -> WaveLine | None:
        """The line that is to be fetched now."""
        at = self.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)


def spoken_line(line: WaveLine) -> str:
    """Return a line as one sentence."""
    carts = listed(f"{share.cart} × {share.wanted}" for share in line.shares)
    told = _("{place}: {goods}, {taken} of {wanted}, for {carts}")
    return told.format(
        place=line.place or _("Without a place"), goods=line.title, taken=line.taken, wanted=line.wanted, carts=carts
    )


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: WaveLines, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._thumbnails = thumbnails

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(320, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: WaveLine = index.data(Qt.ItemDataRole.UserRole)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        box = QRect(option.rect)
        painter.fillRect(box, looks.colour("selected" if current else "surface"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, looks.colour("border"))
        if current:
            painter.fillRect(box.left(), box.top(), EDGE, box.height(), looks.colour("accent"))
        ink = looks.colour("text" if line.open else "muted")
        inside = box.adjusted(SPACE[4], 0, -SPACE[4], 0)
        inside = self._paint_place(painter, line, inside, ink)
        inside = self._paint_picture(painter, line, inside)
        inside = self._paint_pieces(painter, line, inside)
        carts = round(inside.width() * CARTS_SHARE)
        self._paint_carts(painter, line, QRect(inside.right() - carts, inside.top(), carts, inside.height()))
        self._paint_goods(painter, line, inside.adjusted(0, 0, -carts - SPACE[3], 0), ink)
        painter.restore()

    def _paint_place(self, painter: QPainter, line: WaveLine, inside: QRect, ink: QColor) -> QRect:
        place = QRect(inside.left(), inside.top(), PLACE_WIDTH, inside.height())
        _write(painter, place, line.place or "–", PAGE, ink, bold=True)
        return inside.adjusted(PLACE_WIDTH + SPACE[3], 0, 0, 0)

    def _paint_picture(self, painter: QPainter, line: WaveLine, inside: QRect) -> QRect:
        if line.picture and (pixmap := self._thumbnails.pixmap(line.picture, PICTURE)) is not None:
            frame = QRect(inside.left(), inside.center().y() - PICTURE // 2, PICTURE, PICTURE)
            painter.fillRect(frame, Qt.GlobalColor.white)
            size = pixmap.deviceIndependentSize().toSize()
            painter.drawPixmap(frame.center().x() - size.width() // 2, frame.center().y() - size.height() // 2, pixmap)
        return inside.adjusted(PICTURE + SPACE[3], 0, 0, 0)

    def _paint_pieces(self, painter: QPainter, line: WaveLine, inside: QRect) -> QRect:
        place = QRect(inside.right() - PIECES_WIDTH, inside.top(), PIECES_WIDTH, inside.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        shape, role = ("tri", "warn") if line.missing else ("done", "ok") if line.taken else ("no", "muted")
        if not line.open:
            painter.drawPixmap(place.left(), place.center().y() - 11, shape_pixmap(shape, role, 22))
        _write(painter, place, f"{line.taken}/{line.wanted}", PAGE, looks.colour(role if not line.open else "text"),
               bold=True, align=right)  # fmt: skip
        return inside.adjusted(0, 0, -PIECES_WIDTH - SPACE[3], 0)

    def _paint_carts(self, painter: QPainter, line: WaveLine, inside: QRect) -> None:
        open_shares = [share for share in line.shares if share.open] or list(line.shares)
        told = "  ".join(f"{share.cart}×{share.open or share.wanted}" for share in open_shares)
        role = "accent" if line.open else "muted"
        _write(painter, inside, told, TITLE if len(open_shares) > 3 else HEADLINE, looks.colour(role), bold=True)

    def _paint_goods(self, painter: QPainter, line: WaveLine, inside: QRect, ink: QColor) -> None:
        half = inside.height() // 2
        more = " · ".join(part for part in (line.sku, line.options) if part)
        if line.missing:
            more = _("{count} not found").format(count=line.missing) + " · " + more
        upper = QRect(inside.left(), inside.top() + 8, inside.width(), half - 8)
        _write(painter, upper, line.title, TITLE, ink, shrinks=False)
        lower = QRect(inside.left(), inside.top() + half, inside.width(), half - 10)
        _write(painter, lower, more, BODY, looks.colour("warn" if line.missing else "text-2"))


def _write(
    painter: QPainter, box: QRect, text: str, size: int, ink: QColor, *, bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shrinks: bool = True,
) -> None:  # fmt: skip
    """Write one line, smaller where it would not fit and `shrinks`, cut where even that is too long."""
    for smaller in (size, size * 3 // 4) if shrinks else (size,):
        painter.setFont(font(max(smaller, BODY), bold=bold))
        if QFontMetrics(painter.font()).horizontalAdvance(text) <= box.width():
            break
    painter.setPen(ink)
    painter.drawText(box, align, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))

"""Paints one card of the gallery: picture, verdict, title in two lines, price, stock, status, score."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from shopdesk.services.listing_table import ListingRow
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.listings.gallery_pictures import GalleryPictures
from shopdesk.ui.listings.gallery_words import (
    available_text,
    badge_text,
    badge_tip,
    lowest_price_text,
    price_text,
    score_role,
    stock_status,
    verdict_of,
)
from shopdesk.ui.status import LISTING
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.theme import BODY, CAPTION, RADIUS, RADIUS_SMALL, SPACE, font, looks

CARD_LEAST, CARD_MOST, GAP = 180, 220, SPACE[3]
LINE, BADGE, SHAPE, BAR, NO_PICTURE = 20, 22, 14, 4, 32
WORDS = 4 * LINE + 2 * SPACE[2] + SPACE[1]  # two lines of title, price, score
Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints the model's rows as cards; the view's grid says how wide they are."""

    def __init__(self, view: QAbstractItemView, model: TableModel, pictures: GalleryPictures) -> None:
        super().__init__(view)
        self._view, self._model, self._pictures = view, model, pictures
        self.cell = QSize(CARD_LEAST + GAP, 0)
        self._plain, self._bold = font(BODY), font(BODY, bold=True)
        self._small, self._small_metrics = font(CAPTION), QFontMetrics(font(CAPTION))

    def fit(self, width: int) -> int:
        """Choose the cards' width for a view this wide, and return how many stand in a row."""
        columns = max(1, width // (CARD_LEAST + GAP))
        across = min(width // columns, CARD_MOST + GAP)
        self.cell = QSize(across, across + WORDS)
        return columns

    def badge_box(self, cell: QRect, row: ListingRow) -> QRect:
        """Return where a card's verdict stands in the view."""
        card = _card(cell)
        words = self._small_metrics.horizontalAdvance(badge_text(row))
        width = min(words + SHAPE + SPACE[1] + 2 * SPACE[2], card.width() - 2 * SPACE[2])
        return QRect(card.left() + SPACE[2], card.top() + SPACE[2], width, BADGE)

    # Qt asks these

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, D102
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        row: ListingRow = self._model.row_at(index.row())
        cell = QRect(option.rect)
        card, chosen = _card(cell), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = option.palette.color(QPalette.ColorRole.Highlight) if chosen else looks.colour("surface")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(card), RADIUS, RADIUS)
        self._paint_picture(painter, row, card)
        self._paint_words(painter, row, card)
        self._paint_edge(painter, card, chosen, self._view.currentIndex().row() == index.row())
        self._paint_badge(painter, row, self.badge_box(cell, row))
        if chosen:
            painter.drawPixmap(card.right() - SPACE[2] - 16, card.top() + SPACE[2] + 3, _chosen_mark())
        painter.restore()

    def helpEvent(  # noqa: N802, D102
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if not index.isValid():
            return False
        row: ListingRow = self._model.row_at(index.row())
        on_badge = self.badge_box(QRect(option.rect), row).contains(event.pos())
        QToolTip.showText(event.globalPos(), _plain(badge_tip(row) if on_badge else row.title), view)
        return True

    # One part each

    def _paint_picture(self, painter: QPainter, row: ListingRow, card: QRect) -> None:
        frame = QRect(card.left(), card.top(), card.width(), card.width())
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(card), RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(frame, Qt.GlobalColor.white)  # pictures are judged on white, in the dark theme too
        side = frame.width()
        if pixmap := self._pictures.pixmap(row.picture, side) if row.picture else None:
            size = pixmap.deviceIndependentSize().toSize()
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(frame.center())
            painter.drawPixmap(place, pixmap)
        elif not row.picture or self._pictures.is_missing(row.picture, side):
            missing = icon_pixmap("image-off", "muted", NO_PICTURE)
            painter.fillRect(frame, looks.colour("sunken"))
            painter.drawPixmap(frame.center().x() - NO_PICTURE // 2, frame.center().y() - NO_PICTURE // 2, missing)
        painter.restore()
        painter.fillRect(card.left(), frame.bottom(), card.width(), 1, looks.colour("border"))

    def _paint_words(self, painter: QPainter, row: ListingRow, card: QRect) -> None:
        inside = card.adjusted(SPACE[3], card.width() + SPACE[2] - 1, -SPACE[3], 0)
        painter.setPen(looks.colour("text"))
        painter.setFont(self._plain)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line = QRect(inside.left(), inside.top(), inside.width(), LINE)
        for text in two_lines(row.title, inside.width()):
            painter.drawText(line, left, text)
            line.translate(0, LINE)
        line.moveTop(inside.top() + 2 * LINE + SPACE[1])
        stock = available_text(row)
        status, room = stock_status(row), self._small_metrics.horizontalAdvance(stock)
        painter.setFont(self._small)
        painter.setPen(looks.colour(status.role if status else "muted"))
        painter.drawText(line, right, stock)
        if status:
            room += SHAPE + SPACE[1]
            shape = shape_pixmap(status.shape, status.role, SHAPE)
            painter.drawPixmap(line.right() - room + 1, line.center().y() - SHAPE // 2 + 1, shape)
        painter.setFont(self._bold)
        painter.setPen(looks.colour("text"))
        wide = line.width() - room - SPACE[2]
        price, metrics = price_text(row), painter.fontMetrics()
        if metrics.horizontalAdvance(price) > wide:
            price = metrics.elidedText(lowest_price_text(row), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(line, left, price)
        line.translate(0, LINE)
        self._paint_score(painter, row, line)

    def _paint_score(self, painter: QPainter, row: ListingRow, line: QRect) -> None:
        status = LISTING[row.status]
        middle = line.center().y()
        painter.drawPixmap(line.left(), middle - SHAPE // 2 + 1, shape_pixmap(status.shape, status.role, SHAPE))
        painter.setFont(self._small)
        painter.setPen(looks.colour(status.role))
        word = line.adjusted(SHAPE + SPACE[1], 0, 0, 0)
        painter.drawText(word, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, status.shown)
        painter.setFont(self._bold)
        role = "muted" if row.score is None else score_role(row.score)
        painter.setPen(looks.colour(role))
        number = "–" if row.score is None else str(row.score)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        if row.score is None:
            return
        start = word.left() + self._small_metrics.horizontalAdvance(status.shown) + SPACE[3]
        track = QRectF(start, middle - BAR / 2 + 1, line.right() - SPACE[6] - start, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("sunken"))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        track.setWidth(track.width() * row.score / 100)
        painter.setBrush(looks.colour(f"{role}-fill"))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)

    def _paint_edge(self, painter: QPainter, card: QRect, chosen: bool, current: bool) -> None:
        width = 2 if current else 1
        role = "focus" if current else "accent-border" if chosen else "border"
        painter.setPen(QPen(looks.colour(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRoundedRect(QRectF(card).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_badge(self, painter: QPainter, row: ListingRow, box: QRect) -> None:
        status = verdict_of(row)
        tinted = status.role in ("ok", "warn", "error")
        painter.setPen(looks.colour(f"{status.role}-border" if tinted else "border"))
        painter.setBrush(looks.colour(f"{status.role}-bg" if tinted else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        shape = shape_pixmap(status.shape, status.role, SHAPE)
        painter.drawPixmap(box.left() + SPACE[2] - 2, box.center().y() - SHAPE // 2 + 1, shape)
        words = box.adjusted(SPACE[2] + SHAPE + SPACE[1] - 2, 0, -SPACE[1], 0)
        painter.setFont(self._small)
        painter.setPen(looks.colour(status.role))
        text = self._small_metrics.elidedText(badge_text(row), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _card(cell: QRect) -> QRect:
    return cell.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)


def _chosen_mark() -> QPixmap:
    return shape_pixmap("sqfill", "accent", 16)


def _plain(text: str) -> str:
    """Return a tooltip's text as it is: what looks like markup would be taken for it."""
    return text.replace("<", "‹").replace(">", "›")


@lru_cache(maxsize=512)
def two_lines(text: str, width: int) -> tuple[str, ...]:
    """Break a title into at most two lines of a width; what does not fit ends in …."""
    shown = font(BODY)
    layout = QTextLayout(text, shown)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        return ()
    first.setLineWidth(width)
    layout.endLayout()
    rest = text[first.textLength() :].strip()
    head = text[: first.textLength()].strip()
    return (head, QFontMetrics(shown).elidedText(rest, Qt.TextElideMode.ElideRight, width)) if rest else (head,)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option

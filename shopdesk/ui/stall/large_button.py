"""A button for a finger: its words on one line or two, as large as they fit, and its key small and pale below them."""

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from shopdesk.ui.theme import BODY, CAPTION, TITLE, font, looks

MARGIN, LINES = 5, 2
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter


class LargeButton(QPushButton):
    """Says its words and its key by `say`; what has no key is drawn as any button is."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._key = "", ""

    def say(self, words: str, key: str = "") -> None:
        """Set the words and the key that stands below them."""
        self._words, self._key = words, key
        self.setText(words.replace("&", "&&") + (f"\n{key}" if key else ""))
        self.updateGeometry()

    def _plain(self) -> bool:
        return not self._key or "\n" not in self.text()

    def _bold(self) -> bool:
        return self.isChecked() or looks.contrast or bool(self.property("primary"))

    def _role(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self.property("primary"):
            return "on-accent"
        return "accent" if self.isChecked() else "text"

    def _words_font(self, room: QSize) -> QFont:
        """Return the largest font in which the words stand whole in the room."""
        usual = self.font().pixelSize()
        for size in (usual, *(one for one in (TITLE, BODY, CAPTION) if one < usual)):
            found = font(size, bold=self._bold())
            needed = QFontMetrics(found).boundingRect(QRect(0, 0, room.width(), 1000), _WRAPPED, self._words)
            if needed.width() <= room.width() and needed.height() <= room.height():
                break
        return found

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        usual = self.sizeHint()
        if self._plain():
            return usual
        icon = 0 if self.icon().isNull() else 3 * TITLE + self.iconSize().width()
        return QSize(_narrowest(self._words, self._bold()) + 2 * MARGIN + icon, usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        if self._plain():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        small = font(TITLE if looks.contrast else CAPTION, bold=looks.contrast)
        key_high = QFontMetrics(small).height()
        beside = 0 if self.icon().isNull() else TITLE + self.iconSize().width()
        words = self._words_font(QSize(room.width() - 2 * beside, room.height() - key_high))
        whole = QRect(0, 0, room.width() - 2 * beside, 1000)
        high = QFontMetrics(words).boundingRect(whole, _WRAPPED, self._words).height()
        if beside:
            wide = QFontMetrics(words).boundingRect(whole, _WRAPPED, self._words).width()
            room = self._paint_icon(painter, room, max(wide, QFontMetrics(small).horizontalAdvance(self._key)) + 2)
        top = room.top() + max((room.height() - high - key_high) // 2, 0)
        role = self._role()
        painter.setPen(looks.colour(role))
        painter.setFont(words)
        painter.drawText(QRect(room.left(), top, room.width(), high), int(_WRAPPED), self._words)
        painter.setPen(looks.colour("text-2" if role == "text" else role))
        painter.setFont(small)
        painter.drawText(
            QRect(room.left(), top + high, room.width(), key_high), Qt.AlignmentFlag.AlignHCenter, self._key
        )

    def _paint_icon(self, painter: QStylePainter, room: QRect, words: int) -> QRect:
        """Draw the icon close before words so wide, both in the middle of the room; return the place of the words."""
        size = self.iconSize()
        left = room.left() + (room.width() - size.width() - TITLE - words) // 2
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self.icon().paint(painter, QRect(left, room.top(), size.width(), room.height()), mode=mode)
        return QRect(left + size.width() + TITLE, room.top(), words, room.height())


@lru_cache(maxsize=256)
def _narrowest(words: str, bold: bool) -> int:
    """Return the least width in which words stand on two lines."""
    metrics = QFontMetrics(font(CAPTION, bold=bold))
    most = metrics.horizontalAdvance(words)
    for wide in range(24, most, 2):
        needed = metrics.boundingRect(QRect(0, 0, wide, 1000), _WRAPPED, words)
        if needed.width() <= wide and needed.height() < (LINES + 1) * metrics.lineSpacing():
            return wide
    return most

"""A chapter as it is read: room between the lines, keys told from words, ruled tables, sharp pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from shopdesk.ui.theme import HEADLINE, PAGE, SPACE, TITLE, font, looks

DOTS = 2  # of a picture for each of the page's: they are taken on a sharp screen
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
LINE_HEIGHT = 150  # percent
MARGIN, WIDEST = SPACE[6], 760  # of the text, so that a line stays short enough for the eye
_HEADINGS = {1: PAGE, 2: HEADLINE, 3: TITLE}
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:Enter|Left|Right|Up|Down|Del|F\d\d?|[←→↑↓]|[A-Z0-9,/])"
    r"|\bF\d\d?\b|\bEsc\b|\bEnter\b|\bDel\b"
)


class ChapterBrowser(QTextBrowser):
    """Shows a chapter, from its beginning or at one of its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.file = Path()
        self._standing: tuple[int, list[str]] | None = None
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else each chapter is laid out twice
        self.document().setDefaultFont(font(TITLE))

    def show_file(self, file: Path) -> None:
        """Show a chapter from its beginning; the one that is shown already is not made anew."""
        if file != self.file:
            self.file = file
            self._make()
        self._standing = None
        self.setExtraSelections([])
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _make(self) -> None:
        self.document().clear()
        self.setMarkdown(self.file.read_text("utf-8"))
        self._dress()

    def stand_at(self, part: int, words: list[str]) -> None:
        """Stand at a part of the chapter, the first of these words selected, all of them marked."""
        self._standing = part, words
        start = self._place_of(part)
        shown = QTextCursor(self.document())
        shown.setPosition(start)
        self.setTextCursor(shown)
        self._scroll_to(start)
        end = self._place_of(part + 1) or self.document().characterCount()
        marks = [mark for word in words for mark in self._marks(word, start, end)]
        self.setExtraSelections(marks)
        if marks:
            self.setTextCursor(min((mark.cursor for mark in marks), key=QTextCursor.selectionStart))
            self._scroll_to(start)
            self.ensureCursorVisible()

    def _place_of(self, part: int) -> int:
        """Return where a part begins; the chapter's own words are part 0."""
        headings = [b.position() for b in self._blocks() if b.blockFormat().headingLevel() in (1, 2)]
        return headings[part] if part < len(headings) else 0

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _scroll_to(self, place: int) -> None:
        at = QTextCursor(self.document())
        at.setPosition(place)
        top = self.document().documentLayout().blockBoundingRect(at.block()).top()
        self.verticalScrollBar().setValue(round(top) - SPACE[2])

    def _marks(self, word: str, start: int, end: int) -> list[QTextEdit.ExtraSelection]:
        found: list[QTextEdit.ExtraSelection] = []
        at = QTextCursor(self.document())
        at.setPosition(start)
        while not (at := self.document().find(word, at)).isNull() and at.selectionStart() < end:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = at
            mark.format = QTextCharFormat()
            mark.format.setBackground(looks.colour("note-bg"))
            mark.format.setForeground(looks.colour("note-text"))
            found.append(mark)
        return found

    def _dress(self) -> None:
        """Give headings, paragraphs, tables and keys their looks."""
        frame = self.document().rootFrame()
        around = frame.frameFormat()
        around.setMargin(MARGIN)
        frame.setFrameFormat(around)
        spare = max(0, self._room() - WIDEST)
        tables = set()
        for block in self._blocks():
            cursor = QTextCursor(block)
            table = cursor.currentTable()
            if table is not None:
                tables.add(table)
            else:
                _space_out(cursor, block.blockFormat(), spare)
            self._tell_keys(block.position(), block.text())
        for table in tables:
            _rule(table)

    def _tell_keys(self, start: int, text: str) -> None:
        key = QTextCharFormat()
        key.setBackground(looks.colour("sunken"))
        key.setFontWeight(QFont.Weight.DemiBold)
        for found in KEYS.finditer(text):
            cursor = QTextCursor(self.document())
            cursor.setPosition(start + found.start())
            cursor.setPosition(start + found.end(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(key)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802, D102
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(str(self.file.parent / QUrl(name).path()))
        ratio = self.devicePixelRatio()
        room = min(self._room(), image.width() // DOTS)
        image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
        painter = QPainter(image)
        painter.setPen(looks.colour("border"))
        painter.drawRect(image.rect().adjusted(0, 0, -1, -1))  # a light page on a light page has an edge
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def _room(self) -> int:
        """Return how wide a picture may be."""
        return self.viewport().width() - 2 * MARGIN - 2 * round(self.document().documentMargin())

    def _fit(self) -> None:
        """Draw the pictures as wide as there is room now; the place in the text stays."""
        share = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self._make()
        if self._standing:
            self.stand_at(*self._standing)
        else:
            self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.file.suffix:
            self._fitting.start(0)


def _space_out(cursor: QTextCursor, block: QTextBlockFormat, spare: int) -> None:
    """Set a paragraph or a heading apart from what stands around it; its lines do not get too long to be read."""
    level, pictured = block.headingLevel(), PICTURE in cursor.block().text()
    block.setRightMargin(0 if pictured else spare)
    block.setBottomMargin(SPACE[2])
    block.setTopMargin(SPACE[5] if level > 1 else 0)
    if not level and not pictured:
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(block)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        size = QTextCharFormat()
        size.setFont(font(_HEADINGS.get(level, TITLE), bold=True))
        cursor.mergeCharFormat(size)


def _rule(table: QTextTable) -> None:
    """Draw a table as the program does: a line below each row, its head in quiet words."""
    made = table.format()
    made.setBorderCollapse(True)
    made.setBorder(0)
    made.setCellPadding(SPACE[2])
    made.setMargin(0)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(made)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            lined = QTextTableCellFormat(cell.format().toTableCellFormat())
            lined.setBottomBorder(1)
            lined.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            lined.setBottomBorderBrush(QBrush(looks.colour("border")))
            lined.setLeftPadding(0)
            lined.setBottomPadding(SPACE[2])
            lined.setTopPadding(SPACE[2])
            cell.setFormat(lined)
            if row == 0:
                head = cell.firstCursorPosition()
                head.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                quiet = QTextCharFormat()
                quiet.setForeground(looks.colour("muted"))
                quiet.setFontWeight(QFont.Weight.Normal)
                head.mergeCharFormat(quiet)

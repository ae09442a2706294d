"""The lines of the open parcel: the note above them, done ones green, the current one framed, one large count."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from shopdesk.domain.option_text import values_of
from shopdesk.domain.packing import PackLine, Parcel
from shopdesk.ui.controls import column, row
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.packing.packing_item import fitted, title_of
from shopdesk.ui.packing.packing_pictures import BenchPictures
from shopdesk.ui.packing.packing_scale import COUNT, LINE, PLAIN, TITLE, Scale, mark
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import word_pieces
from shopdesk.ui.theme import looks
from shopdesk.words import _

ROW, ROW_DONE, THUMB, THUMB_DONE = 134, 88, 106, 68
MANY = 6  # lines from which on done ones shrink
NOTE_LINES = 5


class PackingLine(QFrame):
    """One line of the parcel; a thumb on it ticks a piece by hand."""

    ticked = Signal(str)

    def __init__(self, scale: Scale, pictures: BenchPictures) -> None:
        super().__init__()
        self._scale, self._pictures = scale, pictures
        self._line: PackLine | None = None
        self._shown: tuple[PackLine, bool, bool] | None = None
        self._thumb, self._shape = QLabel(), QLabel()
        self._thumb.setProperty("bench", "paper")
        self._thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = BenchText(scale, LINE, bold=True)
        self._shelf = BenchText(scale, PLAIN)
        self._count = scale.text(TITLE, bold=True)
        layout = row(self._thumb, column(None, self._title, self._shelf, None, spacing=0), self._count, self._shape)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        pictures.loaded.connect(
            lambda place: self._show_thumb() if self._line and self._line.picture == place else None
        )
        scale.follow(self.fit)

    def show_line(self, line: PackLine, *, current: bool, small: bool) -> None:
        """Show a line as it stands."""
        if (line, current, small) == self._shown:
            return
        self._shown, self._line = (line, current, small), line
        done = not line.missing
        self.setProperty("small", small and done)
        self._title.say(line.title, values_of(line.options))
        self._shelf.say(line.shelf or ("" if line.sku else _("no barcode, tick it by hand")))
        self._shelf.setVisible(not (small and done))
        self._count.setText(f"{line.taken} / {line.quantity}")
        said = _("{title}, {taken} of {count}").format(title=title_of(line), taken=line.taken, count=line.quantity)
        self.setAccessibleName(said)
        kind = "done" if done else "current" if current else "open"
        mark(self, "packLine", kind, self._title, self._shelf, self._count)
        mark(self._count, "rank", "link" if current else "")
        self.fit()

    def fit(self) -> None:
        """Take the size that the bench is drawn in."""
        px, small = self._scale.px, bool(self.property("small"))
        self.setFixedHeight(px(ROW_DONE if small else ROW))
        self._thumb.setFixedSize(*(px(THUMB_DONE if small else THUMB),) * 2)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(14), 0, px(32), 0)
        layout.setSpacing(px(24))
        self._show_thumb()

    def _show_thumb(self) -> None:
        if self._line is None:
            return
        side = self._thumb.width() - 2
        picture = fitted(self._pictures.small(self._line.picture, side), side)
        self._thumb.setPixmap(picture or icon_pixmap("image-off", "muted", self._scale.px(40)))
        done = not self._line.missing
        begun = bool(self._line.taken)
        shape, role = ("done", "ok") if done else ("q2" if begun else "ring", "accent")
        self._shape.setPixmap(shape_pixmap(shape, role, self._scale.px(52)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if self._line is not None and self.rect().contains(event.position().toPoint()):
            self.ticked.emit(self._line.key)


class CountBar(QWidget):
    """How much of the parcel is in, as a bar; painted with the rest, never by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._taken, self._pieces = 0, 0

    def show_share(self, taken: int, pieces: int) -> None:
        """Show so many of so many pieces."""
        if (taken, pieces) != (self._taken, self._pieces):
            self._taken, self._pieces = taken, pieces
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), looks.colour("sunken"))
        if self._pieces:
            done = QRect(0, 0, self.width() * self._taken // self._pieces, self.height())
            painter.fillRect(done, looks.colour("ok-fill"))


class PackingLines(QWidget):
    """Note, lines and count of the open parcel; `ticked` carries the line that a thumb touched."""

    ticked = Signal(str)

    def __init__(self, scale: Scale, pictures: BenchPictures) -> None:
        super().__init__()
        self._scale, self._pictures = scale, pictures
        self._rows: list[PackingLine] = []
        self._note, self._note_icon = QFrame(), QLabel()
        self._note.setObjectName("note")
        self._note_text = BenchText(scale, LINE, bold=True, lines=NOTE_LINES)
        self._note_text.setObjectName("packNote")
        note = row(self._note_icon, self._note_text)
        note.setStretch(1, 1)
        self._note.setLayout(note)
        self._list = QWidget()
        self._list_layout = column(None)
        self._list.setLayout(self._list_layout)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("packLines")
        self._scroll.setAccessibleName(_("What goes in the parcel"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._count = scale.text(COUNT, bold=True)
        self._count.setObjectName("packCount")
        self._bar = CountBar()
        self._bar.setObjectName("packBar")
        self._count_row = row(self._count, self._bar)
        self._count_row.setStretch(1, 1)
        layout = column(self._note, self._scroll)
        layout.addLayout(self._count_row)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        scale.follow(self._fit)

    def show_parcel(self, parcel: Parcel) -> None:
        """Show the parcel as far as it was scanned; the current line is in view."""
        shop = _("Shop: {note}").format(note=parcel.seller_note) if parcel.seller_note else ""
        words = "\n".join(filter(None, (parcel.buyer_note, shop)))
        self._note_text.say(words)
        self._note.setVisible(bool(words))
        while len(self._rows) < len(parcel.lines):
            made = PackingLine(self._scale, self._pictures)
            made.setObjectName(f"packLine{len(self._rows) + 1}")
            made.ticked.connect(self.ticked)
            self._list_layout.insertWidget(len(self._rows), made)
            self._rows.append(made)
        current = parcel.current
        for shown, line in zip(self._rows, parcel.lines, strict=False):
            shown.show_line(line, current=line is current, small=len(parcel.lines) >= MANY)
            shown.show()
        for spare in self._rows[len(parcel.lines) :]:
            spare.hide()
        self._count.setText(word_pieces(parcel))
        self._bar.show_share(parcel.taken, parcel.pieces)
        self._bar.setAccessibleName(word_pieces(parcel))
        if current is not None:
            at = self._rows[parcel.lines.index(current)]
            self._list_layout.activate()
            self._scroll.ensureWidgetVisible(at, 0, self._scale.px(ROW) // 2)

    def _fit(self) -> None:
        px = self._scale.px
        for layout in (self.layout(), self._list_layout):
            assert layout is not None
            layout.setSpacing(px(17))
        note = self._note.layout()
        assert note is not None
        note.setContentsMargins(px(28), px(18), px(28), px(18))
        note.setSpacing(px(24))
        self._note_icon.setPixmap(icon_pixmap("message-square-text", "note-text", px(56)))
        self._count_row.setSpacing(px(32))
        self._bar.setFixedHeight(px(26))

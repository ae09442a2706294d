"""The whole screen red, or amber: what is wrong, what was scanned, what is wanted, and what to do now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from shopdesk.domain.pack_desk import Alarm, Desk, Piece
from shopdesk.ui.controls import column, row
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.packing.packing_item import fitted
from shopdesk.ui.packing.packing_pictures import BenchPictures
from shopdesk.ui.packing.packing_scale import ALARM, COUNT, LINE, PLAIN, TITLE, Scale, mark, name_button
from shopdesk.ui.packing.packing_sign import CrossedPicture, Sign
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import (
    AlarmWords,
    first_words,
    is_amber,
    mask_number,
    word_alarm,
    word_options,
    word_pieces,
)
from shopdesk.ui.theme import SPACE
from shopdesk.words import _

_LAST = 4  # digits of a code that are read out


class PieceCard(QFrame):
    """Goods on a white card: the ones that were scanned, or the ones that are wanted."""

    def __init__(self, scale: Scale, pictures: BenchPictures, *, wanted: bool) -> None:
        super().__init__()
        self.setObjectName("packWanted" if wanted else "packScanned")
        self.setProperty("bench", "wanted" if wanted else "scanned")
        self._scale, self._pictures, self._wanted = scale, pictures, wanted
        self._piece: Piece | None = None
        self._picture = CrossedPicture(crossed=not wanted)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._shape = QLabel()
        self._head = scale.text(LINE, bold=True, rank="ok" if wanted else "error")
        self._head.setText(_("Take this") if wanted else _("You scanned"))
        self._title = BenchText(scale, TITLE, bold=True, lines=2)
        self._options = BenchText(scale, TITLE, bold=True)
        self._shelf = BenchText(scale, PLAIN)
        self._more = BenchText(scale, PLAIN)
        head = row(self._shape, self._head, None)
        words = column(None, head, self._title, self._options, self._shelf, self._more, None, spacing=SPACE[1])
        layout = row(self._picture, words)
        layout.setStretch(0, 4)
        layout.setStretch(1, 5)
        self.setLayout(layout)
        pictures.loaded.connect(lambda _place: self._show_picture())
        scale.follow(self._fit)

    def show_piece(self, piece: Piece, code: str = "") -> None:
        """Show goods; `code` is what was scanned."""
        self._piece = piece
        self._title.say(first_words(piece.title))
        self._options.say(word_options(piece))
        self._options.setVisible(bool(piece.options))
        self._shelf.say(_("Shelf {shelf}").format(shelf=piece.shelf) if piece.shelf else piece.sku)
        end = f"…{code[-_LAST:]}" if code.isdecimal() else code or piece.sku
        lacks = _("{n} to go").format(n=piece.missing) if self._wanted else ""
        self._more.say(" · ".join(filter(None, (lacks, end))))
        self.setAccessibleName(f"{self._head.text()}: {piece.title} {word_options(piece)} {piece.shelf}")
        self._show_picture()

    def _show_picture(self) -> None:
        if self._piece is None or not self.isVisible():
            return
        side = max(min(self._picture.width(), self._picture.height()) * 9 // 10, 48)
        found = fitted(self._pictures.large(self._piece.picture, side), side)
        self._picture.setPixmap(found or icon_pixmap("image-off", "muted", self._scale.px(96)))

    def _fit(self) -> None:
        px = self._scale.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(32))
        shape, role = ("done", "ok") if self._wanted else ("oct", "error")
        self._shape.setPixmap(shape_pixmap(shape, role, px(40)))

    def resizeEvent(self, event: object) -> None:  # noqa: N802, D102
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show_picture()

    def showEvent(self, event: object) -> None:  # noqa: N802, D102
        super().showEvent(event)  # type: ignore[arg-type]
        self._show_picture()


class PackingAlarm(QFrame):
    """Stays until `heard`."""

    heard = Signal()

    def __init__(self, scale: Scale, pictures: BenchPictures) -> None:
        super().__init__()
        self.setObjectName("packAlarm")
        self._scale = scale
        self.sign = Sign()
        self.title = BenchText(scale, ALARM, bold=True)
        self.title.setObjectName("packAlarmTitle")
        self.why = BenchText(scale, LINE, lines=2)
        self.why.setObjectName("packAlarmWhy")
        self._scanned = PieceCard(scale, pictures, wanted=False)
        self._wanted = PieceCard(scale, pictures, wanted=True)
        self._code_card = QFrame()
        self._code_card.setProperty("bench", "scanned")
        self._code = BenchText(scale, ALARM, bold=True, lines=2)
        self._code.setObjectName("packAlarmCode")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code_card.setLayout(column(self._code))
        self.now = BenchText(scale, 52, bold=True, lines=2)
        self.now.setObjectName("packAlarmNow")
        self._kept = BenchText(scale, PLAIN)
        self.button = scale.button("packHeard", "", self.heard.emit, size=COUNT - 16, bold=True)
        name_button(self.button, _("I have seen it"))
        self._hint = scale.text(PLAIN)
        self._hint.setText(_("Enter, or scan “OK”"))
        self._lay_out()
        scale.follow(self._fit)

    def _lay_out(self) -> None:
        words = column(self.title, self.why, spacing=0)
        self._top = top = row(self.sign, words)
        top.setStretch(1, 1)
        self._cards = row(self._scanned, self._wanted, self._code_card)
        foot = row(column(self.now, self._kept, spacing=0), column(self.button, self._hint, spacing=SPACE[2]))
        foot.setStretch(0, 1)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column()
        layout.addLayout(top)
        layout.addLayout(self._cards, 1)
        layout.addLayout(foot)
        self.setLayout(layout)

    def show_alarm(self, alarm: Alarm, desk: Desk, courier: str) -> AlarmWords:
        """Show an alarm and return its words."""
        words, amber = word_alarm(alarm, desk), is_amber(alarm.kind)
        mark(self, "tone", "amber" if amber else "red", *self.findChildren(QLabel))
        self.sign.show_kind(amber=amber)
        for shown, text in ((self.title, words.title), (self.why, words.why), (self.now, words.now)):
            shown.say(text)
        both = alarm.kind == "wrong" and alarm.wanted is not None
        self._scanned.setVisible(alarm.scanned is not None)
        self._wanted.setVisible(both)
        self._code_card.setVisible(alarm.scanned is None)
        self._code.say(alarm.code or alarm.order)
        if alarm.scanned is not None:
            self._scanned.show_piece(alarm.scanned, alarm.code)
        if both and alarm.wanted is not None:
            self._wanted.show_piece(alarm.wanted)
        self._kept.say(_kept(desk, courier))
        self.setAccessibleName(". ".join(filter(None, words[:3])))
        return words

    def _fit(self) -> None:
        px = self._scale.px
        self.sign.setFixedSize(px(150), px(150))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(48), px(32), px(48), px(48))
        layout.setSpacing(px(40))
        self._cards.setSpacing(px(32))
        self._top.setSpacing(px(40))
        self.button.setMinimumSize(px(560), px(110))


def _kept(desk: Desk, courier: str) -> str:
    """Return where things stand: nothing was counted, which parcel is open, how far."""
    said = [_("Nothing was counted")]
    if desk.parcel is not None:
        number = mask_number(desk.parcel.waybill) or desk.parcel.order
        said += [f"{courier} {number}".strip() if desk.parcel.waybill else number, word_pieces(desk.parcel)]
    return " · ".join(said)

"""The inspection: each line counted, where good pieces go, and other goods that lay in the parcel."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from shopdesk.domain.refunds import Inspected
from shopdesk.domain.returns import VERDICTS as ALL_VERDICTS
from shopdesk.services.goods import Goods
from shopdesk.services.return_desk import Desk
from shopdesk.ui.context import Context
from shopdesk.ui.controls import clear, column, heading, label, laid_in, line, row, tool
from shopdesk.ui.form_fields import choice
from shopdesk.ui.goods_field import GoodsField
from shopdesk.ui.returns.return_line import PICTURE, ReturnLine
from shopdesk.ui.returns.return_photos import PhotoStrip
from shopdesk.ui.returns.return_step_words import VERDICTS
from shopdesk.ui.returns.return_stepper import WIDTH
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import N_, _, ngettext

TITLES = (N_("Arrived"), N_("Good"), N_("Bad"), N_("Not ours"))


class ReturnInspectCard(QFrame):
    """Holds the lines of a case; `edited` tells that a count is another, `photo_wanted` and `photo_dropped` a photo."""

    edited = Signal()
    photo_wanted = Signal(str)
    photo_dropped = Signal(str, str)

    def __init__(self, context: Context, currency: str) -> None:
        super().__init__()
        self.setObjectName("returnInspectCard")
        self.setProperty("card", True)
        self._context = context
        self.lines: dict[str, ReturnLine] = {}
        self.came: dict[str, int] = {}
        self._place = ""
        self.sums = label(rank="muted")
        self.sums.setObjectName("returnSums")
        self.verdict = choice("returnVerdict", _("Good pieces go"), [(v, _(VERDICTS[v])) for v in ALL_VERDICTS])
        self.verdict.currentIndexChanged.connect(lambda _at: self._changed())
        self._where = row(label(self.verdict.accessibleName(), rank="muted"), self.verdict)
        self._titles = QWidget()
        self._titles.setLayout(self._title_row())
        self._rows = column(spacing=0)
        self.goods = GoodsField(context, currency)
        self.goods.search.setPlaceholderText(_("Other goods of the shop that lay in the parcel"))
        self.goods.picked.connect(self._pick)
        self.loose = PhotoStrip(context.shop.folder, "")
        self.loose.wanted.connect(self.photo_wanted)
        self.loose.dropped.connect(self.photo_dropped)
        self._came = column(spacing=SPACE[1])
        self._more = QWidget()
        more = column(
            self.goods,
            self._came,
            row(self.loose, None),
            spacing=SPACE[1],
            margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[3]),
        )
        self._more.setLayout(more)
        head = row(heading(_("Inspection")), self.sums, None, self._where, margins=(SPACE[4], SPACE[3], SPACE[4], 0))
        self.setLayout(column(head, self._titles, line(), self._rows, self._more, spacing=SPACE[1]))
        context.thumbnails.loaded.connect(self._show_pictures)

    def _title_row(self) -> QHBoxLayout:
        titles = row(None, spacing=SPACE[3], margins=(SPACE[4], 0, SPACE[4], 0))
        for title in TITLES:
            shown = label(_(title), rank="muted", size=CAPTION)
            shown.setFixedWidth(WIDTH)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            titles.addWidget(shown)
        return titles

    def show_desk(self, desk: Desk, *, anew: bool) -> None:
        """Show the lines of a case; what was counted and not booked yet stays, unless another case is shown."""
        case = desk.details.case
        typed = {} if anew else {sku: (one.found, one.note.toPlainText()) for sku, one in self.lines.items()}
        counting = case.state == "received"
        self._place = desk.place
        if anew:
            self.came.clear()
            self.verdict.setCurrentIndex(0)
        clear(self._rows)
        self.lines.clear()
        for told in case.lines:
            if self.lines:
                self._rows.addWidget(line())
            made = ReturnLine(self._context.shop.folder, told, desk.lines.get(told.sku))
            files = [file[:3] for file in desk.details.files if file[3] == told.sku or not (file[3] or self.lines)]
            self.lines[told.sku] = made
            self._rows.addWidget(made)
            if told.found.pieces:
                made.put(told.found)
            elif counting and told.sku in typed:
                made.put(typed[told.sku][0])
                made.note.setPlainText(typed[told.sku][1])
            if told.verdict:
                self.verdict.setCurrentIndex(self.verdict.findData(told.verdict))
            made.set_open(counting, files, case.is_open)
            made.show_ways(str(self.verdict.currentData()), self._place)
            if not told.found.pieces and not counting:
                made.tell_asked(case)
            made.edited.connect(self._changed)
            made.photos.wanted.connect(self.photo_wanted)
            made.photos.dropped.connect(self.photo_dropped)
        for part in (self.verdict, self.goods):
            part.setEnabled(counting)
        shows = counting or any(told.found.pieces for told in case.lines)
        self._titles.setVisible(shows and bool(case.lines))
        for made in self.lines.values():
            for stepper in made.steppers:
                stepper.setVisible(shows)
        self.loose.show_photos([file[:3] for file in desk.details.files], case.is_open)
        self.loose.setVisible(not case.lines)
        self.goods.setVisible(counting)
        self._more.setVisible(counting or not case.lines)
        self._set_row_visible(counting)
        self._show_came()
        self._tell_sums(shows)
        self._show_pictures()

    def _set_row_visible(self, shown: bool) -> None:
        for part in laid_in(self._where):
            part.setVisible(shown)

    @property
    def found(self) -> Mapping[str, Inspected]:
        """What was counted, by SKU."""
        return {sku: made.found for sku, made in self.lines.items()}

    @property
    def notes(self) -> Mapping[str, str]:
        """What was seen, by SKU."""
        told = {sku: made.note.toPlainText().strip() for sku, made in self.lines.items()}
        return {sku: text for sku, text in told.items() if text}

    def stand_on(self, sku: str) -> None:
        """Stand on a line: its goods were scanned."""
        if made := self.lines.get(sku):
            made.received.field.setFocus()
            made.received.field.selectAll()

    def current_sku(self) -> str:
        """Return the line that has the focus, the first one without."""
        for sku, made in self.lines.items():
            if (focus := self.window().focusWidget()) is not None and made.isAncestorOf(focus):
                return sku
        return next(iter(self.lines), "")

    def _changed(self) -> None:
        for made in self.lines.values():
            if made.received.isEnabled():
                made.show_ways(str(self.verdict.currentData()), self._place)
        self._tell_sums(True)
        self.edited.emit()

    def _tell_sums(self, counted: bool) -> None:
        expected = sum(made.line.quantity for made in self.lines.values())
        received = sum(made.received.value for made in self.lines.values())
        if not expected:
            self.sums.setText("")
        elif counted:
            words = ngettext(
                "{count} piece expected, {received} received",
                "{count} pieces expected, {received} received",
                expected,
            )
            self.sums.setText(words.format(count=expected, received=received))
        else:
            self.sums.setText(ngettext("{count} piece", "{count} pieces", expected).format(count=expected))

    def _pick(self, goods: Goods) -> None:
        self.came[goods.sku] = self.came.get(goods.sku, 0) + 1
        self._show_came()
        self.edited.emit()

    def _leave_out(self, sku: str) -> None:
        self.came.pop(sku, None)
        self._show_came()
        self.edited.emit()

    def _show_came(self) -> None:
        clear(self._came)
        for sku, pieces in self.came.items():
            out = tool(f"cameOut-{sku}", "x", _("Take {sku} out").format(sku=sku), partial(self._leave_out, sku))
            shown = QWidget()
            shown.setLayout(row(label(f"{sku} × {pieces}"), out, None))
            self._came.addWidget(shown)

    def _show_pictures(self, _place: str = "") -> None:
        for made in self.lines.values():
            if made.picture_place and (
                pixmap := self._context.thumbnails.pixmap(made.picture_place, PICTURE - SPACE[1])
            ):
                made.picture.setPixmap(pixmap)

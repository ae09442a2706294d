"""The form that moves pieces in or out: it stands in the panel, and what is refused loses nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.stock import REASONS, StockLevel
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop
from shopdesk.services.stock import move_stock, stock_level
from shopdesk.services.transfers import transfer_stock
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.stock_words import read_pieces, signed, word_place
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_reason


class MoveStockForm(QWidget):
    """Place, signed pieces, reason and reference of one movement; `closed` when it is done or given up."""

    closed = Signal()

    def __init__(self, context: Context, sku: str, places: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("moveForm")
        self.setAccessibleName(_("Move stock"))
        self.context, self.sku = context, sku
        self._uuid = new_id()
        self.pieces = field("movePieces", _("Pieces"), _("+20 comes in, −5 goes out"))
        self.place = choice("movePlace", _("Location"), [(code, word_place(code)) for code in places])
        self.reason = choice("moveReason", _("Reason"), [(reason, word_reason(reason)) for reason in REASONS])
        self.target = choice("moveTarget", _("To"), [(code, word_place(code)) for code in reversed(places)])
        self._target_words = label(self.target.accessibleName(), rank="muted", size=CAPTION)
        self.reference = field("moveReference", _("Reference"), _("Delivery note, order …"))
        self.error = error_line("moveError")
        self.book = button("bookMove", _("Book"), self.submit, key="Ctrl+S")
        leave = button("leaveMove", _("Cancel"), self.closed.emit, look="quiet")
        layout = column(spacing=SPACE[1])
        for shown in (self.pieces, self.place, self.reason, self.reference):
            layout.addWidget(label(shown.accessibleName(), rank="muted", size=CAPTION))
            layout.addWidget(shown)
            if shown is self.pieces:
                layout.addWidget(self.error)
            if shown is self.reason:
                layout.addWidget(self._target_words)
                layout.addWidget(self.target)
        layout.addSpacing(SPACE[1])
        layout.addLayout(row(self.book, leave, None))
        self.reason.currentIndexChanged.connect(lambda _at: self._fit_target())
        self._fit_target()
        self.setLayout(layout)
        for typed in (self.pieces, self.reference):
            typed.returnPressed.connect(self.submit)
        self.pieces.textEdited.connect(lambda _text: complain(self.pieces, self.error, ""))
        self.pieces.textChanged.connect(self._fit_reason)

    def begin(self) -> None:
        """Stand in the first field."""
        self.pieces.setFocus()
        self.pieces.selectAll()

    def submit(self) -> None:
        """Move what was typed."""
        quantity = read_pieces(self.pieces.text())
        if quantity is None:
            complain(self.pieces, self.error, _("Write a whole number: +20 comes in, −5 goes out."))
            self.begin()
            return
        if not self.book.isEnabled():
            return
        self.book.setEnabled(False)
        title = _("Moving {sku}").format(sku=self.sku)
        reason, place = str(self.reason.currentData()), str(self.place.currentData())
        reference, target = self.reference.text().strip(), str(self.target.currentData())
        move: _Move | _Transfer = _Move(self.sku, quantity, reason, place, reference, self._uuid)
        if reason == "transfer":
            move = _Transfer(self.sku, abs(quantity), place, target, self._uuid)
        task = self.context.write(title, move.attempt, changes=set(), done=lambda result: self._done(move, result))
        task.failed.connect(self._free)

    def _done(self, move: "_Move | _Transfer", result: StockLevel | ShopError) -> None:
        here = isValid(self)  # the person may have gone on to another SKU
        if here:
            self._free()
        if not isinstance(result, ShopError):
            self.context.changed.emit(frozenset({"stock"}))
            self.context.note(move.change())
            if here:
                self.closed.emit()
        elif here:
            complain(self.pieces, self.error, word_error(result))
            self.begin()
        else:
            self.context.failed.emit(result, _("Moving {sku}").format(sku=self.sku))

    def _free(self, _error: object = None) -> None:
        self.book.setEnabled(True)

    def _fit_target(self) -> None:
        """Ask where to only when goods are carried elsewhere."""
        carries = self.reason.currentData() == "transfer"
        self.target.setVisible(carries)
        self._target_words.setVisible(carries)

    def _fit_reason(self, text: str) -> None:
        """Offer the reason that fits the sign, until the person has chosen one."""
        if self.reason.property("chosen"):
            return
        with QSignalBlocker(self.reason):
            outwards = (read_pieces(text) or 0) < 0
            self.reason.setCurrentIndex(REASONS.index("write-off" if outwards else "receipt"))


class _Move:
    """One movement with its way back and its way again; each of them is a movement of its own."""

    def __init__(self, sku: str, quantity: int, reason: str, place: str, reference: str, uuid: str) -> None:
        self._sku, self._quantity, self._reason = sku, quantity, reason
        self._place, self._reference, self._uuid = place, reference, uuid

    def attempt(self, shop: Shop, _job: Job) -> StockLevel | ShopError:
        """Move; a refusal is an answer for the form."""
        try:
            return self._move(shop)
        except ShopError as error:
            return error

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        words = _("{sku} {pieces} at {place}: {reason}")
        text = words.format(
            sku=self._sku,
            pieces=signed(self._quantity),
            place=word_place(self._place),
            reason=word_reason(self._reason),
        )
        return Change(text, self._back, self._again)

    def _move(self, shop: Shop) -> StockLevel:
        return move_stock(
            shop,
            self._sku,
            self._quantity,
            reason=self._reason,
            location=self._place,
            reference=self._reference,
            uuid=self._uuid,
        )

    def _back(self, shop: Shop, _job: Job) -> None:
        move_stock(shop, self._sku, -self._quantity, reason="correction", location=self._place, reference=self._uuid)

    def _again(self, shop: Shop, _job: Job) -> None:
        self._uuid = new_id()
        self._move(shop)


class _Transfer:
    """Pieces carried to another place, with the way back; either way is a transfer of its own."""

    def __init__(self, sku: str, pieces: int, origin: str, target: str, uuid: str) -> None:
        self._goods, self._origin, self._target, self._uuid = {sku: pieces}, origin, target, uuid
        self._sku = sku

    def attempt(self, shop: Shop, _job: Job) -> StockLevel | ShopError:
        """Carry; a refusal is an answer for the form."""
        try:
            transfer_stock(shop, self._goods, origin=self._origin, target=self._target, uuid=self._uuid)
            return stock_level(shop, self._sku)
        except ShopError as error:
            return error

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        words = _("{pieces} × {sku} carried from {origin} to {target}")
        text = words.format(
            pieces=self._goods[self._sku],
            sku=self._sku,
            origin=word_place(self._origin),
            target=word_place(self._target),
        )
        return Change(
            text,
            lambda shop, _job: transfer_stock(shop, self._goods, origin=self._target, target=self._origin),
            lambda shop, _job: transfer_stock(shop, self._goods, origin=self._origin, target=self._target),
        )

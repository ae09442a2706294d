"""One line of a transfer: a SKU, how many pieces of it are carried, and why they cannot be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.ui.controls import ElidedLabel, column, label, row, tool
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.stock_words import figure, read_pieces
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _

PIECES_WIDTH = 88


class TransferLine(QWidget):
    """Goods of one SKU; `left` asks that the line be taken off, `entered` is Enter in its field."""

    left = Signal(str)
    entered = Signal()

    def __init__(self, sku: str, title: str, pieces: int) -> None:
        super().__init__()
        self.sku = sku
        self.pieces = field(f"transferPieces-{sku}", _("Pieces of {sku}").format(sku=sku))
        self.pieces.setFixedWidth(PIECES_WIDTH)
        self.pieces.setText(str(pieces))
        self.pieces.returnPressed.connect(self.entered.emit)
        self.pieces.textEdited.connect(lambda _text: self.refuse(""))
        self._free = label(rank="muted")
        self.error = error_line(f"transferError-{sku}")
        words = column(ElidedLabel(title), ElidedLabel(sku, rank="muted", size=CAPTION), spacing=0)
        take_off = tool(
            f"leaveOut-{sku}", "x", _("Take {sku} off the list").format(sku=sku), lambda: self.left.emit(sku)
        )
        head = row(spacing=SPACE[3])
        head.addLayout(words, 1)
        for shown in (self._free, self.pieces, take_off):
            head.addWidget(shown)
        self.setLayout(column(head, self.error, spacing=SPACE[1]))

    def add(self, pieces: int) -> None:
        """Carry so many more."""
        self.pieces.setText(str((read_pieces(self.pieces.text()) or 0) + pieces))
        self.refuse("")

    def tell_free(self, free: int | None) -> None:
        """Say how many can be carried; None where any number can."""
        self._free.setText("" if free is None else _("{count} can be taken").format(count=figure(free)))

    def read(self, free: int | None) -> int | None:
        """Return the pieces; None after saying why they cannot be carried."""
        count = read_pieces(self.pieces.text())
        if count is None or count < 1:
            self.refuse(_("Write a whole number above 0."))
            return None
        if free is not None and count > free:
            words = _("Only {free} of it can be taken: the rest is not there or promised to orders.")
            self.refuse(words.format(free=figure(max(free, 0))))
            return None
        return count

    def refuse(self, words: str) -> None:
        """Mark the line; no words take the mark away."""
        complain(self.pieces, self.error, words)

"""What asks for an amount and a reason at the stall: a field for each, usual reasons, a pad, one way on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.ui.controls import column, row
from shopdesk.ui.stall.stall_parts import NumberPad, Sheet, amount_field, choices, large, read_sum
from shopdesk.ui.theme import SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error

_AMOUNT_WIDTH = 150


class AmountSheet(Sheet):
    """Its parts are named after it; `written` returns the amount once all that is needed stands there."""

    def __init__(self, name: str, title: str, *, reasons: Sequence[str], confirm: str) -> None:
        super().__init__(f"{name}Sheet", title)
        self.amount = amount_field(f"{name}Amount", _("Amount"))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setMaximumWidth(_AMOUNT_WIDTH)
        self.reason = amount_field(f"{name}Reason", _("Reason"))
        for field in (self.amount, self.reason):
            field.returnPressed.connect(self.take)
        self._reasons = [
            large(f"{name}Reason-{at}", one, partial(self.reason.setText, one), key=f"Alt+{at}", size=15)
            for at, one in enumerate(reasons, start=1)
        ]
        self.pad = NumberPad(f"{name}Pad")
        self.pad.target = self.amount
        self.confirm = large(f"{name}Done", confirm, self.take, look="way", primary=True, below="Enter")

    def lay_out(self, above: QWidget | QLayout) -> None:
        """Lay all out below what this sheet alone has."""
        told = row(self.amount, self.reason)
        told.setStretch(1, 1)
        left = column(above, told, choices(self._reasons, 2), None, spacing=SPACE[3])
        right = column(self.pad, self.confirm)
        right.setStretch(0, 1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.body.addLayout(both)

    def take(self) -> None:
        """Take what is written."""
        raise NotImplementedError

    def needs_reason(self, amount: int) -> bool:
        """Tell whether an amount is taken with a reason alone."""
        return True

    def written(self) -> int | None:
        """Return the amount, or nothing where it cannot be read or its reason is lacking; the sheet says so."""
        try:
            amount = read_sum(self.amount.text())
        except ShopError as error:
            self.refuse(word_error(error))
            return None
        if self.needs_reason(amount) and not self.reason.text().strip():
            self.refuse(_("Write the reason, or choose one."))
            self.reason.setFocus()
            return None
        return amount

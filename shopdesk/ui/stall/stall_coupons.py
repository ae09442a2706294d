"""Coupons at the stall: a code is typed or scanned; what it takes off is told, or why it takes nothing off."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from shopdesk.services.stall_coupons import CouponTold
from shopdesk.ui.controls import clear, label, row
from shopdesk.ui.stall.stall_parts import LETTERS, NumberPad, Sheet, amount_field, large, yuan
from shopdesk.ui.theme import HEADLINE
from shopdesk.words import _

MOST = 3
PAD_KEY = 72


class CouponSheet(Sheet):
    """`told` carries a code that was typed, `dropped` one that is taken out of the cart."""

    told = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__("couponSheet", _("Coupon"))
        self.field = amount_field("couponCode", _("Type or scan the coupon's code"))
        self.field.returnPressed.connect(self.take)
        confirm = large("couponDone", _("Use it"), self.take, look="way", primary=True, below="Enter")
        confirm.setMinimumWidth(110)
        self._none = label(rank="second", size=HEADLINE)
        self._list = QVBoxLayout()
        pad = NumberPad("couponPad", LETTERS, 10)
        pad.target = self.field
        pad.setMaximumHeight(4 * PAD_KEY)
        self.body.addLayout(row(self.field, confirm))
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.body.addWidget(pad, 3)

    def ask(self, used: Sequence[CouponTold]) -> None:
        """Show the coupons of the cart and ask for another."""
        self.begin()
        self.field.clear()
        self.show_used(used)
        self.field.setFocus()

    def show_used(self, used: Sequence[CouponTold]) -> None:
        """Show what lies in the cart; a coupon that is touched is taken out."""
        clear(self._list)
        self._none.setText(_("No coupon is in this cart."))
        self._none.setVisible(not used)
        for at, one in enumerate(used[-MOST:]):
            off = "−" + yuan(one.amount) if one.amount else _("takes nothing off")
            words = _("{code} · {name} · {off} · take out").format(code=one.code, name=one.name, off=off)
            self._list.addWidget(
                large(f"couponLine-{at}", words, partial(self.dropped.emit, one.code), key=f"Alt+{at + 1}", size=15)
            )

    def take(self) -> None:
        """Try the code that is written."""
        self.told.emit(self.field.text())

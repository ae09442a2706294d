"""What is rarer at the stall: cash in and out, weighed goods, fetching goods, high contrast, what works offline."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from shopdesk.domain.errors import ShopError
from shopdesk.error_words import word_error
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.stall_parts import NumberPad, Sheet, amount_field, choices, large, read_sum
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _

Act = Callable[[], object]


class MoreSheet(Sheet):
    """Large ways to what is rarer, and a calm word on what works without a network."""

    def __init__(self, acts: Mapping[str, tuple[str, str, Act]]) -> None:
        """Take words, icon and act by name."""
        super().__init__("moreSheet", _("More"))
        made = [
            large(f"more-{name}", words, act, key=f"Alt+{at}", look="way", icon_name=icon_name)
            for at, (name, (words, icon_name, act)) in enumerate(acts.items(), start=1)
        ]
        self.offline = label(size=HEADLINE, wrap=True)
        self.offline.setObjectName("moreOffline")
        self.body.addWidget(choices(made, 2))
        self.body.addStretch(1)
        self.body.addWidget(self.offline)

    def ask(self, offline: str) -> None:
        """Show the ways."""
        self.begin()
        self.offline.setText(offline)
        self.setFocus()


class CashSheet(Sheet):
    """Cash that goes into the till or out of it; `told` carries the amount, below nothing for out, and the reason."""

    told = Signal(int, str)

    def __init__(self) -> None:
        super().__init__("cashSheet", _("Cash in or out"))
        self._ways = QButtonGroup(self)
        self._in = large("cashIn", _("Cash in"), look="way", key="Alt+8")
        self.out = large("cashOut", _("Cash out"), look="way", key="Alt+9")
        for way in (self._in, self.out):
            way.setCheckable(True)
            self._ways.addButton(way)
        self.amount = amount_field("cashAmount", _("Amount"))
        self.reason = amount_field("cashReason", _("Reason"))
        words = (_("Small change"), _("To the bank"), _("Expenses"), _("Stall rent"))
        reasons = [
            large(f"cashReason-{at}", one, self._chooser(one), key=f"Alt+{at}", size=15)
            for at, one in enumerate(words, start=1)
        ]
        for field in (self.amount, self.reason):
            field.returnPressed.connect(self.take)
        self.pad = NumberPad("cashPad")
        self.pad.target = self.amount
        confirm = large("cashDone", _("Note it"), self.take, look="way", primary=True, below="Enter")
        told = row(self.amount, self.reason)
        told.setStretch(1, 1)
        self.amount.setMaximumWidth(150)
        left = column(row(self._in, self.out), told, choices(reasons, 2), None, spacing=SPACE[3])
        right = column(self.pad, confirm)
        right.setStretch(0, 1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.body.addLayout(both)

    def ask(self) -> None:
        """Begin anew: change is put in more often than money is taken out."""
        self.begin()
        self.setEnabled(True)
        self._in.setChecked(True)
        self.amount.clear()
        self.reason.clear()
        self.amount.setFocus()

    def take(self) -> None:
        """Take what is written; both the amount and the reason are needed."""
        try:
            amount = read_sum(self.amount.text())
        except ShopError as error:
            self.refuse(word_error(error))
            return
        if not self.reason.text().strip():
            self.refuse(_("Write the reason, or choose one."))
            self.reason.setFocus()
            return
        self.setEnabled(False)
        self.told.emit(-amount if self.out.isChecked() else amount, self.reason.text())

    def _chooser(self, words: str) -> Act:
        return lambda: self.reason.setText(words)

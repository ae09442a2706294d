"""What is rarer at the stall: cash in and out, weighed goods, fetching goods, high contrast, what works offline."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from shopdesk.ui.controls import label, row
from shopdesk.ui.stall.stall_amount import AmountSheet
from shopdesk.ui.stall.stall_parts import Sheet, choices, large
from shopdesk.ui.theme import HEADLINE
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


class CashSheet(AmountSheet):
    """Cash that goes into the till or out of it; `told` carries the amount, below nothing for out, and the reason."""

    told = Signal(int, str)

    def __init__(self) -> None:
        words = (_("Small change"), _("To the bank"), _("Expenses"), _("Stall rent"))
        super().__init__("cash", _("Cash in or out"), reasons=words, confirm=_("Note it"))
        self._ways = QButtonGroup(self)
        self._in = large("cashIn", _("Cash in"), look="way", key="Alt+8")
        self.out = large("cashOut", _("Cash out"), look="way", key="Alt+9")
        for way in (self._in, self.out):
            way.setCheckable(True)
            self._ways.addButton(way)
        self.lay_out(row(self._in, self.out))

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
        if (amount := self.written()) is not None:
            self.setEnabled(False)
            self.told.emit(-amount if self.out.isChecked() else amount, self.reason.text())

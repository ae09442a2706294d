"""The stall's head: the shift and what it has sold, what just happened, who sells, and the ways to what is rarer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from shopdesk.domain.sales import ShiftReport
from shopdesk.services.shop import Shop
from shopdesk.ui.announce import announce
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.stall_parts import large, yuan
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _

HEIGHT = 60


class StallHead(QFrame):
    """`tell` says what just happened, aloud for a screen reader too."""

    def __init__(self, till: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("stallHead")
        self.setFixedHeight(HEIGHT)
        self._shift = label(rank="second")
        self._shift.setObjectName("stallShift")
        self.note = label(size=HEADLINE, bold=True, wrap=True)
        self.note.setObjectName("stallNote")
        self._who = label(size=15)
        self.till = large("stallTill", _("Shift"), till, key="F10", size=15, look="head")
        left = column(label(_("Market stall"), size=HEADLINE, bold=True), self._shift, spacing=0)
        layout = row(margins=(SPACE[4], SPACE[1], SPACE[4], SPACE[1]), spacing=SPACE[3])
        layout.addLayout(left, 2)
        layout.addWidget(self.note, 3)
        layout.addWidget(self._who)
        layout.addWidget(self.till)
        self.setLayout(layout)
        self.note.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def tell(self, words: str, rank: str = "") -> None:
        """Say something."""
        self.note.setText(words)
        self.note.setProperty("rank", rank)
        self.note.style().polish(self.note)
        if words:
            announce(self, words, urgent=rank == "error")

    def show_state(self, shop: Shop, told: ShiftReport | None) -> None:
        """Show the shift that is open, who sells, and the time."""
        words = _("The till is closed")
        if told is not None:
            words = _("{number} since {time} · {sales} sales · {sum}").format(
                number=told.shift.number, time=f"{told.shift.opened_at.astimezone():%H:%M}", sales=told.sales,
                sum=yuan(told.net),
            )  # fmt: skip
        self._shift.setText(words)
        self._who.setText(f"{shop.actor}   {shop.now().astimezone():%H:%M}")
        self.till.setText((_("Close the shift") if told else _("Open the shift")) + "   F10")

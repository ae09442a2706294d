"""The stall's head: the shift and what it has sold, what just happened, who sells, and the ways to what is rarer."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame

from shopdesk.domain.sales import ShiftReport
from shopdesk.services.shop import Shop
from shopdesk.services.stall_goods import Lease
from shopdesk.ui.announce import announce
from shopdesk.ui.controls import ElidedLabel, column, label, row
from shopdesk.ui.moments import hour, stamp
from shopdesk.ui.stall.stall_parts import large, yuan
from shopdesk.ui.theme import BODY, CAPTION, HEADLINE, NARROW_WIDTH, SPACE, TITLE, font, legible
from shopdesk.words import _, ngettext

HEIGHT = 60


def offline_words(lease: Lease | None) -> str:
    """Return what works without a network, since when the goods are here, and when they should be back."""
    if lease is None:
        return _("Everything here works offline. No goods have been carried to the stall yet.")
    since, back = map(stamp, lease)
    return _("Everything here works offline. Goods here since {since}, back by {back}.").format(since=since, back=back)


class StallHead(QFrame):
    """`tell` says what just happened, aloud for a screen reader too."""

    def __init__(self, till: Callable[[], object], more: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("stallHead")
        self.setFixedHeight(HEIGHT)
        self._shift = ElidedLabel("", rank="second", size=legible(TITLE))
        self._shift.setObjectName("stallShift")
        self.note = label(size=HEADLINE, bold=True, wrap=True)
        self.note.setObjectName("stallNote")
        self._who = label(size=legible(TITLE))
        self.till = large("stallTill", _("Shift"), till, key="F10", size=TITLE, look="head")
        self._lease = ElidedLabel("", rank="second", size=legible(BODY))
        self._lease.setObjectName("stallLease")
        more_button = large("stallMore", _("More"), more, key="F12", size=TITLE, look="head")
        more_button.setText("   ".join((_("More"), "F12")))
        title = row(label(_("Market stall"), size=HEADLINE, bold=True), self._shift, spacing=SPACE[3])
        title.setStretch(1, 1)
        left = column(None, title, self._lease, None, spacing=0)
        self._parts = layout = row(margins=(SPACE[4], 0, SPACE[4], 0), spacing=SPACE[3])
        layout.addLayout(left, 2)
        layout.addWidget(self.note, 3)
        layout.addWidget(self._who)
        layout.addWidget(more_button)
        layout.addWidget(self.till)
        self.setLayout(layout)
        self.note.hide()
        self.note.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def tell(self, words: str, rank: str = "") -> None:
        """Say something."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._make_room()
        if layout := self.layout():
            layout.activate()  # the words are as large as their place, which they have just got
        self.note.setProperty("rank", rank)
        self.note.style().polish(self.note)
        self.note.setFont(self._font_for(words))  # polishing has set the font it knew
        if words:
            announce(self, words, urgent=rank == "error")

    def _make_room(self) -> None:
        """Let what just happened have the place of what has stood there all day, where there is none for both."""
        crowded = not self.note.isHidden() and self.width() < NARROW_WIDTH
        for told in (self._shift, self._lease):
            told.setVisible(not crowded)
        self._parts.setStretch(0, 0 if crowded else 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._make_room()

    def _font_for(self, words: str) -> QFont:
        """Return the largest font in which words stand in their place whole."""
        place = QRect(0, 0, self.note.width(), HEIGHT)
        for size in (legible(HEADLINE), HEADLINE, TITLE, BODY, CAPTION):
            found = font(size, bold=True)
            needed = QFontMetrics(found).boundingRect(place, Qt.TextFlag.TextWordWrap, words)
            if place.contains(needed):
                break
        return found

    def show_lease(self, lease: Lease | None, now: datetime) -> None:
        """Show that all works offline, and when the goods should be back."""
        words, late = _("Works offline · no goods here yet"), lease is not None and now >= lease.back_by
        if lease is not None:
            same = lease.since.astimezone().date() == now.astimezone().date()
            since, back = ((hour if same else stamp)(at) for at in (lease.since, lease.back_by))
            words = _("Works offline · goods here since {since}, back by {back}").format(since=since, back=back)
            if late:
                words = _("Works offline · the goods should be back since {back}").format(back=back)
        self._lease.say(words)
        self._lease.setToolTip(offline_words(lease))
        self._lease.setProperty("rank", "warn" if late else "second")
        self._lease.style().polish(self._lease)

    def show_state(self, shop: Shop, told: ShiftReport | None) -> None:
        """Show the shift that is open, who sells, and the time."""
        words = _("The till is closed")
        if told is not None:
            words = ngettext(
                "since {time} · {sales} sale · {sum}",
                "since {time} · {sales} sales · {sum}",
                told.sales,
            ).format(
                time=f"{told.shift.opened_at.astimezone():%H:%M}", sales=told.sales,
                sum=yuan(told.net),
            )  # fmt: skip
        self._shift.say(words)
        self._who.setText(f"{shop.actor}   {shop.now().astimezone():%H:%M}")
        self.till.setText((_("Close the shift") if told else _("Open the shift")) + "   F10")

"""Today: what is to be done, the most urgent first; each card's verb opens the view where it is done."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.services.settings import courier_names
from shopdesk.services.today import BY_COURIER, Card, Today, group_of, read_today
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, label, line, row
from shopdesk.ui.moments import day_title, hour
from shopdesk.ui.page import Page
from shopdesk.ui.theme import BOTTOM_BAR, CAPTION, NARROW_WIDTH, PAGE, RAIL, SPACE, TITLE, TOP_BAR
from shopdesk.ui.today.today_cards import CARD_HEIGHT, TodayCard
from shopdesk.ui.today.today_side import checks_card, outlook_card, reminders_card, start_card
from shopdesk.words import _, ngettext, spoken

MINUTE_MS = 60_000
SIDE_WIDTH, SIDE_NARROW = 344, 332
_TICKETS = {"ticket-answer": "unanswered", "ticket-solve": "open"}  # a card's view of its page
_RETURNS = {"return-answer": "requested", "refund-due": "open", "exchange-due": "open"}


class TodayPage(Page):
    """The first page: cards by slack at the left, the day as a whole at the right."""

    name = "today"
    concerns = frozenset({"orders", "stock", "settings", "tickets"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("todayScroll")
        self._scroll.setAccessibleName(_("Today"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._cards: list[TodayCard] = []
        self._list = QVBoxLayout()
        self._group = ""  # of the card laid out last
        self._below: list[Callable[[], None]] = []  # cards beyond the window's edge: those above are painted first
        self._beside = QWidget()
        self._text = ""
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.start(MINUTE_MS)
        self._stale = True  # laid out once it has its place: outside the window its looks would be worked out twice

    def refresh(self) -> None:
        """Read the day anew; the card that had the keyboard keeps it."""
        standing = next((card.objectName() for card in self._cards if card.hasFocus()), "")
        today = read_today(self.context.shop)
        inner = QWidget()
        inner.setObjectName("todayBody")
        whole = QHBoxLayout(inner)
        whole.setContentsMargins(SPACE[5], SPACE[4], SPACE[5], SPACE[5])
        whole.setSpacing(SPACE[5])
        whole.addLayout(self._left(today), 1)
        whole.addWidget(self._side(today))
        self._scroll.setWidget(inner)
        to_ship = today.outlook.left
        ready = ngettext("{n} order to ship", "{n} orders to ship", to_ship).format(n=f"{to_ship:,}")
        self._text = ready + " · " + _("{n} shipped today").format(n=f"{today.outlook.done:,}")
        if standing:
            self._stand_on(standing)

    def _left(self, today: Today) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE[2])
        title = label(_("Today"), size=PAGE, bold=True)
        when = label(f"{day_title(today.now)} · {hour(today.now)}", rank="second", size=TITLE)
        closing = label(_("The day ends at {hour}").format(hour=hour(today.closes)), rank="second")
        column.addLayout(row(title, when, None, closing, spacing=SPACE[3]))
        self._cards, self._group = [], ""
        shown = len(today.cards) if self.isVisible() else self._fitting()
        self._below = [partial(self._lay_out, today.cards[shown:], today)] if shown < len(today.cards) else []
        if not today.cards:
            column.addWidget(self._nothing(today), 1)
            return column
        self._list = QVBoxLayout()
        column.addLayout(self._list)
        column.addStretch(1)
        self._lay_out(today.cards[:shown], today)
        self._cards[0].make_first()
        return column

    def _fitting(self) -> int:
        """Return how many cards the window has room for, at least."""
        return (self.window().height() - TOP_BAR - BOTTOM_BAR) // (CARD_HEIGHT + SPACE[2]) + 1

    def _lay_out(self, cards: Sequence[Card], today: Today) -> None:
        """Add cards below those that are there, each span of time below its heading."""
        for card in cards:
            group = group_of(card.due, today.now, today.closes)
            if group != self._group:
                self._group = group
                self._list.addLayout(self._heading(group))
            self._list.addWidget(self._card(card, today))

    def _lay_out_below(self) -> None:
        while self._below:
            self._below.pop()()

    def _heading(self, group: str) -> QHBoxLayout:
        words = {"soon": _("Within two hours"), "today": _("Before closing"), "later": _("Later")}[group]
        made = row(label(words, rank="second", size=CAPTION), line(), margins=(0, SPACE[1], 0, 0))
        made.setStretch(1, 1)
        return made

    def _card(self, card: Card, today: Today) -> TodayCard:
        names = {}
        if card.kind in BY_COURIER:
            english = spoken.language == "en"
            names = {code: both[english] for code, both in courier_names(self.context.shop).items()}
        made = TodayCard(card, today.now, partial(self._open, card), names)
        made.stepped.connect(partial(self._step, len(self._cards)))
        self._cards.append(made)
        return made

    def _open(self, card: Card) -> None:
        if card.kind == "low":
            self.context.go("stock", view="low")
        elif card.kind == "expiring":
            self.context.go("stock", view="expiring")
        elif card.kind == "purchase-late":
            self.context.go("purchasing", view="ordered", purchase=card.number)
        elif card.kind in ("ticket-answer", "ticket-solve"):
            self.context.go("tickets", view=_TICKETS[card.kind], ticket=card.number)
        elif card.kind in _RETURNS:
            self.context.go("returns", view=_RETURNS[card.kind], case=card.number)
        elif card.kind == "to-print":
            self.context.go("printing", view="to-print")
        elif card.kind == "to-pick":
            self.context.go("waves", new=True)
        elif card.kind == "to-hand-over":
            self.context.go("handover")
        else:
            self.context.go("orders", view=card.kind)

    def _nothing(self, today: Today) -> EmptyState:
        made = self._empty = EmptyState("todayEmpty")
        bring = button("todayImport", _("Import orders"), lambda: self.context.go("import", choose=True), primary=True)
        if not today.is_new:
            made.tell("check", _("Nothing is due"), _("Every order has left or waits for its buyer."), [bring])
        else:
            text = _("Drop an export of Taobao, JD, Pinduoduo, Douyin, WooCommerce or Shopify anywhere on this window.")
            made.tell("upload", _("Import your first orders"), text, [bring])
        return made

    def _side(self, today: Today) -> QWidget:
        side = self._beside = QWidget()
        side.setObjectName("todaySide")
        self._fit_side()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[3])
        if today.is_new:  # a day of nothing is not "all done"
            column.addWidget(start_card(self.context.go, has_sender=not today.sender_missing))
            today = replace(today, sender_missing=False)
        else:
            column.addWidget(outlook_card(today.outlook, today.now))
        if (reminders := reminders_card(today, self.context.go)) is not None:
            column.addWidget(reminders)
        if not today.is_new:
            column.addWidget(checks_card(today.checks))
        column.addStretch(1)
        return side

    def _fit_side(self) -> None:
        """Leave the cards room for their titles where the window is narrow."""
        self._beside.setFixedWidth(SIDE_NARROW if self.width() < NARROW_WIDTH - RAIL else SIDE_WIDTH)

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _step(self, at: int, step: int) -> None:
        """Give the keyboard to the card below or above."""
        if 0 <= at + step < len(self._cards):
            self._cards[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _stand_on(self, name: str) -> None:
        for card in self._cards:
            if card.objectName() == name:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts_text(self) -> str:  # noqa: D102
        return self._text

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._cards)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if self._below:
            QTimer.singleShot(0, self, self._lay_out_below)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit_side()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        if not self._cards:
            self._empty.setFocus()  # on what brings the first orders
        if self._cards:
            self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

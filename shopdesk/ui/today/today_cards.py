"""The cards of today: how long is left, what it is, how we know, and the one verb that goes there."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from shopdesk.services.today import Card, urgency
from shopdesk.ui.controls import ElidedLabel, button, column, label, line, row
from shopdesk.ui.moments import hour, slack, stamp, used_share
from shopdesk.ui.slack_clock import SIDE, SlackClock
from shopdesk.ui.theme import CAPTION, HEADLINE, SPACE, TITLE
from shopdesk.words import _, listed, ngettext
from shopdesk.words.states import word_channel

CLOCK_WIDTH = 130
CARD_HEIGHT = 66
EDGE = 2
_LOOK = {"error": "urgent", "warn": "soon"}


class TodayCard(QFrame):
    """One thing to do; its button (Enter on the card) opens the view where it is done, `stepped` is an arrow key."""

    stepped = Signal(int)

    def __init__(self, card: Card, now: datetime, act: Callable[[], object], names: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName(f"card-{card.kind}")
        role = urgency(card.due, now)
        self.setProperty("card", _LOOK.get(role, "true"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(CARD_HEIGHT)
        title, verb = title_of(card), verb_of(card)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{slack(card.due, now)} {explain(card, names)}")
        self.button: QPushButton = button(f"do-{card.kind}", verb, act)
        self.button.setAccessibleDescription(title)
        self._lay_out(card, now, role, title, names)

    def _lay_out(self, card: Card, now: datetime, role: str, title: str, names: dict[str, str]) -> None:
        time_left = label(slack(card.due, now), rank=_rank(role), size=HEADLINE, bold=True)
        until = label(_until(card, now), rank="muted", size=CAPTION)
        clock = QFrame()
        clock.setFixedWidth(_clock_width(until, now))
        inside = row(SlackClock(used_share(card.since, card.due, now), role), spacing=SPACE[2])
        edge = 0 if role in _LOOK else EDGE  # an urgent card's coloured edge is as much wider
        inside.setContentsMargins(SPACE[4] + edge, 0, 0, 0)
        inside.addLayout(column(None, time_left, until, None, spacing=0))
        inside.addStretch(1)
        clock.setLayout(inside)
        divider = line()
        divider.setProperty("line", "upright")
        what = ElidedLabel(title, size=TITLE, bold=True)
        how = ElidedLabel(explain(card, names), rank="second")
        words = column(None, what, how, None, spacing=SPACE[1])
        layout = row(clock, divider, spacing=0, margins=(0, 0, SPACE[4], 0))
        layout.addSpacing(SPACE[4])
        layout.addLayout(words, 1)
        layout.addSpacing(SPACE[3])
        layout.addWidget(self.button)
        self.setLayout(layout)

    def make_first(self) -> None:
        """Make this card's verb the page's one primary action."""
        self.button.setProperty("primary", True)
        self.button.setText(f"{self.button.text()}   Enter")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.button.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


def _clock_width(until: QLabel, now: datetime) -> int:
    """Return the width all cards' clocks have: the longest words for a moment fit in it."""
    longest = until.fontMetrics().horizontalAdvance(_("was due {when}").format(when=stamp(now.replace(day=28))))
    return max(CLOCK_WIDTH, SPACE[4] + EDGE + SIDE + SPACE[2] + longest + SPACE[1])


def _rank(role: str) -> str:
    return {"error": "error", "warn": "warn"}.get(role, "second")


def _until(card: Card, now: datetime) -> str:
    if card.due is None:
        return _("no limit")
    when = hour(card.due) if card.due.astimezone().date() == now.astimezone().date() else stamp(card.due)
    return (_("was due {when}") if card.due < now else _("due {when}")).format(when=when)


def title_of(card: Card) -> str:
    """Return what is so."""
    n = card.count
    titles = {
        "late": ngettext("{n} order late, not shipped", "{n} orders late, not shipped", n),
        "due": ngettext("{n} order due in two hours", "{n} orders due in two hours", n),
        "masked": ngettext("{n} address hidden, no label", "{n} addresses hidden, no labels", n),
        "short": ngettext("{n} order lacks goods", "{n} orders lack goods", n),
        "new": ngettext("{n} order to confirm", "{n} orders to confirm", n),
        "together": ngettext("{n} order could go together", "{n} orders could go together", n),
        "to-print": ngettext("{n} label to print", "{n} labels to print", n),
        "to-pick": ngettext("{n} order to pick", "{n} orders to pick", n),
        "to-pack": ngettext("{n} picked order to pack", "{n} picked orders to pack", n),
        "printed": ngettext("{n} printed order to pack and ship", "{n} printed orders to pack and ship", n),
        "to-hand-over": ngettext("{n} packed order to hand over", "{n} packed orders to hand over", n),
        "held": ngettext("{n} order comes off hold today", "{n} orders come off hold today", n),
        "return-answer": ngettext("{n} request for a return to answer", "{n} requests for returns to answer", n),
        "refund-due": ngettext("{n} refund to pay", "{n} refunds to pay", n),
        "exchange-due": ngettext("{n} exchange to complete", "{n} exchanges to complete", n),
        "ticket-answer": ngettext("{n} ticket without a first answer", "{n} tickets without a first answer", n),
        "ticket-solve": ngettext("{n} ticket to solve", "{n} tickets to solve", n),
        "low": ngettext("{n} SKU below its safety line", "{n} SKUs below their safety line", n),
        "expiring": ngettext("{n} batch keeps less than 60 days", "{n} batches keep less than 60 days", n),
        "purchase-late": ngettext("{n} purchase order is overdue", "{n} purchase orders are overdue", n),
    }  # fmt: skip
    return titles[card.kind].format(n=f"{n:,}")


def verb_of(card: Card) -> str:
    """Return the verb of the card's button."""
    return {
        "late": _("Pack first"),
        "due": _("Pack now"),
        "masked": _("See them"),
        "short": _("What to do"),
        "new": _("Confirm"),
        "together": _("Merge"),
        "to-print": _("Print"),
        "to-pick": _("Pick orders"),
        "to-pack": _("Pack orders"),
        "printed": _("Ship"),
        "to-hand-over": _("Hand over"),
        "held": _("See them"),
        "return-answer": _("Decide"),
        "refund-due": _("Refund"),
        "exchange-due": _("Exchange"),
        "ticket-answer": _("Reply"),
        "ticket-solve": _("Solve"),
        "low": _("See stock"),
        "expiring": _("See stock"),
        "purchase-late": _("See purchases"),
    }[card.kind]


def explain(card: Card, names: dict[str, str]) -> str:
    """Return how we know: what the goods wait for, the most urgent order, and where the orders come from."""
    parts = []
    if card.kind == "masked":
        parts.append(_("Get the whole address in the platform's back end and import again"))
    if card.since is not None and card.kind in ("late", "due", "new"):
        parts.append(_("First paid {when}").format(when=stamp(card.since)))
    if card.number:
        many = _("{number} and others") if card.count > 1 else "{number}"
        parts.append(many.format(number=card.number))
    if card.shares:
        nobody = _("no courier")
        named = [f"{names.get(key) or word_channel(key) or nobody} {count:,}" for key, count in card.shares]
        parts.append(listed(named))
    if card.kind == "low":
        parts.append(_("What can still be promised is less than the line you have set"))
    return " · ".join(parts)

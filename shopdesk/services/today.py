"""What is to be done today, the most urgent first, and whether the day is long enough for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.db import day, waiting
from shopdesk.db.waiting import LowSku
from shopdesk.domain.after_sales import Clock
from shopdesk.domain.pace import seconds_per_order
from shopdesk.services.after_sales import count_open, running_promises
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop
from shopdesk.services.waybill_pools import low_pools

__all__ = [
    "BY_COURIER",
    "Card",
    "Check",
    "LowSku",
    "Outlook",
    "Today",
    "count_waiting",
    "group_of",
    "read_today",
    "urgency",
]

URGENT, SOON = timedelta(hours=2), timedelta(hours=6)
EXPIRING = timedelta(days=60)
BY_COURIER = ("to-print", "printed", "to-hand-over")  # cards that tell with whom the orders go, not where from
# Promises of after-sales, each with its card; for a parcel that the buyer sends back nobody here can do anything.
PROMISES = {
    "answer": "return-answer",
    "refund": "refund-due",
    "exchange": "exchange-due",
    "ticket-answer": "ticket-answer",
    "ticket-solve": "ticket-solve",
}
_LOW_SHOWN = 4
_HISTORY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do: how many wait, since when, until when; `shares` says from where or with whom."""

    kind: str
    count: int
    due: datetime | None = None
    since: datetime | None = None
    number: str = ""
    shares: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether today's orders can be finished: `pace` in seconds an order, None while too little was measured."""

    left: int
    done: int
    begun: datetime
    closes: datetime
    pace: float | None

    def finish(self, now: datetime) -> datetime | None:
        """Return when the last order would be ready if work went on from now without a break."""
        return None if self.pace is None else now + timedelta(seconds=self.left * self.pace)

    def spare(self, now: datetime) -> int:
        """Return how many more orders fit in before closing; below zero when some do not."""
        seconds = (self.closes - now).total_seconds()
        return int(seconds // self.pace) - self.left if self.pace else 0


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the day's list: done or not, when, and how many; `format` names whose orders are imported."""

    kind: str
    done: bool
    at: datetime | None = None
    count: int = 0
    format: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the page of today shows, as it was at `now`; `is_new` tells that no order ever came."""

    now: datetime
    closes: datetime
    cards: tuple[Card, ...]
    outlook: Outlook
    low: tuple[LowSku, ...]
    low_count: int
    held: int
    suspicious: int
    sender_missing: bool
    checks: tuple[Check, ...]
    is_new: bool = False
    scarce: tuple[tuple[str, int], ...] = ()
    trouble: int = 0


def count_waiting(shop: Shop) -> dict[str, int]:
    """Return how much waits at each place of the window: orders, labels to print, stock below its line."""
    counts = waiting.count_waiting(shop.connection)
    return {"orders": counts.orders, "printing": counts.labels, "stock": counts.low, "returns": count_open(shop)}


def read_today(shop: Shop) -> Today:
    """Return what is to be done, sorted by slack alone."""
    now, settings = shop.now(), list_settings(shop)
    midnight = _midnight(now)
    closes = midnight + timedelta(hours=int(settings["shop.closing_hour"]))
    low_count = waiting.count_waiting(shop.connection).low
    found = waiting.open_orders(shop.connection, now, midnight + timedelta(days=1))
    return Today(
        now=now,
        closes=closes,
        cards=_by_due(*_cards(found, low_count), *_promise_cards(shop), *_stock_cards(shop, now)),
        outlook=_outlook(shop, now, closes, found.workable),
        low=tuple(waiting.low_skus(shop.connection, _LOW_SHOWN)) if low_count else (),
        low_count=low_count,
        held=found.held,
        suspicious=found.suspicious,
        sender_missing=not settings["sender.street"],
        checks=_checks(shop, now, found),
        is_new=not day.has_orders(shop.connection),
        scarce=tuple(low_pools(shop)),
        trouble=waiting.count_trouble(shop.connection),
    )


def group_of(due: datetime | None, now: datetime, closes: datetime) -> str:
    """Return under which heading a card stands: "soon", "today" or "later"."""
    if due is None:
        return "later"
    if due <= now + URGENT:
        return "soon"
    return "today" if due <= closes else "later"


def urgency(due: datetime | None, now: datetime) -> str:
    """Return the role of a clock: under two hours "error", under six "warn", otherwise "text-2"."""
    if due is None:
        return "text-2"
    return "error" if due < now + URGENT else "warn" if due < now + SOON else "text-2"


def _midnight(now: datetime) -> datetime:
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def _cards(found: waiting.Open, low: int) -> tuple[Card, ...]:
    cards = [
        Card(
            kind,
            pile.count,
            pile.ship_by,
            pile.paid_at,
            pile.number,
            tuple((pile.couriers if kind in BY_COURIER else pile.channels).most_common()),
        )
        for kind, pile in found.piles.items()
        if pile.count
    ]
    if low:
        cards.append(Card("low", low))
    return tuple(cards)


def _by_due(*cards: Card) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (card.due is None, card.due and card.due.timestamp())))


def _promise_cards(shop: Shop) -> tuple[Card, ...]:
    """Return the promises to buyers that are running, one card for each kind, with whose ends first."""
    piles: dict[str, list[Clock]] = {}
    for clock in running_promises(shop):
        if clock.kind in PROMISES:
            piles.setdefault(PROMISES[clock.kind], []).append(clock)
    return tuple(Card(kind, len(pile), pile[0].due, number=pile[0].number) for kind, pile in piles.items())


def _stock_cards(shop: Shop, now: datetime) -> tuple[Card, ...]:
    """Return what of the stock wants a hand and has no hour: batches that expire, goods that should have come."""
    today = now.astimezone().date()
    batches, _first = waiting.expiring(shop.connection, (today + EXPIRING).isoformat())
    late, number = waiting.late_purchases(shop.connection, today.isoformat())
    cards = (Card("expiring", batches), Card("purchase-late", late, number=number))
    return tuple(card for card in cards if card.count)


def _outlook(shop: Shop, now: datetime, closes: datetime, left: int) -> Outlook:
    steps = day.steps_since(shop.connection, ("packed", "shipped"), now - _HISTORY)
    paces = (seconds_per_order(steps["packed"]), seconds_per_order(steps["shipped"]))
    midnight = _midnight(now)
    today = [moment for moment in steps["shipped"] if moment >= midnight]
    begun = min([moment for kind in steps.values() for moment in kind if moment >= midnight], default=now)
    return Outlook(left, len(today), begun, closes, next((pace for pace in paces if pace), None))


def _checks(shop: Shop, now: datetime, found: waiting.Open) -> tuple[Check, ...]:
    midnight = _midnight(now)
    imports = day.order_imports(shop.connection, now - _HISTORY)
    taken = [
        Check("import", at >= midnight, at if at >= midnight else None, format=name) for name, at in imports.items()
    ]
    printed, unprinted = day.labels_since(shop.connection, midnight), found.piles["to-print"].count
    return (
        *(taken or [Check("import", False)]),
        Check("confirm", not found.piles["new"].count, count=found.piles["new"].count),
        Check("print", not unprinted, count=unprinted or printed),
        Check("ship", not found.due, count=found.due),
    )

"""What waits to be done, counted over the open orders alone (index orders_waiting)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN, VIEWS
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.option_text import options_text
from shopdesk.domain.parcel_states import TROUBLE

# Each counts as the view of its name does; of the held ones those alone whose waiting ends before the day does.
PILES = (
    "late", "due", "masked", "short", "new", "together", "to-print", "to-pick", "to-pack", "printed", "to-hand-over",
    "held",
)  # fmt: skip

_WORKABLE = "o.payment <> 'unpaid' AND o.hold + o.short + o.masked = 0"
_DUE_BEFORE = "o.payment <> 'unpaid' AND o.leave_by < ?"
# The pick-up it leaves with; once that has gone, the end itself.
_END = "CASE WHEN o.leave_by >= ? THEN o.leave_by ELSE o.ship_by END"
_AVAILABLE = "(u.here - u.reserved + u.made)"
_TROUBLE = ", ".join(f"'{state}'" for state in TROUBLE)
IN_TROUBLE = f"p.state IN ({_TROUBLE}) AND o.fulfilment IN ('shipped', 'delivered')"
_LOW = f"u.live AND u.safety > 0 AND {_AVAILABLE} < u.safety"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many orders want a hand, how many want a label, how many SKUs lie below their safety line."""

    orders: int
    labels: int
    low: int


@dataclass(slots=True)
class Pile:
    """Orders that wait for the same thing: how many, from where, and the most urgent of them."""

    count: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    couriers: Counter[str] = field(default_factory=Counter)
    ship_by: datetime | None = None
    paid_at: datetime | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """All open orders: their piles, what can be worked on, what is due, what a person has put aside."""

    piles: dict[str, Pile]
    workable: int
    due: int
    held: int
    suspicious: int


@dataclass(frozen=True, slots=True)
class LowSku:
    """A SKU whose available pieces lie below its safety line."""

    sku: str
    title: str
    options: str
    available: int
    safety: int


def count_waiting(connection: Connection) -> Waiting:
    """Count what waits."""
    orders, labels = connection.execute(
        f"SELECT coalesce(sum(o.payment <> 'unpaid'), 0), coalesce(sum({VIEWS['to-print']}), 0)"
        f" FROM orders o WHERE {OPEN} AND o.removed_at IS NULL"
    ).fetchone()
    low = connection.execute(f"SELECT count(*) FROM stock_sums u WHERE {_LOW}").fetchone()[0]
    return Waiting(orders, labels, low)


def open_orders(connection: Connection, now: datetime, due_before: datetime) -> Open:
    """Sort the open orders into piles as they are `now`; one pass over the index."""
    conditions = {name: VIEWS[name] for name in PILES}
    conditions["held"] += " AND o.hold_until < ?"
    asked, moments = [], []
    for name, condition in conditions.items():
        asked.append(f"sum({condition}), min(CASE WHEN {condition} THEN {_END} || ' ' || o.id END)")
        looked_at = due_before if name == "held" else now
        moments += [write_time(looked_at)] * condition.count("?") * 2 + [write_time(now)]
    rows = connection.execute(
        f"SELECT o.channel, o.courier, {', '.join(asked)}, sum({_WORKABLE}), sum({_DUE_BEFORE}), sum(o.hold),"
        f" sum(o.suspicious) FROM orders o WHERE {OPEN} AND o.removed_at IS NULL GROUP BY 1, 2",
        (*moments, write_time(due_before)),
    ).fetchall()
    piles = {name: _pile(rows, 2 + 2 * at) for at, name in enumerate(PILES)}
    _name_first(connection, piles, rows)
    workable, due, held, suspicious = (sum(row[at] or 0 for row in rows) for at in range(-4, 0))
    return Open(piles, workable, due, held, suspicious)


def _pile(rows: Sequence[Sequence[object]], at: int) -> Pile:
    """Add up one pile over channels and couriers; `at` is where its count stands in a row."""
    pile = Pile()
    for row in rows:
        count = row[at]
        if isinstance(count, int) and count:
            pile.count += count
            pile.channels[str(row[0])] += count
            pile.couriers[str(row[1])] += count
    return pile


def _name_first(connection: Connection, piles: dict[str, Pile], rows: Sequence[Sequence[object]]) -> None:
    """Tell of each pile when its most urgent order must leave, when it was paid, and its number."""
    for at, pile in enumerate(piles.values()):
        if not (keys := [str(row[3 + 2 * at]) for row in rows if row[3 + 2 * at]]):
            continue
        moment, row_id = min(keys).split()
        pile.ship_by = read_time(moment)
        pile.number, paid = connection.execute(
            "SELECT number, paid_at FROM orders WHERE id = ?", (int(row_id),)
        ).fetchone()
        pile.paid_at = read_time_or_none(paid)


def low_skus(connection: Connection, limit: int) -> list[LowSku]:
    """Return SKUs below their safety line, the emptiest first."""
    rows = connection.execute(
        f"SELECT v.sku, l.title, v.options, {_AVAILABLE} AS available, u.safety FROM stock_sums u"
        " JOIN variants v ON v.id = u.variant_id JOIN listings l ON l.id = v.listing_id"
        f" WHERE {_LOW} ORDER BY {_AVAILABLE} * 1.0 / u.safety LIMIT ?",
        (limit,),
    )
    return [
        LowSku(sku, title, options_text(json.loads(options)), int(available), safety)
        for sku, title, options, available, safety in rows
    ]


def expiring(connection: Connection, until: str) -> tuple[int, str | None]:
    """Return how many batches with pieces left keep no longer than a day (ISO), and the first of their last days."""
    row = connection.execute(
        "SELECT count(*), min(expires_on) FROM lots g WHERE expires_on <= ?"
        " AND (SELECT total(quantity) FROM movements WHERE lot_id = g.id) > 0",
        (until,),
    ).fetchone()
    return int(row[0]), row[1]


def late_purchases(connection: Connection, today: str) -> tuple[int, str]:
    """Return how many purchase orders should have come before a day (ISO), and the number of the latest one."""
    row = connection.execute(
        "SELECT count(*), coalesce(min(number), '') FROM purchases WHERE state IN ('ordered', 'part')"
        " AND removed_at IS NULL AND expected_on < ?",
        (today,),
    ).fetchone()
    return int(row[0]), str(row[1])


def count_trouble(connection: Connection) -> int:
    """Return how many parcels are lost, sent back or held up."""
    row = connection.execute(
        "SELECT count(*) FROM parcels p CROSS JOIN orders o ON o.id = p.order_id"
        f" WHERE o.removed_at IS NULL AND {IN_TROUBLE}"
    ).fetchone()
    return int(row[0])

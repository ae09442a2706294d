"""Promotions as data, and what a basket costs with them: each reduction named and laid on its lines to the cent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.money import Money

# In the order in which they take effect where priorities are equal: single goods first, coupons last.
KINDS = ("discount", "flash", "group-buy", "bundle", "gift", "threshold", "coupon")
ITEM_KINDS = frozenset(("discount", "flash", "group-buy", "bundle"))
AUDIENCES = ("any", "new", "returning")
ALONE = "*"  # the group of a promotion that shares a line with no other


class BasketLine(NamedTuple):
    """What somebody wants; a price given by hand stands, no promotion of single goods touches it."""

    sku: str
    quantity: int
    unit_price: Money | None = None


class LineReduction(NamedTuple):
    """A promotion's share on one line."""

    code: str
    name: str
    amount: Money


class Saving(NamedTuple):
    """What a promotion takes off a whole basket."""

    name: str
    amount: Money


class Gift(NamedTuple):
    """Goods that come along free."""

    sku: str
    quantity: int
    code: str
    name: str


class Missed(NamedTuple):
    """A promotion or coupon that gives nothing here, with the reason as an error's code and its parameters."""

    code: str
    name: str
    reason: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price; `net` is what is paid for it after its shares of all reductions."""

    sku: str
    quantity: int
    unit_price: Money
    gross: Money
    reductions: tuple[LineReduction, ...]
    net: Money


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """What a basket costs: its lines in the order given, gifts, named reductions, the sum, and what was missed.

    `pieces` tells by code how many pieces of a flash sale are in it.
    """

    lines: tuple[PricedLine, ...]
    gifts: tuple[Gift, ...]
    reductions: tuple[Saving, ...]
    total: Money
    missed: tuple[Missed, ...] = ()
    pieces: dict[str, int] = field(default_factory=dict)

    @property
    def by_code(self) -> dict[str, int]:
        """What each promotion takes off, by its code, in minor units."""
        found: dict[str, int] = {}
        for line in self.lines:
            for share in line.reductions:
                found[share.code] = found.get(share.code, 0) + share.amount.amount
        return found


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a promotion holds; what is empty says nothing. A category holds all below it."""

    channels: frozenset[str] = frozenset()
    categories: frozenset[tuple[str, ...]] = frozenset()
    skus: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """From `least` on: so many percent off, or an amount off, or a price; exactly one of the three."""

    least: int = 0
    percent: int = 0
    amount: int = 0
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Promotion:
    """One promotion.

    `steps` by kind: a discount's and a coupon's one step, a threshold's tiers, a group's sizes; `pieces` counts
    pieces instead of money; `each` gives per whole; `most` is how often (pieces, sets, times) in one basket, 0 for
    no end; `limit` is how many pieces or uses there are in all; `group` names promotions that exclude each other.
    """

    code: str
    name: str
    kind: str
    scope: Scope = field(default_factory=Scope)
    starts: datetime | None = None
    ends: datetime | None = None
    priority: int = 0
    group: str = ""
    steps: tuple[Step, ...] = ()
    pieces: bool = False
    each: bool = False
    most: int = 0
    limit: int = 0
    items: tuple[tuple[str, int], ...] = ()
    gift: str = ""
    gift_quantity: int = 1
    audience: str = "any"
    per_customer: int = 0
    budget: int = 0
    ceiling: int = 0

    def runs_at(self, at: datetime) -> bool:
        """Tell whether it runs at a moment; the end is no more part of it."""
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)


class Used(NamedTuple):
    """How much of a promotion is used up: uses (a flash sale's pieces), money given, uses by this customer."""

    uses: int = 0
    spent: int = 0
    by_customer: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A basket's line as the engine takes it, the price in minor units; `by_hand` is a price somebody has set."""

    sku: str
    quantity: int
    unit_price: int
    category: tuple[str, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """Who buys, where and when; `orders` counts earlier ones (None: unknown), `people` stand together in a group.

    `coupons` are codes of promotions; `stock` says what there is of gifts (a SKU that is missing has no end).
    """

    channel: str
    at: datetime
    level: str = ""
    orders: int | None = None
    people: int = 1
    coupons: tuple[str, ...] = ()
    used: dict[str, Used] = field(default_factory=dict)
    stock: dict[str, int] = field(default_factory=dict)


class StoredPromotion(NamedTuple):
    """A promotion as it stands now: its version, draft, live or stopped, and since when."""

    promotion: Promotion
    version: int
    state: str
    at: datetime
    row: int

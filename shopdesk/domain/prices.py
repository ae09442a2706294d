"""The price of a SKU on a channel: list, sale with dates, by member level, by quantity; the lowest that holds wins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.errors import ShopError

KINDS = ("list", "sale", "member", "quantity")
LARGEST_PRICE = 10**10
LARGEST_LEAST = 10**6
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Price:
    """One entry of the price book, in minor units; `channel` "" holds on all that have none of their own.

    `level` is a member price's, `least` the pieces from which a quantity price holds.
    """

    sku: str
    kind: str
    amount: int
    channel: str = EVERYWHERE
    level: str = ""
    least: int = 1
    starts: datetime | None = None
    ends: datetime | None = None
    row: int = 0

    @property
    def place(self) -> tuple[str, str, str, str, int]:
        """What it is the price of: two of one place take turns by their dates."""
        return self.sku, self.channel, self.kind, self.level, self.least

    def holds_at(self, at: datetime) -> bool:
        """Tell whether it holds at a moment; the end is no more part of it."""
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the price book."""

    channel: str
    at: datetime
    level: str = ""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Quoted:
    """The price that holds, by which kind, what the list price is, and all that came into question, lowest first."""

    amount: int
    kind: str
    listed: int
    considered: tuple[Price, ...]


def quote_price(usual: int, prices: Iterable[Price], asked: Asked) -> Quoted:
    """Return the price that holds; `usual` is the listing's own price, where the book has no list price.

    A channel's own entry of a kind stands in front of the one for all channels; of two that hold at once, the one
    that has begun later.
    """
    holding: dict[tuple[str, str, int], Price] = {}
    for price in sorted(prices, key=_strength):
        if price.holds_at(asked.at) and _concerns(price, asked):
            holding[price.kind, price.level, price.least] = price
    listed = next((price.amount for key, price in holding.items() if key[0] == "list"), usual)
    others = sorted((p for p in holding.values() if p.kind != "list"), key=lambda p: (p.amount, KINDS.index(p.kind)))
    best = others[0] if others and others[0].amount < listed else None
    return Quoted(best.amount if best else listed, best.kind if best else "list", listed, tuple(others))


def _concerns(price: Price, asked: Asked) -> bool:
    return (
        price.channel in (EVERYWHERE, asked.channel)
        and (price.kind != "member" or price.level == asked.level)
        and asked.quantity >= price.least
    )


def _strength(price: Price) -> tuple[bool, bool, str, int]:
    return price.channel != EVERYWHERE, price.starts is not None, str(price.starts or ""), price.row


def check_price(price: Price, *, now: datetime | None = None) -> None:
    """Refuse what is no price. Raises ShopError with "price-invalid", "price-kind" or "price-dates"."""
    if not 0 < price.amount <= LARGEST_PRICE:
        raise ShopError("price-invalid", sku=price.sku, value=price.amount)
    if price.kind not in KINDS:
        raise ShopError("price-kind", value=price.kind, allowed=", ".join(KINDS))
    if (price.kind == "member") != bool(price.level) or not 1 <= price.least <= LARGEST_LEAST:
        raise ShopError("price-kind", value=f"{price.kind} {price.level} {price.least}", allowed=", ".join(KINDS))
    if (price.kind == "quantity") != (price.least > 1):
        raise ShopError("price-kind", value=f"{price.kind} {price.least}", allowed=", ".join(KINDS))
    ended = now is not None and price.ends is not None and price.ends <= now
    if ended or (price.starts and price.ends and price.ends <= price.starts):
        raise ShopError("price-dates", sku=price.sku)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many prices change at once: percent or an amount up (below zero: down), or a price; then an ending.

    `ending` in minor units is what prices shall end with, such as 90 for x.90; -1 leaves them.
    """

    percent: int = 0
    amount: int = 0
    price: int = 0
    ending: int = -1

    def apply(self, before: int) -> int:
        """Return the new price, rounded half up, brought down to its ending where that leaves something."""
        after = self.price or (before * (100 + self.percent) + 50) // 100 + self.amount
        if self.ending >= 0 and after > 0:
            lower = after - (after - self.ending) % 100
            after = lower if lower > 0 else after
        return after


def check_recipe(recipe: Recipe) -> None:
    """Refuse a recipe that says nothing or more than one thing. Raises ShopError("price-recipe")."""
    told = bool(recipe.percent) + bool(recipe.amount) + bool(recipe.price)
    if told > 1 or (told == 0 and recipe.ending < 0) or not -95 <= recipe.percent <= 1000 or recipe.ending > 99:
        raise ShopError("price-recipe")


def steps_at(prices: Sequence[Price], at: datetime) -> list[datetime]:
    """Return the moments ahead at which a price begins or ends, soonest first."""
    return sorted({time for price in prices for time in (price.starts, price.ends) if time is not None and time > at})


class PricedGoods(NamedTuple):
    """A live SKU as its listing tells it, amounts in minor units of its currency."""

    variant_id: int
    sku: str
    title: str
    category: tuple[str, ...]
    price: int
    list_price: int
    cost: int
    weight_g: int
    currency: str
    options: str = ""

    @property
    def called(self) -> str:
        """What tells it from its sisters: its options before the title."""
        return f"{self.options} · {self.title}" if self.options else self.title


class PriceChange(NamedTuple):
    """One change of a SKU's prices: when, by whom, why, what was added and what ended."""

    row: int
    at: datetime
    actor: str
    reason: str
    undone: bool
    added: tuple[Price, ...]
    removed: tuple[Price, ...]


class CompetitorPrice(NamedTuple):
    """What a competitor asked for the same goods one day."""

    row: int
    competitor: str
    channel: str
    amount: int
    note: str
    at: datetime

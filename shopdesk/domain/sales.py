"""The market stall: a cart, how it is paid to the cent, what goes back, and a shift that adds up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.promotions import PricedBasket
from shopdesk.domain.stock import LARGEST_QUANTITY

METHODS = ("cash", "wechat", "alipay", "unionpay", "card")
BY_HAND = "by-hand"  # the code of a reduction that a person has given
# Notes and coins of the yuan in fen, the largest first.
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
LARGEST_NOTE = DENOMINATIONS[0]
LARGEST_AMOUNT = 10**10
LONGEST_REASON = 200
_TIMES = re.compile(r"(\d{1,6})(?:\s*[*×]\s*|\s+[xX]\s+)(\S.*)", re.ASCII)


class CartLine(NamedTuple):
    """What somebody takes: pieces, or grams of weighed goods; `price` replaces the shop's, with its reason."""

    sku: str
    quantity: int = 1
    grams: int = 0
    price: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cart:
    """What lies on the counter: its lines, whose it is, and what is taken off by hand."""

    lines: tuple[CartLine, ...] = ()
    customer: str = ""
    coupons: tuple[str, ...] = ()
    discount: int = 0
    discount_reason: str = ""


class Reduction(NamedTuple):
    """What one promotion or person took off a line or a cart, in minor units."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A line as it is sold: `gross` before and `net` after its reductions; `list_price` is what the shop asks."""

    sku: str
    title: str
    options: str
    quantity: int
    unit_price: int
    gross: int
    net: int
    reductions: tuple[Reduction, ...] = ()
    grams: int = 0
    list_price: int = 0
    reason: str = ""
    variant: int = 0
    row: int = 0
    back: int = 0
    gift: bool = False


class Tender(NamedTuple):
    """Money for a sale: `amount` stays in the till or account, of cash `given` was handed over."""

    method: str
    amount: int
    given: int = 0
    reference: str = ""

    @property
    def change(self) -> int:
        """What is handed back."""
        return max(self.given - self.amount, 0)


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart with what it costs: lines, the reductions by name, gifts that are not there, the sum."""

    lines: tuple[SaleLine, ...]
    reductions: tuple[Reduction, ...]
    total: int
    currency: str = "CNY"
    gifts_missing: tuple[str, ...] = ()
    missed: tuple[tuple[str, str, Mapping[str, object]], ...] = ()
    basket: PricedBasket | None = field(default=None, compare=False, repr=False)  # as promotions have priced it

    @property
    def subtotal(self) -> int:
        """What the lines cost before anything is taken off."""
        return sum(line.gross for line in self.lines)

    @property
    def pieces(self) -> int:
        """How many pieces there are; weighed goods count one."""
        return sum(1 if line.grams else line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale as it is kept, with its order's number."""

    row: int
    uuid: str
    number: str
    order: str
    shift: str
    at: datetime
    cashier: str
    lines: tuple[SaleLine, ...]
    tenders: tuple[Tender, ...]
    total: int
    currency: str
    refunded: int = 0
    customer: str = ""
    order_row: int = 0
    gifts_missing: tuple[str, ...] = ()

    @property
    def subtotal(self) -> int:
        """What the lines cost before anything was taken off."""
        return sum(line.gross for line in self.lines)

    @property
    def change(self) -> int:
        """What was handed back."""
        return sum(tender.change for tender in self.tenders)

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """What was taken off, by promotion."""
        return summed(one for line in self.lines for one in line.reductions)


@dataclass(frozen=True, slots=True)
class Shift:
    """A person's time at the till: what lay in it, what should and does lie in it at the end."""

    row: int
    uuid: str
    number: str
    opened_at: datetime
    opened_by: str
    opening: int
    closed_at: datetime | None = None
    closed_by: str = ""
    expected: int | None = None
    counted: int | None = None
    reason: str = ""
    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def difference(self) -> int | None:
        """What lies there beyond what should; below nothing when it is short."""
        return None if self.counted is None or self.expected is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """A Z report: everything a shift sold, took and paid back, by sums that add up."""

    shift: Shift
    sales: int
    pieces: int
    gross: int
    reductions: tuple[Reduction, ...]
    taken: Mapping[str, int]
    paid_back: Mapping[str, int]
    refunds: int
    cash_in: int
    cash_out: int
    first: str
    last: str
    overrides: int
    held: int
    clock_steps: int
    currency: str = "CNY"

    @property
    def net(self) -> int:
        """What the sales came to."""
        return self.gross - sum(one.amount for one in self.reductions)

    @property
    def expected(self) -> int:
        """What must lie in the till."""
        moved = self.cash_in - self.cash_out
        return self.shift.opening + self.taken.get("cash", 0) - self.paid_back.get("cash", 0) + moved

    @property
    def adds_up(self) -> bool:
        """Whether the money taken is what the sales came to."""
        return self.net == sum(self.taken.values())


def summed(reductions: Iterable[Reduction]) -> tuple[Reduction, ...]:
    """Add up reductions of one code and name, in the order in which they first come."""
    sums: dict[tuple[str, str], int] = {}
    for one in reductions:
        sums[one.code, one.name] = sums.get((one.code, one.name), 0) + one.amount
    return tuple(Reduction(code, name, amount) for (code, name), amount in sums.items() if amount)


def count_pieces(lines: Iterable[CartLine]) -> dict[str, int]:
    """Return how many pieces of each SKU lie in a cart."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.sku] = counts.get(line.sku, 0) + line.quantity
    return counts


def put_in(lines: Sequence[CartLine], new: CartLine) -> tuple[CartLine, ...]:
    """Return the lines with another: the same goods at the same price are one line. Raises "quantity-out-of-range"."""
    found = list(lines)
    for at, line in enumerate(found):
        if line.sku == new.sku and line.price == new.price and not (line.grams or new.grams):
            found[at] = line._replace(quantity=line.quantity + new.quantity)
            break
    else:
        found.append(new)
    for line in found:
        if not 0 < line.quantity <= LARGEST_QUANTITY or not 0 <= line.grams <= LARGEST_QUANTITY:
            raise ShopError("quantity-out-of-range", value=line.quantity)
    return tuple(found)


def read_times(text: str) -> tuple[int, str]:
    """Read `5*code` into pieces and code; one piece of what has no such head: 30x40-BOX is a SKU."""
    told = _TIMES.fullmatch(text.strip())
    return (int(told[1]), told[2].strip()) if told and int(told[1]) else (1, text.strip())


def weighed_price(price: int, per: int, grams: int) -> int:
    """Return what some grams cost at a price for `per` grams, rounded half up to the smallest unit."""
    return (price * grams * 2 + per) // (per * 2)


def settle(total: int, told: Sequence[tuple[str, int, str]]) -> tuple[Tender, ...]:
    """Return the tenders of a sum from (method, amount, reference) as told: cash comes last and gives the change.

    Raises ShopError with "tender-unknown", "tender-amount", "tender-over" (money that is not cash, beyond what is
    left), "tender-short" or "change-unlikely" (a note too many was told).
    """
    left, cash, found = total, 0, []
    for method, amount, reference in told:
        if method not in METHODS:
            raise ShopError("tender-unknown", value=method, allowed=", ".join(METHODS))
        if not 0 < amount <= LARGEST_AMOUNT:
            raise ShopError("tender-amount", value=format_amount(amount))
        if method == "cash":
            cash += amount
        elif amount > left:
            raise ShopError("tender-over", amount=format_amount(amount), left=format_amount(left))
        else:
            left -= amount
            found.append(Tender(method, amount, amount, reference.strip()[:LONGEST_REASON]))
    if cash < left:
        raise ShopError("tender-short", missing=format_amount(left - cash), total=format_amount(total))
    if cash and (not left or cash - left >= LARGEST_NOTE):
        sums = {"given": cash, "due": left, "change": cash - left}
        raise ShopError("change-unlikely", **{name: format_amount(amount) for name, amount in sums.items()})
    return (*found, Tender("cash", left, cash)) if cash else tuple(found)


def quick_notes(due: int) -> tuple[int, ...]:
    """Return sums that a buyer is likely to hand over, the exact one first, the next round ones after it."""
    found = {due} | {-(-due // note) * note for note in DENOMINATIONS[:6]}
    return tuple(sorted(sum_ for sum_ in found if 0 < sum_ < due + LARGEST_NOTE))[:6]


def money_back(line: SaleLine, pieces: int) -> int:
    """Return what goes back for pieces of a line that was sold: in proportion, all pieces together the whole."""
    return line.net * (line.back + pieces) // line.quantity - line.net * line.back // line.quantity


def count_cash(counts: Mapping[int, int]) -> int:
    """Return what counted notes and coins come to. Raises ShopError("cash-count")."""
    for note, pieces in counts.items():
        if note not in DENOMINATIONS or not 0 <= pieces <= 100_000:
            raise ShopError("cash-count", value=f"{note}×{pieces}")
    return sum(note * pieces for note, pieces in counts.items())

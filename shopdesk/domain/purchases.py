"""Buying in: suppliers, what they call and ask for each SKU, and purchase orders received in parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

STATES = ("draft", "ordered", "part", "received", "cancelled")
OPEN_STATES = ("ordered", "part")
USUAL_LEAD_DAYS = 7


@dataclass(frozen=True, slots=True)
class Supplier:
    """Somebody goods are bought from; `lead_days` from order to delivery."""

    code: str
    name: str
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""
    lead_days: int = USUAL_LEAD_DAYS
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class SupplierItem:
    """A SKU as a supplier offers it: its code there, price in minor units, least quantity, pieces in a pack."""

    supplier: str
    sku: str
    code: str = ""
    price: int = 0
    minimum: int = 1
    pack: int = 1
    lead_days: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """Pieces ordered of a SKU at a price in minor units each, and how many have come."""

    sku: str
    title: str
    code: str
    quantity: int
    price: int
    received: int = 0

    @property
    def outstanding(self) -> int:
        """How many are still to come."""
        return max(self.quantity - self.received, 0)


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase order."""

    number: str
    supplier: Supplier
    state: str
    note: str
    created_at: datetime
    ordered_at: datetime | None
    expected_on: date | None
    lines: tuple[PurchaseLine, ...]

    @property
    def total(self) -> int:
        """What all pieces cost, in minor units of the supplier's currency."""
        return sum(line.quantity * line.price for line in self.lines)


def state_after_receipt(lines: Iterable[PurchaseLine]) -> str:
    """Return how an order stands by what has come of it: "ordered", "part" or "received"."""
    told = list(lines)
    if all(line.received >= line.quantity for line in told):
        return "received"
    return "part" if any(line.received for line in told) else "ordered"


def packed(quantity: int, minimum: int, pack: int) -> int:
    """Return how many pieces to order: at least the least quantity, in whole packs."""
    wanted = max(quantity, minimum)
    return -(-wanted // max(pack, 1)) * max(pack, 1)

"""Payments: by which method money comes, what it costs, on which day it is in the account, and how it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shopdesk.domain.errors import ShopError
from shopdesk.domain.workdays import DAY, WorkCalendar

KINDS = ("payment", "refund")
# open: expected on a later day · due: expected today · late: its day has passed · differs: another amount came.
STATES = ("open", "due", "late", "settled", "differs", "undone")
LARGEST = 10**13  # minor units
_LATIN = re.compile(r"[a-z ]+")


@dataclass(frozen=True, slots=True)
class Method:
    """A way to pay: `fee` in hundredths of a percent, settled from `earliest` to `latest` days after the payment."""

    code: str
    name: str
    name_en: str
    fee: int = 0
    earliest: int = 1
    latest: int = 1
    working: bool = True
    fee_back: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """The methods by code, the one that each channel pays by, and the one of all other channels."""

    methods: Mapping[str, Method]
    channels: Mapping[str, str]
    others: str

    def method_of(self, told: str, channel: str = "") -> Method:
        """Return the method that a code or a platform's words name, else the usual one of the channel."""
        if told in self.methods:
            return self.methods[told]
        words = told.casefold()
        for method in self.methods.values():
            if any(_names(word, words) for word in (method.name, method.name_en, *method.words)):
                return method
        return self.methods[self.channels.get(channel, self.others)]

    def named(self, code: str) -> str:
        """Return a method's name; one that is in the table no longer is told by its code."""
        return self.methods[code].name if code in self.methods else code

    def known(self, code: str) -> Method:
        """Return the method of a code. Raises ShopError("payment-method-unknown")."""
        if code not in self.methods:
            raise ShopError("payment-method-unknown", value=code, allowed=", ".join(self.methods))
        return self.methods[code]


@dataclass(frozen=True, slots=True)
class ChannelCost:
    """What selling on a channel costs: amounts in minor units, percents in hundredths of a percent, from – to."""

    channel: str
    name: str
    name_en: str
    users: str = ""
    deposit: tuple[int, int] = (0, 0)
    yearly: tuple[int, int] = (0, 0)
    commission: tuple[int, int] = (0, 0)
    payment: str = ""
    suits: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came for an order or a sale, or went back: amounts in minor units, above zero for both kinds.

    `settled` and `settled_fee` are what statements have told of it so far; `sale` is the number of a sale that is no
    order; `derived` means that it was taken from an order instead of being told by itself.
    """

    row: int
    uuid: str
    order: str
    sale: str
    kind: str
    method: str
    amount: int
    currency: str
    fee: int
    at: datetime
    expected: date
    reference: str = ""
    settled: int = 0
    settled_fee: int | None = None
    matches: int = 0
    derived: bool = False
    undone: bool = False
    order_row: int | None = None
    channel: str = ""
    channel_order_no: str = ""

    @property
    def net(self) -> int:
        """What the account gains by it, below zero for a refund; the statement's fee counts once it is known."""
        fee = self.fee if self.settled_fee is None else self.settled_fee
        return (self.amount - fee) * (1 if self.kind == "payment" else -1)

    def state(self, today: date) -> str:
        """Tell how the payment stands on a day."""
        if self.undone:
            return "undone"
        if self.matches or self.method == "cash":
            return "settled" if self.method == "cash" or self.settled == self.amount else "differs"
        return "late" if self.expected < today else "due" if self.expected == today else "open"


def fee_of(method: Method, amount: int, kind: str = "payment") -> int:
    """Return the fee of an amount, rounded half up; of a refund what is given back of it."""
    if kind == "refund" and not method.fee_back:
        return 0
    return (amount * method.fee + 5_000) // 10_000


def settles_on(method: Method, paid_on: date, calendar: WorkCalendar) -> date:
    """Return the last day on which the money of a payment is to be in the account."""
    if method.working:
        return calendar.add_workdays(paid_on, method.latest)
    return paid_on + DAY * method.latest


def check_amount(amount: int) -> int:
    """Return an amount that can be paid. Raises ShopError("payment-amount")."""
    if not 0 < amount <= LARGEST:
        raise ShopError("payment-amount", value=amount)
    return amount


def _names(word: str, text: str) -> bool:
    """Tell whether a text names a method: Latin words stand alone, "cash" is not in "cashier"."""
    word = word.casefold()
    if _LATIN.fullmatch(word):
        return bool(word) and re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None
    return bool(word) and word in text

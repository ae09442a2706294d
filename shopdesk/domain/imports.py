"""What a platform file says, before the shop has looked at it: records, refused rows, warnings.

Orders come by the hundred thousand: their records are named tuples, which are made three times as fast as frozen
dataclasses and are as unchangeable.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.listings import Listing

KINDS = ("orders", "listings", "stock", "shipments", "customers")


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A platform file format: what it is called, what it holds, which way it goes, how it is recognised.

    `columns` are the header names that must all be there.
    """

    name: str
    kind: str
    directions: tuple[str, ...]
    columns: frozenset[str] = frozenset()


class LineRecord(NamedTuple):
    """A line of an order as the file tells it; `unit_price` in minor units."""

    title: str
    quantity: int
    unit_price: int = 0
    sku: str = ""
    options: str = ""


class OrderHead(NamedTuple):
    """The order-level half of a record: money in minor units of `currency`, times in UTC or None.

    `courier` is the name the platform wrote; the shop turns it into its own code.
    """

    placed_at: datetime | None = None
    paid_at: datetime | None = None
    payment: str = "unpaid"
    fulfilment: str = "new"
    refunding: bool = False
    buyer: str = ""
    receiver: Receiver = Receiver()
    currency: str = "CNY"
    shipping: int = 0
    discount: int = 0
    total: int = 0
    courier: str = ""
    waybill: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    risky: bool = False
    email: str = ""
    payment_method: str = ""
    trade_no: str = ""


class KeptOrder(NamedTuple):
    """What only the shop's own files tell of an order: its number and identity, where it stood in the shop.

    `matched` says of each line whether its SKU was one of the shop's (None: the file does not say).
    """

    number: str = ""
    uuid: str = ""
    ship_by: datetime | None = None
    after_sales: str = "none"
    hold: bool = False
    short: bool = False
    matched: tuple[bool | None, ...] = ()


class OrderRecord(NamedTuple):
    """An order as a file tells it. A file of lines alone has no head; an order file alone has provisional lines."""

    row: int
    channel: str
    channel_order_no: str
    head: OrderHead | None
    lines: tuple[LineRecord, ...]
    provisional: bool = False
    kept: KeptOrder | None = None


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """A listing as a file tells it, with the stock its file gives per SKU (None: the file does not say).

    `currency` is that of its prices, "" where the file does not say: they are the shop's own then. `told` names the
    fields that the file has at all, None for all: what it has not is no reason to empty anything.
    """

    row: int
    listing: Listing
    stock: dict[str, int | None] = field(default_factory=dict)
    currency: str = ""
    told: frozenset[str] | None = None


class StockRecord(NamedTuple):
    """What lies of a SKU at a place, as a file tells it; `place` is the platform's name for it, "" for none told."""

    row: int
    sku: str
    place: str
    pieces: int


@dataclass(frozen=True, slots=True)
class ShelfRecord:
    """What the shop's own stock file tells of a SKU: its safety line, and what lies where (code, serves orders)."""

    row: int
    sku: str
    safety: int
    places: dict[tuple[str, bool], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was refused (or, as a warning, taken with a remark): its number in the spreadsheet and why.

    `row` counts as the spreadsheet shows it: the header of a plain csv is row 1.
    """

    row: int
    code: str
    value: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Yielded by a format in place of a record: the row was not taken."""

    problem: RowProblem


@dataclass(frozen=True, slots=True)
class Remark:
    """Yielded by a format beside a record: the row was taken, but the person should know."""

    problem: RowProblem


class CustomerRecord(NamedTuple):
    """A customer as a file tells it; `buyer` is what a channel calls them."""

    row: int
    name: str
    phone: str
    buyer: str = ""
    channel: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


Record = OrderRecord | ListingRecord | StockRecord | ShelfRecord | CustomerRecord
Item = Record | Refused | Remark

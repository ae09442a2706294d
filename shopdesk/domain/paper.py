"""What is put on paper: the contents of labels, packing slips, pick lists and returns forms."""

from dataclasses import dataclass
from datetime import date

from shopdesk.domain.addresses import Receiver

DOCUMENTS = ("labels", "packing-slips", "pick-list", "returns-forms")
FIRST_LAYOUT = {"labels": "100x150", "packing-slips": "a5", "pick-list": "a4", "returns-forms": "a4"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line on paper: `bin` is where it lies, `picture` a file path or empty."""

    sku: str
    title: str
    options: str
    quantity: int
    bin: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A shipping label: `courier` as people read it, `copy` counts from 1, `sender.name` may be the shop's."""

    order: str
    sender: Receiver
    receiver: Receiver
    courier: str
    waybill: str
    items: tuple[Item, ...]
    note: str = ""
    copy: int = 1
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class StockLabel:
    """A label for one thing on a shelf: `code` is what scanners read, the barcode or else the SKU; `price` as shown."""

    sku: str
    title: str
    options: str
    code: str
    place: str = ""
    price: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One line of a purchase order: `code` is the supplier's own, amounts as they are written."""

    sku: str
    title: str
    code: str
    quantity: int
    price: str
    sum: str


@dataclass(frozen=True, slots=True)
class PurchasePaper:
    """A purchase order as it is sent: `contact` are lines about the supplier, `buyer` is where the goods go."""

    number: str
    supplier: str
    contact: tuple[str, ...]
    buyer: Receiver
    ordered_on: str
    expected_on: str
    rows: tuple[PurchaseRow, ...]
    total: str
    note: str = ""
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class FiguresPaper:
    """A table of figures: `facts` are its captions and values above, all columns but the first are numbers.

    `sums` is the last row, empty where there is none.
    """

    title: str
    shop: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...] = ()
    note: str = ""
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class Slip:
    """A packing slip, in the buyer's language; money is left out on purpose (gifts)."""

    order: str
    channel_order_no: str
    ordered_on: date | None
    shop: str
    sender: Receiver
    receiver: Receiver
    items: tuple[Item, ...]
    buyer_note: str = ""
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class PickRow:
    """What to fetch from one place: `orders` and `carts` pair order numbers and cart positions with their pieces.

    `section` is the order or the shelf whose heading it stands under.
    """

    item: Item
    orders: tuple[tuple[str, int], ...]
    carts: tuple[tuple[str, int], ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class PickList:
    """A pick list over many orders: `by` is one of `domain.pick_lists.WAYS`, `notes` are told under an order's number.

    `wave` is the number of the wave that all of its orders belong to.
    """

    shop: str
    rows: tuple[PickRow, ...]
    order_count: int
    made_on: str
    language: str = "zh_CN"
    by: str = "sku"
    wave: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """A reason the buyer may tick: its window in days from signing (None: not returnable), who pays freight."""

    code: str
    days: int | None
    freight: str


@dataclass(frozen=True, slots=True)
class ReturnsForm:
    """A returns form that travels with the parcel; its barcode is the order's number."""

    order: str
    shop: str
    sender: Receiver
    receiver: Receiver
    items: tuple[Item, ...]
    reasons: tuple[ReturnReason, ...]
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class RefundRow:
    """One line of a refund: what came back, what had been paid for it and what is given back, as they are written."""

    sku: str
    title: str
    options: str
    quantity: int
    paid: str
    refunded: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefundVoucher:
    """What a buyer gets back and why: `amounts` pair a code or words with an amount, `dates` a code with a day.

    `route` is the way the money goes, `by` who has decided.
    """

    number: str
    order: str
    shop: str
    sender: Receiver
    receiver: Receiver
    rows: tuple[RefundRow, ...]
    amounts: tuple[tuple[str, str], ...]
    total: str
    route: str
    dates: tuple[tuple[str, str], ...] = ()
    by: str = ""
    note: str = ""
    copy: int = 1
    logo: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of a receipt; `reduction` is what was taken off it, all amounts as they are written."""

    title: str
    options: str
    quantity: int
    price: str
    sum: str
    reduction: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: `reductions` and `payments` pair a code or words with an amount, `change` is what was given back.

    `tax_text` says what the shop says about tax, `sold_on` is day and time as they are written.
    """

    number: str
    shop: str
    sender: Receiver
    sold_on: str
    lines: tuple[ReceiptLine, ...]
    subtotal: str
    reductions: tuple[tuple[str, str], ...]
    total: str
    payments: tuple[tuple[str, str], ...]
    change: str = ""
    tax_text: str = ""
    note: str = ""
    cashier: str = ""
    copy: int = 1
    logo: str = ""
    language: str = "zh_CN"

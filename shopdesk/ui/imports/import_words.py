"""What the import says: formats, fields and their values, why a row or a file stays out; persons are masked."""

import re
from collections.abc import Callable
from datetime import datetime

from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.money import format_amount
from shopdesk.services.imports import FieldChange
from shopdesk.ui.moments import stamp
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error, word_problem
from shopdesk.words.states import STATES, word_state

FORMATS = {
    "taobao-orders": N_("Taobao orders (Qianniu export)"),
    "taobao-order-lines": N_("Taobao order lines (Qianniu export)"),
    "pdd-orders": N_("Pinduoduo orders"),
    "jd-orders": N_("JD orders"),
    "douyin-orders": N_("Douyin orders"),
    "shopify-orders": N_("Shopify orders"),
    "shopify-products": N_("Shopify products"),
    "shopify-inventory": N_("Shopify inventory"),
    "shopdesk-csv": N_("ShopDesk's own table"),
    "shopdesk-xlsx": N_("ShopDesk's own workbook"),
    "woocommerce-products": N_("WooCommerce products"),
    "woocommerce-orders": N_("WooCommerce orders"),
    "amazon-orders": N_("Amazon orders"),
    "amazon-listings": N_("Amazon listings"),
    "ebay-orders": N_("eBay orders"),
    "ebay-listings": N_("eBay listings"),
    "etsy-orders": N_("Etsy orders"),
    "etsy-order-items": N_("Etsy order lines"),
}

FIELDS = {
    "placed_at": N_("Ordered"),
    "paid_at": N_("Paid"),
    "payment": N_("Payment"),
    "fulfilment": N_("State"),
    "masked": N_("Receiver hidden"),
    "suspicious": N_("Suspicious"),
    "refunding": N_("Refund asked for"),
    "buyer": N_("Buyer"),
    "name": N_("Receiver"),
    "phone": N_("Phone"),
    "region": N_("Region"),
    "country": N_("Country"),
    "province": N_("Province"),
    "city": N_("City"),
    "district": N_("District"),
    "street": N_("Street"),
    "postcode": N_("Postcode"),
    "currency": N_("Currency"),
    "shipping": N_("Postage"),
    "discount": N_("Discount"),
    "total": N_("Total"),
    "courier": N_("Courier"),
    "waybill": N_("Waybill"),
    "buyer_note": N_("Buyer's note"),
    "seller_note": N_("Own note"),
    "email": N_("E-mail"),
    "payment_method": N_("Paid by"),
    "trade_no": N_("Trade number"),
    "lines": N_("Goods"),
    "title": N_("Title"),
    "status": N_("State"),
    "brand": N_("Brand"),
    "category": N_("Category"),
    "description": N_("Description"),
    "price": N_("Price"),
    "list_price": N_("List price"),
    "cost": N_("Cost"),
    "weight_g": N_("Weight"),
    "barcode": N_("Barcode"),
    "stock": N_("Stock"),
    "pictures": N_("Pictures"),
    "number": N_("Order number"),
    "handle": N_("Product number"),
    "sku": N_("SKU"),
    "options": N_("Options"),
    "quantity": N_("Pieces"),
    "unit_price": N_("Price of one"),
    "picture": N_("Picture"),
    "location": N_("Location"),
    "level": N_("Level"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "at": N_("Time"),
    "income": N_("Money in"),
    "outgo": N_("Money out"),
    "amount": N_("Amount"),
    "way": N_("In or out"),
    "order_no": N_("Order"),
    "party": N_("Other side"),
    "remark": N_("Remark"),
}

KINDS_HELD = {
    "orders": N_("Orders"), "listings": N_("Listings"), "stock": N_("Stock"), "customers": N_("Customers"),
    "statements": N_("Bill of a bank"),
}  # fmt: skip

# Only what the words of states do not have.
_VALUES = {
    "paid": N_("Paid"),
    "part-refunded": N_("Partly refunded"),
    "refunded": N_("Refunded"),
    "confirmed": N_("To ship"),
}

WHY = {
    "number-damaged": N_("Number rounded by a spreadsheet"),
    "amount-unreadable": N_("Not an amount"),
    "amount-negative": N_("Amount below zero"),
    "quantity-unreadable": N_("Not a whole number"),
    "quantity-negative": N_("Quantity below zero"),
    "time-unreadable": N_("Not a date"),
    "order-number-missing": N_("No order number"),
    "title-missing": N_("No title"),
    "sku-duplicate": N_("SKU is taken"),
    "row-too-long": N_("More cells than the header"),
    "status-unknown": N_("Unknown state"),
    "level-unknown": N_("Unknown level"),
    "customer-keyless": N_("No telephone, no buyer"),
    "country-unknown": N_("Unknown country"),
    "weight-unreadable": N_("Not a weight"),
    "sku-missing": N_("No SKU"),
    "currency-unknown": N_("Unknown currency"),
    "currencies-mixed": N_("Several currencies"),
    "stock-promised": N_("Promised to orders"),
    "place-unknown": N_("Unknown place"),
    "place-usual": N_("Taken as the usual place"),
    "lines-unreadable": N_("Goods cannot be read"),
    "goods-joined": N_("Several goods in one cell"),
    "order-repeated": N_("Order stands here twice"),
    "handle-missing": N_("No handle"),
    "parent-missing": N_("Its product is missing"),
    "stock-shared": N_("Stock counted together"),
    "recipient-masked": N_("Receiver hidden"),
    "address-unsure": N_("Address to be looked at"),
    "shipped-elsewhere": N_("Shipped on the platform"),
    "cancelled-elsewhere": N_("Cancelled on the platform"),
    "sheet-left": N_("Another sheet was not read"),
    "refund-stops": N_("Stopped by a refund"),
    "lines-kept": N_("Goods kept as they are"),
}

# Where the sentence of the command line would send a person to another command.
_FILES = {
    "format-unknown": N_(
        "This file is not recognised; its columns begin with: {columns}. Nothing was imported; match its columns"
        " once and it will be recognised from then on."
    ),
    "format-not-offered": N_("This file cannot be read that way. Nothing of it is taken; choose another preset."),
    "file-is-picture": N_("{file} is a picture, and pictures belong to a listing. Drop it on its listing in Listings."),
    "file-is-folder": N_("{file} is a folder without a file we can read. Nothing of it is taken; drop the CSV itself."),
}

_MONEY = {"shipping", "discount", "total", "price", "list_price", "cost"}
_FLAGS = {"masked", "suspicious", "refunding"}
_HIDDEN_ADDRESS_AFTER = 6

_NAMES = re.compile(
    r"收货人|收件人|姓名|会员|买家昵称|下单[帐账]号|(?:ship|post) to name|recipient|customer"
    r"|(?:shipping|billing|full|first|last)[ _.]?(?:first_|last_)?name|^buyer(?:[ -](?:user)?name|[ -]user id)?$",
    re.IGNORECASE,
)
_PHONES = re.compile(r"手机|电话|phone|\btel", re.IGNORECASE)
_ADDRESSES = re.compile(r"地址|街道|address|street|(?:shipping|billing)[ .]company", re.IGNORECASE)
_MAILS = re.compile(r"mail|邮箱|支付宝|身份证", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"(?P<said>.*[.。])\s*(?P<do>[^.。]+[.。])", re.DOTALL)


def word_format(name: str) -> str:
    """Return what people call a format."""
    return _(FORMATS[name]) if name in FORMATS else name


def word_kind(kind: str) -> str:
    """Return what a file holds, in a word."""
    return _(KINDS_HELD[kind])


def word_field(change: FieldChange) -> str:
    """Return what a field is called, with the SKU it belongs to."""
    name = _(FIELDS[change.name]) if change.name in FIELDS else change.name
    return f"{name} {change.of}" if change.of else name


def word_value(name: str, value: object, currency: str) -> str:
    """Return a field's value as people read it; names, phones and streets are masked."""
    if value is None or value in ("", ()):
        return _("(empty)")
    if name in _FLAGS:
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if name in _MONEY and isinstance(value, int):
        return format_amount(value, currency, grouped=True)
    return _WRITTEN.get(name, str)(str(value))


def _word_state(text: str) -> str:
    return _(_VALUES[text]) if text in _VALUES else word_state(text) if text in STATES else text


def word_time(text: str) -> str:
    """Return a time of the shop's file (UTC) as this PC's clock shows it."""
    return stamp(datetime.fromisoformat(text))


_WRITTEN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("placed_at", "paid_at"), word_time),
    **dict.fromkeys(("payment", "fulfilment", "status"), _word_state),
    **dict.fromkeys(("name", "buyer"), mask_name),
    "phone": mask_phone,
    "street": lambda text: f"{text[:2]}***",
    "weight_g": lambda text: f"{text} g",
}


def word_cell(column: str, text: str) -> str:
    """Return a cell of a platform's file; who bought and where it goes is masked by the column's name."""
    text = text.strip()
    if not text:
        return _("(empty)")
    if _MAILS.search(column):
        return "***"
    if _PHONES.search(column):
        return mask_phone(text)
    if _ADDRESSES.search(column):
        return f"{text[:_HIDDEN_ADDRESS_AFTER]}***"
    return mask_name(text) if _NAMES.search(column) else text


def word_why(problem: RowProblem) -> str:
    """Return in a few words why a row was refused or what is to be known of it."""
    return _(WHY[problem.code]) if problem.code in WHY else word_problem(problem)


def tell_and_advise(problem: RowProblem) -> tuple[str, str]:
    """Return what happened to a row, and what is to be done about it."""
    said = word_problem(problem)
    parts = _LAST_SENTENCE.fullmatch(said)
    return (parts["said"].strip(), parts["do"].strip()) if parts else (said, "")


def word_file_error(error: ShopError) -> str:
    """Return why a file stays out as a whole, as the window says it."""
    if error.code not in _FILES:
        return word_error(error)
    columns = error.params.get("columns", ())
    shown = ", ".join(map(str, columns)) if isinstance(columns, list | tuple) else str(columns)
    return _(_FILES[error.code]).format(file=error.params.get("file", ""), columns=shown)

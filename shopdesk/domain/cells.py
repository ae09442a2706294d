"""What a spreadsheet cell says: platform exports write numbers, blanks and masks in their own ways."""

import re

from shopdesk.domain.errors import ShopError

_DAMAGED = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,3}")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_WHOLE_AS_DECIMAL = re.compile(r"(\d{1,9})\.0+", re.ASCII)
_BLANKS = " \t\r\n\u00a0\u3000\ufeff"


def clean(cell: str) -> str:
    """Return the cell's text without the wrapping that exporters add (`="…"`, a leading `'`, tabs, "-")."""
    text = cell.strip(_BLANKS)
    if not text:
        return ""
    first = text[0]
    if first == "=":
        text = text[1:]
        if len(text) >= 2 and text[0] == '"' == text[-1]:
            text = text[1:-1]
        text = text.strip(_BLANKS)
    elif first == "'":
        text = text[1:].strip(_BLANKS)
    return "" if text in ("-", '""', '"') else text


def identifier(cell: str) -> str:
    """Return an order number, SKU, waybill or telephone as exact text.

    Raises ShopError("number-damaged") when a spreadsheet has rounded it to 2.458E+18: its digits are gone
    and no guess is allowed.
    """
    text = clean(cell)
    if ("E" in text or "e" in text) and _DAMAGED.fullmatch(text):
        raise ShopError("number-damaged", value=text)
    return text


def whole_number(cell: str) -> int:
    """Return a count (0 and up) from its cell; "2.0" is 2.

    Raises ShopError("quantity-unreadable") for fractions, words and signs.
    """
    text = clean(cell)
    if _WHOLE.fullmatch(text):
        return int(text)
    if whole := _WHOLE_AS_DECIMAL.fullmatch(text.replace(",", "")):
        return int(whole[1])
    raise ShopError("quantity-unreadable", value=text)

"""The cells of a variant: what they show, and what is typed read into it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple
from unicodedata import normalize

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_edit import check_listing
from shopdesk.domain.listing_score import is_barcode
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.words import N_, _

_TIMES = re.compile(r"\s*[x×*X✕]\s*")
_UNITS = re.compile(r"\s*(g|克|mm|毫米)\s*$", re.IGNORECASE)
MONEY = ("price", "list_price", "cost")


class Kind(NamedTuple):
    """One column: its key, its title, its width, whether it is a number and whether it can be written."""

    key: str
    title: str
    width: int
    is_number: bool = False
    is_fixed: bool = False


KINDS = (
    Kind("options", N_("Variant"), 70, is_fixed=True),
    Kind("sku", N_("SKU"), 100),
    Kind("barcode", N_("Barcode"), 116),
    Kind("price", N_("Price"), 60, is_number=True),
    Kind("list_price", N_("List price"), 72, is_number=True),
    Kind("cost", N_("Cost"), 60, is_number=True),
    Kind("weight_g", N_("Weight g"), 66, is_number=True),
    Kind("size", N_("Size mm"), 72, is_number=True),
)


def cell_text(variant: Variant, key: str, currency: str) -> str:
    """Return what a cell shows; nothing stands for what is not told yet."""
    if key == "options":
        return " / ".join(variant.options.values()) or _("The only one")
    if key == "size":
        sides = (variant.length_mm, variant.width_mm, variant.height_mm)
        return "×".join(str(side) for side in sides) if any(sides) else ""
    value = getattr(variant, key)
    if key in MONEY:
        return format_amount(value, currency) if value else ""
    return str(value) if value else ""


def with_cell(listing: Listing, sku: str, key: str, text: str) -> Listing:
    """Return the listing with a cell written. Raises "cell-amount", "cell-number", "cell-size" or "listing-invalid"."""
    read = _READERS.get(key, _read_amount)
    changes = read(key, normalize("NFKC", text).strip(), listing.currency)
    variants = tuple(replace(v, **changes) if v.sku == sku else v for v in listing.variants)
    check_listing(replace(listing, variants=tuple(variant for variant in variants if variant.sku == sku)))
    return replace(listing, variants=variants)


def cell_doubt(variant: Variant, key: str) -> str:
    """Return what looks wrong in a cell and is kept all the same; "" where nothing does."""
    if key == "barcode" and variant.barcode and not is_barcode(variant.barcode):
        return _("Its check digit is wrong, or it is not an EAN, UPC or GTIN. Scan it again.")
    if key == "price" and not variant.price:
        return _("It has no price yet.")
    if key == "cost" and variant.cost > variant.price > 0:
        return _("The cost lies above the price.")
    if key == "list_price" and 0 < variant.list_price < variant.price:
        return _("The crossed-out price lies below the price.")
    return ""


def _read_amount(key: str, text: str, currency: str) -> dict[str, Any]:
    try:
        return {key: parse_amount(text, currency)}
    except ShopError as error:
        raise ShopError("cell-amount", value=text) from error


def _read_text(key: str, text: str, _currency: str) -> dict[str, Any]:
    return {key: " ".join(text.split())}


def _read_weight(key: str, text: str, _currency: str) -> dict[str, Any]:
    """Read grams, or kilograms where they are written behind."""
    kilos = re.fullmatch(r"(\d+(?:\.\d{1,3})?)\s*(?:kg|公斤|千克)", text, re.IGNORECASE)
    if kilos:
        return {key: round(float(kilos[1]) * 1000)}
    return {key: _whole(key, _UNITS.sub("", text))}


def _read_size(key: str, text: str, _currency: str) -> dict[str, Any]:
    parts = _TIMES.split(_UNITS.sub("", text)) if text else ["0", "0", "0"]
    if len(parts) != 3:
        raise ShopError("cell-size", value=text)
    length, width, height = (_whole(key, _UNITS.sub("", part)) for part in parts)
    return {"length_mm": length, "width_mm": width, "height_mm": height}


def _whole(key: str, text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise ShopError("cell-size" if key == "size" else "cell-number", value=text)
    return int(text)


_READERS: dict[str, Callable[[str, str, str], dict[str, Any]]] = {
    "barcode": _read_text,
    "weight_g": _read_weight,
    "size": _read_size,
}

"""Many listings changed alike: operations on one field each, done in order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.domain.bulk_cells import AMOUNTS, FACTS, MEASURES
from shopdesk.domain.categories import Attribute, read_path
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_findings import Finding, ScoreRules
from shopdesk.domain.listing_fixes import fixable, mend
from shopdesk.domain.listing_score import score_listing
from shopdesk.domain.listing_titles import squeezed
from shopdesk.domain.listings import BLOCKS, Facts, Listing, Variant
from shopdesk.domain.money import minor_digits, parse_amount

_TEXT = ("set", "clear")
VERBS: Mapping[str, tuple[str, ...]] = {
    "title": ("front", "append", "replace", "remove", "set", "mend"),
    "price": ("set", "percent", "add", "ending", "floor"),
    "list_price": ("set", "percent", "add", "ending", "clear"),
    "cost": ("set", "percent", "add", "ending"),
    "barcode": _TEXT,
    **dict.fromkeys(MEASURES, ("set",)),
    **dict.fromkeys(("brand", "category", "keyword", "selling_point"), _TEXT),
    **dict.fromkeys(("status", "role", "special", "warranty_months"), ("set",)),
    "description": ("set", "append", "replace", "clear"),
    "attribute": _TEXT,
    "block": ("set", "append", "clear"),
    "findings": ("mend",),
}
_PERCENT = re.compile(r"[+-]?\d{1,4}(\.\d{1,2})?", re.ASCII)
_MOST_PASSES = 12


@dataclass(frozen=True, slots=True)
class Operation:
    """One change: `value` is what is set or looked for, `to` what replaces it.

    `name` is that of the attribute or block; with a price, a measure or a barcode it is the one SKU meant, "" for all.
    """

    field: str
    verb: str
    value: str = ""
    name: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What operations lean on: the rules, what the category asks to be told, the shop's own sentences."""

    rules: ScoreRules
    attributes: Sequence[Attribute] = ()
    promises: Mapping[str, str] | None = None


def check_operation(told: Operation) -> None:
    """Raise ShopError("operation-invalid", field, value) for what no listing could be changed by."""
    if told.verb not in VERBS.get(told.field, ()):
        raise _invalid(told, told.verb)
    if (told.field == "block" and told.name not in BLOCKS) or (told.field == "attribute" and not told.name.strip()):
        raise _invalid(told, told.name)
    if told.verb in ("front", "append", "replace", "remove") and not told.value:
        raise _invalid(told, told.value)


def change_listing(listing: Listing, operations: Sequence[Operation], ground: Ground) -> Listing:
    """Return a listing with these operations done in order.

    Raises ShopError with "operation-invalid" or "category-name-invalid".
    """
    for operation in operations:
        check_operation(operation)
        listing = _change(listing, operation, ground)
    return listing


def _change(listing: Listing, told: Operation, ground: Ground) -> Listing:
    if told.verb == "mend":
        prefixes = ("",) if told.field == "findings" else ("title-", "keyword-", "selling-")
        return _mend_all(listing, ground, prefixes)
    if told.field in (*AMOUNTS, "barcode", *MEASURES):
        return _change_variants(listing, told)
    if told.field in FACTS or told.field in ("attribute", "block"):
        return replace(listing, facts=_set_fact(listing.facts, told))
    changes: dict[str, Any] = {told.field: _head(getattr(listing, told.field), told)}
    return replace(listing, **changes)


def _head(before: Any, told: Operation) -> object:  # noqa: ANN401 - a text, or the category's path
    if told.field == "title":
        return _title(before, told)
    if told.field == "description":
        return _long_text(before, told)
    if told.field == "category":
        return read_path(told.value) if told.value.strip() and told.verb == "set" else ()
    return "" if told.verb == "clear" else told.value.strip()


def _set_fact(facts: Facts, told: Operation) -> Facts:
    value: Any = "" if told.verb == "clear" else told.value.strip()
    if told.field == "warranty_months":
        value = _whole(told)
    if told.field == "attribute":
        kept = dict(facts.attributes) | {told.name.strip(): str(value)}
        return replace(facts, attributes={name: text for name, text in kept.items() if text})
    if told.field == "block":
        kept = {**facts.blocks, told.name: _long_text(facts.blocks.get(told.name, ""), told)}
        return replace(facts, blocks={name: text for name, text in kept.items() if text})
    changes: dict[str, Any] = {told.field: value}
    return replace(facts, **changes)


def _mend_all(listing: Listing, ground: Ground, prefixes: tuple[str, ...]) -> Listing:
    """Take the offered fixes, one after the other, until none is left."""
    for _pass in range(_MOST_PASSES):
        found = score_listing(listing, ground.rules, picture="pass", attributes=ground.attributes).findings
        wanted = [f for f in found if f.code.startswith(prefixes) and fixable(f)]
        mended = next((after for f in wanted if (after := _mended(listing, f, ground)) is not None), None)
        if mended is None:
            break
        listing = mended
    return listing


def _mended(listing: Listing, finding: Finding, ground: Ground) -> Listing | None:
    return mend(listing, finding, ground.rules, attributes=ground.attributes, promises=ground.promises)


def _title(title: str, told: Operation) -> str:
    value = told.value
    if told.verb == "front":
        return title if title.startswith(value) else squeezed(f"{value} {title}")
    if told.verb == "append":
        return title if title.endswith(value) else squeezed(f"{title} {value}")
    if told.verb == "set":
        return value.strip()
    return squeezed(title.replace(value, told.to if told.verb == "replace" else " ")) if value in title else title


def _long_text(before: str, told: Operation) -> str:
    if told.verb == "append":
        return before if told.value in before else "\n".join(filter(None, (before, told.value)))
    if told.verb == "replace":
        return before.replace(told.value, told.to)
    return "" if told.verb == "clear" else told.value


def _change_variants(listing: Listing, told: Operation) -> Listing:
    changed = tuple(
        _change_variant(variant, told, listing.currency) if told.name in ("", variant.sku) else variant
        for variant in listing.variants
    )
    return replace(listing, variants=changed)


def _change_variant(variant: Variant, told: Operation, currency: str) -> Variant:
    value: object = _whole(told) if told.field in MEASURES else told.value.strip() if told.verb == "set" else ""
    if told.field in AMOUNTS:
        value = max(_AMOUNTS[told.verb](variant, told, currency), 0)
    changes: dict[str, Any] = {told.field: value}
    return replace(variant, **changes)


def _add(variant: Variant, told: Operation, currency: str) -> int:
    before, text = int(getattr(variant, told.field)), told.value.strip()
    amount = _read(told, text.lstrip("+-"), currency)
    return before + (-amount if text.startswith("-") else amount) if before else 0


def _percent(variant: Variant, told: Operation, _currency: str) -> int:
    return _raised(int(getattr(variant, told.field)), _hundredths(told))


def _ending(variant: Variant, told: Operation, currency: str) -> int:
    """Return the nearest price at or above the price that ends like 0.90, or 9.90."""
    before, ending = int(getattr(variant, told.field)), _read(told, told.value.strip(), currency)
    step = int("1" + "0" * max(len(str(ending)), minor_digits(currency), 1))
    return before + (ending - before) % step if before else 0


def _floor(variant: Variant, told: Operation, _currency: str) -> int:
    """Return a price that is not below the cost, nor below so many percent above it."""
    least = _raised(variant.cost, _hundredths(told) if told.value.strip() else 0)
    return max(variant.price, least) if variant.price else 0


def _set(_variant: Variant, told: Operation, currency: str) -> int:
    return _read(told, told.value.strip(), currency)


def _clear(_variant: Variant, _told: Operation, _currency: str) -> int:
    return 0


_AMOUNTS: Mapping[str, Callable[[Variant, Operation, str], int]] = {
    "set": _set, "percent": _percent, "add": _add, "ending": _ending, "floor": _floor, "clear": _clear,
}  # fmt: skip


def _raised(amount: int, hundredths: int) -> int:
    # Half a cent and more is rounded up, as on any till.
    return (amount * (10_000 + hundredths) * 2 + 10_000) // 20_000


def _hundredths(told: Operation) -> int:
    text = told.value.strip().rstrip("%").strip()
    if not _PERCENT.fullmatch(text):
        raise _invalid(told, told.value)
    return round(float(text) * 100)


def _read(told: Operation, text: str, currency: str) -> int:
    try:
        amount = parse_amount(text, currency)
    except (ShopError, ValueError) as error:
        raise _invalid(told, told.value) from error
    if amount < 0 or not text.strip("-"):
        raise _invalid(told, told.value)
    return amount


def _whole(told: Operation) -> int:
    text = told.value.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise _invalid(told, told.value)
    return int(text)


def _invalid(told: Operation, value: str) -> ShopError:
    return ShopError("operation-invalid", field=told.field, value=value)

"""Many listings changed alike: operations on one field each, and the cells that would change."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.domain.categories import Attribute
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_fixes import mend
from shopdesk.domain.listing_score import ScoreRules, score_listing
from shopdesk.domain.listing_titles import squeezed, title_length
from shopdesk.domain.listings import BLOCKS, Facts, Listing, Variant
from shopdesk.domain.money import format_amount, parse_amount

AMOUNTS = ("price", "list_price", "cost")
FACTS = ("keyword", "selling_point", "role", "special")
VERBS: Mapping[str, tuple[str, ...]] = {
    "title": ("front", "append", "replace", "remove", "mend"),
    **dict.fromkeys(AMOUNTS, ("set", "percent", "add", "ending")),
    "weight_g": ("set",),
    **dict.fromkeys(("brand", "category", "status", "warranty_months", *FACTS), ("set",)),
    "attribute": ("set",),
    "block": ("set", "append"),
}
_PERCENT = re.compile(r"[+-]?\d{1,4}(\.\d{1,2})?")
_MOST_PASSES = 8


@dataclass(frozen=True, slots=True)
class Operation:
    """One change: `name` is the attribute's or block's, `value` what is set or looked for, `to` what replaces it."""

    field: str
    verb: str
    value: str = ""
    name: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that would change, and what is to be thought of: "price-below-cost", "title-too-long"."""

    handle: str
    sku: str
    field: str
    before: str
    after: str
    warning: str = ""


def change_listing(
    listing: Listing, operations: Sequence[Operation], rules: ScoreRules, attributes: Sequence[Attribute] = ()
) -> Listing:
    """Return a listing with these operations done in order. Raises ShopError("operation-invalid")."""
    for operation in operations:
        if operation.verb not in VERBS.get(operation.field, ()):
            raise ShopError("operation-invalid", field=operation.field, value=operation.verb)
        listing = _change(listing, operation, rules, attributes)
    return listing


def _change(listing: Listing, told: Operation, rules: ScoreRules, attributes: Sequence[Attribute]) -> Listing:
    if told.field == "title":
        mended = _mend_all(listing, rules, attributes) if told.verb == "mend" else listing
        return mended if told.verb == "mend" else replace(listing, title=_title(listing.title, told))
    if told.field in AMOUNTS or told.field == "weight_g":
        return replace(
            listing, variants=tuple(_number(variant, told, listing.currency) for variant in listing.variants)
        )
    if told.field in ("brand", "category", "status"):
        return _set_head(listing, told)
    return replace(listing, facts=_set_fact(listing.facts, told))


def _set_head(listing: Listing, told: Operation) -> Listing:
    value: Any = told.value.strip()
    if told.field == "category":
        value = tuple(part.strip() for part in re.split(r"[>›/]", told.value) if part.strip())
    changes: dict[str, Any] = {told.field: value}
    return replace(listing, **changes)


def _set_fact(facts: Facts, told: Operation) -> Facts:
    value: Any = told.value.strip()
    if told.field == "warranty_months":
        value = _whole(told)
    if told.field == "attribute":
        kept = {name: text for name, text in facts.attributes.items() if name != told.name}
        return replace(facts, attributes=kept | ({told.name: str(value)} if value else {}))
    if told.field == "block":
        return replace(facts, blocks=_blocks(facts.blocks, told))
    changes: dict[str, Any] = {told.field: value}
    return replace(facts, **changes)


def _mend_all(listing: Listing, rules: ScoreRules, attributes: Sequence[Attribute]) -> Listing:
    """Take the offered fixes of the title, one after the other, until none is left."""
    for _pass in range(_MOST_PASSES):
        findings = score_listing(listing, rules, picture="pass", attributes=attributes).findings
        offered = (mend(listing, f, rules) for f in findings if f.code.startswith(("title-", "keyword-", "selling-")))
        mended = next((after for after in offered if after is not None), None)
        if mended is None:
            break
        listing = mended
    return listing


def _title(title: str, told: Operation) -> str:
    value = told.value
    if told.verb == "front":
        return title if title.startswith(value) else squeezed(f"{value} {title}")
    if told.verb == "append":
        return title if title.endswith(value) else squeezed(f"{title} {value}")
    if not value:
        raise ShopError("operation-invalid", field=told.field, value=told.value)
    return squeezed(title.replace(value, told.to if told.verb == "replace" else " "))


def _number(variant: Variant, told: Operation, currency: str) -> Variant:
    if told.field == "weight_g":
        return replace(variant, weight_g=_whole(told))
    before = int(getattr(variant, told.field))
    changes: dict[str, Any] = {told.field: max(_amount(before, told, currency), 0)}
    return replace(variant, **changes)


def _amount(before: int, told: Operation, currency: str) -> int:
    if told.verb == "percent":
        if not _PERCENT.fullmatch(told.value.strip().rstrip("%")):
            raise ShopError("operation-invalid", field=told.field, value=told.value)
        hundredths = round(float(told.value.strip().rstrip("%")) * 100)
        # Half a cent and more is rounded up, as on any till.
        return (before * (10_000 + hundredths) * 2 + 10_000) // 20_000
    sign = -1 if told.value.strip().startswith("-") else 1
    amount = _read_amount(told, currency)
    if told.verb == "add":
        return before + sign * amount if before else 0
    if told.verb == "ending":
        return _ending(before, amount)
    return amount


def _read_amount(told: Operation, currency: str) -> int:
    try:
        return parse_amount(told.value.strip().lstrip("+-"), currency)
    except (ShopError, ValueError) as error:
        raise ShopError("operation-invalid", field=told.field, value=told.value) from error


def _ending(before: int, ending: int) -> int:
    """Return the nearest price at or above the price that ends like 0.90, or 9.90."""
    if not before:
        return 0
    step = int("1" + "0" * max(len(str(ending)), 2))
    return before + (ending - before) % step


def _whole(told: Operation) -> int:
    text = told.value.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise ShopError("operation-invalid", field=told.field, value=told.value)
    return int(text)


def _blocks(blocks: Mapping[str, str], told: Operation) -> dict[str, str]:
    if told.name not in BLOCKS:
        raise ShopError("operation-invalid", field=told.field, value=told.name)
    before = blocks.get(told.name, "")
    text = told.value
    if told.verb == "append":
        text = before if told.value in before else "\n".join(filter(None, (before, told.value)))
    return {name: told_text for name, told_text in {**blocks, told.name: text}.items() if told_text}


def changed_cells(before: Listing, after: Listing, rules: ScoreRules) -> Iterator[Cell]:
    """Give the cells in which two states of a listing differ."""
    for field, read in _HEAD.items():
        if (old := read(before)) != (new := read(after)):
            yield Cell(
                after.handle, "", field, old, new, _title_warning(before, after, rules) if field == "title" else ""
            )
    for group, kept in (("attribute", "attributes"), ("block", "blocks")):
        old_texts, new_texts = getattr(before.facts, kept), getattr(after.facts, kept)
        for name in dict.fromkeys([*old_texts, *new_texts]):
            if (was := old_texts.get(name, "")) != (now := new_texts.get(name, "")):
                yield Cell(after.handle, "", f"{group}.{name}", was, now)
    known = {variant.sku: variant for variant in before.variants}
    for variant in after.variants:
        yield from _variant_cells(after, known.get(variant.sku, Variant(variant.sku)), variant)


def _variant_cells(listing: Listing, before: Variant, after: Variant) -> Iterator[Cell]:
    for field in AMOUNTS:
        old, new = int(getattr(before, field)), int(getattr(after, field))
        if old != new:
            warning = "price-below-cost" if field != "list_price" and 0 < after.price < after.cost else ""
            told = (format_amount(old, listing.currency), format_amount(new, listing.currency))
            yield Cell(listing.handle, after.sku, field, *told, warning)
    if before.weight_g != after.weight_g:
        yield Cell(listing.handle, after.sku, "weight_g", str(before.weight_g), str(after.weight_g))


def _title_warning(before: Listing, after: Listing, rules: ScoreRules) -> str:
    grown = any(
        title_length(before.title, rule.unit) <= rule.limit < title_length(after.title, rule.unit)
        for rule in rules.titles.values()
    )
    return "title-too-long" if grown else ""


_HEAD: dict[str, Callable[[Listing], str]] = {
    "title": lambda told: told.title,
    "brand": lambda told: told.brand,
    "category": lambda told: " › ".join(told.category),
    "status": lambda told: told.status,
    "keyword": lambda told: told.facts.keyword,
    "selling_point": lambda told: told.facts.selling_point,
    "role": lambda told: told.facts.role,
    "special": lambda told: told.facts.special,
    "warranty_months": lambda told: str(told.facts.warranty_months),
}

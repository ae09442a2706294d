"""The cells in which two states of a listing differ, what is to be thought of, and a change without some of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.domain.categories import path_text
from shopdesk.domain.listing_findings import ScoreRules
from shopdesk.domain.listing_titles import title_length
from shopdesk.domain.listings import Facts, Listing, Variant
from shopdesk.domain.money import format_amount

AMOUNTS = ("price", "list_price", "cost")
MEASURES = ("weight_g", "length_mm", "width_mm", "height_mm")
HEAD = ("title", "brand", "category", "status", "description")
FACTS = ("keyword", "selling_point", "role", "special", "warranty_months")
GROUPS = {"attribute": "attributes", "block": "blocks"}
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that would change; `of` is the platform whose limit is passed.

    A warning is one of "price-below-cost", "price-missing", "list-price-low", "title-missing" and "title-too-long".
    """

    handle: str
    sku: str
    field: str
    before: str
    after: str
    warning: str = ""
    of: str = ""

    @property
    def key(self) -> Key:
        """The cell within its listing: SKU and field."""
        return self.sku, self.field


def changed_cells(before: Listing, after: Listing, rules: ScoreRules) -> Iterator[Cell]:
    """Give the cells in which two states of a listing differ."""
    for field in HEAD:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            warned = _title_warning(before.title, after.title, rules) if field == "title" else ("", "")
            yield Cell(after.handle, "", field, _text(old), _text(new), *warned)
    if before.facts is not after.facts:
        yield from _fact_cells(after.handle, before.facts, after.facts)
    known = {variant.sku: variant for variant in before.variants}
    for variant in after.variants:
        was = known.get(variant.sku, Variant(variant.sku))
        if was != variant:
            yield from _variant_cells(after, was, variant)


def _fact_cells(handle: str, before: Facts, after: Facts) -> Iterator[Cell]:
    for field in FACTS:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Cell(handle, "", field, str(old), str(new))
    for group, kept in GROUPS.items():
        old_texts, new_texts = getattr(before, kept), getattr(after, kept)
        for name in dict.fromkeys([*old_texts, *new_texts]):
            if (was := old_texts.get(name, "")) != (now := new_texts.get(name, "")):
                yield Cell(handle, "", f"{group}.{name}", was, now)


def _variant_cells(listing: Listing, before: Variant, after: Variant) -> Iterator[Cell]:
    for field in AMOUNTS:
        old, new = int(getattr(before, field)), int(getattr(after, field))
        if old != new:
            told = (format_amount(old, listing.currency), format_amount(new, listing.currency))
            yield Cell(listing.handle, after.sku, field, *told, _price_warning(field, after))
    for field in ("barcode", *MEASURES):
        if (old := getattr(before, field)) != (new := getattr(after, field)):
            yield Cell(listing.handle, after.sku, field, str(old), str(new))


def _price_warning(field: str, after: Variant) -> str:
    if field == "price" and not after.price:
        return "price-missing"
    if field != "list_price" and 0 < after.price < after.cost:
        return "price-below-cost"
    return "list-price-low" if field != "cost" and 0 < after.list_price < after.price else ""


def _title_warning(before: str, after: str, rules: ScoreRules) -> Key:
    """Return what is to be thought of a title, and the strictest platform whose limit it did not pass before."""
    if not after:
        return "title-missing", ""
    units = {rule.unit for rule in rules.titles.values()}
    was, now = ({unit: title_length(title, unit) for unit in units} for title in (before, after))
    grown = [
        (rule.limit, platform)
        for platform, rule in rules.titles.items()
        if was[rule.unit] <= rule.limit < now[rule.unit]
    ]
    return ("title-too-long", min(grown)[1]) if grown else ("", "")


def _text(value: object) -> str:
    return path_text(value) if isinstance(value, tuple) else str(value)


def without_cells(before: Listing, after: Listing, left_out: Collection[Key]) -> Listing:
    """Return the changed listing with these cells as they were."""
    facts = replace(after.facts, **_as_before(before.facts, FACTS, left_out))
    for group, kept in GROUPS.items():
        texts = _texts_without(getattr(before.facts, kept), getattr(after.facts, kept), group, left_out)
        mixed: dict[str, Any] = {kept: texts}
        facts = replace(facts, **mixed)
    known = {variant.sku: variant for variant in before.variants}
    variants = tuple(
        replace(v, **_as_before(known[v.sku], ("barcode", *AMOUNTS, *MEASURES), left_out, v.sku))
        if v.sku in known else v
        for v in after.variants
    )  # fmt: skip
    head = _as_before(before, HEAD, left_out)
    return replace(after, facts=facts, variants=variants, **head)


def _as_before(before: object, fields: tuple[str, ...], left_out: Collection[Key], sku: str = "") -> dict[str, Any]:
    return {field: getattr(before, field) for field in fields if (sku, field) in left_out}


def _texts_without(
    before: dict[str, str], after: dict[str, str], group: str, left_out: Collection[Key]
) -> dict[str, str]:
    """Return texts by name, those left out as they stood and where they stood."""
    stays = {name for name in (*before, *after) if ("", f"{group}.{name}") in left_out}
    if not stays:
        return after
    names = dict.fromkeys([*(name for name in before if name in after or name in stays), *after])
    mixed = {name: (before if name in stays else after).get(name) for name in names}
    return {name: text for name, text in mixed.items() if text is not None}

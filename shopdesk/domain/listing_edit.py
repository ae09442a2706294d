"""What a listing may hold: limits against slips of the hand, told before anything is written."""

from collections.abc import Iterator

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import (
    BLOCKS,
    LONGEST_WARRANTY,
    PICTURE_ROLES,
    SALES_ROLES,
    SPECIAL_GOODS,
    STATUSES,
    Listing,
    Variant,
)

LONGEST_LINE = 500
LONGEST_TEXT = 50_000
MOST_VARIANTS = 600
MOST_PICTURES = 100
DEAREST = 100_000_000_00
LARGEST = 10_000_000  # grams or millimetres: ten tonnes, ten kilometres


def check_listing(listing: Listing) -> None:
    """Raise ShopError("listing-invalid", field, value, of) for the first thing that no listing may hold."""
    for field, value, of in _faults(listing):
        raise ShopError("listing-invalid", field=field, value=str(value)[:80], of=of)


def _faults(listing: Listing) -> Iterator[tuple[str, object, str]]:
    facts = listing.facts
    lines = {
        "handle": listing.handle, "title": listing.title, "brand": listing.brand, "keyword": facts.keyword,
        "selling_point": facts.selling_point, **{f"attributes.{name}": text for name, text in facts.attributes.items()},
    }  # fmt: skip
    yield from ((name, text, "") for name, text in lines.items() if not _is_line(text))
    if not listing.handle.strip() or listing.handle != listing.handle.strip():
        yield "handle", listing.handle, ""
    for name, text in {"description": listing.description, **facts.blocks}.items():
        if len(text) > LONGEST_TEXT or "\0" in text:
            yield name, text, ""
    if len(listing.category) > 3 or not all(_is_line(name) and name.strip() for name in listing.category):
        yield "category", " › ".join(listing.category), ""
    chosen = (
        ("status", listing.status, STATUSES), ("role", facts.role, SALES_ROLES),
        ("special", facts.special, SPECIAL_GOODS), *(("blocks", name, BLOCKS) for name in facts.blocks),
        *(("picture", picture.role, ("", *PICTURE_ROLES)) for picture in listing.pictures),
    )  # fmt: skip
    yield from ((name, value, "") for name, value, allowed in chosen if value not in allowed)
    if not 0 <= facts.warranty_months <= LONGEST_WARRANTY:
        yield "warranty_months", facts.warranty_months, ""
    if len(listing.pictures) > MOST_PICTURES:
        yield "pictures", len(listing.pictures), ""
    yield from _variant_faults(listing.variants)


def _variant_faults(variants: tuple[Variant, ...]) -> Iterator[tuple[str, object, str]]:
    if len(variants) > MOST_VARIANTS:
        yield "variants", len(variants), ""
    skus: set[str] = set()
    options: set[tuple[str, ...]] = set()
    for variant in variants:
        sku, chosen = variant.sku, tuple(variant.options.values())
        if not sku or sku != sku.strip() or len(sku) > 80 or not _is_line(sku) or sku in skus:
            yield "sku", sku, sku
        if chosen and chosen in options:
            yield "options", " / ".join(chosen), sku
        skus.add(sku)
        options.add(chosen)
        yield from _number_faults(variant)
        if not all(_is_line(text) for text in (variant.barcode, *variant.options, *chosen)):
            yield "options", variant.barcode, sku


def _number_faults(variant: Variant) -> Iterator[tuple[str, object, str]]:
    for name in ("price", "list_price", "cost"):
        if not 0 <= (amount := getattr(variant, name)) <= DEAREST:
            yield name, amount, variant.sku
    for name in ("weight_g", "length_mm", "width_mm", "height_mm"):
        if not 0 <= (number := getattr(variant, name)) <= LARGEST:
            yield name, number, variant.sku


def _is_line(text: str) -> bool:
    return len(text) <= LONGEST_LINE and text.isprintable()

"""A variant's options, and a listing's variants made from what there is to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_edit import MOST_VARIANTS
from shopdesk.domain.listings import Variant, sku_from_handle


def options_of(variants: Sequence[Variant]) -> dict[str, list[str]]:
    """Return what there is to choose between these variants: each option's values in the order they appear."""
    found: dict[str, list[str]] = {}
    for variant in variants:
        for name, value in variant.options.items():
            if value not in (values := found.setdefault(name, [])):
                values.append(value)
    return found


def combine_options(handle: str, options: Mapping[str, Sequence[str]], known: Sequence[Variant]) -> tuple[Variant, ...]:
    """Return a variant for every combination; known ones stay, new ones take price, cost and weight from the nearest.

    A known variant that only lacks a newly added option is kept as the first of its values, with its SKU and stock;
    so is one whose option was called otherwise, and one that alone is left when an option goes.
    Raises ShopError("listing-invalid") where there would be more than MOST_VARIANTS.
    """
    wanted = {name: list(dict.fromkeys(values)) for name, values in options.items() if values}
    if (count := prod(len(values) for values in wanted.values())) > MOST_VARIANTS:
        raise ShopError("listing-invalid", field="variants", value=str(count), of="")
    left, made = list(known), []
    exact = {frozenset(variant.options.items()): variant for variant in reversed(known)}
    for values in product(*wanted.values()):
        chosen = dict(zip(wanted, values, strict=True))
        same = exact.get(frozenset(chosen.items())) or _same_goods(chosen, left)
        if same is not None:
            left = [variant for variant in left if variant is not same]
            made.append(replace(same, options=chosen))
        else:
            like = max(left or known, key=lambda variant: _shared(variant, chosen), default=Variant(""))
            made.append(replace(like, sku="", barcode="", options=chosen))
    return named_variants(handle, made)


def _same_goods(chosen: Mapping[str, str], left: Sequence[Variant]) -> Variant | None:
    """Return the known variant that a combination is: the one that agrees most, else one by the values alone."""
    lacking = [variant for variant in left if variant.options.items() <= chosen.items()]
    if lacking:
        return max(lacking, key=lambda variant: len(variant.options))
    renamed = [v for v in left if not v.options.keys() & chosen.keys() and [*v.options.values()] == [*chosen.values()]]
    if renamed:
        return renamed[0]
    fewer = [variant for variant in left if chosen and chosen.items() < variant.options.items()]
    return fewer[0] if len(fewer) == 1 else None


def _shared(variant: Variant, chosen: Mapping[str, str]) -> int:
    return sum(chosen.get(name) == value for name, value in variant.options.items())


def named_variants(handle: str, variants: Sequence[Variant]) -> tuple[Variant, ...]:
    """Give variants without a SKU one that none of the others has."""
    taken, named = {v.sku for v in variants if v.sku}, []
    for variant in variants:
        sku = variant.sku or sku_from_handle(handle, variant.options)
        number = 2
        while not variant.sku and sku in taken:
            sku, number = f"{sku_from_handle(handle, variant.options)[:76]}-{number}", number + 1
        taken.add(sku)
        named.append(replace(variant, sku=sku))
    return tuple(named)

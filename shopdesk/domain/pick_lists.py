"""What is fetched from the shelves for many orders: by SKU, by order or shelf by shelf; no piece is lost or added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.domain.paper import Item, PickRow

WAYS = ("sku", "order", "shelf")

_PIECES = re.compile(r"(\d+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"[^\W_]+")
_NOWHERE = "\uffff"  # behind every place: what has none is looked for at the end
Natural = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Want:
    """One line of an order that is to be fetched, and the cart position (may be empty) that it is for."""

    order: str
    item: Item
    cart: str = ""


def group_picks(wants: Sequence[Want], by: str) -> tuple[PickRow, ...]:
    """Return the rows of a pick list.

    "sku": one row for each place and SKU; "shelf": the same in walking order under the shelves' names; "order": the
    rows of each order under its number, by cart position where the orders have one.
    """
    if by == "order":
        return _by_order(wants)
    rows = _merge(wants)
    if by == "sku":
        return tuple(sorted(rows, key=lambda row: (row.item.bin or _NOWHERE, *_what(row.item))))
    walked = sorted(rows, key=lambda row: (walk_key(row.item.bin), _what(row.item)))
    return tuple(replace(row, section=shelf_of(row.item.bin)) for row in walked)


def walk_key(place: str) -> tuple[bool, str, Natural]:
    """Return by what places are sorted for a walk: shelf after shelf, A-2 before A-10; without a place at the end."""
    return not place, shelf_of(place), natural(place)


def natural(text: str) -> Natural:
    """Return by what texts are sorted as people count: figures by their value."""
    parts = enumerate(_PIECES.split(text.casefold()))
    return tuple((0, int(part), "") if at % 2 else (1, 0, part) for at, part in parts if part)


def shelf_of(place: str) -> str:
    """Return the shelf (or aisle) a place belongs to: "A" of "A-03-1" and of "a03", "12" of "12-4"."""
    if found := _LETTERS.match(place.strip()) or _FIRST.search(place):
        return found[0].upper()
    return place.strip()


def _by_order(wants: Sequence[Want]) -> tuple[PickRow, ...]:
    numbers = dict.fromkeys(want.order for want in wants)
    carts = {want.order: want.cart for want in wants}
    rows: list[PickRow] = []
    for number in sorted(numbers, key=lambda number: natural(carts[number])):
        own = _merge([want for want in wants if want.order == number])
        own.sort(key=lambda row: (walk_key(row.item.bin), _what(row.item)))
        rows += (replace(row, section=number) for row in own)
    return tuple(rows)


def _merge(wants: Sequence[Want]) -> list[PickRow]:
    """Lay together what lies at one place and is one thing, with each order's share."""
    items: dict[tuple[str, ...], Item] = {}
    shares: dict[tuple[str, ...], dict[str, int]] = {}
    carts: dict[tuple[str, ...], dict[str, int]] = {}
    for want in wants:
        key = (want.item.bin, *_what(want.item))
        items.setdefault(key, want.item)
        for pile, owner in ((shares, want.order), (carts, want.cart)):
            own = pile.setdefault(key, {})
            own[owner] = own.get(owner, 0) + want.item.quantity
    return [
        PickRow(
            replace(item, quantity=sum(shares[key].values())),
            tuple(shares[key].items()),
            tuple((cart, n) for cart, n in sorted(carts[key].items(), key=lambda pair: natural(pair[0])) if cart),
        )
        for key, item in items.items()
    ]


def _what(item: Item) -> tuple[str, ...]:
    # Platforms word the options of one SKU in different ways; the SKU alone says what to fetch.
    return (item.sku,) if item.sku else ("", item.title, item.options)

"""Counting: begun for a place, paused and gone on with, reviewed with its value, posted together, taken back whole."""

from collections.abc import Container, Iterable, Mapping
from uuid import uuid4

from shopdesk.db import stock_counts
from shopdesk.db.row_ids import row_of
from shopdesk.db.stock_counts import StockCount
from shopdesk.domain.errors import ShopError
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.domain.stock_counts import CountLine, Tally, tally
from shopdesk.services.codes import find_code
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import Booking, Place, book, find_place, take_out, undo_movement
from shopdesk.services.shop import Shop

__all__ = [
    "StockCount", "count_rest_as_zero", "enter_count", "enter_totals", "find_count", "list_counts", "post_count",
    "review_count", "set_count_state", "start_count", "take_entries_back", "take_entry_back", "unpost_count",
]  # fmt: skip

LONGEST_NOTE = 200


def start_count(shop: Shop, location: str = "", *, note: str = "", blind: bool = False, uuid: str = "") -> StockCount:
    """Begin a count of a place; the same uuid twice begins one.

    Raises ShopError with "location-unknown" or "note-too-long".
    """
    if len(note) > LONGEST_NOTE:
        raise ShopError("note-too-long", limit=LONGEST_NOTE)
    with shop.writing():
        place = find_place(shop, location)
        known = row_of(shop.connection, "stock_counts", uuid) if uuid else None
        row = known or stock_counts.add_count(
            shop.connection, uuid=uuid or new_id(), location_id=place.row, note=note, blind=blind, at=shop.now(),
            actor=shop.actor,
        )  # fmt: skip
    return next(count for count in list_counts(shop) if count.row == row)


def list_counts(shop: Shop) -> list[StockCount]:
    """Return the shop's counts, the newest first."""
    return stock_counts.load_counts(shop.connection)


def find_count(shop: Shop, number: str) -> StockCount:
    """Return a count by its number. Raises ShopError("count-unknown")."""
    found = stock_counts.load_counts(shop.connection, number.strip().upper())
    if not found:
        raise ShopError("count-unknown", value=number)
    return found[0]


def enter_count(
    shop: Shop, number: str, code: str, pieces: int = 1, *, kind: str = "add", uuid: str = "", actor: str = ""
) -> str:
    """Enter what was counted of a scanned code and return the entry's uuid; the same uuid twice counts once.

    `kind` is "add" for a scan, "total" for all that lies there, "final" to settle what two people told.
    Raises ShopError with "count-unknown", "count-state", "code-means-nothing", "code-ambiguous" or
    "quantity-out-of-range".
    """
    if not (abs(pieces) if kind == "add" else pieces) <= LARGEST_QUANTITY or (kind != "add" and pieces < 0):
        raise ShopError("quantity-out-of-range", value=pieces)
    uuid = uuid or str(uuid4())
    with shop.writing():
        count = _open_count(shop, number)
        variant, _sku = find_code(shop, code)
        stock_counts.add_entry(
            shop.connection, uuid=uuid, count=count, variant_id=variant, kind=kind, pieces=pieces, at=shop.now(),
            actor=actor or shop.actor,
        )  # fmt: skip
    return uuid


def take_entry_back(shop: Shop, uuid: str) -> None:
    """Take an entry back. Raises ShopError("entry-unknown")."""
    with shop.writing():
        if not stock_counts.drop_entry(shop.connection, uuid, shop.now()):
            raise ShopError("entry-unknown")


def take_entries_back(shop: Shop, uuids: Iterable[str]) -> None:
    """Take entries back together. Raises ShopError("entry-unknown"), then all of them stand."""
    with shop.writing():
        for uuid in uuids:
            take_entry_back(shop, uuid)


def enter_totals(shop: Shop, number: str, pieces: Mapping[str, int], *, uuid: str = "") -> list[str]:
    """Enter all that lies there of several codes together and return the entries' uuids. Raises like `enter_count`.

    With the same uuid it is entered once.
    """
    with shop.writing():
        return [
            enter_count(shop, number, code, count, kind="total", uuid=f"{uuid} {code}" if uuid else "")
            for code, count in pieces.items()
        ]


def count_rest_as_zero(shop: Shop, number: str) -> list[str]:
    """Enter nothing for every SKU that should lie at the place and was not counted; return the entries' uuids."""
    with shop.writing():
        missing = [line.sku for line in review_count(shop, number, with_uncounted=True) if line.counted < 0]
        return [enter_count(shop, number, sku, 0, kind="total") for sku in missing]


def review_count(shop: Shop, number: str, *, with_uncounted: bool = False) -> list[CountLine]:
    """Return what was counted beside what lay there then; SKUs not counted yet have -1 where they are asked for.

    Raises ShopError("count-unknown").
    """
    count = find_count(shop, number)
    tallies = {variant: tally(entries) for variant, entries in stock_counts.entries_of(shop.connection, count).items()}
    lines = []
    for variant, told in stock_counts.expected_at(shop.connection, count).items():
        if variant in tallies:
            lines.append(_line(shop, count, variant, told, tallies[variant]))
        elif with_uncounted:
            lines.append(CountLine(told.sku, told.title, told.on_hand, -1, 0, 0, options=told.options))
    return lines


def _line(shop: Shop, count: StockCount, variant: int, told: stock_counts.Expected, counted: Tally) -> CountLine:
    moved = stock_counts.moved_since(shop.connection, count, variant, counted.mark)
    expected = told.on_hand - moved
    value = (counted.pieces - expected) * told.cost
    return CountLine(told.sku, told.title, expected, counted.pieces, moved, value, counted.rivals, told.options)


def set_count_state(shop: Shop, number: str, state: str) -> StockCount:
    """Pause a count, go on with it, or give it up. Raises ShopError with "count-unknown" or "count-state"."""
    before = {"paused": ("open",), "open": ("paused", "cancelled"), "cancelled": ("open", "paused")}[state]
    with shop.writing():
        count = find_count(shop, number)
        if count.state != state:
            _stand(count, before)
            stock_counts.set_state(shop.connection, count.row, state, shop.now(), shop.actor)
    return find_count(shop, number)


def post_count(shop: Shop, number: str, *, leave_out: Container[str] = ()) -> list[CountLine]:
    """Post all differences together, each a movement that names the count; return what was posted.

    Raises ShopError with "count-unknown", "count-state", "count-rivals" (two people told different totals) or
    "stock-reserved" (what is missing was promised to orders).
    """
    with shop.writing():
        count = find_count(shop, number)
        _stand(count, ("open", "paused"))
        lines = [line for line in review_count(shop, number) if line.sku not in leave_out]
        if rivals := [line for line in lines if line.rivals]:
            told = ", ".join(f"{who}: {pieces}" for who, pieces in rivals[0].rivals)
            raise ShopError("count-rivals", sku=rivals[0].sku, told=told)
        place = find_place(shop, count.location)
        for line in lines:
            _post(shop, count, place, line)
        stock_counts.set_state(shop.connection, count.row, "posted", shop.now(), shop.actor)
    return lines


def _post(shop: Shop, count: StockCount, place: Place, line: CountLine) -> None:
    variant, told = find_code(shop, line.sku)[0], Booking("count", count.number)
    if line.difference > 0:
        book(shop, variant, place, line.difference, told)
    elif line.difference < 0:
        take_out(shop, variant, place, -line.difference, told)


def unpost_count(shop: Shop, number: str) -> None:
    """Take a posted count back: its movements are compensated and it is open again. Raises "count-state"."""
    with shop.writing():
        count = find_count(shop, number)
        _stand(count, ("posted",))
        for uuid in stock_counts.movements_of_count(shop.connection, count.number):
            undo_movement(shop, uuid)
        stock_counts.set_state(shop.connection, count.row, "paused", shop.now(), shop.actor)


def _open_count(shop: Shop, number: str) -> StockCount:
    count = find_count(shop, number)
    _stand(count, ("open",))
    return count


def _stand(count: StockCount, states: Container[str]) -> None:
    if count.state not in states:
        raise ShopError("count-state", count=count.number, state=count.state)

"""What a person does with stock: move, count, and ask why a number is what it is."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import stock as ledger
from shopdesk.db.abc_classes import find_sales_drift
from shopdesk.db.listings import put_on_shelf
from shopdesk.domain.cells import identifier, whole_number
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.stock import LARGEST_QUANTITY, REASONS, Movement, Reservation, StockLevel
from shopdesk.exchange.tables import open_table
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import Booking, book, find_place, find_variant, take_out
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a quantity is what it is: the level, every movement, every open reservation."""

    level: StockLevel
    movements: tuple[Movement, ...]
    reservations: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a stock count: what was there, what was counted."""

    sku: str
    location: str
    before: int
    counted: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What a re-derivation of every number found."""

    checked: int
    drifts: tuple[ledger.Drift, ...]
    stray: tuple[tuple[str, str], ...]

    @property
    def ok(self) -> bool:
        """Whether every kept number equals its movements."""
        return not self.drifts and not self.stray


def list_stock(shop: Shop) -> list[StockLevel]:
    """Return the stock of every SKU, zero included."""
    return list(ledger.stock_levels(shop.connection))


def low_stock(shop: Shop) -> list[StockLevel]:
    """Return the SKUs whose available pieces are below their safety line."""
    return [level for level in ledger.stock_levels(shop.connection) if level.available < level.safety]


def stock_level(shop: Shop, sku: str) -> StockLevel:
    """Return how much there is of one SKU. Raises ShopError("sku-unknown")."""
    find_variant(shop, sku)
    return next(ledger.stock_levels(shop.connection, sku))


def show_stock(shop: Shop, sku: str) -> Proof:
    """Return the proof of one SKU's quantity, with all its movements. Raises ShopError("sku-unknown")."""
    variant_id = find_variant(shop, sku)
    return Proof(
        stock_level(shop, sku),
        tuple(ledger.movements_of(shop.connection, variant_id)),
        tuple(ledger.open_reservations_of(shop.connection, variant_id)),
    )


def move_stock(
    shop: Shop, sku: str, quantity: int, *, reason: str, location: str = "", reference: str = "", uuid: str = ""
) -> StockLevel:
    """Add one movement of `quantity` pieces (signed) and return how much there is now.

    Raises ShopError with "reason-unknown", "location-unknown", "sku-unknown", "stock-negative",
    "stock-reserved" or "quantity-out-of-range". A uuid seen before changes nothing.
    """
    if reason not in REASONS:
        raise ShopError("reason-unknown", value=reason, allowed=", ".join(REASONS))
    with shop.writing():
        if not ledger.has_movement(shop.connection, uuid):
            _add(shop, sku, quantity, reason, location, reference, uuid or new_id())
    return stock_level(shop, sku)


def _add(shop: Shop, sku: str, quantity: int, reason: str, location: str, reference: str, uuid: str) -> None:
    variant, place, told = find_variant(shop, sku), find_place(shop, location), Booking(reason, reference, uuid)
    if quantity < 0:
        take_out(shop, variant, place, -quantity, told)
    else:
        book(shop, variant, place, quantity, told)


def allow_negative(shop: Shop, sku: str, allowed: bool) -> StockLevel:
    """Let a SKU be sold below nothing, or no longer; it is shown as oversold. Raises ShopError("sku-unknown")."""
    with shop.writing():
        ledger.allow_negative(shop.connection, find_variant(shop, sku), allowed)
    return stock_level(shop, sku)


def set_shelf(shop: Shop, sku: str, *, safety: int | None = None, place: str | None = None) -> StockLevel:
    """Set a SKU's safety line and where it lies; None leaves what is there.

    Raises ShopError with "sku-unknown" or "quantity-out-of-range".
    """
    if safety is not None and not 0 <= safety <= LARGEST_QUANTITY:
        raise ShopError("quantity-out-of-range", value=safety)
    with shop.writing():
        put_on_shelf(shop.connection, find_variant(shop, sku), safety=safety, place=place)
    return stock_level(shop, sku)


def count_stock(shop: Shop, path: Path) -> tuple[list[Counted], list[RowProblem]]:
    """Take a count sheet (`sku,quantity[,location]`): the listed SKUs get what was counted, by movements.

    A row that cannot be taken is returned as a problem; the others are posted together.
    """
    table = open_table(path)
    if not {"sku", "quantity"} <= {name.lower() for name in table.header}:
        raise ShopError("columns-missing", format="stock count", columns=["sku", "quantity"])
    at = {name.lower(): index for index, name in enumerate(table.header)}
    counted: dict[tuple[str, str], Counted] = {}
    problems: list[RowProblem] = []
    with shop.writing():
        for number, cells in table.rows():
            try:
                row = _count_row(shop, [*cells, *[""] * len(table.header), ""], at, counted)
                counted[row.sku, row.location] = row
            except ShopError as error:
                problems.append(RowProblem(number, error.code, str(error.params.get("value", ""))))
    return list(counted.values()), problems


def _count_row(shop: Shop, cells: Sequence[str], at: dict[str, int], seen: Container[tuple[str, str]]) -> Counted:
    sku, pieces = identifier(cells[at["sku"]]), whole_number(cells[at["quantity"]])
    location = identifier(cells[at.get("location", -1)]) or str(get_setting(shop, "stock.location"))
    if (sku, location) in seen:
        raise ShopError("sku-duplicate", value=sku)
    variant_id, place = find_variant(shop, sku), find_place(shop, location)
    before = ledger.counts(shop.connection, variant_id, place.row).on_hand
    if pieces != before:
        _add(shop, sku, pieces - before, "count", location, "", new_id())
    return Counted(sku, location, before, pieces)


def audit_stock(shop: Shop) -> Audit:
    """Re-derive every number from its movements and name every one that differs."""
    checked, drifts = ledger.find_drift(shop.connection)
    drifts += ledger.find_sum_drift(shop.connection) + find_sales_drift(shop.connection)
    return Audit(checked, tuple(drifts), tuple(ledger.find_stray_reservations(shop.connection)))

"""The stock as a person looks it through: its views, its rows, and why a number is what it is."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from shopdesk.db import stock as ledger
from shopdesk.db import stock_rows
from shopdesk.db.listings import shelved_skus
from shopdesk.db.settings import load_locations
from shopdesk.db.stock_rows import SALES_DAYS, PromisedOrder, StockRow
from shopdesk.domain.stock import Movement, StockLevel
from shopdesk.services.kits import show_kit
from shopdesk.services.ledger import find_variant
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.stock import Counted, move_stock, stock_level
from shopdesk.services.traceability import Lot, list_lots

__all__ = ["SALES_DAYS", "PromisedOrder", "StockRow", "StockStory", "StockTable"]

CHART_DAYS = 30
TOLD_AT_MOST = 500  # movements; what a panel can show
LARGE = 20_000  # SKUs; fewer are sorted within a frame
FIRST = 200


@dataclass(frozen=True, slots=True)
class StockTable:
    """The SKUs of a view that hold a text, in any order; rows are read as they are seen."""

    shop: Shop
    view: str = "all"
    search: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the variants in order; without a sort the most lacking comes first."""
        return stock_rows.stock_ids(
            self.shop.connection,
            view=self.view,
            search=self.search,
            sort=sort,
            descending=descending,
            today=_today(self.shop),
        )

    @property
    def is_large(self) -> bool:
        """Whether asking for all ids would be felt."""
        return stock_rows.count_skus(self.shop.connection) > LARGE

    def first_ids(self, sort: str, descending: bool) -> "tuple[array[int] | None, bool]":
        """Return the first ids, and whether they are all."""
        first = stock_rows.stock_ids(
            self.shop.connection,
            view=self.view,
            search=self.search,
            sort=sort,
            descending=descending,
            today=_today(self.shop),
            limit=FIRST,
        )
        return first, len(first) < FIRST

    def over(self, shop: Shop) -> "StockTable":
        """Return the same question to another connection."""
        return replace(self, shop=shop)

    def rows(self, ids: Sequence[int]) -> list[StockRow]:
        """Return these variants, in this order."""
        return stock_rows.load_rows(self.shop.connection, ids, _today(self.shop))


def count_stock_views(shop: Shop) -> dict[str, int]:
    """Return how many SKUs each view holds."""
    return stock_rows.count_views(shop.connection)


def variant_row(shop: Shop, sku: str) -> int | None:
    """Return the row of the SKU, None where the shop has none of this name."""
    return ledger.find_variant(shop.connection, sku)


@dataclass(frozen=True, slots=True)
class Booked:
    """A movement, and how many pieces lay at its place after it."""

    movement: Movement
    balance: int


@dataclass(frozen=True, slots=True)
class StockStory:
    """Why one SKU's number is what it is; `steps` are its available pieces at each change of the last days.

    `booked` are its last movements, `sums` how many there were at each place and what they come to.
    """

    level: StockLevel
    booked: tuple[Booked, ...]
    sums: Mapping[str, tuple[int, int]]
    promised: tuple[PromisedOrder, ...]
    steps: tuple[tuple[datetime, int], ...]
    shelf: str
    picture: str
    lots: tuple[Lot, ...] = ()
    kit: tuple[tuple[str, int], ...] = ()
    may_go_negative: bool = False

    @property
    def on_hand(self) -> int:
        """What lies where orders are served."""
        return self.level.here

    @property
    def elsewhere(self) -> dict[str, int]:
        """What lies in places that serve no orders."""
        places = self.level.locations.items()
        return {place: count for place, count in places if place not in self.level.serving and count}

    @property
    def movements(self) -> int:
        """How many movements there ever were."""
        return sum(count for count, _total in self.sums.values())

    @property
    def agrees(self) -> bool:
        """Whether the kept numbers are the sums of all movements."""
        kept = {place: count for place, count in self.level.locations.items() if count}
        return {place: total for place, (_count, total) in self.sums.items() if total} == kept


def tell_stock(shop: Shop, sku: str) -> StockStory:
    """Return why a SKU's number is what it is. Raises ShopError("sku-unknown")."""
    row, since = find_variant(shop, sku), shop.now() - timedelta(days=CHART_DAYS)
    sums = ledger.sums_of(shop.connection, row)
    lies = shelved_skus(shop.connection, [sku])[sku]
    return StockStory(
        stock_level(shop, sku),
        _booked(ledger.movements_of(shop.connection, row, TOLD_AT_MOST), sums),
        sums,
        tuple(stock_rows.promised_orders(shop.connection, row)),
        _steps(stock_rows.available_changes(shop.connection, row, since), since),
        lies.bin,
        lies.picture,
        tuple(lot for lot in list_lots(shop, sku) if lot.lying),
        tuple(show_kit(shop, sku).items()),
        ledger.may_go_negative(shop.connection, row),
    )


def places(shop: Shop) -> list[str]:
    """Return the codes of the places where goods lie, the usual one first."""
    usual = str(get_setting(shop, "stock.location"))
    return sorted(load_locations(shop.connection), key=lambda code: code != usual)


def take_back_count(shop: Shop, counted: Sequence[Counted]) -> None:
    """Move back what a count sheet has moved, all of it or nothing. Raises ShopError like `move_stock`."""
    with shop.writing():
        for row in counted:
            if row.counted != row.before:
                back = row.before - row.counted
                move_stock(shop, row.sku, back, reason="correction", location=row.location, reference="count")


def _today(shop: Shop) -> date:
    return shop.now().astimezone().date()


def _booked(movements: Sequence[Movement], sums: Mapping[str, tuple[int, int]]) -> tuple[Booked, ...]:
    """Reckon back from what all movements come to."""
    lying = {place: total for place, (_count, total) in sums.items()}
    found = []
    for movement in reversed(movements):
        found.append(Booked(movement, lying[movement.location]))
        lying[movement.location] -= movement.quantity
    return tuple(reversed(found))


def _steps(changes: Sequence[tuple[datetime, int]], since: datetime) -> tuple[tuple[datetime, int], ...]:
    """Add up the changes; what came before `since` is its first step."""
    standing, steps = 0, {since: 0}
    for at, change in changes:
        standing += change
        steps[max(at, since)] = standing
    return tuple(steps.items())

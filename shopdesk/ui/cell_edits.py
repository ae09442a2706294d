"""What cells of tables are changed to where they stand: stock, orders, prices, suppliers, customers, listings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shopdesk.domain.customers import Customer
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.listings import Listing
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.prices import Price
from shopdesk.domain.purchases import Supplier
from shopdesk.services import customers
from shopdesk.services.identity import new_id
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import show_listing
from shopdesk.services.order_edits import LONGEST_NOTE, Edited, note_order, take_edit_back
from shopdesk.services.order_table import OrderRow
from shopdesk.services.prices import set_prices, undo_price_change
from shopdesk.services.shop import Shop
from shopdesk.services.stock import set_shelf
from shopdesk.services.stock_table import StockRow
from shopdesk.ui.purchasing.supplier_panel import change_supplier
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tables.table_model import CellEdit
from shopdesk.ui.undo import Change
from shopdesk.words import _


def change_safety(row: StockRow, text: str) -> Change:
    """Return another safety line of a SKU. Raises ShopError("cell-number")."""
    wanted = _whole(text)
    return Change(
        _("{sku}: safety line {count}").format(sku=row.sku, count=wanted),
        lambda shop, _job: set_shelf(shop, row.sku, safety=row.safety),
        lambda shop, _job: set_shelf(shop, row.sku, safety=wanted),
    )


def change_shelf(row: StockRow, text: str) -> Change:
    """Return another shelf of a SKU; empty where it has none."""
    return Change(
        _("{sku}: shelf {place}").format(sku=row.sku, place=text or "–"),
        lambda shop, _job: set_shelf(shop, row.sku, place=row.shelf),
        lambda shop, _job: set_shelf(shop, row.sku, place=text),
    )


def edit_order_note() -> CellEdit:
    """Return how the shop's own note on an order is edited."""

    def change(row: OrderRow, text: str) -> Change:
        if len(text) > LONGEST_NOTE:
            raise ShopError("note-too-long", limit=LONGEST_NOTE)
        noting = _Noting(row.number, text)
        return Change(_("Note on {order} changed").format(order=row.number), noting.back, noting.there)

    return CellEdit(lambda row: row.own_note, change, ("orders",))


class _Noting:
    """A note on an order, and what stood there before."""

    def __init__(self, number: str, text: str) -> None:
        self._number, self._text = number, text
        self._edited: Edited | None = None

    def there(self, shop: Shop, _job: Job) -> None:
        """Write it."""
        self._edited = note_order(shop, self._number, self._text)

    def back(self, shop: Shop, _job: Job) -> None:
        """Give back what stood there."""
        assert self._edited is not None
        take_edit_back(shop, self._edited)


def edit_price(on: Callable[[], str]) -> CellEdit:
    """Return how a usual price is edited, on the channel that is shown then."""

    def change(row: Any, text: str) -> Change:  # noqa: ANN401 - the table's own row
        try:
            amount = parse_amount(text, row.goods.currency)
        except ShopError:
            amount = 0
        if amount <= 0:
            raise ShopError("cell-price", value=text)
        pricing = _Pricing(Price(row.goods.sku, "list", amount, on()))
        return Change(_("Price of {sku} set").format(sku=row.goods.sku), pricing.back, pricing.there)

    return CellEdit(lambda row: format_amount(row.quoted.listed, row.goods.currency), change, ("prices",))


class _Pricing:
    """A usual price that is set; set again it is a change of its own."""

    def __init__(self, price: Price) -> None:
        self._price, self._change, self._uuid = price, 0, new_id()

    def there(self, shop: Shop, _job: Job) -> None:
        """Set it; the same attempt twice sets it once."""
        self._change = set_prices(shop, [self._price], uuid=self._uuid)

    def back(self, shop: Shop, _job: Job) -> None:
        """Take it back."""
        undo_price_change(shop, self._change)
        self._uuid = new_id()


def edit_supplier(name: str) -> CellEdit:
    """Return how one field of a supplier is edited."""

    def change(row: Any, text: str) -> Change:  # noqa: ANN401 - the table's own row
        before: Supplier = row.supplier
        if name == "name" and not text:
            raise ShopError("cell-empty")
        told = _whole(text) if name == "lead_days" else text
        return change_supplier(before, replace(before, **{name: told}))  # type: ignore[arg-type]

    return CellEdit(lambda row: str(getattr(row.supplier, name)), change, ("stock",), by_click=name != "name")


def edit_customer(name: str) -> CellEdit:
    """Return how tags or note of a customer are edited."""

    def told(one: Customer) -> str:
        return ", ".join(one.tags) if name == "tags" else one.note

    def change(one: Customer, text: str) -> Change:
        tags = [tag.strip() for tag in text.replace("，", ",").split(",") if tag.strip()]
        writing = _Writing(one.row, {"tags": tags} if name == "tags" else {"note": text})
        return Change(_("Written about {name}").format(name=one.number), writing.back, writing.there)

    return CellEdit(told, change, ("customers", "orders"))


class _Writing:
    """What is written about a customer, and what stood there before."""

    def __init__(self, row: int, told: dict[str, Any]) -> None:
        self._row, self._told, self._before = row, told, dict[str, Any]()

    def there(self, shop: Shop, _job: Job) -> None:
        """Write it."""
        self._before = customers.write_customer(shop, self._row, **self._told)

    def back(self, shop: Shop, _job: Job) -> None:
        """Give back what stood there."""
        customers.restore_customer(shop, self._row, self._before)


def edit_listing(name: str) -> CellEdit:
    """Return how title or brand of a listing are edited."""

    def change(row: Any, text: str) -> Change:  # noqa: ANN401 - the table's own row
        if name == "title" and not text:
            raise ShopError("cell-empty")
        writing = _Rewriting(row.handle, name, text)
        return Change(_("{listing} changed").format(listing=row.handle), writing.back, writing.there)

    return CellEdit(lambda row: str(getattr(row, name)), change, ("listings",), by_click=name != "title")


class _Rewriting:
    """One field of a listing, written over what stands there then and given back."""

    def __init__(self, handle: str, name: str, text: str) -> None:
        self._handle, self._name, self._text = handle, name, text
        self._before: Listing | None = None
        self._after: Listing | None = None

    def there(self, shop: Shop, _job: Job) -> None:
        """Write it."""
        before = show_listing(shop, self._handle)
        after = replace(before, **{self._name: self._text})  # type: ignore[arg-type]
        save_listing(shop, before, after)
        self._before, self._after = before, after

    def back(self, shop: Shop, _job: Job) -> None:
        """Give back what stood there, unless it was changed elsewhere meanwhile."""
        assert self._before is not None and self._after is not None
        save_listing(shop, self._after, self._before)


def _whole(text: str) -> int:
    wanted = read_pieces(text)
    if wanted is None or wanted < 0:
        raise ShopError("cell-number", value=text)
    return wanted

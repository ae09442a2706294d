"""Views that people have made of their tables: kept under a name, put in order, taken out and brought back."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import saved_views as rows
from shopdesk.db.listing_rows import VIEWS as LISTINGS
from shopdesk.db.order_views import VIEWS as ORDERS
from shopdesk.db.stock_rows import VIEWS as STOCK
from shopdesk.domain.errors import ShopError
from shopdesk.domain.saved_views import LONGEST_NAME, PAGES, SavedView
from shopdesk.services.identity import new_id
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.order_table import OrderTable
from shopdesk.services.shop import Shop
from shopdesk.services.stock_table import StockTable

VIEWS_OF = {"orders": tuple(ORDERS), "listings": tuple(LISTINGS), "stock": tuple(STOCK)}


def list_views(shop: Shop, page: str = "") -> list[SavedView]:
    """Return the saved views of a page, or of all pages, in the order of their tabs."""
    return rows.load_views(shop.connection, page)


def find_view(shop: Shop, page: str, name: str) -> SavedView:
    """Return a saved view by its name. Raises ShopError("saved-view-unknown")."""
    found = next((view for view in list_views(shop, page) if view.name == name.strip()), None)
    if found is None:
        raise ShopError("saved-view-unknown", value=name)
    return found


def save_view(shop: Shop, view: SavedView) -> SavedView:
    """Keep a view behind the others, or write the one of its row anew.

    Raises ShopError with "saved-view-name-invalid" or "saved-view-taken".
    """
    name = view.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or view.page not in PAGES:
        raise ShopError("saved-view-name-invalid", limit=LONGEST_NAME)
    with shop.writing():
        if any(known.name == name and known.row != view.row for known in list_views(shop, view.page)):
            raise ShopError("saved-view-taken", value=name)
        row = rows.put_view(shop.connection, new_id(), replace(view, name=name), shop.now())
    return replace(view, name=name, row=row)


def rename_view(shop: Shop, page: str, name: str, new: str) -> SavedView:
    """Give a saved view another name. Raises like `find_view` and `save_view`."""
    with shop.writing():
        return save_view(shop, replace(find_view(shop, page, name), name=new))


def move_view(shop: Shop, page: str, name: str, place: int) -> list[SavedView]:
    """Put a saved view at a place among those of its page, counted from 1. Raises "saved-view-unknown"."""
    with shop.writing():
        moved = find_view(shop, page, name)
        others = [view for view in list_views(shop, page) if view.row != moved.row]
        others.insert(max(place - 1, 0), moved)
        rows.order_views(shop.connection, [view.row for view in others])
    return list_views(shop, page)


def remove_view(shop: Shop, page: str, name: str) -> int:
    """Take a saved view out and return its row, by which it comes back. Raises "saved-view-unknown"."""
    with shop.writing():
        view = find_view(shop, page, name)
        rows.set_view_removed(shop.connection, view.row, shop.now())
    return view.row


def bring_view_back(shop: Shop, row: int) -> None:
    """Bring a saved view back where it stood."""
    with shop.writing():
        rows.set_view_removed(shop.connection, row, None)


def count_views(shop: Shop, views: Sequence[SavedView]) -> dict[int, int]:
    """Return how many rows each saved view holds, by its row."""
    tables = {"orders": OrderTable, "listings": ListingTable, "stock": StockTable}
    return {view.row: len(tables[view.page](shop, view.view, view.search).ids("", False)) for view in views}

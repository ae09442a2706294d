"""Listings are written, judged, edited together, photographed, sorted into categories, known by codes."""

from dataclasses import replace

from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.saved_views import SavedView
from shopdesk.services import (
    bulk_edit,
    categories,
    history,
    image_bench,
    listing_check,
    listing_edit,
    listing_scores,
    listing_table,
    look_alikes,
    platform_codes,
    saved_views,
    search,
    stall_prices,
)
from shopdesk.services.listing_edit import ListingChange
from shopdesk.services.listing_pictures import store_pictures, with_pictures
from shopdesk.services.listings import show_listing
from shopdesk.services.pictures import preview_repair
from shopdesk.services.shop import Shop
from tests.durability.day import Verb
from tests.durability.whole_day.find import JOB, newest

NEW = Listing("TEA", "清明前绿茶", (Variant("TEA", price=4500),), uuid="listing tea")


def verbs() -> list[Verb]:
    """Return this part of the day."""
    return [*_written(), *_bulk(), *_sorted()]


def _written() -> list[Verb]:
    return [
        lambda shop: listing_edit.new_listing(shop, NEW),
        lambda shop: listing_edit.save_listings(
            shop, [ListingChange(show_listing(shop, "TEA"), replace(show_listing(shop, "TEA"), title="雨前绿茶"))]
        ),
        lambda shop: listing_edit.rename_sku(shop, "TEA", "TEA-1"),
        lambda shop: listing_check.set_status(shop, "TEA-1", "draft", anyway=True),
        lambda shop: listing_table.put_listings(shop, [("TEA", "listed")]),
        lambda shop: listing_table.put_listings(shop, [("TEA", "draft")]),
        _photograph,
        _repair,
        lambda shop: look_alikes.keep_looks(shop, look_alikes.look_at_pictures(shop)),
        listing_scores.catch_up,
        search.catch_up,
        lambda shop: platform_codes.add_code(shop, "BOX", "TB-BOX", "taobao"),
        lambda shop: platform_codes.remove_code(shop, "TB-BOX", "taobao"),
        lambda shop: stall_prices.weigh_goods(shop, "TEA-1", 500),
    ]


def _photograph(shop: Shop) -> None:
    taken, _refused = store_pictures(shop, [shop.folder / "one.png"])
    listing = show_listing(shop, "TEA-1")
    changed = with_pictures(listing, taken)
    if changed != listing:
        listing_edit.save_listings(shop, [ListingChange(listing, changed)])


def _repair(shop: Shop) -> None:
    (picture,) = image_bench.main_images(shop, ["TEA"])
    image_bench.take_into_listing(shop, picture, preview_repair(picture.file, profile="taobao"))


def _bulk() -> list[Verb]:
    def edit(shop: Shop, *told: str) -> None:
        preview = bulk_edit.preview_bulk_edit(shop, ["TEA"], [Operation(*told)])
        bulk_edit.apply_bulk_edit(shop, preview)

    def take_back(shop: Shop) -> None:
        table = history.HistoryTable(shop)
        deeds = table.rows(table.ids("", True))
        history.take_back(shop, JOB, next(deed for deed in deeds if deed.verb == history.BULK_EDIT))

    return [
        lambda shop: edit(shop, "brand", "set", "青禾"),
        take_back,
        lambda shop: edit(shop, "brand", "set", "样板"),
    ]


def _sorted() -> list[Verb]:
    return [
        lambda shop: categories.add_category(shop, ("测试货",), "Test goods"),
        lambda shop: categories.rename_category(shop, ("测试货",), "样板货"),
        lambda shop: categories.remove_category(shop, ("样板货",)),
        lambda shop: saved_views.save_view(shop, SavedView("orders", "杭州", "all", "杭州")),
        lambda shop: saved_views.save_view(shop, SavedView("orders", "西湖", "all", "西湖")),
        lambda shop: saved_views.rename_view(shop, "orders", "杭州", "杭州单"),
        lambda shop: saved_views.move_view(shop, "orders", "西湖", 1),
        lambda shop: saved_views.remove_view(shop, "orders", "西湖"),
        lambda shop: saved_views.bring_view_back(shop, int(newest(shop, "saved_views", "id"))),
    ]

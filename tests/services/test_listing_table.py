"""The listings as a person looks them through."""

import pytest

from shopdesk.db import listing_scores
from shopdesk.db.listing_scores import KeptScore
from shopdesk.domain.errors import ShopError
from shopdesk.services.listing_table import (
    ListingTable,
    average_score,
    count_channels,
    count_listing_views,
    list_shelves,
    listing_handles,
    listing_id,
    move_listings,
    put_listings,
    tell_listing,
)
from shopdesk.services.listings import show_listing
from shopdesk.services.platform_codes import add_code


def rows(shop, view="all", search="", sort="", descending=False, **narrowed):
    table = ListingTable(shop, view, search, **narrowed)
    return table.rows(table.ids(sort, descending))


def test_a_row_sums_up_its_variants(sample_shop):
    mug = next(row for row in rows(sample_shop) if row.handle == "ceramic-mug")
    assert (mug.variants, mug.low, mug.high, mug.pictures, mug.status) == (4, 3900, 4200, 1, "listed")
    story = tell_listing(sample_shop, "ceramic-mug")
    assert mug.available == sum(story.available.values())
    assert story.files[0] is not None and story.files[0].name == mug.picture


def test_views_count_what_they_hold(sample_shop):
    for view, count in count_listing_views(sample_shop).items():
        assert len(rows(sample_shop, view)) == count
    assert count_listing_views(sample_shop)["all"] == 40


def test_every_order_of_rows_can_be_asked_for(sample_shop):
    for sort in (
        "title",
        "variants",
        "price",
        "available",
        "pictures",
        "status",
        "category",
        "brand",
        "handle",
        "score",
        "worst",
        "changed",
    ):
        assert len(rows(sample_shop, sort=sort)) == 40
    cheapest = [row.low for row in rows(sample_shop, sort="price")]
    assert cheapest == sorted(cheapest)


def test_listings_are_found_by_title_initials_handle_sku_and_barcode(sample_shop):
    for text in ("马克杯 350", "kfb", "ceramic-mug", "qh-mug-w", "2026000000015"):
        assert [row.handle for row in rows(sample_shop, search=text)] == ["ceramic-mug"]
    assert rows(sample_shop, search="杯") and not rows(sample_shop, search="zzzz")


def test_a_listing_without_a_picture_is_a_view_of_its_own(shop, stock_up):
    stock_up(BOX=1)
    assert [row.sku for row in rows(shop, "without-picture")] == ["BOX"]


def test_a_listing_of_nobody_is_refused(shop):
    assert listing_id(shop, "not-ours") is None
    with pytest.raises(ShopError):
        tell_listing(shop, "not-ours")


def judge_as(shop, handle, points, *codes, stops=False):
    worst = {"code": codes[0], "penalty": 25} if codes else {}
    with shop.writing():
        listing_scores.keep_scores(
            shop.connection, [KeptScore(listing_id(shop, handle), points, stops, worst, codes, "rules")]
        )


def test_rows_are_sorted_by_score_and_those_never_judged_come_last(sample_shop):
    with sample_shop.writing():
        sample_shop.connection.execute("DELETE FROM listing_scores")
    assert average_score(sample_shop) is None
    judge_as(sample_shop, "ceramic-mug", 80)
    judge_as(sample_shop, "fish-plate", 40, "price-missing", "title-too-long", stops=True)
    assert [row.score for row in rows(sample_shop, sort="score")][:3] == [40, 80, None]
    assert [row.score for row in rows(sample_shop, sort="score", descending=True)][:3] == [80, 40, None]
    worst = rows(sample_shop, "not-ready")[0]
    assert (worst.handle, worst.stops, worst.worst["code"]) == ("fish-plate", True, "price-missing")
    assert [row.handle for row in rows(sample_shop, "title")] == ["fish-plate"]
    assert average_score(sample_shop) == 60 and not rows(sample_shop, "attributes")


def test_a_category_holds_what_stands_below_it(sample_shop):
    shelves = {shelf.path: shelf.count for shelf in list_shelves(sample_shop)}
    for path, count in shelves.items():
        assert len(rows(sample_shop, category=path)) == count
    assert sum(count for path, count in shelves.items() if len(path) == 1) == 40
    assert all(path[:-1] in shelves for path in shelves if len(path) > 1)
    assert not rows(sample_shop, category=("家居",))  # the beginning of a name is no category


def test_channels_count_listings_with_a_code_there(sample_shop):
    add_code(sample_shop, "QH-MUG-W", "A1", "taobao")
    add_code(sample_shop, "QH-MUG-B", "A2", "taobao")
    assert count_channels(sample_shop) == {"taobao": 1}
    assert [row.handle for row in rows(sample_shop, channels=("taobao", "pdd"))] == ["ceramic-mug"]
    assert [row.handle for row in rows(sample_shop, search="a2")] == ["ceramic-mug"]


def test_the_main_picture_is_the_one_whose_role_it_is(sample_shop):
    row = listing_id(sample_shop, "ceramic-mug")
    with sample_shop.writing():
        sample_shop.connection.execute("UPDATE pictures SET role = 'back' WHERE listing_id = ?", (row,))
        sample_shop.connection.execute(
            "INSERT INTO pictures (uuid, listing_id, position, place, role) VALUES ('u', ?, 9, 'new.jpg', 'main')",
            (row,),
        )
    assert ListingTable(sample_shop).rows([row])[0].picture == "new.jpg"


def test_listings_are_moved_together_and_put_back(sample_shop):
    handles = listing_handles(sample_shop, [1, 2, 3])
    moved = move_listings(sample_shop, handles, "archived")
    assert list(moved.before) == handles and not moved.refused
    assert {show_listing(sample_shop, handle).status for handle in handles} == {"archived"}
    assert not move_listings(sample_shop, handles, "archived").before
    put_listings(sample_shop, moved.before.items())
    assert {handle: show_listing(sample_shop, handle).status for handle in handles} == moved.before


def test_what_has_no_price_stays_where_it_is(sample_shop):
    with sample_shop.writing():
        sample_shop.connection.execute("UPDATE variants SET price = 0 WHERE listing_id = 1")
    move_listings(sample_shop, listing_handles(sample_shop, [1, 2]), "draft")
    moved = move_listings(sample_shop, listing_handles(sample_shop, [1, 2]), "ready")
    assert list(moved.before) == listing_handles(sample_shop, [2])
    assert [error.code for error in moved.refused] == ["listing-not-ready"]


def test_low_stock_is_told_of_the_whole_listing(sample_shop):
    with sample_shop.writing():
        sample_shop.connection.execute("UPDATE variants SET safety = 100000 WHERE sku = 'QH-MUG-W'")
    mug = rows(sample_shop, search="QH-MUG-W")[0]
    assert mug.low_stock and mug.available > 0

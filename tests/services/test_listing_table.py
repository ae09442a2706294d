"""The listings as a person looks them through."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.listing_table import ListingTable, count_listing_views, listing_id, tell_listing


def rows(shop, view="all", search="", sort="", descending=False):
    table = ListingTable(shop, view, search)
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
    for sort in ("title", "variants", "price", "available", "pictures", "status", "category", "brand", "handle"):
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

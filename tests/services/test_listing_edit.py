"""Listings edited by people: nothing lost, nothing half, every change with its way back."""

from dataclasses import replace

import pytest

from shopdesk.db import listing_scores
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Facts, Listing, Picture, Variant
from shopdesk.services.codes import find_code
from shopdesk.services.imports import import_file
from shopdesk.services.listing_check import set_status
from shopdesk.services.listing_edit import (
    ListingChange,
    duplicate_listing,
    new_listing,
    rename_sku,
    save_listing,
    save_listings,
)
from shopdesk.services.listing_scores import catch_up, is_behind
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.orders import show_order
from shopdesk.services.platform_codes import list_codes
from shopdesk.services.stock import move_stock, show_stock

FACTS = Facts("收纳盒", "加厚", "hit", "", 12, {"材质": "塑料"}, {"features": "结实"})


@pytest.fixture
def box(shop, stock_up) -> Listing:
    """A listing of one SKU with seven pieces."""
    stock_up(BOX=7)
    return show_listing(shop, "BOX")


def points(shop) -> dict[str, int]:
    rows = shop.connection.execute(
        "SELECT l.handle, s.points FROM listing_scores s JOIN listings l ON l.id = s.listing_id"
    )
    return dict(rows.fetchall())


def test_everything_of_a_listing_is_kept(shop):
    made = new_listing(
        shop,
        Listing(
            "", "收纳盒", (Variant("A", "6901234567892", {"色": "白"}, 100, 200, 50, 300, 10, 20, 30), Variant("")),
            "words", ("家居", "收纳", "盒"), "青禾", pictures=(Picture("a.jpg", "main", "one.jpg", own=True),),
            facts=FACTS,
        ),
    )  # fmt: skip
    assert made.handle.startswith("P-") and made.variants[1].sku == made.handle
    assert show_listing(shop, made.handle) == made


def test_a_new_listing_twice_is_refused_and_changes_nothing(shop):
    made = new_listing(shop, Listing("h", "收纳盒", (Variant("A"),)))
    with pytest.raises(ShopError, match="listing-changed"):
        save_listings(shop, [ListingChange(None, replace(made, title="other"))])
    assert show_listing(shop, "h") == made


def test_an_edited_listing_survives_an_import_that_says_nothing_new(shop, box, products):
    edited = save_listing(shop, box, replace(box, title="我的标题", facts=FACTS))
    outcome = import_file(shop, products(BOX=7))
    assert outcome.unchanged == 1
    assert show_listing(shop, "BOX") == edited


def test_what_only_the_shop_knows_survives_an_import_that_says_something_new(shop, box, products, write_csv):
    variant = replace(box.variants[0], length_mm=100)
    save_listing(shop, box, replace(box, facts=FACTS, variants=(variant,)))
    row = {"ID": "1", "Type": "simple", "SKU": "BOX", "Name": "新标题", "Published": "1", "Regular price": "31.00"}
    import_file(shop, write_csv("new.csv", row))
    told = show_listing(shop, "BOX")
    assert (told.title, told.variants[0].price) == ("新标题", 3100)
    assert told.facts == FACTS and told.variants[0].length_mm == 100


def test_the_second_of_two_people_is_refused_and_nothing_is_lost(shop, box):
    save_listing(shop, box, replace(box, brand="一"))
    with pytest.raises(ShopError, match="listing-changed"):
        save_listing(shop, box, replace(box, brand="二"))
    assert show_listing(shop, "BOX").brand == "一"


def test_many_are_saved_together_or_not_at_all(shop, stock_up):
    stock_up(A=1, B=1)
    a, b = show_listing(shop, "A"), show_listing(shop, "B")
    with pytest.raises(ShopError, match="sku-taken"):
        save_listings(
            shop,
            [
                ListingChange(a, replace(a, brand="x")),
                ListingChange(b, replace(b, variants=(*b.variants, Variant("A", options={"c": "2"})))),
            ],
        )
    assert show_listing(shop, "A") == a and show_listing(shop, "B") == b


def test_each_change_can_be_taken_back(shop, box):
    change = ListingChange(box, replace(box, title="另一个", pictures=(Picture("x.jpg", "main"),), status="archived"))
    save_listings(shop, [change])
    save_listings(shop, [change.back])
    assert show_listing(shop, "BOX") == box
    save_listings(shop, [change])
    assert show_listing(shop, "BOX").title == "另一个"


def test_a_variant_with_stock_cannot_be_dropped(shop, box, refusal):
    assert refusal(save_listing, shop, box, replace(box, variants=())) == "variant-in-use"
    assert show_stock(shop, "BOX").level.on_hand == 7


def test_a_variant_that_an_order_waits_for_cannot_be_dropped(shop, stock_up, sell, refusal):
    stock_up(BOX=0)
    sell(BOX=1)
    box = show_listing(shop, "BOX")
    assert refusal(save_listing, shop, box, replace(box, variants=())) == "variant-in-use"


def test_an_undone_removal_brings_the_variant_back_with_its_ledger(shop, box):
    move_stock(shop, "BOX", -7, reason="write-off")
    change = ListingChange(box, replace(box, variants=(Variant("NEW"),)))
    save_listings(shop, [change])
    assert [variant.sku for variant in show_listing(shop, box.handle).variants] == ["NEW"]
    save_listings(shop, [change.back])
    assert show_listing(shop, "BOX") == box
    assert len(show_stock(shop, "BOX").movements) == 2


def test_a_new_listing_taken_back_leaves_and_returns(shop):
    made = new_listing(shop, Listing("", "收纳盒", (Variant("A"),)))
    change = ListingChange(None, made)
    save_listings(shop, [change.back])
    assert list_listings(shop) == []
    save_listings(shop, [change])
    assert list_listings(shop) == [made]


def test_renaming_a_sku_keeps_orders_and_stock(shop, box, sell, levels):
    number = sell(BOX=2)
    rename_sku(shop, "BOX", "BOX-2")
    assert levels("BOX-2") == (7, 0, 7)
    assert [line.sku for line in show_order(shop, number).lines] == ["BOX-2"]
    assert show_order(shop, number).lines[0].matched
    rename_sku(shop, "BOX-2", "BOX")
    assert levels("BOX")[0] == 7


def test_a_renamed_sku_is_still_known_by_its_old_name_to_the_platforms(shop, box):
    rename_sku(shop, "BOX", "BOX-2")
    assert list_codes(shop, ["BOX-2"]) == [("BOX-2", "", "BOX")]
    assert find_code(shop, "BOX")[1] == "BOX-2"
    rename_sku(shop, "BOX-2", "BOX")
    assert list_codes(shop, ["BOX"]) == [("BOX", "", "BOX-2")]


def test_a_sku_is_renamed_only_to_what_may_be_one(shop, stock_up, refusal):
    stock_up(A=1, B=1)
    assert refusal(rename_sku, shop, "A", "B") == "sku-taken"
    assert refusal(rename_sku, shop, "C", "D") == "sku-unknown"
    assert refusal(rename_sku, shop, "A", " A") == "listing-invalid"
    rename_sku(shop, "A", "A")
    assert show_listing(shop, "A").variants[0].sku == "A"


def test_a_renamed_sku_is_found_even_where_another_listing_is_called_like_it(shop):
    new_listing(shop, Listing("A", "一", (Variant("X"),)))
    new_listing(shop, Listing("Z", "二", (Variant("A"),)))
    rename_sku(shop, "A", "B")
    assert show_listing(shop, "Z").variants[0].sku == "B"
    assert show_listing(shop, "X").handle == "A"


def test_a_duplicate_has_handle_and_skus_of_its_own(shop, box):
    copy = duplicate_listing(shop, box)
    save_listings(shop, [ListingChange(None, copy)])
    assert copy.status == "draft" and copy.title == box.title
    assert {v.sku for v in copy.variants}.isdisjoint(v.sku for v in box.variants)
    assert all(not v.barcode for v in copy.variants)
    assert show_listing(shop, copy.handle) == copy


def test_a_taken_handle_is_refused(shop, box, refusal):
    other = new_listing(shop, Listing("other", "二", (Variant("Q"),)))
    assert refusal(save_listing, shop, other, replace(other, handle=box.handle)) == "handle-taken"


def test_what_no_listing_may_hold_is_refused_before_anything_is_written(shop, box, refusal, contents):
    before = contents()
    assert refusal(save_listing, shop, box, replace(box, facts=replace(FACTS, role="star"))) == "listing-invalid"
    assert contents() == before


def test_a_picture_that_a_file_tells_twice_does_not_lock_the_listing(shop, box):
    row = shop.connection.execute("SELECT id FROM listings").fetchone()[0]
    for at in range(2):
        shop.connection.execute(
            "INSERT INTO pictures (uuid, listing_id, position, place, role) VALUES (?, ?, ?, 'same.jpg', '')",
            (f"u{at}", row, at),
        )
    told = show_listing(shop, "BOX")
    edited = save_listing(shop, told, replace(told, pictures=told.pictures[:1], brand="x"))
    assert show_listing(shop, "BOX") == edited
    save_listing(shop, edited, replace(edited, brand="y"))


def test_the_score_is_kept_and_made_anew_after_edit_import_status_and_rename(shop, box, products):
    catch_up(shop)
    assert points(shop).keys() == {box.handle} and not is_behind(shop)
    first = points(shop)[box.handle]
    edited = save_listing(shop, box, replace(box, facts=FACTS, brand="青禾"))
    assert not is_behind(shop) and points(shop)[box.handle] > first
    set_status(shop, edited.handle, "archived")
    assert not is_behind(shop)
    rename_sku(shop, "BOX", "BOX-2")
    assert not is_behind(shop)
    import_file(shop, products(MORE=1))
    assert is_behind(shop) and listing_scores.unscored(shop.connection, "none", 9)
    assert catch_up(shop) == 1
    assert len(points(shop)) == 2

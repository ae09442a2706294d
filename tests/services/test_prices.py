"""The price book: channels, sales with dates, members, quantities; bulk changes previewed, scheduled, taken back."""

from datetime import timedelta

import pytest

from shopdesk.domain.prices import Price, Recipe
from shopdesk.services.prices import (
    apply_bulk,
    list_competitors,
    note_competitor,
    preview_bulk,
    price_history,
    remove_competitor,
    remove_prices,
    set_prices,
    show_price,
    undo_price_change,
)
from tests.conftest import NOW

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def goods(stock_up):
    stock_up(BOX=10, CUP=10)  # 30.00 each


def asked(shop, **what):
    found = show_price(shop, "BOX", **what).quoted
    return found.amount, found.kind


def test_a_channel_has_its_own_price_and_others_keep_the_listings(shop):
    set_prices(shop, [Price("BOX", "list", 3300, "jd")])
    assert asked(shop, channel="jd") == (3300, "list")
    assert asked(shop, channel="taobao") == (3000, "list")


def test_a_sale_holds_between_its_dates_only(shop):
    set_prices(shop, [Price("BOX", "sale", 2500, starts=NOW, ends=NOW + DAY)])
    assert [asked(shop, at=at) for at in (NOW - DAY, NOW, NOW + DAY)] == [
        (3000, "list"), (2500, "sale"), (3000, "list"),
    ]  # fmt: skip


def test_members_and_quantities_get_the_lowest_that_holds(shop):
    set_prices(
        shop,
        [Price("BOX", "member", 2700, level="vip"), Price("BOX", "quantity", 2600, least=10),
         Price("BOX", "quantity", 2200, least=100)],
    )  # fmt: skip
    assert asked(shop, level="vip") == (2700, "member")
    assert asked(shop, level="vip", quantity=10) == (2600, "quantity")
    assert asked(shop, quantity=100) == (2200, "quantity")
    assert asked(shop, level="regular") == (3000, "list")


def test_a_scheduled_price_takes_over_at_its_moment(shop):
    set_prices(shop, [Price("BOX", "list", 2900)])
    apply_bulk(shop, ["BOX"], Recipe(percent=10), starts=NOW + DAY)
    assert asked(shop) == (2900, "list")
    assert asked(shop, at=NOW + DAY) == (3190, "list")


def test_a_bulk_change_is_previewed_kept_and_taken_back_as_a_whole(shop):
    preview = preview_bulk(shop, ["BOX", "CUP"], Recipe(percent=-15, ending=90))
    assert [(row.before, row.after) for row in preview] == [(3000, 2490), (3000, 2490)]
    change = apply_bulk(shop, ["BOX", "CUP"], Recipe(percent=-15, ending=90), reason="换季")
    assert asked(shop) == (2490, "list")
    undo_price_change(shop, change)
    assert asked(shop) == (3000, "list")
    (told,) = price_history(shop, "BOX")
    assert (told.reason, told.undone, [price.amount for price in told.added]) == ("换季", True, [2490])


def test_what_was_changed_since_is_not_taken_back_under_it(shop, refusal):
    first = set_prices(shop, [Price("BOX", "list", 2900)])
    second = set_prices(shop, [Price("BOX", "list", 2800)])
    assert refusal(undo_price_change, shop, first) == "price-changed-since"
    undo_price_change(shop, second)
    assert asked(shop) == (2900, "list")
    undo_price_change(shop, first)
    assert asked(shop) == (3000, "list")


@pytest.mark.parametrize(
    ("price", "code"),
    [
        (Price("BOX", "list", 0), "price-invalid"),
        (Price("BOX", "list", -100), "price-invalid"),
        (Price("BOX", "list", 100, "moon"), "channel-unknown"),
        (Price("NONE", "list", 100), "sku-unknown"),
        (Price("BOX", "member", 100), "price-kind"),
        (Price("BOX", "member", 100, level="gold"), "level-unknown"),
        (Price("BOX", "quantity", 100), "price-kind"),
        (Price("BOX", "sale", 100, starts=NOW, ends=NOW), "price-dates"),
        (Price("BOX", "sale", 100, ends=NOW - DAY), "price-dates"),
    ],
)
def test_what_is_no_price_is_refused_and_nothing_is_kept(shop, contents, refusal, price, code):
    before = contents()
    assert refusal(set_prices, shop, [Price("CUP", "list", 100), price]) == code
    assert contents() == before


def test_a_bulk_change_to_nothing_is_refused(shop, refusal):
    assert refusal(preview_bulk, shop, ["BOX"], Recipe()) == "price-recipe"
    assert refusal(preview_bulk, shop, ["BOX"], Recipe(percent=5, amount=5)) == "price-recipe"
    assert preview_bulk(shop, ["BOX"], Recipe(amount=-3000))[0].refused == "price-invalid"
    assert refusal(apply_bulk, shop, ["BOX"], Recipe(amount=-3000)) == "price-invalid"


def test_an_entry_ends_and_comes_back(shop, refusal):
    set_prices(shop, [Price("BOX", "sale", 2000)])
    entry = show_price(shop, "BOX").book[0].row
    change = remove_prices(shop, [entry])
    assert asked(shop) == (3000, "list")
    undo_price_change(shop, change)
    assert asked(shop) == (2000, "sale")
    assert refusal(remove_prices, shop, [entry + 9]) == "price-unknown"


def test_competitors_are_noted_by_day(shop, refusal):
    row = note_competitor(shop, "BOX", "邻家百货", 2890, channel="taobao", at=NOW - DAY)
    note_competitor(shop, "BOX", "邻家百货", 2790, channel="taobao")
    assert [told.amount for told in list_competitors(shop, "BOX")] == [2890, 2790]
    remove_competitor(shop, row)
    assert [told.amount for told in list_competitors(shop, "BOX")] == [2790]
    assert refusal(note_competitor, shop, "BOX", "", 100) == "competitor-missing"
    assert refusal(note_competitor, shop, "BOX", "邻家", 0) == "price-invalid"

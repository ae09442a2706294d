"""A count from its first scan to its posting: by several people, over several days, while goods are sold."""

import pytest

from shopdesk.services.orders import confirm_order
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import audit_stock, move_stock, show_stock
from shopdesk.services.stock_counts import (
    count_rest_as_zero,
    enter_count,
    find_count,
    list_counts,
    post_count,
    review_count,
    set_count_state,
    start_count,
    take_entry_back,
    unpost_count,
)
from shopdesk.services.transfers import transfer_stock


@pytest.fixture
def count(shop, stock_up):
    """A count of the office, where ten boxes and four lids should lie."""
    stock_up(BOX=10, LID=4, NEW=0)
    return start_count(shop).number


def lines(shop, number, **named):
    return {line.sku: (line.expected, line.counted, line.moved_since) for line in review_count(shop, number, **named)}


def test_scans_add_up_and_are_posted_together(shop, count, levels):
    for _ in range(9):
        enter_count(shop, count, "BOX")
    enter_count(shop, count, "LID", 6, kind="total")
    assert lines(shop, count) == {"BOX": (10, 9, 0), "LID": (4, 6, 0)}
    assert levels("BOX")[0] == 10, "nothing moves before it is posted"
    post_count(shop, count)
    assert (levels("BOX")[0], levels("LID")[0]) == (9, 6)
    posted = show_stock(shop, "BOX").movements[-1]
    assert (posted.quantity, posted.reason, posted.reference) == (-1, "count", count)
    assert find_count(shop, count).state == "posted"
    assert audit_stock(shop).ok


def test_the_same_scan_sent_twice_counts_once_and_can_be_taken_back(shop, count, refusal):
    entry = enter_count(shop, count, "BOX", uuid="one-scan")
    enter_count(shop, count, "BOX", uuid="one-scan")
    assert lines(shop, count) == {"BOX": (10, 1, 0)}
    take_entry_back(shop, entry)
    assert lines(shop, count) == {}
    assert refusal(take_entry_back, shop, entry) == "entry-unknown"


def test_what_is_sold_after_it_was_counted_is_noticed_and_not_moved_twice(shop, count, sell, do, levels):
    enter_count(shop, count, "BOX", 9, kind="total")
    number = sell(BOX=2)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    assert lines(shop, count) == {"BOX": (10, 9, -2)}
    post_count(shop, count)
    assert levels("BOX")[0] == 7, "nine were there, two of them are sold"


def test_counting_again_after_goods_moved_starts_from_what_lies_there_now(shop, count, levels):
    enter_count(shop, count, "BOX", 9, kind="total")
    move_stock(shop, "BOX", 5, reason="purchase")
    enter_count(shop, count, "BOX", 14, kind="total")
    assert lines(shop, count) == {"BOX": (15, 14, 0)}
    post_count(shop, count)
    assert levels("BOX")[0] == 14


def test_two_people_scan_one_shelf_and_it_adds_up(shop, count):
    enter_count(shop, count, "BOX", 4, actor="Ann")
    enter_count(shop, count, "BOX", 6, actor="Ben")
    assert lines(shop, count) == {"BOX": (10, 10, 0)}


def test_two_people_who_tell_different_totals_are_asked_which_one_is_right(shop, count, levels, refusal):
    enter_count(shop, count, "BOX", 9, kind="total", actor="Ann")
    enter_count(shop, count, "BOX", 8, kind="total", actor="Ben")
    (line,) = review_count(shop, count)
    assert line.rivals == (("Ann", 9), ("Ben", 8))
    assert (refusal(post_count, shop, count), levels("BOX")[0]) == ("count-rivals", 10)
    enter_count(shop, count, "BOX", 8, kind="final")
    post_count(shop, count)
    assert levels("BOX")[0] == 8


def test_a_count_is_paused_and_gone_on_with(shop, count, refusal):
    enter_count(shop, count, "BOX", 3)
    set_count_state(shop, count, "paused")
    assert refusal(enter_count, shop, count, "BOX") == "count-state"
    set_count_state(shop, count, "open")
    enter_count(shop, count, "BOX", 7)
    assert lines(shop, count) == {"BOX": (10, 10, 0)}
    assert [found.state for found in list_counts(shop)] == ["open"]


def test_what_nobody_has_found_is_counted_as_nothing_when_asked(shop, count, levels):
    enter_count(shop, count, "BOX", 10, kind="total")
    assert lines(shop, count, with_uncounted=True)["LID"] == (4, -1, 0)
    assert len(count_rest_as_zero(shop, count)) == 1
    post_count(shop, count)
    assert (levels("BOX")[0], levels("LID")[0]) == (10, 0)


def test_a_posted_count_is_taken_back_whole(shop, count, levels):
    enter_count(shop, count, "BOX", 12, kind="total")
    enter_count(shop, count, "LID", 1, kind="total")
    post_count(shop, count)
    unpost_count(shop, count)
    assert (levels("BOX")[0], levels("LID")[0], find_count(shop, count).state) == (10, 4, "paused")
    set_count_state(shop, count, "open")
    post_count(shop, count)
    assert (levels("BOX")[0], levels("LID")[0]) == (12, 1)
    assert audit_stock(shop).ok


def test_what_is_promised_cannot_be_counted_away(shop, count, sell, do, levels, refusal):
    do(confirm_order, sell(BOX=8))
    enter_count(shop, count, "BOX", 7, kind="total")
    enter_count(shop, count, "LID", 9, kind="total")
    assert refusal(post_count, shop, count) == "stock-reserved"
    assert (levels("BOX")[0], levels("LID")[0]) == (10, 4), "all or nothing"
    post_count(shop, count, leave_out={"BOX"})
    assert (levels("BOX")[0], levels("LID")[0]) == (10, 9)


def test_each_place_is_counted_for_itself(shop, stock_up):
    stock_up(BOX=10)
    transfer_stock(shop, {"BOX": 4}, origin="office", target="stall")
    stall = start_count(shop, "stall").number
    assert lines(shop, stall, with_uncounted=True) == {"BOX": (4, -1, 0)}
    enter_count(shop, stall, "BOX", 3, kind="total")
    post_count(shop, stall)
    assert show_stock(shop, "BOX").level.locations == {"office": 6, "stall": 3}


@pytest.mark.parametrize(
    ("code", "pieces", "kind", "refused"),
    [
        ("0000", 1, "add", "code-means-nothing"),
        ("", 1, "add", "code-means-nothing"),
        ("BOX", 10**12, "total", "quantity-out-of-range"),
        ("BOX", -1, "total", "quantity-out-of-range"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_lost(shop, count, refusal, code, pieces, kind, refused):
    enter_count(shop, count, "BOX")
    assert refusal(enter_count, shop, count, code, pieces, kind=kind) == refused
    assert lines(shop, count) == {"BOX": (10, 1, 0)}


def test_a_clock_that_is_set_back_changes_nothing(shop, count, levels):
    """The order of the ledger is that of its rows, not that of anybody's clock."""
    enter_count(shop, count, "BOX", 9, kind="total")
    shop.connection.execute("UPDATE stock_count_entries SET at = '2030-01-01T00:00:00Z'")
    move_stock(shop, "BOX", -1, reason="damage")
    assert lines(shop, count) == {"BOX": (10, 9, -1)}
    post_count(shop, count)
    assert levels("BOX")[0] == 8


def test_an_unknown_count_is_refused(shop, refusal):
    assert refusal(enter_count, shop, "CT-99999", "BOX") == "count-unknown"

"""Movements booked and taken back; goods carried, built and counted."""

import pytest

from shopdesk.services.kits import break_kit, build_kit, set_kit, show_kit
from shopdesk.services.ledger import undo_movement
from shopdesk.services.locations import (
    bring_locations_back,
    list_locations,
    place_names,
    remove_location,
    set_location,
)
from shopdesk.services.orders import cancel_order, confirm_order
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import allow_negative, audit_stock, list_stock, move_stock, show_stock
from shopdesk.services.transfers import bring_back, transfer_stock, undo_transfer


def places(shop, sku="BOX"):
    return show_stock(shop, sku).level.locations


def test_a_movement_is_taken_back_once_by_its_opposite(shop, stock_up, refusal):
    stock_up(BOX=5)
    move_stock(shop, "BOX", 3, reason="purchase", reference="DN 7")
    moved = show_stock(shop, "BOX").movements[-1]
    undo_movement(shop, moved.id)
    last = show_stock(shop, "BOX").movements[-1]
    assert (last.quantity, last.reason, last.reference, places(shop)) == (-3, "correction", "DN 7", {"office": 5})
    assert refusal(undo_movement, shop, moved.id) == "movement-undone"
    assert refusal(undo_movement, shop, "never booked") == "movement-unknown"


def test_what_left_with_an_order_comes_back_with_the_order_alone(shop, stock_up, sell, do, refusal):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    sold = show_stock(shop, "BOX").movements[-1]
    assert refusal(undo_movement, shop, sold.id) == "movement-of-order"


def test_the_stall_takes_its_goods_with_it_and_brings_the_rest_back(shop, stock_up, sell, do, levels, refusal):
    stock_up(BOX=10, LID=4)
    reference = transfer_stock(shop, {"BOX": 6, "LID": 4}, origin="office", target="stall")
    assert (places(shop), levels("BOX")) == ({"office": 4, "stall": 6}, (10, 0, 4))
    number = sell(BOX=5)
    do(confirm_order, number)
    assert levels("BOX") == (10, 0, 4), "the office cannot sell what lies at the stall"
    move_stock(shop, "BOX", -2, reason="sale", location="stall")
    assert bring_back(shop, origin="stall", target="office")[1] == {"BOX": 4, "LID": 4}
    assert (places(shop), places(shop, "LID")) == ({"office": 8}, {"office": 4})
    assert refusal(bring_back, shop, origin="stall", target="office") == "place-empty"
    assert refusal(undo_transfer, shop, reference) == "stock-negative"


def test_a_transfer_is_all_or_nothing_and_the_same_one_goes_once(shop, stock_up, refusal):
    stock_up(BOX=5, LID=1)
    refused = refusal(transfer_stock, shop, {"BOX": 2, "LID": 2}, origin="office", target="stall")
    assert (refused, places(shop)) == ("stock-negative", {"office": 5})
    for _ in range(2):
        transfer_stock(shop, {"BOX": 2}, origin="office", target="stall", uuid="0198-told-by-the-window-0001")
    assert places(shop) == {"office": 3, "stall": 2}
    assert refusal(transfer_stock, shop, {"BOX": 1}, origin="stall", target="stall") == "locations-same"
    assert refusal(transfer_stock, shop, {"BOX": -1}, origin="stall", target="office") == "quantity-out-of-range"


def test_both_halves_of_a_transfer_are_taken_back_together(shop, stock_up):
    stock_up(BOX=5)
    undo_transfer(shop, transfer_stock(shop, {"BOX": 2}, origin="office", target="stall"))
    assert places(shop) == {"office": 5}
    assert audit_stock(shop).ok


def test_goods_on_a_shelf_of_the_office_are_for_sale(shop, stock_up, sell, do, levels, refusal):
    stock_up(BOX=5)
    set_location(shop, "A-01", parent="office", name="窗边")
    transfer_stock(shop, {"BOX": 5}, origin="office", target="A-01")
    number = sell(BOX=5)
    do(confirm_order, number)
    assert (places(shop), levels("BOX")) == ({"A-01": 5}, (5, 5, 0))
    transfer_stock(shop, {"BOX": 2}, origin="A-01", target="office")  # what is promised may change its shelf
    assert refusal(transfer_stock, shop, {"BOX": 1}, origin="office", target="stall") == "stock-reserved"
    assert refusal(remove_location, shop, "A-01") == "location-full"
    ship_orders(shop, [number], courier="zto")
    remove_location(shop, "A-01")
    assert "A-01" not in [place.code for place in list_locations(shop)]
    assert audit_stock(shop).ok


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"code": " "}, "location-invalid"),
        ({"code": "A", "parent": "nowhere"}, "location-unknown"),
        ({"code": "stall", "serves": True}, "location-full"),
        ({"code": "office", "parent": "stall"}, "location-nested"),
    ],
)
def test_a_place_that_cannot_be_is_refused(shop, stock_up, refusal, asked, code):
    stock_up(BOX=5)
    transfer_stock(shop, {"BOX": 1}, origin="office", target="stall")
    set_location(shop, "A-01", parent="office")
    assert refusal(set_location, shop, **asked) == code


def test_the_usual_place_stays(shop, refusal):
    assert refusal(remove_location, shop, "office") == "location-needed"


@pytest.fixture
def kit(shop, stock_up):
    """A set of one box and two lids, none built; parts for four."""
    stock_up(BOX=5, LID=8, SET=0)
    set_kit(shop, "SET", {"BOX": 1, "LID": 2})


def test_a_kit_is_as_many_as_its_scarcest_part_makes(shop, kit, levels):
    assert (show_kit(shop, "SET"), levels("SET")) == ({"BOX": 1, "LID": 2}, (0, 0, 4))
    move_stock(shop, "LID", -5, reason="damage")
    assert levels("SET") == (0, 0, 1)
    assert {level.sku: level.available for level in list_stock(shop)} == {"BOX": 5, "LID": 3, "SET": 1}


def test_a_sold_kit_keeps_and_takes_its_parts(shop, kit, sell, do, levels):
    number = sell(SET=3, LID=1)
    do(confirm_order, number)
    assert (levels("BOX"), levels("LID"), levels("SET")) == ((5, 3, 2), (8, 7, 1), (0, 0, 0))
    ship_orders(shop, [number], courier="zto")
    assert (levels("BOX"), levels("LID")) == ((2, 0, 2), (1, 0, 1))
    assert audit_stock(shop).ok


def test_a_kit_whose_parts_do_not_suffice_is_short_and_keeps_nothing(shop, kit, sell, do, levels):
    order = do(confirm_order, sell(SET=5))
    assert ("short" in order.flags, levels("BOX"), levels("LID")) == (True, (5, 0, 5), (8, 0, 8))


def test_a_cancelled_kit_gives_its_parts_free(shop, kit, sell, do, levels):
    number = sell(SET=4)
    do(confirm_order, number)
    do(cancel_order, number)
    assert (levels("BOX"), levels("LID"), levels("SET")) == ((5, 0, 5), (8, 0, 8), (0, 0, 4))


def test_kits_built_ahead_are_sold_before_parts_are_taken(shop, kit, sell, do, levels):
    build_kit(shop, "SET", 2)
    assert (levels("SET"), levels("BOX"), levels("LID")) == ((2, 0, 4), (3, 0, 3), (4, 0, 4))
    do(confirm_order, sell(SET=3))
    assert (levels("SET"), levels("BOX"), levels("LID")) == ((2, 2, 1), (3, 1, 2), (4, 2, 2))


def test_a_built_kit_is_broken_or_its_building_undone(shop, kit, levels, refusal):
    build_kit(shop, "SET", 2)
    break_kit(shop, "SET", 1)
    assert (levels("SET")[0], levels("BOX")[0], levels("LID")[0]) == (1, 4, 6)
    built = show_stock(shop, "SET").movements[-1]
    undo_movement(shop, built.id)
    assert (levels("SET")[0], levels("BOX")[0], levels("LID")[0]) == (2, 3, 4)
    assert refusal(build_kit, shop, "SET", 3) == "stock-negative"
    assert refusal(build_kit, shop, "BOX", 1) == "kit-unknown"
    assert audit_stock(shop).ok


def test_a_kit_holds_no_kits(shop, kit, refusal):
    assert refusal(set_kit, shop, "BOX", {"LID": 1}) == "kit-nested"
    assert refusal(set_kit, shop, "LID", {"SET": 1}) == "kit-nested"
    assert refusal(set_kit, shop, "SET", {"BOX": 0}) == "quantity-out-of-range"


def test_stock_goes_below_nothing_only_where_the_shop_lets_it(shop, stock_up, sell, do, levels, refusal):
    stock_up(BOX=2)
    assert refusal(move_stock, shop, "BOX", -3, reason="sale") == "stock-negative"
    allow_negative(shop, "BOX", True)
    number = sell(BOX=5)
    do(confirm_order, number)
    assert levels("BOX") == (2, 5, -3), "promised below nothing, and visible"
    ship_orders(shop, [number], courier="zto")
    assert levels("BOX") == (-3, 0, -3)
    allow_negative(shop, "BOX", False)
    assert refusal(move_stock, shop, "BOX", -1, reason="damage") == "stock-negative"
    move_stock(shop, "BOX", 3, reason="count")
    assert audit_stock(shop).ok


def test_a_place_taken_out_comes_back_as_it_was_with_its_shelves(shop):
    set_location(shop, "fair", name="年货市集")
    set_location(shop, "fair-1", parent="fair")
    taken = remove_location(shop, "fair")
    assert [place.code for place in taken] == ["fair", "fair-1"]
    bring_locations_back(shop, taken)
    found = {place.code: (place.name, place.parent) for place in list_locations(shop)}
    assert (found["fair"], found["fair-1"]) == (("年货市集", ""), ("", "fair"))
    assert place_names(shop)["fair"] == "年货市集"

"""Pick lists lose no piece and add none, whichever way they go."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.paper import Item
from shopdesk.domain.pick_lists import WAYS, Want, group_picks, natural, shelf_of, walk_key

PLACES = st.sampled_from(["", "A-01-1", "A-2", "A-10", "b3", "货架1-2", "12-4", "-"])
ITEMS = st.builds(Item, st.sampled_from(["", "BOX", "LID"]), st.sampled_from(["盒", "盖"]), st.sampled_from(["", "白"]),
                  st.integers(1, 99), PLACES)  # fmt: skip
NUMBERS = st.sampled_from(["SD-1", "SD-2", "SD-3", "SD-10"])
CARTS = {"SD-1": "A1", "SD-2": "A2", "SD-3": "A10", "SD-10": "B1"}
WANTS = st.lists(st.builds(Want, NUMBERS, ITEMS), max_size=30)


def on_carts(wants: list[Want]) -> list[Want]:
    return [Want(want.order, want.item, CARTS[want.order]) for want in wants]


@given(WANTS, st.sampled_from(WAYS))
def test_every_piece_of_every_order_is_fetched_once(wants, by):
    asked, told, quantities = Counter(), Counter(), Counter()
    for want in wants:
        asked[want.order, want.item.sku] += want.item.quantity
    for row in group_picks(wants, by):
        assert row.item.quantity == sum(pieces for _order, pieces in row.orders)
        quantities[row.item.sku] += row.item.quantity
        for order, pieces in row.orders:
            told[order, row.item.sku] += pieces
    assert told == asked
    assert sum(quantities.values()) == sum(want.item.quantity for want in wants)


@given(WANTS, st.sampled_from(WAYS))
def test_the_carts_get_what_their_orders_want(wants, by):
    for row in group_picks(on_carts(wants), by):
        assert dict(row.carts) == {CARTS[order]: pieces for order, pieces in row.orders}


@given(WANTS)
def test_a_walk_visits_no_shelf_twice(wants):
    shelves = [row.section for row in group_picks(wants, "shelf")]
    visited = [shelf for at, shelf in enumerate(shelves) if at == 0 or shelves[at - 1] != shelf]
    assert len(visited) == len(set(visited))
    assert "" not in shelves[:-1] or not any(shelves[shelves.index("") :])


@given(WANTS)
def test_by_order_each_order_stands_once_by_cart_position(wants):
    rows = group_picks(on_carts(wants), "order")
    numbers = list(dict.fromkeys(row.section for row in rows))
    assert all(len(row.orders) == 1 and row.orders[0][0] == row.section for row in rows)
    assert numbers == sorted({want.order for want in wants}, key=lambda number: natural(CARTS[number]))
    assert [row.section for row in rows] == sorted((row.section for row in rows), key=numbers.index)


@given(st.permutations(["A-2", "A-10", "a-3", "B-1", "", "12-4"]))
def test_the_way_is_the_same_however_the_orders_come(places):
    assert sorted(places, key=walk_key) == ["12-4", "A-2", "a-3", "A-10", "B-1", ""]


@pytest.mark.parametrize(
    ("place", "shelf"), [("A-03-1", "A"), ("a03", "A"), ("12-4", "12"), ("货架1-2", "货架"), ("", ""), ("-", "-")]
)
def test_a_shelf_is_named_by_what_its_places_begin_with(place, shelf):
    assert shelf_of(place) == shelf


def test_by_sku_the_rows_stand_as_their_places_are_written():
    wants = [Want("SD-1", Item("LID", "盖", "", 1, "B")), Want("SD-1", Item("BOX", "盒", "", 2, "A"))]
    assert [(row.item.sku, row.section) for row in group_picks(wants, "sku")] == [("BOX", ""), ("LID", "")]

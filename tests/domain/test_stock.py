from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.stock import LARGEST_QUANTITY, Movement, StockLevel, check_move, sum_by_place, take_from

NOW = datetime(2026, 11, 13, tzinfo=UTC)
pieces = st.integers(0, 1000)
places = st.dictionaries(st.sampled_from(["office", "shelf", "back room"]), pieces)


def refused(quantity, on_hand, free):
    with pytest.raises(ShopError) as caught:
        check_move(quantity, on_hand, free)
    return caught.value.code, caught.value.params


@given(st.integers(-1000, 1000), pieces, st.integers(-1000, 1000))
def test_a_move_leaves_neither_less_than_nothing_nor_less_than_promised(quantity, on_hand, free):
    assume(free <= on_hand)
    try:
        check_move(quantity, on_hand, free)
    except ShopError as error:
        assert error.code in ("quantity-out-of-range", "stock-negative", "stock-reserved")
        assert quantity == 0 or (quantity < 0 and free + quantity < 0)
    else:
        assert quantity > 0 or free + quantity >= 0


def test_the_refusal_says_what_there_is():
    assert refused(-6, 5, 5) == ("stock-negative", {"wanted": 6, "on_hand": 5})
    assert refused(-3, 5, 2) == ("stock-reserved", {"wanted": 3, "free": 2})
    assert refused(-3, 5, -2) == ("stock-reserved", {"wanted": 3, "free": 0})
    assert refused(0, 5, 5)[0] == "quantity-out-of-range"
    assert refused(LARGEST_QUANTITY + 1, 5, 5)[0] == "quantity-out-of-range"


def test_goods_may_always_come_even_where_too_much_is_promised():
    check_move(1, 0, -5)


@given(places, st.integers(0, 4000))
def test_goods_are_taken_where_they_lie_in_the_order_of_the_places(lying, quantity):
    taken = take_from(lying, quantity)
    assert sum(taken.values()) == min(quantity, sum(lying.values()))
    assert all(0 < part <= lying[place] for place, part in taken.items())
    untouched = [place for place, count in lying.items() if taken.get(place, 0) < count]
    assert not untouched or all(place not in taken for place in list(lying)[list(lying).index(untouched[0]) + 1 :])


def test_a_place_with_less_than_nothing_gives_nothing():
    assert take_from({"office": -3, "shelf": 2}, 2) == {"shelf": 2}


@given(st.lists(st.tuples(st.sampled_from(["office", "stall"]), st.integers(-9, 9))))
def test_numbers_are_sums(moves):
    movements = [Movement(str(at), NOW, "BOX", n, "receipt", place) for at, (place, n) in enumerate(moves)]
    sums = sum_by_place(movements)
    assert sum(sums.values()) == sum(n for _, n in moves)
    assert 0 not in sums.values()


def test_only_places_that_serve_orders_can_promise():
    level = StockLevel("BOX", "盒", {"office": 10, "stall": 2}, frozenset({"office"}), reserved=3)
    assert (level.on_hand, level.available) == (12, 7)

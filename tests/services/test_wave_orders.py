"""Orders of a wave arranged by hand: in another sequence, taken out, put in, moved on, and all of it back again."""

import pytest

from shopdesk.services.order_groups import merge_orders
from shopdesk.services.orders import cancel_order, confirm_order, hold_order, order_timeline, pack_order, show_order
from shopdesk.services.shop import open_shop
from shopdesk.services.wave_orders import (
    Standing,
    add_to_wave,
    arrange_orders,
    reorder_wave,
    take_out_of_wave,
)
from shopdesk.services.wave_picks import pick_line, take_back
from shopdesk.services.waves import close_wave, list_waves, make_wave, restore_wave, show_wave, undo_wave


@pytest.fixture
def queue(shop, stock_up, sell, do):
    """Sell and confirm orders, and return their numbers."""
    stock_up(BOX=99, LID=99, CUP=99)

    def many(*lines):
        numbers = [sell(**line) for line in lines]
        for number in numbers:
            do(confirm_order, number)
        return numbers

    return many


@pytest.fixture
def wave(shop, queue):
    """A wave of three orders, and one order that waits on."""
    first, second, third, waits = queue({"BOX": 1}, {"LID": 2}, {"CUP": 1}, {"BOX": 3})
    return make_wave(shop, texts=[first, second, third]).wave.number, (first, second, third), waits


def carts(shop, number="W-000001"):
    return [(member.order, member.cart) for member in show_wave(shop, number).members]


def state(shop, number):
    return show_order(shop, number).fulfilment


def test_a_wave_goes_in_the_sequence_that_a_person_wants(shop, wave):
    number, (first, second, third), _waits = wave
    arranged = reorder_wave(shop, number, [third, first])
    assert carts(shop) == [(third, "A1"), (first, "A2"), (second, "A3")]
    arrange_orders(shop, arranged.before)
    assert carts(shop) == [(first, "A1"), (second, "A2"), (third, "A3")]
    arrange_orders(shop, arranged.after)
    assert carts(shop)[0] == (third, "A1")
    assert reorder_wave(shop, number, [third, first]) == reorder_wave(shop, number, []), "nothing is moved twice"
    assert [share.cart for line in show_wave(shop, number).lines for share in line.shares] == ["A2", "A1", "A3"]


def test_an_order_is_taken_out_and_waits_again_the_others_keep_their_positions(shop, wave, contents):
    number, (first, second, third), _waits = wave
    arranged = take_out_of_wave(shop, number, [second])
    assert carts(shop) == [(first, "A1"), (third, "A3")] and state(shop, second) == "confirmed"
    row = list_waves(shop)[0]
    assert (row.orders, row.pieces) == (2, 2) and "LID" not in {line.sku for line in show_wave(shop, number).lines}
    assert order_timeline(shop, second)[-2].details == {"wave": number, "cart": "A2"}
    assert make_wave(shop, texts=[second]).wave.number == "W-000002", "it may go elsewhere"
    undo_wave(shop, "W-000002")
    arrange_orders(shop, arranged.before)
    assert carts(shop) == [(first, "A1"), (second, "A2"), (third, "A3")] and state(shop, second) == "picking"
    arrange_orders(shop, arranged.after)
    assert carts(shop) == [(first, "A1"), (third, "A3")]


def test_a_position_that_others_have_taken_meanwhile_is_theirs(shop, wave):
    number, (first, second, third), waits = wave
    arranged = take_out_of_wave(shop, number, [first])
    add_to_wave(shop, number, [waits])
    assert arrange_orders(shop, arranged.before).after == (Standing(first, number, "A4"),)
    assert carts(shop) == [(waits, "A1"), (second, "A2"), (third, "A3"), (first, "A4")]


def test_the_last_order_does_not_leave_its_wave(shop, wave, refusal):
    number, orders, _waits = wave
    assert refusal(take_out_of_wave, shop, number, orders) == "wave-last"
    assert len(carts(shop)) == 3 and {state(shop, order) for order in orders} == {"picking"}


def test_orders_that_wait_come_to_the_first_free_positions_once(shop, wave, queue):
    number, (first, second, third), waits = wave
    (more,) = queue({"CUP": 2})
    take_out_of_wave(shop, number, [second])
    arranged = add_to_wave(shop, number, [waits, more, waits])
    assert carts(shop) == [(first, "A1"), (waits, "A2"), (third, "A3"), (more, "A4")]
    assert state(shop, waits) == "picking" and order_timeline(shop, waits)[-1].details == {"wave": number, "cart": "A2"}
    assert add_to_wave(shop, number, [waits, more]).after == (), "who stands there stays there"
    arrange_orders(shop, arranged.before)
    assert carts(shop) == [(first, "A1"), (third, "A3")] and state(shop, waits) == "confirmed"
    arrange_orders(shop, arranged.after)
    assert (waits, "A2") in carts(shop)


def test_what_cannot_be_picked_stays_outside_with_its_reason(shop, wave, queue, do, refusal):
    number, (first, *_others), waits = wave
    held, gone, done = queue(*[{"BOX": 1}] * 3)
    do(hold_order, held)
    do(cancel_order, gone)
    do(pack_order, done)
    told = {one.order: one.error.code for one in add_to_wave(shop, number, [held, gone, done, "SD-9", waits]).refused}
    assert told == {held: "order-on-hold", gone: "order-state", done: "order-state", "SD-9": "order-unknown"}
    assert refusal(add_to_wave, shop, number, [held]) == "order-on-hold"
    other = make_wave(shop, texts=queue({"LID": 1}, {"LID": 1})).wave
    assert refusal(add_to_wave, shop, other.number, [first]) == "wave-taken"


def test_an_order_moves_on_into_another_wave_and_back(shop, wave, queue, refusal):
    number, (first, second, third), waits = wave
    other = make_wave(shop, texts=[waits]).wave.number
    arranged = add_to_wave(shop, other, [second], move=True)
    assert (carts(shop), carts(shop, other)) == ([(first, "A1"), (third, "A3")], [(waits, "A1"), (second, "A2")])
    assert state(shop, second) == "picking"
    arrange_orders(shop, arranged.before)
    assert (len(carts(shop)), carts(shop, other)) == (3, [(waits, "A1")])
    assert refusal(add_to_wave, shop, number, [waits], move=True) == "wave-last"
    assert refusal(take_out_of_wave, shop, number, [waits]) == "wave-without"
    assert refusal(reorder_wave, shop, number, [waits]) == "wave-without"


def test_a_wave_of_which_something_was_picked_or_that_has_ended_stays_as_it_is(shop, wave, refusal):
    number, (first, second, _third), waits = wave
    arranged = take_out_of_wave(shop, number, [second])
    told = pick_line(shop, number, "BOX")
    for verb in (reorder_wave, take_out_of_wave, add_to_wave):
        assert refusal(verb, shop, number, [waits if verb is add_to_wave else first]) == "wave-begun"
    assert refusal(arrange_orders, shop, arranged.before) == "wave-begun"
    take_back(shop, told.act)
    assert arrange_orders(shop, arranged.before).after == arranged.before
    close_wave(shop, number)
    for verb in (reorder_wave, take_out_of_wave, add_to_wave):
        assert refusal(verb, shop, number, [waits if verb is add_to_wave else first]) == "wave-state"
    assert refusal(add_to_wave, shop, "W-9", [waits]) == "wave-unknown"


def test_what_was_taken_out_stays_out_when_the_wave_is_closed_and_opened_again(shop, wave):
    number, (first, second, third), _waits = wave
    take_out_of_wave(shop, number, [second])
    close_wave(shop, number)
    assert state(shop, second) == "confirmed" and [order for order, _cart in carts(shop)] == [first, third]
    restore_wave(shop, number)
    assert [order for order, _cart in carts(shop)] == [first, third]


def test_orders_of_one_parcel_move_together(shop, queue):
    first, second, third, fourth = queue({"BOX": 1}, {"LID": 1}, {"CUP": 1}, {"CUP": 1})
    merge_orders(shop, [first, third])
    number = make_wave(shop, texts=[first, second]).wave.number
    reorder_wave(shop, number, [second])
    assert carts(shop) == [(second, "A1"), (first, "A2"), (third, "A2")]
    arranged = take_out_of_wave(shop, number, [third])
    assert {place.order for place in arranged.after} == {first, third}
    add_to_wave(shop, number, [fourth, third])
    assert carts(shop) == [(second, "A1"), (fourth, "A2"), (first, "A3"), (third, "A3")]


def test_two_programs_never_put_one_order_into_two_waves(shop, wave, queue, refusal):
    number, _orders, waits = wave
    other = open_shop(shop.folder, now=shop.now)
    try:
        (more,) = queue({"LID": 1})
        second = make_wave(other, texts=[more]).wave.number
        add_to_wave(shop, number, [waits])
        assert refusal(add_to_wave, other, second, [waits]) == "wave-taken"
        assert refusal(arrange_orders, other, [Standing("SD-999999", second, "A2")]) == "order-unknown"
    finally:
        other.close()

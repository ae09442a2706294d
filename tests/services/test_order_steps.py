"""One step with many orders: which went, which stayed and why, and the way back for exactly those that went."""

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.services.order_steps import STEPS, take_back_step, take_step
from shopdesk.services.orders import add_order, each_order, hold_order, pack_order, show_order
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import move_stock

JOB = SilentJob()


class StopsAt:
    """A job that a person stops after so many steps."""

    def __init__(self, most: int) -> None:
        self.most = most

    def step(self, done: int, total: int) -> None:
        if done >= self.most:
            raise Cancelled


@pytest.fixture
def state(shop):
    return lambda number: (show_order(shop, number).fulfilment, "hold" in show_order(shop, number).flags)


def test_those_that_can_go_go_and_the_others_say_why(shop, stock_up, sell, state):
    stock_up(BOX=3)
    good, held, short, done = sell(BOX=1), sell(BOX=1), sell(BOX=9), sell(BOX=1)
    each_order(shop, [held], hold_order)
    take_step(shop, JOB, "confirm", [done])
    taken = take_step(shop, JOB, "confirm", [good, held, short, done, good])
    assert taken.changed == (good,) and taken.same == 1
    assert {one.number: one.error.code for one in taken.stayed} == {held: "order-on-hold", short: "order-short"}


def test_only_what_a_step_has_changed_is_taken_back(shop, stock_up, sell, state, levels):
    stock_up(BOX=5)
    early, late = sell(BOX=1), sell(BOX=2)
    take_step(shop, JOB, "confirm", [early])
    taken = take_step(shop, JOB, "confirm", [early, late])
    take_back_step(shop, JOB, taken)
    assert state(early) == ("confirmed", False) and state(late) == ("new", False)
    assert levels("BOX") == (5, 1, 4)


@pytest.mark.parametrize("step", ["confirm", "pick", "pack", "hold", "release", "cancel", "ship", "unship"])
def test_every_step_has_its_way_back(shop, stock_up, sell, state, levels, step):
    set_setting(shop, "orders.courier", "zto")
    stock_up(BOX=5)
    number = sell(BOX=2)
    for earlier in {"confirm": [], "release": ["hold"], "hold": []}.get(step, ["confirm"]) + (
        ["ship"] if step == "unship" else []
    ):
        take_step(shop, JOB, earlier, [number])
    before, lying = state(number), levels("BOX")
    taken = take_step(shop, JOB, step, [number])
    assert taken.changed == (number,) and state(number) != before
    take_back_step(shop, JOB, taken)
    assert state(number) == before and levels("BOX") == lying


def test_every_step_is_tried():
    assert set(STEPS) == {"confirm", "pick", "pack", "hold", "release", "cancel", "ship", "unship"}


def test_a_shipped_parcel_comes_back_packed(shop, stock_up, sell, state):
    set_setting(shop, "orders.courier", "zto")
    stock_up(BOX=5)
    number = sell(BOX=1)
    take_step(shop, JOB, "confirm", [number])
    each_order(shop, [number], pack_order)
    take_back_step(shop, JOB, take_step(shop, JOB, "ship", [number]))
    assert state(number) == ("packed", False)


def test_a_step_taken_further_meanwhile_is_not_taken_back_at_all(shop, stock_up, sell, state):
    stock_up(BOX=5)
    first, second = sell(BOX=1), sell(BOX=1)
    taken = take_step(shop, JOB, "confirm", [first, second])
    each_order(shop, [second], pack_order)
    with pytest.raises(ShopError) as caught:
        take_back_step(shop, JOB, taken)
    assert caught.value.code == "order-state"
    assert state(first) == ("confirmed", False), "all of it or nothing"


def test_a_stopped_step_keeps_nothing(shop, stock_up, sell, contents):
    stock_up(BOX=5)
    asked = [sell(BOX=1) for _ in range(3)]
    before = contents()
    with pytest.raises(Cancelled):
        take_step(shop, StopsAt(2), "confirm", asked)
    assert contents() == before


def test_without_any_courier_an_order_does_not_ship(shop, stock_up):
    stock_up(BOX=5)
    number = add_order(shop, [("BOX", 1)], Receiver("Sample", country="DE", street="Musterweg 1"), paid=True).number
    take_step(shop, JOB, "confirm", [number])
    assert take_step(shop, JOB, "ship", [number]).stayed[0].error.code == "courier-needed"


def test_a_cancelled_order_whose_goods_are_gone_is_short_when_it_comes_back(shop, stock_up, sell, state):
    stock_up(BOX=2)
    number = sell(BOX=2)
    take_step(shop, JOB, "confirm", [number])
    taken = take_step(shop, JOB, "cancel", [number])
    move_stock(shop, "BOX", -1, reason="damage")
    take_back_step(shop, JOB, taken)
    assert state(number) == ("new", False) and "short" in show_order(shop, number).flags


def test_an_unknown_order_is_named(shop, refusal):
    assert refusal(take_step, shop, JOB, "cancel", ["SD-999999"]) == "order-unknown"

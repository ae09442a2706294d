"""Deed upon deed: three are done, three taken back in reverse, three done again; each page stands as it stood then."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt

from tests.ui.undone import after_sales, goods, leaving, money, more_goods, orders, papers
from tests.ui.undone.hand import Hand, differing


class Deed(NamedTuple):
    """Where a deed is done, and what a hand does there."""

    page: str
    act: Callable[[Hand], object]
    wanted: dict[str, object]
    fields: tuple[str, ...]


def deed(page: str, act: Callable[[Hand], object], *, fields: tuple[str, ...] = (), **wanted: object) -> Deed:
    return Deed(page, act, wanted, fields)


def on(*rows: int, then: Callable[[Hand], object]) -> Callable[[Hand], object]:
    """Return what is done to rows."""

    def act(hand: Hand) -> None:
        hand.select(*rows)
        then(hand)

    return act


def press(name: str) -> Callable[[Hand], object]:
    return lambda hand: hand.press(name)


def name_of(wanted: str) -> Callable[[Hand], object]:
    return lambda hand: hand.press(next(name for name in hand.names() if name.startswith(wanted)))


def on_the_bench(step: str) -> Callable[[Hand], object]:
    def act(hand: Hand) -> None:
        hand.window.go("return_bench", case="RT-000001")
        hand.settle()
        after_sales.take(hand, step)

    return act


def open_the_case(hand: Hand) -> None:
    hand.sold, _sku = after_sales.sold(hand)
    after_sales.open_a_case(hand)


def check_all(hand: Hand) -> None:
    """Let every main image be known: what is known of one stays known."""
    hand.window.go("listings")
    hand.settle()
    hand.press("checkAll")


DEEDS: dict[str, tuple[Deed, ...]] = {
    "goods are ordered, received, and their receipt taken back": (
        deed("purchasing", on(0, then=press("orderPurchase")), view="draft"),
        deed("purchasing", on(0, then=lambda hand: (hand.press("receiveGoods"), hand.press("bookReceipt"))),
             view="ordered"),
        deed("purchasing", on(0, then=name_of("takeBack-")), view="received"),
    ),
    "a case is opened, received and paid back": (
        deed("returns", open_the_case, view="all"),
        deed("returns", on_the_bench("receive"), view="all"),
        deed("returns", on_the_bench("inspect-refund"), view="all"),
    ),
    "a ticket is opened, answered and taken a step further": (
        deed("tickets", orders.open_a_ticket, new=True),
        deed("tickets", on(0, then=orders.answer_a_ticket), view="all"),
        deed("tickets", on(0, then=after_sales.take_a_ticket_a_step_further), view="all"),
    ),
    "a wave is made, an order moved and another taken out": (
        deed("waves", orders.make_a_wave, new=True),
        deed("waves", lambda hand: (hand.press("turnWave"), hand.press("orderLater")),
             fields=("wavePlaces",), wave="W-000001"),
        deed("waves", press("takeOutOfWave"), fields=("wavePlaces",), wave="W-000001"),
    ),
    "a layout is copied, changed and taken out": (
        deed("layouts", papers.copy_a_layout, document="labels"),
        deed("layouts", papers.move_a_part_of_a_layout, fields=papers.LAYOUT, document="labels",
             layout="100x150 2"),
        deed("layouts", papers.take_a_layout_out, document="labels", layout="100x150 2"),
    ),
    "a line is matched, another put aside, and the bill taken back": (
        deed("reconcile", on(0, then=money.match_a_line), view="left"),
        deed("reconcile", on(0, then=money.put_a_line_aside), view="left"),
        deed("bills", on(0, then=money.take_a_bill_back), view="taken"),
    ),
    "parcels are scanned at the door and handed over": (
        deed("handover", leaving.scan_a_parcel_at_the_door),
        deed("handover", leaving.scan_a_parcel_at_the_door),
        deed("handover", press("handOverScanned")),
    ),
    "a listing is duplicated, changed and archived": (
        deed("listings", on(0, then=goods.duplicate_a_listing)),
        deed("listings", lambda hand: more_goods.in_the_editor(hand) or more_goods.write_title(hand)),
        deed("listings", on(0, then=press("archiveListings"))),
    ),
    "orders are confirmed, picked and held": (
        deed("orders", on(*range(46), then=press("confirmOrders")), view="new"),
        deed("orders", on(0, 1, then=press("pickOrders")), view="to-print"),
        deed("orders", on(0, then=press("holdOrders")), view="to-print"),
    ),
}  # fmt: skip
BEFORE: dict[str, Callable[[Hand], object]] = {
    "a line is matched, another put aside, and the bill taken back": money.bill,
    "a listing is duplicated, changed and archived": check_all,
}


def look(hand: Hand, one: Deed) -> dict[str, object]:
    """Go where a deed is done, and see what is there."""
    hand.window.go(one.page, **{key: value for key, value in one.wanted.items() if key != "new"})
    hand.settle()
    hand.fields = one.fields
    return hand.told()


@pytest.mark.parametrize("name", DEEDS)
def test_three_deeds_are_taken_back_in_reverse_and_done_again(name, hand):
    deeds = DEEDS[name]
    BEFORE.get(name, lambda _hand: None)(hand)
    before, after = [], []
    for one in deeds:
        before.append(look(hand, one))
        if one.wanted.get("new"):
            hand.window.go(one.page, new=True)
            hand.settle()
        newest = hand.window.context.undo.newest
        one.act(hand)
        assert hand.window.context.undo.newest is not newest, f"{one.page}: no way back"
        after.append(look(hand, one))
        assert differing(before[-1], after[-1]), f"{one.page}: nothing of it is seen"
    for _round in range(2):
        for at in (2, 1, 0):
            hand.key(Qt.Key.Key_Z)
            assert differing(before[at], look(hand, deeds[at])) == [], f"deed {at} taken back"
        assert hand.window.context.undo.newest_undone is not None
        for at in (0, 1, 2):
            hand.key(Qt.Key.Key_Y)
            assert differing(after[at], look(hand, deeds[at])) == [], f"deed {at} done again"

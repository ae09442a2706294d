"""Waves: no order is picked twice, nobody's trouble stops the others, and everything can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pypdfium2
import pytest

from shopdesk.db import waves as table
from shopdesk.domain.errors import ShopError
from shopdesk.services import paper
from shopdesk.services.documents import print_document
from shopdesk.services.kits import set_kit
from shopdesk.services.order_groups import merge_orders
from shopdesk.services.orders import cancel_order, confirm_order, hold_order, order_timeline, pack_order, show_order
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import set_shelf
from shopdesk.services.stock_counts import find_count, list_counts
from shopdesk.services.wave_picks import pick_line, report_short, take_back
from shopdesk.services.waves import (
    close_wave,
    list_waves,
    make_wave,
    open_shorts,
    preview_wave,
    restore_wave,
    show_wave,
    undo_wave,
)


@pytest.fixture
def queue(shop, stock_up, sell, do):
    """Put orders into the queue and return their numbers."""
    stock_up(BOX=50, LID=50, CUP=50)
    for sku, place in (("BOX", "A-10"), ("LID", "A-2"), ("CUP", "B-1")):
        set_shelf(shop, sku, place=place)

    def fill(*wanted: dict[str, int]) -> list[str]:
        numbers = [sell(**lines) for lines in wanted]
        for number in numbers:
            do(confirm_order, number)
        return numbers

    return fill


def states(shop, *numbers: str) -> list[str]:
    return [show_order(shop, number).fulfilment for number in numbers]


def refused(made) -> dict[str, str]:
    return {told.order: told.error.code for told in made.refused}


def test_orders_of_a_wave_are_being_picked_each_at_its_position(shop, queue):
    first, second, third = queue({"BOX": 1}, {"LID": 2, "BOX": 1}, {"CUP": 1})
    made = make_wave(shop, positions=2)
    assert [(m.order, m.cart) for m in made.wave.members] == [(first, "A1"), (second, "A2")]
    assert made.waiting == 1 and states(shop, first, second, third) == ["picking", "picking", "confirmed"]
    assert order_timeline(shop, second)[-1].details == {"wave": "W-000001", "cart": "A2"}


def test_the_lines_stand_in_walking_order_with_what_each_position_wants(shop, queue):
    queue({"BOX": 1}, {"LID": 2, "BOX": 3}, {"CUP": 1})
    lines = make_wave(shop).wave.lines
    assert [(line.place, line.sku, line.wanted) for line in lines] == [("A-2", "LID", 2), ("A-10", "BOX", 4),
                                                                        ("B-1", "CUP", 1)]  # fmt: skip
    assert [(share.cart, share.wanted) for share in lines[1].shares] == [("A1", 1), ("A2", 3)]


def test_a_preview_changes_nothing(shop, queue, contents):
    queue({"BOX": 1}, {"BOX": 1})
    before = contents()
    seen = preview_wave(shop, positions=1)
    assert ([place.cart for place in seen.places], seen.refused, seen.waiting, seen.pieces) == (["A1"], (), 1, 1)
    assert contents() == before


def test_what_must_not_be_picked_is_refused_with_its_reason_and_the_others_go_on(shop, queue, sell, do):
    good, held, gone, done = queue(*[{"BOX": 1}] * 4)
    do(hold_order, held)
    do(cancel_order, gone)
    do(pack_order, done)
    new = sell(BOX=1)
    short = sell(BOX=999)
    do(confirm_order, short)
    made = make_wave(shop, texts=[good, held, gone, done, new, short, "SD-999999"])
    assert [m.order for m in made.wave.members] == [good]
    assert refused(made) == {
        held: "order-on-hold", gone: "order-state", done: "order-state", new: "order-state", short: "order-short",
        "SD-999999": "order-unknown",
    }  # fmt: skip
    with pytest.raises(ShopError) as again:
        make_wave(shop, texts=[good])
    assert (again.value.code, again.value.params["wave"]) == ("wave-taken", "W-000001")


def test_refunded_orders_are_no_candidates_and_refused_when_asked_for(shop, queue):
    refunded, refunding = queue({"BOX": 1}, {"BOX": 1})
    shop.connection.execute("UPDATE orders SET payment = 'refunded' WHERE number = ?", (refunded,))
    shop.connection.execute("UPDATE orders SET refunding = 1 WHERE number = ?", (refunding,))
    assert preview_wave(shop).places == ()
    assert [told.error.code for told in preview_wave(shop, texts=[refunded, refunding]).refused] == [
        "order-refunded", "order-refunding",
    ]  # fmt: skip


def test_a_wave_of_nothing_is_not_made(shop, queue, refusal):
    assert refusal(make_wave, shop) == "wave-empty"
    assert refusal(make_wave, shop, texts=["SD-000099"]) == "order-unknown"
    assert refusal(make_wave, shop, positions=0) == refusal(make_wave, shop, sort="size") == "wave-invalid"
    assert list_waves(shop) == []


def test_the_same_wave_asked_for_twice_is_one(shop, queue):
    queue({"BOX": 1}, {"BOX": 1})
    once, again = (make_wave(shop, positions=1, uuid="one-wave").wave.number for _ in range(2))
    assert once == again and len(list_waves(shop)) == 1


def test_two_programs_never_take_one_order_twice(shop, queue, refusal):
    first, second = queue({"BOX": 1}, {"BOX": 1})
    other = open_shop(shop.folder, now=shop.now)
    try:
        here, there = make_wave(shop, positions=1).wave, make_wave(other, positions=2).wave
        assert [[m.order for m in wave.members] for wave in (here, there)] == [[first], [second]]
        assert refusal(make_wave, other, texts=[first]) == "wave-taken"
    finally:
        other.close()


def test_even_the_file_refuses_an_order_in_two_open_waves(shop, queue):
    queue({"BOX": 1})
    make_wave(shop)
    shop.connection.execute(
        "INSERT INTO waves (uuid, sort, positions, state, made_at, made_by) VALUES ('x', 'urgent', 1, 'open', '', '')"
    )
    with pytest.raises(Exception, match="UNIQUE"):
        shop.connection.execute("INSERT INTO wave_orders (wave_id, order_id, cart, before) VALUES (2, 1, 'A1', '')")


def test_orders_of_one_parcel_share_a_position(shop, queue):
    first, second, third = queue({"BOX": 1}, {"LID": 1}, {"CUP": 1})
    merge_orders(shop, [first, third])
    members = make_wave(shop, positions=2).wave.members
    assert {m.order: m.cart for m in members} == {first: "A1", third: "A1", second: "A2"}


def test_what_is_fetched_is_ticked_by_sku_and_fills_one_position_after_the_other(shop, queue, refusal):
    queue({"BOX": 1}, {"BOX": 3})
    number = make_wave(shop).wave.number
    told = pick_line(shop, number, "BOX", 2)
    assert [share.taken for share in told.wave.lines[0].shares] == [1, 1]
    assert refusal(pick_line, shop, number, "BOX", 3) == "wave-over"
    assert refusal(pick_line, shop, number, "CUP") == "wave-line"
    done = pick_line(shop, number, "BOX")
    assert all(m.ready for m in done.wave.members) and done.wave.row.taken == 4
    take_back(shop, done.act)
    assert show_wave(shop, number).row.taken == 2
    assert refusal(take_back, shop, done.act) == "wave-act"


def test_what_a_shelf_does_not_hold_is_no_change_of_the_stock_but_a_count_to_do(shop, queue, levels):
    first, second = queue({"BOX": 2}, {"BOX": 2, "LID": 1})
    number = make_wave(shop).wave.number
    before = levels("BOX")
    told = report_short(shop, number, "BOX", found=3)
    assert told.held == (second,) and levels("BOX") == before
    assert show_order(shop, second).flags >= {"hold"} and "BOX ×1" in show_order(shop, second).hold_reason
    assert order_timeline(shop, second)[-1].details == {"wave": number, "missing": "BOX ×1", "place": "A-10"}
    (short,) = open_shorts(shop)
    assert (short.what, short.place, short.missing) == ("BOX", "A-10", 1)
    assert (find_count(shop, short.count_number).state, find_count(shop, told.count).note) == (
        "open",
        f"{number} · BOX · A-10",
    )
    by_order = {m.order: m for m in told.wave.members}
    assert by_order[first].ready and by_order[second].trouble == "held" and by_order[second].missing == 1
    assert next(line for line in told.wave.lines if line.sku == "LID").open == 0


def test_a_reported_shortage_is_taken_back_with_its_hold_and_its_count(shop, queue, refusal):
    (order,) = queue({"BOX": 2})
    number = make_wave(shop).wave.number
    assert refusal(report_short, shop, number, "BOX", found=2) == "wave-not-short"
    told = report_short(shop, number, "BOX")
    take_back(shop, told.act)
    assert "hold" not in show_order(shop, order).flags and open_shorts(shop) == []
    assert [count.state for count in list_counts(shop)] == ["cancelled"]
    assert show_wave(shop, number).lines[0].open == 2


def test_several_shortages_of_one_wave_are_one_count(shop, queue):
    queue({"BOX": 1}, {"LID": 1})
    number = make_wave(shop).wave.number
    first, second = report_short(shop, number, "BOX"), report_short(shop, number, "LID")
    assert first.count == second.count and len(list_counts(shop)) == 1
    take_back(shop, first.act)
    assert list_counts(shop)[0].state == "open"


def test_an_order_cancelled_in_the_wave_is_told_at_the_cart_and_wants_nothing_more(shop, queue, do):
    first, _second = queue({"BOX": 1}, {"BOX": 2})
    number = make_wave(shop).wave.number
    do(cancel_order, first)
    wave = show_wave(shop, number)
    assert [m.trouble for m in wave.members] == ["cancelled", ""] and wave.lines[0].open == 2
    assert pick_line(shop, number, "BOX").wave.lines[0].shares[0].taken == 0


def test_a_closed_wave_sends_its_orders_on_and_what_was_short_back(shop, queue, refusal):
    good, short, unticked = queue({"BOX": 1}, {"LID": 1}, {"CUP": 1})
    number = make_wave(shop).wave.number
    pick_line(shop, number, "BOX")
    report_short(shop, number, "LID")
    assert close_wave(shop, number).state == "closed"
    assert states(shop, good, short, unticked) == ["picking", "confirmed", "picking"]
    assert refusal(pick_line, shop, number, "CUP") == refusal(close_wave, shop, number) == "wave-state"
    restore_wave(shop, number)
    close_wave(shop, number, rest="back")
    assert states(shop, good, short, unticked) == ["picking", "confirmed", "confirmed"]


def test_a_wave_taken_apart_leaves_everything_as_it_was_and_comes_back(shop, queue, do):
    first, second, third = queue(*[{"BOX": 1}] * 3)
    number = make_wave(shop).wave.number
    do(pack_order, third)
    assert undo_wave(shop, number).state == "undone"
    assert states(shop, first, second, third) == ["confirmed", "confirmed", "packed"]
    other = make_wave(shop, texts=[second]).wave.number
    back = restore_wave(shop, number)
    assert [(m.order, m.inside) for m in back.members] == [(first, True), (second, False), (third, False)]
    assert states(shop, first) == ["picking"]
    undo_wave(shop, other)


def test_a_wave_of_which_nothing_can_come_back_stays_apart(shop, queue, do, refusal):
    (order,) = queue({"BOX": 1})
    number = make_wave(shop).wave.number
    undo_wave(shop, number)
    ship_orders(shop, [order], courier="zto")
    assert refusal(restore_wave, shop, number) == "wave-empty"
    assert show_wave(shop, number).state == "undone"


def test_the_pick_list_of_a_wave_names_it_and_its_positions(shop, queue, tmp_path):
    set_setting(shop, "shop.language", "en")
    numbers = queue({"BOX": 1}, {"BOX": 2})
    number = make_wave(shop).wave.number
    print_document(shop, "pick-list", tmp_path / "list.pdf", texts=numbers)
    pdf = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert number in text and "A1×1" in text and "A2×2" in text and "Shelf A" in text


def test_the_most_urgent_order_gets_the_first_position(shop, queue):
    first, second = queue({"BOX": 1}, {"BOX": 1})
    soon = datetime(2026, 11, 13, 3, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    shop.connection.execute("UPDATE orders SET leave_by = ?, ship_by = ? WHERE number = ?", (soon, soon, second))
    assert [m.order for m in make_wave(shop).wave.members] == [second, first]


def test_of_many_programs_that_make_waves_at_the_same_moment_none_takes_anothers_order(shop, queue):
    numbers = queue(*[{"BOX": 1}] * 8)

    def make(_at: int) -> list[str]:
        own = open_shop(shop.folder, now=shop.now)
        try:
            return [member.order for member in make_wave(own, positions=3).wave.members]
        finally:
            own.close()

    with ThreadPoolExecutor(3) as programs:
        taken = [order for orders in programs.map(make, range(3)) for order in orders]
    assert sorted(taken) == sorted(numbers)


def test_a_kit_that_is_not_built_is_fetched_as_its_parts(shop, queue, sell, do, stock_up):
    stock_up(BOX=50, LID=50, CUP=50, SET=0)
    for sku, place in (("BOX", "A-10"), ("LID", "A-2")):
        set_shelf(shop, sku, place=place)
    set_kit(shop, "SET", {"BOX": 1, "LID": 2})
    number = sell(SET=2, CUP=1)
    do(confirm_order, number)
    wave = make_wave(shop).wave
    assert [(line.sku, line.place, line.wanted) for line in wave.lines if line.sku != "CUP"] == [
        ("LID", "A-2", 4), ("BOX", "A-10", 2),
    ]  # fmt: skip
    assert wave.row.pieces == 7 and pick_line(shop, wave.number, "LID").wave.row.taken == 4
    order = show_order(shop, number)
    rows = paper.pick_list(paper.prepare(shop, [order]), [order]).rows
    assert [(row.item.sku, row.item.quantity) for row in rows] == [("LID", 4), ("BOX", 2), ("CUP", 1)]


def test_a_wave_is_read_as_it_stood_at_one_moment(shop, monkeypatch):
    assert not shop.connection.in_transaction
    seen = []
    monkeypatch.setattr(table, "load_waves", lambda *_asked: seen.append(shop.connection.in_transaction) or [])
    with pytest.raises(ShopError, match="wave-unknown"):
        show_wave(shop, "W-000001")
    assert seen == [True] and not shop.connection.in_transaction

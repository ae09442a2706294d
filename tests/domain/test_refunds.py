"""Refunds are explained to the cent and never come to more than was paid, however the goods come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.refunds import (
    Inspected,
    Paid,
    SoldLine,
    Terms,
    check_refund,
    limited,
    line_shares,
    paid_for_pieces,
    payment_after,
    propose_refund,
)

ALL = Terms(freight=True)


def told(found) -> list[tuple[str, int]]:
    return [(part.kind, part.amount) for part in found.parts]


def test_the_discount_is_shared_out_and_the_freight_goes_back_for_a_fault():
    paid = Paid(9_800, 800)  # 3 × 30.00 and 20.00 off 110.00, freight 8.00
    lines = [SoldLine("BOX", 3, 3_000), SoldLine("LID", 2, 1_000)]
    assert line_shares(paid, lines) == {"BOX": 7_364, "LID": 1_636}
    one = propose_refund(paid, lines, {"BOX": Inspected(good=1)}, ALL)
    assert told(one) == [("goods", 3_000), ("discount", -546)] and one.amount == 2_454
    everything = propose_refund(paid, lines, {"BOX": Inspected(good=3), "LID": Inspected(good=2)}, ALL)
    assert everything.amount == 9_800 and ("freight", 800) in told(everything)


def test_without_a_reason_the_way_out_stays_paid():
    found = propose_refund(Paid(9_800, 800), [SoldLine("BOX", 3, 3_000)], {"BOX": Inspected(good=3)}, Terms())
    assert told(found) == [("goods", 9_000)] and found.amount == 9_000


def test_three_pieces_of_ten_yuan_for_twenty_come_to_twenty():
    paid, lines = Paid(2_000), [SoldLine("PEN", 3, 1_000, back) for back in range(3)]
    parts = [propose_refund(paid, [line], {"PEN": Inspected(good=1)}, ALL).amount for line in lines]
    assert parts == [666, 667, 667] and sum(parts) == 2_000


def test_what_did_not_come_back_and_what_came_back_damaged_is_kept_and_said():
    lines = [SoldLine("BOX", 4, 1_000)]
    found = propose_refund(Paid(4_000), lines, {"BOX": Inspected(1, 1, 1, 1)}, Terms(worn=50))
    assert told(found) == [("goods", 4_000), ("missing", -2_000), ("worn", -500)] and found.amount == 1_500
    faulty = propose_refund(Paid(4_000), lines, {"BOX": Inspected(1, 1, 1, 1)}, Terms())
    assert faulty.amount == 2_000


def test_what_the_buyer_laid_out_is_added_and_never_passes_what_was_paid():
    found = propose_refund(
        Paid(1_000), [SoldLine("PEN", 1, 1_000)], {"PEN": Inspected(good=1)}, Terms(return_freight=800)
    )
    assert found.amount == 1_000 and told(found)[-1] == ("limit", -800)


def test_more_pieces_than_are_left_are_refused():
    with pytest.raises(ShopError, match="quantity-out-of-range"):
        propose_refund(Paid(1_000), [SoldLine("PEN", 2, 500, back=1)], {"PEN": Inspected(good=2)}, ALL)


@pytest.mark.parametrize("amount", [-1, 501])
def test_an_amount_beyond_what_is_left_is_refused(amount):
    with pytest.raises(ShopError, match="refund-too-large"):
        check_refund(amount, Paid(1_000), 500)


def test_the_payment_follows_what_has_gone_back():
    paid = Paid(1_000)
    assert [payment_after("paid", paid, sum_) for sum_ in (0, 1, 999, 1_000)] == [
        "paid", "part-refunded", "part-refunded", "refunded",
    ]  # fmt: skip
    assert payment_after("refunded", paid, 1) == "refunded"


lines = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 50_000)), min_size=1, max_size=5)


@given(lines, st.integers(0, 300_000), st.integers(0, 3_000), st.data())
def test_no_sequence_of_partial_returns_pays_back_more_than_was_paid(sold, discount, shipping, data):
    goods = sum(pieces * price for pieces, price in sold)
    paid = Paid(max(goods - discount, 0) + shipping, shipping)
    back, refunded, freight_done = [0] * len(sold), 0, False
    for _turn in range(data.draw(st.integers(1, 6))):
        wanted = {}
        for at, (pieces, _price) in enumerate(sold):
            counts = data.draw(st.tuples(*[st.integers(0, 2)] * 4))
            if 0 < sum(counts) <= pieces - back[at]:
                wanted[str(at)] = Inspected(*counts)
        terms = Terms(data.draw(st.booleans()), data.draw(st.integers(0, 500)), data.draw(st.integers(0, 100)))
        held = [SoldLine(str(at), pieces, price, back[at]) for at, (pieces, price) in enumerate(sold)]
        found = propose_refund(paid, held, wanted, terms, refunded, freight_done)
        assert found.amount == sum(part.amount for part in found.parts) >= 0
        check_refund(found.amount, paid, refunded)
        refunded += found.amount
        freight_done |= any(part.kind == "freight" for part in found.parts)
        for key, told_ in wanted.items():
            back[int(key)] += told_.pieces
    assert refunded <= paid.total


@given(lines, st.integers(0, 300_000), st.integers(0, 3_000))
def test_piece_by_piece_all_goods_come_to_exactly_what_was_paid_for_them(sold, discount, shipping):
    paid = Paid(max(sum(p * c for p, c in sold) - discount, 0) + shipping, shipping)
    held = [SoldLine(str(at), pieces, price) for at, (pieces, price) in enumerate(sold)]
    shares = line_shares(paid, held)
    summed = sum(
        paid_for_pieces(shares[line.key], SoldLine(line.key, line.pieces, line.unit_price, at), 1)
        for line in held
        for at in range(line.pieces)
    )
    assert summed == paid.goods


def test_nothing_is_paid_back_below_zero():
    assert limited([], -5).amount == 0

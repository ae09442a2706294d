"""What goes back for a line is its part of what was really paid: the promotions stay where they were laid."""

from shopdesk.domain.refunds import Inspected, Paid, SoldLine, Terms, line_shares, propose_refund


def test_a_line_that_a_promotion_lowered_gives_back_less():
    lines = [SoldLine("0", 1, 10_000, reduced=5_000), SoldLine("1", 1, 10_000)]
    assert line_shares(Paid(15_000), lines) == {"0": 5_000, "1": 10_000}
    assert propose_refund(Paid(15_000), lines, {"0": Inspected(good=1)}, Terms()).amount == 5_000


def test_without_promotions_shares_go_by_prices_and_free_goods_by_pieces():
    lines = [SoldLine("0", 2, 5_000), SoldLine("1", 1, 5_000)]
    assert line_shares(Paid(12_000), lines) == {"0": 8_000, "1": 4_000}
    free = [SoldLine("0", 2, 5_000, reduced=10_000), SoldLine("1", 2, 0)]
    assert line_shares(Paid(100), free) == {"0": 50, "1": 50}

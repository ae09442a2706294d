"""Days without stock, told from a ledger: only those on which nobody could have bought."""

from datetime import date, timedelta

from shopdesk.domain.forecast import DayMoves, History, baseline, days_out

FIRST = date(2026, 3, 1)


def out(lying: int, days: int, *moves: tuple[int, int, int, int]) -> list[int]:
    """Return the days out, counted from the first one; a move is (day, sold, change, came)."""
    told = [DayMoves(FIRST + timedelta(days=day), *rest) for day, *rest in moves]
    found = days_out(told, lying, FIRST, FIRST + timedelta(days=days - 1))
    return sorted((day - FIRST).days for day in found)


def test_a_day_counts_when_nothing_lay_there_from_midnight_to_midnight():
    sold_out = (2, 5, -5, 0)
    came_back = (6, 0, 8, 8)
    assert out(8, 10, sold_out, came_back) == [3, 4, 5], "sold on the second day, there again on the sixth"


def test_what_lies_there_to_the_end_is_never_out():
    assert out(3, 10, (4, 2, -2, 0)) == []


def test_what_was_sold_out_and_stays_so_is_out_to_the_end():
    assert out(0, 6, (2, 5, -5, 0)) == [3, 4, 5]


def test_sold_though_the_ledger_was_empty_means_that_stock_is_not_kept():
    assert out(-6, 8, (1, 3, -3, 0), (5, 3, -3, 0)) == []


def test_the_ledger_is_believed_from_the_first_receipt_on():
    moves = ((1, 3, -3, 0), (3, 0, 10, 10), (4, 7, -7, 0))
    assert out(0, 8, *moves) == [5, 6, 7], "sold before it was booked in; after that the books tell"


def test_moves_before_the_span_and_after_it_are_counted_in():
    assert out(4, 3, (-2, 9, -9, 0), (5, 0, 4, 4)) == [0, 1, 2]


def test_a_day_without_stock_is_no_day_without_demand():
    empty = frozenset(FIRST + timedelta(days=day) for day in range(7, 14))
    sold = tuple(0.0 if 7 <= day < 14 else 2.0 for day in range(28))
    assert baseline(History(FIRST, sold, empty)) == (2.0,) * 28

"""Amounts in tables of the stock."""

from shopdesk.ui.stock_words import amount_figure


def test_an_amount_has_thousands_parted_and_a_real_minus():
    assert amount_figure(-120350) == "−1,203.50"
    assert amount_figure(1234, "JPY") == "1,234"

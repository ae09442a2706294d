"""Shares are written without a space before the sign and a true minus."""

from shopdesk.ui.percents import percent


def test_a_share_is_written_without_a_space_and_with_a_true_minus():
    assert (percent(0.448), percent(-0.05, 0), percent(12.5, 2)) == ("44.8%", "−5%", "1,250.00%")

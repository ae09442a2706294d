"""Moments on paper are written in the paper's language, whatever the window speaks."""

from datetime import datetime

from shopdesk.words import written_moment


def test_a_moment_on_paper_is_written_as_its_readers_write_it():
    at = datetime(2027, 11, 3, 9, 40).astimezone()
    assert written_moment(at, "zh_CN") == "2027-11-03 09:40"
    assert written_moment(at, "en") == "3 Nov 2027 09:40"

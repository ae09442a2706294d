"""Days and moments are read as people write them; what could mean two days is refused."""

from datetime import UTC, date, datetime

import pytest

from shopdesk.ui.typed_days import read_day, read_moment, write_moment
from shopdesk.words import spoken

TODAY = date(2026, 11, 13)


@pytest.mark.parametrize(
    "text",
    ["2026-12-24", " 2026/12/24 ", "2026.12.24", "20261224", "12-24", "12/24", "12月24日", "12 月 24 日",
     "2026年12月24日", "24 Dec", "24 Dec 2026", "24 december 2026", "Dec 24", "December 24, 2026"],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text, TODAY) == date(2026, 12, 24)


def test_a_day_without_a_year_is_the_next_one_or_one_just_past():
    assert read_day("3-1", TODAY) == date(2027, 3, 1)
    assert read_day("11-1", TODAY) == date(2026, 11, 1)
    assert read_day("1 Oct", TODAY) == date(2027, 10, 1)


def test_nothing_is_no_day_and_no_moment():
    assert read_day("  ", TODAY) is None and read_moment("", TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["soon", "24", "1/12/2026", "24-12-26", "2026-02-30", "13-40", "24 Smarch", "Dec", "24 Dec 26", "2026-12-24 25:00"],
)
def test_what_is_no_day_or_could_be_two_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read_moment(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["2026-12-24 20:05", "2026-12-24T20:05", "12-24 20:05", "24 Dec 20:05", "12 月 24 日 20：05"],
)
def test_a_moment_is_a_day_and_a_local_time(text):
    assert read_moment(text, TODAY) == datetime(2026, 12, 24, 20, 5).astimezone(UTC)


def test_a_day_alone_begins_it_and_a_time_alone_is_refused():
    assert read_moment("24 Dec", TODAY) == datetime(2026, 12, 24).astimezone(UTC)
    for wrong in ("20:05", "0001-01-01", "9999-12-31 23:00"):
        with pytest.raises(ValueError, match=r"."):
            read_moment(wrong, TODAY)


@pytest.mark.parametrize(("language", "shown"), [("en", "4 Jan 2027 09:40"), ("zh_CN", "2027-01-04 09:40")])
def test_a_moment_is_written_as_it_is_read(language, shown, monkeypatch):
    monkeypatch.setattr(spoken, "language", language)
    at = datetime(2027, 1, 4, 9, 40).astimezone(UTC)
    assert write_moment(at) == shown and read_moment(shown, TODAY) == at
    assert write_moment(None) == ""

from datetime import UTC, datetime, timedelta, timezone

from shopdesk.db.times import read_time, read_time_or_none, write_time, write_time_or_none

SHANGHAI = timezone(timedelta(hours=8))


def test_a_time_is_kept_in_utc_to_the_second():
    at = datetime(2026, 11, 24, 18, 5, 0, 999_999, tzinfo=SHANGHAI)
    assert write_time(at) == "2026-11-24T10:05:00Z"
    assert read_time("2026-11-24T10:05:00Z") == datetime(2026, 11, 24, 10, 5, tzinfo=UTC)


def test_no_time_stays_no_time():
    assert (write_time_or_none(None), read_time_or_none(None), read_time_or_none("")) == (None, None, None)

"""Until when a parcel must have left, and with which pick-up it leaves in time."""

import json
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.deadlines import Deadlines, Promise
from shopdesk.domain.workdays import RestDays, read_calendar
from shopdesk.resources import resources

HERE = ZoneInfo("Asia/Shanghai")
CALENDAR = read_calendar(json.loads((resources() / "tables" / "workdays.json").read_text("utf-8")))
SIX = {"": time(18), "sf": time(20)}


def at(text: str, zone=HERE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def leave(paid: str, *, courier="zto", hours=48, zone=HERE, **told) -> str:
    """Return when a parcel must be handed over that was paid at a local time."""
    clocks = Deadlines(others=Promise(hours), **({"pickups": SIX} | told), zone=zone)
    paid_at = at(paid, zone).astimezone(UTC)
    found = clocks.leave_by(courier, paid_at, clocks.ship_by("manual", paid_at))
    assert found is not None
    return f"{found.astimezone(zone):%Y-%m-%d %H:%M}"


def test_each_channel_has_its_own_promise():
    clocks = Deadlines({"pdd": Promise(24, 24), "douyin": Promise(48, 1)}, Promise(72, 72))
    paid = at("2026-11-13 10:24")
    assert clocks.ship_by("pdd", paid) == at("2026-11-14 10:24")
    assert clocks.ship_by("douyin", paid) == at("2026-11-15 10:24")
    assert clocks.ship_by("manual", paid) == at("2026-11-16 10:24")
    assert clocks.pay_by("douyin", paid) == at("2026-11-13 11:24")
    assert clocks.ship_by("pdd", None) is clocks.pay_by("pdd", None) is clocks.leave_by("", None, None) is None


@pytest.mark.parametrize(
    ("paid", "leaves"),
    [
        ("2024-02-27 19:00", "2024-02-29 18:00"),  # over a leap day
        ("2025-12-31 10:00", "2026-01-01 18:00"),  # over the year's end: 10:00 of the 2nd is before that day's pick-up
        ("2026-11-13 18:00", "2026-11-15 18:00"),  # to the minute
        ("2026-11-13 17:59", "2026-11-14 18:00"),  # a minute too early for the last day's pick-up
        ("2027-06-08 23:59", "2027-06-10 18:00"),
    ],
)
def test_a_parcel_leaves_with_the_last_pick_up_before_its_end(paid, leaves):
    assert leave(paid) == leaves


def test_a_courier_that_comes_later_gives_more_time():
    assert leave("2026-11-13 20:30", courier="sf") == "2026-11-15 20:00"
    assert leave("2026-11-13 19:00", courier="sf") == "2026-11-14 20:00"
    assert leave("2026-11-13 19:00", courier="sf", pickups={}) == "2026-11-15 19:00", "nobody said when they come"


def test_rest_days_pull_the_pick_up_forward():
    sunday = RestDays(frozenset({6}))
    assert leave("2026-11-13 19:00", rest=sunday) == "2026-11-14 18:00"
    assert leave("2026-11-13 19:00", rest=RestDays(dates=frozenset({date(2026, 11, 15)}))) == "2026-11-14 18:00"


def test_a_week_of_holidays_is_worked_up_to():
    weekends = RestDays(frozenset({5, 6}), calendar=CALENDAR)
    assert leave("2026-02-13 10:00", rest=weekends) == "2026-02-14 18:00", "a Saturday that is worked"
    assert leave("2026-09-30 09:00", rest=weekends) == "2026-09-30 18:00", "National Day begins the day after"
    assert leave("2024-05-10 19:00", rest=weekends) == "2024-05-11 18:00"
    assert leave("2025-09-26 19:00", rest=weekends) == "2025-09-28 18:00"


def test_without_a_pick_up_between_payment_and_end_the_end_itself_holds():
    weekends = RestDays(frozenset({5, 6}), calendar=CALENDAR)
    assert leave("2026-09-30 18:00", rest=weekends) == "2026-10-02 18:00"
    assert leave("2026-11-13 10:00", hours=4) == "2026-11-13 14:00"
    assert leave("2026-11-13 10:00", rest=RestDays(frozenset(range(7)))) == "2026-11-15 10:00"


def test_a_pick_up_keeps_its_hour_where_clocks_are_put_back():
    berlin = ZoneInfo("Europe/Berlin")  # summer time ends in the night to 25 October 2026
    assert leave("2026-10-24 17:00", zone=berlin, hours=48) == "2026-10-25 18:00"
    assert leave("2026-10-24 10:00", zone=berlin, hours=26) == "2026-10-24 18:00"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai"])
def test_without_a_zone_the_machines_own_holds(monkeypatch, zone):
    import time as clock

    if not hasattr(clock, "tzset"):
        pytest.skip("the machine's zone cannot be set here")
    monkeypatch.setenv("TZ", zone)
    clock.tzset()
    try:
        paid = at("2026-10-24 10:00", ZoneInfo(zone)).astimezone(UTC)
        clocks = Deadlines(others=Promise(26), pickups=SIX)
        found = clocks.leave_by("zto", paid, clocks.ship_by("", paid))
        assert found == at("2026-10-24 18:00", ZoneInfo(zone))
    finally:
        monkeypatch.undo()
        clock.tzset()

"""One decision on every request, always with its rule: hand-checked cases of four years, and any that chance brings."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.orders import FULFILMENTS, PAYMENTS
from shopdesk.domain.return_clocks import add_working_days, due_after, window_ends
from shopdesk.domain.return_policy import KINDS, REASONS, policy_of, read_policies
from shopdesk.domain.return_rules import ALLOWANCES, REFUSALS, Goods, Request, judge
from shopdesk.domain.workdays import RestDays, WorkCalendar, read_calendar, read_days, read_weekdays
from shopdesk.resources import resources

HERE = ZoneInfo("Asia/Shanghai")
TABLES = resources() / "tables"
TOLD = json.loads((TABLES / "return_policy.json").read_text("utf-8"))
POLICY = read_policies(TOLD)[0]
CALENDAR = read_calendar(json.loads((TABLES / "workdays.json").read_text("utf-8")))
TEXTS = ("fulfilment", "payment")
MOMENTS = {"known": "known_at", "ordered": "ordered_at", "sent": "sent_at"}


def rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES, DUE = rows("return_cases.csv"), rows("return_due_days.csv")


def at(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=HERE).astimezone(UTC) if text else None


def request_of(case: dict[str, str]) -> Request:
    """Return what a row of the table asks; two pieces were sold and one is asked for unless it says otherwise."""
    goods, told = Goods("BOX", 1, 2), {"delivered_at": at(case["signed"]), "fulfilment": "delivered"}
    told["fulfilment"] = "delivered" if case["signed"] else "shipped"
    for name, _, value in (word.partition("=") for word in case["extra"].split()):
        if name in TEXTS:
            told[name] = value
        elif name in MOMENTS:
            told[MOMENTS[name]] = at(value)
        elif name == "masked":
            told["masked"] = True
        else:
            goods = replace(goods, **{name: bool(value) if name in ("special", "replaceable") else int(value)})
    return Request(case["kind"], case["reason"], at(case["asked"]), (goods,), zone=HERE, **told)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["story"])
def test_a_hand_checked_case_is_decided_as_written(case):
    found = judge(request_of(case), POLICY)
    ends = found.ends_on.isoformat() if found.ends_on else ""
    assert (found.kind, found.rule, ends, found.freight) == (
        case["verdict"], case["rule"], case["ends"], case["freight"],
    )  # fmt: skip


@pytest.mark.parametrize("row", DUE, ids=lambda row: row["story"])
def test_a_promise_in_working_days_ends_as_written(row):
    words = row["rest"].split()
    days = [word for word in words if word[0].isdigit()]
    rest = RestDays(read_weekdays(" ".join(set(words) - set(days))), frozenset(read_days(days)))
    received = date.fromisoformat(row["received"])
    assert add_working_days(received, int(row["workdays"]), CALENDAR, rest).isoformat() == row["due"]
    late = datetime(received.year, received.month, received.day, 23, 30, tzinfo=HERE)
    due = due_after(late, int(row["workdays"]), CALENDAR, rest, HERE)
    assert due.isoformat()[:19] == f"{row['due']}T23:59:59"


def test_there_are_sixty_hand_checked_cases_over_four_years():
    assert len(CASES) + len(DUE) >= 60
    told = " ".join(f"{case['asked']}" for case in CASES) + " ".join(row["received"] for row in DUE)
    assert all(f"{year}-" in told for year in (2024, 2025, 2026, 2027))


def test_a_shop_that_never_works_keeps_office_days():
    always = RestDays(frozenset(range(7)))
    assert add_working_days(date(2026, 11, 13), 3, WorkCalendar(frozenset()), always) == date(2026, 11, 18)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
goods = st.builds(
    Goods, st.just("BOX"), st.integers(-1, 4), st.integers(0, 4), st.integers(0, 4), st.booleans(), st.just("box"),
    st.sampled_from([(), ("食品",)]), st.integers(0, 24), st.integers(0, 2), st.booleans(),
)  # fmt: skip
channels = st.sampled_from(["taobao", "pdd"])
requests = st.builds(
    Request,
    st.sampled_from(KINDS),
    st.sampled_from([*REASONS, "whim"]),
    moments,
    st.lists(goods, max_size=3).map(tuple),
    *[st.none() | moments] * 4,
    channels,
    st.sampled_from(FULFILMENTS),
    st.sampled_from(PAYMENTS),
    st.booleans(),
    st.just(HERE),
)


@given(requests)
def test_whatever_is_asked_gets_one_decision_with_its_rule(asked):
    found = judge(asked, POLICY)
    assert found == judge(asked, POLICY)
    assert found.rule in (ALLOWANCES if found.allowed else REFUSALS)
    assert found.kind == ("allowed" if found.rule in ALLOWANCES else "refused")
    assert found.policy == POLICY.begins
    if found.allowed and found.ends_on and asked.kind != "ownerless":
        assert asked.day <= found.ends_on
    if found.rule == "window-over":
        assert found.ends_on is not None and asked.day > found.ends_on


def test_what_was_never_sold_is_said_before_any_other_rule():
    late = Request(
        "return-refund", "no-reason", at("2026-11-30"), (Goods("LID", 1, 1), Goods("BOX", 0, 2)), zone=HERE,
        delivered_at=at("2026-11-01"), payment="refunded",
    )  # fmt: skip
    assert judge(late, POLICY).rule == "nothing-asked"
    assert judge(replace(late, goods=late.goods[:1]), POLICY).rule == "already-refunded"


@given(moments, st.integers(0, 40))
def test_a_window_is_open_through_its_last_day_and_not_a_second_longer(signed, days):
    ends = window_ends(signed, days, HERE)
    last = datetime(ends.year, ends.month, ends.day, 23, 59, 59, tzinfo=HERE)
    policy = POLICY.with_days({"no-reason": days})
    box = (Goods("BOX", 1, 1),)
    inside = Request("return-refund", "no-reason", last, box, delivered_at=signed, zone=HERE)
    outside = replace(inside, asked_at=last + timedelta(seconds=1))
    assert (judge(inside, policy).rule, judge(outside, policy).rule) == ("within-window", "window-over")


@settings(deadline=None)  # the first of them reads the calendar
@given(moments, st.integers(1, 9))
def test_a_promise_ends_on_a_working_day_with_so_many_in_between(received, count):
    day = received.astimezone(HERE).date()
    due = add_working_days(day, count, CALENDAR, RestDays())
    assert CALENDAR.is_workday(due) and CALENDAR.workdays_between(day, due) == count


def test_an_order_is_judged_by_the_policy_of_its_day():
    later = {**TOLD["versions"][0], "from": "2026-06-18"}
    later["reasons"] = {**later["reasons"], "no-reason": {**later["reasons"]["no-reason"], "days": 30}}
    both = read_policies({"versions": [later, TOLD["versions"][0]]})
    days = [policy_of(both, date(2026, 6, day)).reasons["no-reason"].days for day in (17, 18, 19)]
    assert days == [7, 30, 30]
    assert policy_of(both, date(1999, 1, 1)).begins == date(2000, 1, 1)


def test_goods_and_channels_have_rules_of_their_own():
    told = json.loads(json.dumps(TOLD))
    told["versions"][0]["exceptions"] = [
        {"category": ["食品"], "reasons": {"quality": {"days": 2}}},
        {"listing": "lamp", "channel": "jd", "reasons": {"no-reason": {"days": 30, "freight": "merchant"}}},
    ]
    policy = read_policies(told)[0]
    assert policy.reason("quality", category=("食品", "水果", "苹果")).days == 2
    assert policy.reason("quality", category=("家居",)).days == 15
    assert (policy.reason("no-reason", listing="lamp", channel="jd").days, policy.reason("no-reason").days) == (30, 7)
    assert policy.reason("no-reason", listing="lamp", channel="pdd").freight == "buyer"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"from": "soon"}, "versions[0].from"),
        ({"refund_days": -1}, "versions[0].refund_days"),
        ({"reasons": {"whim": {"days": 1, "freight": "buyer", "kinds": []}}}, "versions[0].reasons.whim"),
        ({"reasons": {"quality": {"days": "x", "freight": "buyer", "kinds": []}}}, "quality.days"),
        ({"reasons": {"quality": {"days": 1, "freight": "cat", "kinds": []}}}, "quality.freight"),
        ({"reasons": {"quality": {"days": 1, "freight": "none", "kinds": ["hug"]}}}, "quality.kinds"),
        ({"exceptions": [{"reasons": {"whim": {}}}]}, "exceptions[0].reasons.whim"),
    ],
)
def test_a_damaged_policy_is_named_by_its_place(change, place):
    with pytest.raises(ValueError, match="versions") as caught:
        read_policies({"versions": [TOLD["versions"][0] | change]})
    assert place in str(caught.value)

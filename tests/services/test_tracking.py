"""Parcels under way: reports typed, scanned, from a file; signed for, lost, and reports taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.parcels import Report
from shopdesk.domain.return_clocks import end_of_day, window_ends
from shopdesk.services.orders import cancel_order, confirm_order, order_timeline, show_order
from shopdesk.services.parcel_table import ParcelTable, count_parcels
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.tracking import (
    deliver_order,
    delivered_at,
    find_state,
    parcel_of,
    returns_end,
    take_back_reports,
    track,
    track_file,
)

JOB = SilentJob()
WAYBILL = "75300000000001"


@pytest.fixture
def sent(shop, stock_up, sell, do):
    """The number of an order that has left with a waybill."""
    stock_up(BOX=9)
    number = sell(BOX=1)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto", waybill=WAYBILL)
    return number


def report(shop, state, number=WAYBILL, at=None, source="typed"):
    return track(shop, JOB, [Report(number, state, at)], source=source)


def test_a_parcel_that_is_signed_for_counts_the_days_for_returns(shop, sent):
    signed = shop.now() - timedelta(hours=3)
    assert report(shop, "delivered", at=signed).numbers == (sent,)
    assert (show_order(shop, sent).fulfilment, delivered_at(shop, sent)) == ("delivered", signed)
    assert returns_end(shop, sent)["no-reason"] == end_of_day(window_ends(signed, 7))
    set_setting(shop, "returns.no_reason_days", "10")
    assert returns_end(shop, sent)["no-reason"] == end_of_day(window_ends(signed, 10))
    assert [entry.kind for entry in order_timeline(shop, sent)][-2:] == ["tracking", "delivered"]


def test_an_older_report_that_comes_late_takes_nothing_back(shop, sent):
    report(shop, "delivered", at=shop.now() - timedelta(hours=1))
    report(shop, "in-transit", at=shop.now() - timedelta(hours=9))
    assert parcel_of(shop, sent).state == "delivered"
    assert show_order(shop, sent).fulfilment == "delivered"


def test_the_same_report_twice_is_told_once(shop, sent):
    report(shop, "in-transit", at=shop.now())
    again = report(shop, "in-transit", at=shop.now())
    assert (again.numbers, again.known) == ((), 1)


def test_reports_are_taken_back_and_the_order_with_them(shop, sent):
    report(shop, "in-transit", at=shop.now() - timedelta(hours=5))
    told = report(shop, "delivered")
    take_back_reports(shop, told.uuids)
    assert (show_order(shop, sent).fulfilment, parcel_of(shop, sent).state) == ("shipped", "in-transit")
    assert returns_end(shop, sent) == {}
    assert report(shop, "delivered").numbers == (sent,), "it can be told again"


def test_what_a_person_has_noted_counts_as_well(shop, sent, do):
    do(deliver_order, sent)
    assert delivered_at(shop, sent) == shop.now()
    assert count_parcels(shop)["delivered"] == 1


def test_a_parcel_that_came_back_into_the_house_is_in_trouble_no_longer(shop, sent):
    report(shop, "lost")
    unship_orders(shop, [sent])
    assert count_parcels(shop) == {"under-way": 0, "trouble": 0, "silent": 0, "delivered": 0}


@pytest.mark.parametrize("state", ["lost", "returned", "problem"])
def test_a_parcel_in_trouble_is_noticed(shop, sent, state):
    assert count_parcels(shop)["under-way"] == 1
    report(shop, state)
    assert count_parcels(shop) == {"under-way": 0, "trouble": 1, "silent": 0, "delivered": 0}
    assert [row.number for row in ParcelTable(shop, "trouble").every()] == [sent]


def test_a_parcel_without_news_is_noticed(shop, sent):

    later = replace(shop, now=lambda: shop.now() + timedelta(days=6))
    assert count_parcels(shop)["silent"] == 0
    assert [row.number for row in ParcelTable(later, "silent", WAYBILL).every()] == [sent]
    report(later, "in-transit")
    assert count_parcels(later)["silent"] == 0


def test_what_never_left_or_is_not_known_is_refused_and_stops_no_other(shop, sent, sell, do):
    here = sell(BOX=1)
    gone = sell(BOX=1)
    do(cancel_order, gone)
    ahead = shop.now() + timedelta(days=1)
    told = track(
        shop, JOB,
        [Report(here, "delivered"), Report(gone, "lost"), Report("NOBODY", "lost"), Report(sent, "lost", ahead),
         Report(sent, "in-transit")],
        source="typed",
    )  # fmt: skip
    assert [problem.code for problem in told.refused] == [
        "parcel-not-sent", "parcel-not-sent", "order-unknown", "time-ahead",
    ]  # fmt: skip
    assert told.numbers == (sent,)


def test_a_couriers_file_is_read_with_its_own_headers(shop, sent, tmp_path):
    file = tmp_path / "中通签收.csv"
    file.write_text(
        f"快递单号,最新状态,更新时间,备注\n={chr(34)}{WAYBILL}{chr(34)},已签收,2026-11-13 09:30:00,前台\n"
        f"{WAYBILL},你好,,\n7.53E+13,已签收,,\n{WAYBILL},派送中,2026/11/13 8:00,\n{WAYBILL},派送中,morgen,\n",
        "gb18030",
    )
    told = track_file(shop, JOB, file)
    assert told.numbers == (sent,)
    assert [(problem.row, problem.code) for problem in told.refused] == [
        (3, "tracking-state"), (4, "number-damaged"), (6, "time-unreadable"),
    ]  # fmt: skip
    assert delivered_at(shop, sent) == datetime(2026, 11, 13, 1, 30, tzinfo=UTC)


def test_a_file_without_the_columns_is_refused(shop, tmp_path, refusal):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    assert refusal(track_file, shop, JOB, file) == "tracking-columns"
    assert refusal(find_state, "你好") == "tracking-state"

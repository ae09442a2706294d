"""What is to be done today, on the sample shop's Friday after Double Eleven."""

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.parcels import Report
from shopdesk.services.orders import confirm_order, list_orders
from shopdesk.services.returns import open_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import low_stock
from shopdesk.services.tickets import answer_ticket, open_ticket
from shopdesk.services.today import count_waiting, group_of, read_today, urgency
from shopdesk.services.tracking import track
from shopdesk.services.waybills import add_waybills

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


def test_the_most_urgent_comes_first(sample_shop):
    today = read_today(sample_shop)
    dues = [card.due for card in today.cards if card.due]
    assert dues == sorted(dues) and dues[0] < sample_shop.now(), "the sample shop has orders past their 48 hours"
    assert today.cards[-1].due is None or len(dues) == len(today.cards)


def test_the_counts_are_those_of_the_lists(sample_shop):
    open_orders = [
        order
        for order in list_orders(sample_shop)
        if order.fulfilment in ("new", "confirmed", "picking", "packed") and order.payment != "unpaid"
    ]
    counts = count_waiting(sample_shop)
    assert counts["orders"] == len(open_orders)
    assert counts["stock"] == len(low_stock(sample_shop)) == read_today(sample_shop).low_count
    assert 0 < counts["printing"] <= counts["orders"]


def test_an_empty_shop_has_nothing_due(shop):
    today = read_today(shop)
    assert today.cards == () and today.outlook.left == 0 and today.outlook.pace is None
    assert today.sender_missing


@pytest.mark.parametrize(
    ("hours", "group", "role"),
    [
        (-1, "soon", "error"),
        (1, "soon", "error"),
        (3, "today", "warn"),
        (7, "today", "text-2"),
        (30, "later", "text-2"),
    ],
)
def test_a_due_time_has_its_group_and_its_colour(hours, group, role):
    due = NOW + timedelta(hours=hours)
    assert group_of(due, NOW, NOW + timedelta(hours=8)) == group
    assert urgency(due, NOW) == role


def test_promises_of_after_sales_stand_among_the_cards_before_they_breach(shop, stock_up, sell, do):
    stock_up(BOX=9)
    number = sell(BOX=1)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    mail = open_ticket(shop, "发票抬头错了", channel="email")
    open_ticket(shop, "盒子裂了", channel="chat", order=number)
    case = open_return(shop, number, [("BOX", 1)], reason="missing-part", kind="partial")
    cards = {card.kind: card for card in read_today(shop).cards}
    assert (cards["ticket-answer"].count, cards["ticket-answer"].due) == (2, NOW + timedelta(seconds=30))
    assert (cards["ticket-solve"].count, cards["refund-due"].count) == (2, 1)
    assert cards["refund-due"].number == case.number and cards["refund-due"].due == case.settle_due
    assert [card.due for card in cards.values() if card.due] == sorted(c.due for c in cards.values() if c.due)
    answer_ticket(shop, mail.number, "您好")
    assert {card.kind: card.count for card in read_today(shop).cards}["ticket-answer"] == 1


def test_what_is_never_due_comes_later():
    assert group_of(None, NOW, NOW) == "later" and urgency(None, NOW) == "text-2"


def test_the_outlook_counts_what_still_fits(sample_shop):
    outlook = read_today(sample_shop).outlook
    now = sample_shop.now()
    finish = outlook.finish(now)
    if finish is None:
        assert outlook.spare(now) == 0
    else:
        assert (finish <= outlook.closes) == (outlook.spare(now) >= 0)


def test_few_numbers_and_parcels_in_trouble_are_kept_in_mind(shop, stock_up, sell, do):
    stock_up(BOX=9)
    today = read_today(shop)
    assert (today.scarce, today.trouble) == ((), 0)
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    number = sell(BOX=1)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    track(shop, SilentJob(), [Report(number, "lost")], source="typed")
    today = read_today(shop)
    assert (today.scarce, today.trouble) == ((("zto", 1),), 1)

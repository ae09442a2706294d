"""Verbs of bills: lines matched with payments by hand, bills taken in and taken back."""

from zoneinfo import ZoneInfo

from shopdesk.domain.payments import Payment
from shopdesk.services.payments import derive_payments, list_payments
from shopdesk.services.reconciliation import list_lines, match_by_hand, put_line_aside, take_statement
from tests.bills import alipay_line, write_alipay
from tests.ui.undone.hand import Hand, verb


def line_of(payment: Payment, amount: str = "", trade: str = "1", order: str | None = None) -> list[str]:
    """Return the line of a bill that tells of a payment."""
    at = payment.at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M:%S")
    number = payment.channel_order_no if order is None else order
    return alipay_line(trade, number, amount or f"{payment.amount / 100:.2f}", at=at, fee="-0.10")


def bill(hand: Hand) -> None:
    """A bill of three lines: one finds its payment, two tell of orders that nobody knows."""
    told = known_payments(hand)
    file = write_alipay(
        hand.shop.folder.parent / "bill.csv",
        line_of(told[0], trade="T1"),
        line_of(told[1], "0.01", trade="T2", order="NOBODY-1"),
        line_of(told[2], "0.02", trade="T3", order="NOBODY-2"),
    )
    take_statement(hand.shop, file)
    hand.window.context.changed.emit(frozenset({"payments"}))
    hand.settle()


def on_a_line(hand: Hand, view: str) -> None:
    bill(hand)
    hand.page.show_view(view)
    hand.settle()
    hand.select(0)


def on_an_aside_line(hand: Hand) -> None:
    bill(hand)
    put_line_aside(hand.shop, list_lines(hand.shop, "left")[0].row)
    hand.window.context.changed.emit(frozenset({"payments"}))
    hand.page.show_view("ignored")
    hand.settle()
    hand.select(0)


def match_first(hand: Hand) -> None:
    known = next(one for one in known_payments(hand) if not one.settled)
    hand.enter("findPayment", known.channel_order_no)
    hand.press("matchLine")


def known_payments(hand: Hand) -> list[Payment]:
    derive_payments(hand.shop)
    return [one for one in list_payments(hand.shop) if one.method == "alipay" and one.channel_order_no]


@verb("reconcile", lambda hand: on_a_line(hand, "left"))
def match_a_line(hand: Hand) -> None:
    match_first(hand)


@verb("reconcile", on_an_aside_line)
def match_a_line_that_was_put_aside(hand: Hand) -> None:
    match_first(hand)


@verb("reconcile", on_an_aside_line)
def take_a_line_up_again(hand: Hand) -> None:
    hand.press("putAside")


@verb("reconcile", lambda hand: on_a_line(hand, "left"))
def put_a_line_aside(hand: Hand) -> None:
    hand.press("putAside")


@verb("reconcile", lambda hand: on_a_line(hand, "matched"))
def free_a_line(hand: Hand) -> None:
    hand.press("undoMatch")


@verb("reconcile", lambda hand: on_a_line(hand, "lines"))
def take_the_bill_of_a_line_back(hand: Hand) -> None:
    hand.press("undoBill")


def matched_by_hand(hand: Hand) -> None:
    """The bill with one line more matched by a person and one put aside."""
    bill(hand)
    first, second = list_lines(hand.shop, "left")
    match_by_hand(hand.shop, first.row, [next(one.uuid for one in known_payments(hand) if not one.settled)])
    put_line_aside(hand.shop, second.row)
    hand.window.context.changed.emit(frozenset({"payments"}))
    hand.settle()
    hand.select(0)


@verb("bills", matched_by_hand, view="taken")
def take_a_bill_back(hand: Hand) -> None:
    hand.press("takeBillBack")


def with_a_bill(hand: Hand) -> None:
    lines = [line_of(one, trade=f"U{at}") for at, one in enumerate(known_payments(hand)[:2])]
    write_alipay(hand.shop.folder.parent / "two.csv", *lines)


@verb("payments", with_a_bill, view="all")
def take_a_bill(hand: Hand) -> None:
    hand.window.go("bill", files=[hand.shop.folder.parent / "two.csv"])
    hand.settle()
    hand.press("billTake")
    hand.window.go("payments")

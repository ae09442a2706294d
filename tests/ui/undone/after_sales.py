"""Verbs of after-sales: cases from their opening to the money, parcels without an owner, repairs, tickets."""

from shopdesk.domain.addresses import Receiver
from shopdesk.services.orders import add_order, confirm_order, order_row
from shopdesk.services.returns import open_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import list_stock
from shopdesk.services.tracking import deliver_order
from tests.ui.undone.hand import BUTTONS, Hand, verb

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
BENCH = (BUTTONS, "returnNumber", "returnNext", "returnSums", "refundTotal", "returnVerdict")


def sold(hand: Hand) -> tuple[str, str]:
    """Sell two pieces that the buyer has signed for; return the order and the SKU."""
    sku = next(level.sku for level in list_stock(hand.shop) if level.available >= 6)
    number = add_order(hand.shop, [(sku, 2)], HERE, paid=True).number
    with hand.shop.writing():
        confirm_order(hand.shop, order_row(hand.shop, number))
    ship_orders(hand.shop, [number], courier="zto", waybill="75399000000001")
    with hand.shop.writing():
        deliver_order(hand.shop, order_row(hand.shop, number))
    return number, sku


def on_the_bench(hand: Hand, *steps: str, reason: str = "quality", kind: str = "", wait: bool = False) -> None:
    """A case that came so far."""
    number, sku = sold(hand)
    case = open_return(hand.shop, number, [(sku, 1)], reason=reason, kind=kind, wait=wait)
    hand.window.context.changed.emit(frozenset({"orders", "stock"}))
    hand.window.go("return_bench", case=case.number)
    hand.settle()
    for step in steps:
        take(hand, step)


def take(hand: Hand, step: str, note: str = "") -> None:
    """Press the button of a step, and say why where it asks."""
    primary = hand.page.foot._next.primary == step
    hand.press("returnNext" if primary else f"step-{step}")
    if note:
        hand.write("returnReason", note)
        hand.press("returnReasonOk")


def step_verb(name: str, step: str, *before: str, note: str = "", **case: object) -> None:
    """Note a verb that is one step of a case that came so far."""

    def act(hand: Hand) -> None:
        take(hand, step, note)

    act.__name__ = name
    verb("return_bench", lambda hand: on_the_bench(hand, *before, **case), fields=BENCH)(act)


step_verb("approve_a_case", "approve", wait=True)
step_verb("refuse_a_case", "refuse", note="超过期限", wait=True)
step_verb("receive_a_parcel", "receive")
step_verb("book_what_came_back", "inspect", "receive")
step_verb("book_and_pay_back", "inspect-refund", "receive")
step_verb("pay_back", "refund", "receive", "inspect")
step_verb("exchange_goods", "inspect-exchange", "receive", reason="quality", kind="exchange")
step_verb("send_again", "reissue", reason="missing-part", kind="reissue")
step_verb("close_a_case", "close", "receive", "inspect", note="客户放弃")


def new_return(hand: Hand) -> None:
    number, _sku = sold(hand)
    hand.window.context.changed.emit(frozenset({"orders", "stock"}))
    hand.window.go("returns", view="all")
    hand.settle()
    hand.sold = number


@verb("returns", new_return, view="all")
def open_a_case(hand: Hand) -> None:
    hand.window.go("return_new", order=hand.sold)
    hand.settle()
    hand.press("openReturn")
    hand.window.go("returns", view="all")


@verb("return_policy", fields=("policyVersion", "policyDays-quality"))
def change_the_policy(hand: Hand) -> None:
    hand.write("policyDays-quality", "20")
    hand.press("savePolicy")


@verb("warranty", lambda hand: hand.select(0), view="all")
def open_a_repair(hand: Hand) -> None:
    hand.write("repairWords", "按键失灵")
    hand.press("openRepair")


@verb("tickets", lambda hand: hand.select(0), fields=("ticketPerson",), view="open")
def give_a_ticket_to_a_person(hand: Hand) -> None:
    hand.write("ticketPerson", "小林")
    hand.press("assignTicket")


@verb("tickets", lambda hand: hand.select(0), fields=("ticketStep",), view="open")
def take_a_ticket_a_step_further(hand: Hand) -> None:
    hand.write("ticketStepWords", "确认了")
    hand.press("saveTicketStep")

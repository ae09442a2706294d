"""Whatever is done with cases in whatever order: the ledger adds up, and no order gives back more than was paid."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.refunds import Inspected
from shopdesk.domain.return_policy import KINDS, REASONS
from shopdesk.domain.returns import OPEN
from shopdesk.services.after_sales import running_promises
from shopdesk.services.orders import add_order, confirm_order, each_order, show_order
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_exchanges import exchange_return
from shopdesk.services.return_money import propose_return, refund_return
from shopdesk.services.return_undo import undo_return
from shopdesk.services.returns import (
    approve_return,
    close_return,
    list_returns,
    open_return,
    refuse_return,
    show_return,
)
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.stock import audit_stock
from shopdesk.services.tickets import open_ticket
from shopdesk.services.tracking import deliver_order
from shopdesk.words.errors import word_error

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
STEPS = 140


def step(shop, chance: Random) -> None:
    """Do one thing that a person might do, sensible or not."""
    cases = [case.number for case in list_returns(shop)] or ["RT-000001"]
    case = chance.choice(cases)
    pieces = [(sku, chance.randint(0, 3)) for sku in chance.sample(["BOX", "LID"], chance.randint(0, 2))]
    found = Inspected(*(chance.randint(0, 1) for _ in range(4)))

    def ask() -> None:
        open_return(
            shop, f"SD-{chance.randint(1, 4):06d}", pieces, reason=chance.choice(REASONS),
            kind=chance.choice(["", "", *KINDS]), wait=chance.random() < 0.2,
        )  # fmt: skip

    acts = [
        ask,
        ask,
        ask,
        lambda: approve_return(shop, case, anyway=chance.random() < 0.5),
        lambda: refuse_return(shop, case, note="不符"),
        lambda: receive_return(shop, case),
        lambda: receive_return(shop, case),
        lambda: inspect_return(
            shop, case, verdict=chance.choice(["resell", "quarantine", "scrap"]),
            found={"BOX": found} if chance.random() < 0.3 else {},
        ),
        lambda: refund_return(shop, case, amount=chance.choice([None, 0, 500, 99_999])),
        lambda: refund_return(shop, case, deduct=chance.choice([0, 0, 300]), return_freight=chance.choice([0, 600])),
        lambda: exchange_return(shop, case),
        lambda: ship_orders(shop, [told.exchange for told in list_returns(shop) if told.exchange][:1], courier="zto"),
        lambda: unship_orders(shop, [f"SD-{chance.randint(1, 9):06d}"]),
        lambda: close_return(shop, case, note="完成"),
        lambda: undo_return(shop, case),
        lambda: open_ticket(shop, "问", channel="chat", case=case),
    ]  # fmt: skip
    try:
        chance.choice(acts)()
    except ShopError as error:
        assert word_error(error)


def look(shop) -> None:
    """Look whether everything that must always hold does."""
    assert audit_stock(shop).ok
    cases = list_returns(shop)
    for number in {case.order for case in cases if case.order}:
        order = show_order(shop, number)
        of_order = [case for case in cases if case.order == number]
        back = sum(r.amount for c in of_order for r in show_return(shop, c.number).refunds if not r.undone)
        assert 0 <= back <= order.total
        if order.fulfilment in ("shipped", "delivered") and order.total:
            assert order.payment == ("paid" if not back else "refunded" if back == order.total else "part-refunded")
        assert order.after_sales == ("open" if any(case.state in OPEN for case in of_order) else "closed")
        for case in of_order:
            assert case.decision.rule
            if case.is_open:
                assert 0 <= propose_return(shop, case).amount <= order.total - back
    assert {clock.number for clock in running_promises(shop) if clock.number.startswith("RT")} <= {
        case.number for case in cases if case.is_open
    }


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_nothing_is_lost(shop, stock_up, seed):
    chance = Random(seed)
    stock_up(BOX=40, LID=40)
    for at in range(4):
        lines = [("BOX", chance.randint(1, 3)), ("LID", chance.randint(1, 3))]
        number = add_order(shop, lines, HERE, paid=True, shipping=800, discount=chance.randint(0, 2500)).number
        each_order(shop, [number], confirm_order)
        ship_orders(shop, [number], courier="zto")
        if at:
            each_order(shop, [number], deliver_order)
    for day in range(STEPS):
        now = NOW + timedelta(hours=day)
        step(replace(shop, now=lambda now=now: now), chance)
        if day % 10 == 9:
            look(replace(shop, now=lambda now=now: now))

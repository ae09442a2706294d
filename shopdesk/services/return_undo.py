"""A step of a case is taken back by what compensates it: movements by their opposites, an exchange by cancelling it."""

from collections.abc import Mapping
from typing import Any

from shopdesk.db import return_writes, returns
from shopdesk.db import stock as ledger
from shopdesk.domain.errors import ShopError
from shopdesk.domain.returns import Case
from shopdesk.services.ledger import undo_movement
from shopdesk.services.orders import cancel_order
from shopdesk.services.return_book import known_step, take_step
from shopdesk.services.return_money import follow_payment
from shopdesk.services.returns import case_of
from shopdesk.services.shop import Shop


def undo_return(shop: Shop, code: str, *, uuid: str = "") -> Case:
    """Take the newest step of a case back; of an opened one the case itself.

    Raises ShopError with "return-unknown", "return-nothing-undone", "return-sent" (take the exchange order's shipment
    back instead), "stock-negative" or "stock-reserved" where the goods have gone on, or "order-state".
    """
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        last = returns.last_step(shop.connection, case.row)
        if last is None:
            raise ShopError("return-nothing-undone", number=case.number)
        step, kind, before, _details = last
        if kind == "sent":
            raise ShopError("return-sent", number=case.number, order=case.exchange)
        _compensate(shop, case, kind, before)
        return_writes.restore(shop.connection, case.row, before)
        return_writes.mark_step_undone(shop.connection, step, shop.now())
        if kind == "refunded" and case.order_row is not None:
            follow_payment(shop, case.order_row)
        changes = {"state": "withdrawn"} if kind == "opened" else {}
        return take_step(shop, case.row, "undone", changes, details={"step": kind}, uuid=uuid)


def _compensate(shop: Shop, case: Case, kind: str, before: Mapping[str, Any]) -> None:
    if kind == "inspected":
        for uuid in reversed(before["movements"]):
            if not all(row.is_undone for row in ledger.moved_together(shop.connection, uuid)):
                undo_movement(shop, uuid)
    elif kind == "refunded":
        return_writes.mark_refunds_undone(shop.connection, before["refund"], shop.now())
    elif kind == "exchanged" and case.exchange_row is not None:
        cancel_order(shop, case.exchange_row)

"""An exchange is an order of its own: made of a case, its pieces reserved at once, linked both ways."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import order_writes, orders, return_writes, returns
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.domain.returns import Case, check_step
from shopdesk.services.identity import new_id
from shopdesk.services.new_orders import Money, write_order
from shopdesk.services.orders import confirm_order, note_event, order_number, order_row, reopen_order
from shopdesk.services.return_book import known_step, take_step
from shopdesk.services.return_policies import policy_for
from shopdesk.services.returns import case_of, settle_due
from shopdesk.services.shop import Shop


def exchange_return(
    shop: Shop, code: str, pieces: Sequence[tuple[str, int]] = (), *, order: str = "", uuid: str = ""
) -> Case:
    """Make the order that replaces the goods of a case, paid already, and reserve its pieces at once.

    `pieces` are other SKUs than were sold: another size. `order` was made for the case and cancelled as its exchange
    was taken back: it is that one again. Short, the order is flagged and waits. A return that was to be paid back is an
    exchange from now on, with its promise. Raises ShopError with "return-unknown", "return-state", "return-ownerless",
    "recipient-masked", "order-without-lines", "sku-unknown" or "order-state".
    """
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        if case.order_row is None:
            raise ShopError("return-ownerless", number=case.number)
        check_step(case, "exchange")
        sold = orders.load_order(shop.connection, case.order_row)
        if "masked" in sold.flags:
            raise ShopError("return-refused", order=sold.number, rule="receiver-masked")
        before = return_writes.snapshot(shop.connection, case.row)
        row = _bring_back(shop, case, order) if order else _make(shop, case, sold, pieces)
        changes: dict[str, object] = {"state": "exchanged", "exchange_id": row}
        if not case.sends_goods:
            changes["kind"] = "exchange"
            due = settle_due(
                shop, replace(case, kind="exchange"), policy_for(shop, sold), case.received_at or shop.now()
            )
            changes["settle_due"] = write_time(due)
        details = {"order": order_number(row)}
        return take_step(shop, case.row, "exchanged", changes, details=details, uuid=uuid, before=before)


def _make(shop: Shop, case: Case, sold: Order, pieces: Sequence[tuple[str, int]]) -> int:
    goods = list(pieces) or [(line.sku, line.quantity) for line in case.lines if line.variant is not None]
    if not goods:
        raise ShopError("order-without-lines")
    free = Money({sku: 0 for sku, _pieces in goods}, 0, 0)
    row = write_order(shop, goods, sold.receiver, True, "manual", "", new_id(), free)
    order_writes.update_order(
        shop.connection, row, {"seller_note": f"{case.number} {sold.number}", "buyer": sold.buyer}
    )
    note_event(shop, row, "exchange", {"case": case.number, "order": sold.number})
    confirm_order(shop, row)
    return row


def _bring_back(shop: Shop, case: Case, order: str) -> int:
    row = order_row(shop, order)
    told = [entry.details.get("case") for entry in orders.timeline(shop.connection, row) if entry.kind == "exchange"]
    if case.number not in told:
        known = orders.load_order(shop.connection, row)
        raise ShopError("order-state", order=known.number, state=known.badge, verb="reopen")
    reopen_order(shop, row)
    return row


def note_exchange_sent(shop: Shop, row: int) -> None:
    """Close the case that an order was made for, now that it has left; inside the caller's transaction."""
    case = returns.case_of_exchange(shop.connection, row)
    if case is not None and returns.load_case(shop.connection, case).state == "exchanged":
        changes = {"state": "closed", "settled_at": write_time(shop.now())}
        take_step(shop, case, "sent", changes, details={"order": order_number(row)})


def note_exchange_back(shop: Shop, row: int) -> None:
    """Open the case again whose exchange order did not leave after all; inside the caller's transaction."""
    case = returns.case_of_exchange(shop.connection, row)
    told = returns.last_step(shop.connection, case) if case is not None else None
    if case is not None and told is not None and told[1] == "sent":
        return_writes.restore(shop.connection, case, told[2])
        return_writes.mark_step_undone(shop.connection, told[0], shop.now())
        take_step(shop, case, "undone", {}, details={"step": "sent"})

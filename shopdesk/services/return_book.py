"""How a case is kept: each step with what was before it, told in the order's timeline, its third axis following."""

from collections.abc import Mapping
from typing import Any

from shopdesk.db import order_writes, orders, return_writes, returns
from shopdesk.domain.returns import Case, after_sales_of
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event
from shopdesk.services.shop import Shop


def take_step(
    shop: Shop, row: int, kind: str, changes: Mapping[str, object], *, details: Mapping[str, str] | None = None,
    uuid: str = "", before: Mapping[str, Any] | None = None, found: Mapping[str, Any] | None = None,
) -> Case:  # fmt: skip
    """Take one step with a case, inside the caller's transaction; `before` is its snapshot where it was taken earlier.

    `found` is kept beside the snapshot: what taking the step back has to know.
    """
    kept = dict(before or return_writes.snapshot(shop.connection, row)) | dict(found or {})
    if changes:
        return_writes.update_case(shop.connection, row, changes)
    told = {name: text for name, text in (details or {}).items() if text}
    return_writes.add_step(
        shop.connection, row, uuid=uuid or new_id(), kind=kind, at=shop.now(), actor=shop.actor, details=told,
        before=kept,
    )  # fmt: skip
    case = returns.load_case(shop.connection, row)
    tell_order(shop, case, kind, told)
    return case


def tell_order(shop: Shop, case: Case, kind: str, details: Mapping[str, str]) -> None:
    """Write a step into the timeline of the case's order and let its after-sales state follow."""
    if case.order_row is None:
        return
    note_event(shop, case.order_row, f"return-{kind}", {"case": case.number, **details})
    after = after_sales_of(returns.states_of_order(shop.connection, case.order_row))
    if orders.load_order(shop.connection, case.order_row).after_sales != after:
        order_writes.update_order(shop.connection, case.order_row, {"after_sales": after})


def known_step(shop: Shop, uuid: str) -> Case | None:
    """Return the case in which the step with this uuid was taken already."""
    row = returns.has_step(shop.connection, uuid) if uuid else None
    return returns.load_case(shop.connection, row) if row else None

"""What the policy would decide on a request, told while it is being made; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.db import orders
from shopdesk.db.order_rows import LineRow, line_rows
from shopdesk.domain.orders import Order
from shopdesk.domain.return_policy import REASONS, USUAL_KINDS
from shopdesk.domain.return_rules import Decision, judge
from shopdesk.services.orders import order_row
from shopdesk.services.return_policies import policy_for
from shopdesk.services.return_requests import pieces_gone, request_for, sold_pieces
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Asked:
    """An order whose goods may be asked for: pieces sold and still with the buyer, by SKU or title."""

    row: int
    order: Order
    sold: dict[str, int]
    left: dict[str, int]
    lines: dict[str, LineRow]


def open_asked(shop: Shop, text: str) -> Asked:
    """Return what of an order may be asked for. Raises ShopError("order-unknown")."""
    row = order_row(shop, text)
    order = orders.load_order(shop.connection, row)
    sold, gone = sold_pieces(order), pieces_gone(shop, row)
    lines = {line.sku or line.title: line for line in line_rows(shop.connection, row)}
    return Asked(row, order, sold, {sku: count - gone.get(sku, 0) for sku, count in sold.items()}, lines)


def preview_decision(
    shop: Shop, asked: Asked, pieces: Sequence[tuple[str, int]], reason: str, kind: str = ""
) -> Decision:
    """Return what the policy of the order's day decides on these pieces now."""
    wanted = {sku: count for sku, count in pieces if count > 0}
    kind = kind or USUAL_KINDS.get(reason, "return-refund")
    request = request_for(shop, asked.row, asked.order, wanted, kind, reason)
    return judge(request, policy_for(shop, asked.order))


def kinds_for(shop: Shop, asked: Asked, reason: str) -> tuple[str, ...]:
    """Return the kinds that the policy of the order's day has for a reason, the usual one first."""
    told = policy_for(shop, asked.order).reason(reason, channel=asked.order.channel)
    usual = USUAL_KINDS.get(reason, "return-refund")
    return tuple(sorted(told.kinds, key=lambda kind: (kind != usual, kind))) if told else ()


def reasons_for(shop: Shop, asked: Asked) -> tuple[str, ...]:
    """Return the reasons that the policy of the order's day knows."""
    known = policy_for(shop, asked.order).reasons
    return tuple(code for code in REASONS if code in known)

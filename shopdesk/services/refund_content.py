"""What a refund voucher says: the goods, how the amount is made up, which way it goes, when, and who says so."""

from dataclasses import dataclass

from shopdesk.db import orders, returns
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.services.returns import case_of
from shopdesk.services.shop import Shop

# The voucher's words for the parts of a refund; what a person agreed on stands as it is.
_AMOUNTS = {
    "goods": "goods", "discount": "discount", "freight": "shipping", "return-freight": "return-freight",
    "missing": "wear", "worn": "wear", "earlier": "earlier", "limit": "earlier", "agreed": "agreed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefundContentRow:
    """One line: what came back, what was paid for it and what goes back of it, as they are written."""

    sku: str
    title: str
    options: str
    quantity: int
    paid: str
    refunded: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefundContent:
    """What the drawing of a voucher needs beside the shop's letterhead; amounts as they are written."""

    number: str
    order: str
    receiver: Receiver
    rows: tuple[RefundContentRow, ...]
    amounts: tuple[tuple[str, str], ...]
    total: str
    currency: str
    route: str
    dates: tuple[tuple[str, str], ...]
    by: str
    note: str


def refund_content(shop: Shop, code: str) -> RefundContent:
    """Return the voucher of a case's newest refund that stands, by the case's number or its order's.

    Raises ShopError with "return-unknown", or "refund-missing" where no money went back.
    """
    case = case_of(shop, code)
    made = [refund for refund in returns.refunds_of(shop.connection, case=case.row) if not refund.undone]
    if not made or case.order_row is None:
        raise ShopError("refund-missing", number=case.number)
    refund, order = made[-1], orders.load_order(shop.connection, case.order_row)

    def write(amount: int) -> str:
        return format_amount(amount, refund.currency, grouped=True)

    sums: dict[str, int] = {}
    for part in refund.parts:
        name = _AMOUNTS.get(part.kind, part.kind)
        sums[name] = sums.get(name, 0) + part.amount
    keys = {str(at): line for at, line in enumerate(order.lines)}
    rows = []
    for key, line in keys.items():
        told = [part for part in refund.parts if part.params.get("line") == key]
        if told:
            paid = sum(part.amount for part in told if part.kind in ("goods", "discount"))
            pieces = int(next(part.params["pieces"] for part in told if part.kind in ("goods", "discount")))
            back = sum(part.amount for part in told)
            rows.append(
                RefundContentRow(line.sku, line.title, line.options, pieces, write(paid), write(back), case.reason)
            )
    moments = (("asked", case.asked_at), ("received", case.received_at), ("refunded", refund.at))
    return RefundContent(
        refund.number, order.number, order.receiver, tuple(rows),
        tuple((name, write(amount)) for name, amount in sums.items() if amount), write(refund.amount),
        refund.currency, refund.route,
        tuple((name, at.astimezone().date().isoformat()) for name, at in moments if at), refund.actor,
        refund.reference,
    )  # fmt: skip

"""The papers of a return: its refund voucher, and what the buyer is told of it."""

from collections.abc import Sequence
from pathlib import Path

from shopdesk.db import orders
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.paper import RefundRow, RefundVoucher
from shopdesk.services import paper
from shopdesk.services.layouts import find_layout
from shopdesk.services.refund_content import refund_content
from shopdesk.services.return_policies import policy_for
from shopdesk.services.returns import case_of
from shopdesk.services.settings import list_settings, sender
from shopdesk.services.shop import Shop
from shopdesk.words import N_, translator
from shopdesk.words.returns import NEEDS, PAYERS

FIRST_VOUCHER = "a5"
_LINES = (
    N_("About your order {order}: {case} is approved."),
    N_("Please send the goods to: {address}"),
    N_("Send them until {day} at the latest."),
    N_("The way back is paid by {who}."),
    N_("Please put in: {needs}."),
    N_("Write {case} or {order} on the parcel, or put the returns form in: its code opens your case at once."),
    N_("Your money goes back within {days} working days of the parcel's arrival, the way you paid."),
    N_("What you get instead leaves within {days} working days of the parcel's arrival."),
)


def write_vouchers(shop: Shop, codes: Sequence[str], target: Path, *, layout: str = "", job: Job | None = None) -> int:
    """Write the refund vouchers of these cases as one PDF and return its pages.

    Raises ShopError with "return-unknown", "refund-missing", "layout-unknown" or a document's code.
    """
    from shopdesk.reports.refund_vouchers import write_refund_vouchers  # loaded late: only paper needs it

    chosen = find_layout(shop, "refund-vouchers", layout or FIRST_VOUCHER)
    return write_refund_vouchers([_voucher(shop, code) for code in codes], target, chosen, job or SilentJob())


def _voucher(shop: Shop, code: str) -> RefundVoucher:
    told, case = refund_content(shop, code), case_of(shop, code)
    assert case.order_row is not None  # a case without an order has no refund
    order = orders.load_order(shop.connection, case.order_row)
    desk = paper.prepare(shop, [order])
    rows = tuple(
        RefundRow(row.sku, row.title, row.options, row.quantity, row.paid, row.refunded, row.reason)
        for row in told.rows
    )
    return RefundVoucher(
        told.number, told.order, desk.name, desk.sender, told.receiver, rows, told.amounts,
        f"{told.total} {told.currency}", told.route, told.dates, told.by, told.note, 1, desk.logo,
        paper.language_of(desk, order),
    )  # fmt: skip


def buyer_instructions(shop: Shop, code: str) -> str:
    """Return what the buyer is told of an approved case, in the buyer's language: where to, until when, who pays.

    Raises ShopError with "return-unknown", "return-ownerless" or "return-state" for a case that was not approved.
    """
    case = case_of(shop, code)
    if case.order_row is None:
        raise ShopError("return-ownerless", number=case.number)
    if case.answered_at is None or not case.decision.allowed:
        raise ShopError("return-state", number=case.number, standing=case.state, verb="instructions")
    order = orders.load_order(shop.connection, case.order_row)
    policy = policy_for(shop, order)
    abroad = order.receiver.country not in ("", "CN")
    words = translator("en" if abroad else str(list_settings(shop)["shop.language"]))
    say = words.gettext
    lines = [say(_LINES[0]).format(order=order.number, case=case.number)]
    if case.comes_back:
        at = sender(shop)
        place = " ".join(filter(None, (at.province, at.city, at.district, at.street, at.postcode, at.name, at.phone)))
        lines.append(say(_LINES[1]).format(address=place))
        if case.send_due:
            lines.append(say(_LINES[2]).format(day=case.send_due.astimezone().date().isoformat()))
        if case.decision.freight in ("buyer", "merchant"):
            lines.append(say(_LINES[3]).format(who=say(PAYERS[case.decision.freight])))
        if needs := [say(NEEDS[need]) for need in case.decision.needs if need in NEEDS]:
            lines.append(say(_LINES[4]).format(needs=", ".join(needs)))
        lines.append(say(_LINES[5]).format(order=order.number, case=case.number))
    if case.sends_goods or case.kind == "repair":
        lines.append(say(_LINES[7]).format(days=policy.exchange_days))
    else:
        lines.append(say(_LINES[6]).format(days=policy.refund_days))
    return "\n".join(lines)

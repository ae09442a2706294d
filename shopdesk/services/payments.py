"""Payments: taken by hand, at the stall and from paid orders; paid back by the way they came; taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from shopdesk.db import order_writes, orders, payment_sources
from shopdesk.db import payments as rows
from shopdesk.db.times import write_time
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.orders import Order
from shopdesk.domain.payments import KINDS, Method, Payment, PaymentRules, check_amount, fee_of, settles_on
from shopdesk.domain.refunds import Paid, payment_after
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.deadlines import set_clock
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.orders import note_event, order_number, order_row
from shopdesk.services.rule_files import payment_rules, work_calendar
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop

__all__ = [
    "VIEWS",
    "derive_payments", "find_payment", "list_payments", "payments_of", "payments_of_order", "refund", "refund_left",
    "take", "undo_payment",
]  # fmt: skip
LONGEST_REFERENCE = 100
VIEWS = tuple(rows.VIEWS)


def take(
    shop: Shop, number: str, method: str, amount: int, *, reference: str = "", at: datetime | None = None,
    sale: bool = False, currency: str = "CNY", uuid: str = "",
) -> Payment:  # fmt: skip
    """Keep that money came for an order, or for a sale that is none; amount in minor units.

    The same uuid twice is one payment.

    An order is paid once its payments reach its total. Raises ShopError with "order-unknown",
    "payment-method-unknown", "payment-amount" or "payment-too-large".
    """
    told = payment_rules(shop).known(method)
    check_amount(amount)
    at = at or shop.now()
    with shop.writing():
        if uuid and rows.find_payment(shop.connection, uuid):
            return find_payment(shop, uuid)
        if sale:
            return _keep(
                shop, told, "payment", amount, at, sale=number, currency=currency, reference=reference, uuid=uuid
            )
        row = order_row(shop, number)
        order = orders.load_order(shop.connection, row)
        paid = _paid_for(shop, row, order)
        if paid + amount > order.total:
            left = max(order.total - paid, 0)
            left_of = format_amount(left, order.currency)
            raise ShopError(
                "payment-too-large", order=order.number, amount=format_amount(amount, order.currency), left=left_of
            )
        before = order.payment if order.payment == "unpaid" and paid + amount == order.total else ""
        kept = _keep(
            shop, told, "payment", amount, at, order=row, currency=order.currency, reference=reference, before=before,
            uuid=uuid,
        )  # fmt: skip
        if before:
            changes = {"payment": "paid", "paid_at": write_time(at), "payment_method": told.name}
            order_writes.update_order(shop.connection, row, changes)
            set_clock(shop, row, list_settings(shop))
        note_event(shop, row, "payment-taken", {"method": f"{told.name} {_written(kept)}"})
    return kept


def refund(
    shop: Shop, number: str, amount: int | None = None, *, reference: str = "", at: datetime | None = None,
    sale: bool = False, method: str = "", uuid: str = "",
) -> list[Payment]:  # fmt: skip
    """Pay back what came for an order or a sale by the way it came, the latest first; all that is left without amount.

    With a method all of it goes back by that one; the same uuid twice pays back once.
    Raises ShopError with "order-unknown", "payment-amount",
    "payment-missing", "payment-method-unknown" or "refund-too-large".
    """
    at, known = at or shop.now(), payment_rules(shop)
    if method:
        known.known(method)
    with shop.writing():
        if uuid and rows.find_payment(shop.connection, uuid):
            return [find_payment(shop, uuid)]
        row = None if sale else order_row(shop, number)
        if row is not None:
            derive_payments(shop)
        told = rows.payments_of(shop.connection, order=row, sale="" if row is not None else number)
        left = refund_left(told)
        if not any(payment.kind == "payment" for payment in told):
            raise ShopError("payment-missing", value=number)
        amount = sum(left.values()) if amount is None else amount
        if amount > sum(left.values()):
            raise ShopError("refund-too-large", amount=amount, left=sum(left.values()))
        check_amount(amount)
        currency = told[0].currency
        before = orders.load_order(shop.connection, row).payment if row is not None else ""
        kept: list[Payment] = []
        for code, part in [(method, amount)] if method else _spread(left, amount):
            way = known.methods.get(code) or Method(code, code, code)
            kept.append(
                _keep(
                    shop, way, "refund", part, at, order=row, sale="" if row is not None else number,
                    currency=currency, reference=reference, before="" if kept else before,
                    uuid="" if kept else uuid,
                )
            )  # fmt: skip
        if row is not None:
            _follow(shop, row)
            ways = [f"{known.named(back.method)} {_written(back)}" for back in kept]
            note_event(shop, row, "payment-refunded", {"method": " · ".join(ways)})
    return kept


def undo_payment(shop: Shop, uuid: str) -> Payment:
    """Take a payment or a refund back; the order stands paid as before it.

    Raises ShopError with "payment-unknown" or "payment-settled" where a statement tells of it.
    """
    with shop.writing():
        found = find_payment(shop, uuid)
        if found.undone:
            return found
        if found.matches:
            raise ShopError("payment-settled", reference=found.reference or found.order or found.sale)
        before = rows.payment_before(shop.connection, found.row)
        rows.mark_undone(shop.connection, found.row, shop.now())
        if before and found.order_row is not None:
            changes: dict[str, object] = {"payment": before}
            changes |= {"paid_at": None, "payment_method": ""} if before == "unpaid" else {}
            order_writes.update_order(shop.connection, found.order_row, changes)
            set_clock(shop, found.order_row, list_settings(shop))
        if found.order_row is not None:
            note_event(shop, found.order_row, "payment-undone", {"method": _written(found)})
    return find_payment(shop, uuid)


def find_payment(shop: Shop, uuid: str) -> Payment:
    """Return the payment with this uuid. Raises ShopError("payment-unknown")."""
    found = rows.find_payment(shop.connection, uuid)
    if found is None:
        raise ShopError("payment-unknown", value=uuid)
    return found


def payments_of(shop: Shop, number: str, *, sale: bool = False) -> list[Payment]:
    """Return the payments and refunds of an order or a sale, oldest first. Raises ShopError("order-unknown")."""
    if sale:
        return rows.payments_of(shop.connection, sale=number)
    return rows.payments_of(shop.connection, order=order_row(shop, number))


def payments_of_order(shop: Shop, row: int) -> list[Payment]:
    """Return what is known of an order's payments and refunds, and what will be derived of it, oldest first."""
    told = rows.payments_of(shop.connection, order=row)
    awaited = payment_sources.without_payment(shop.connection, row)
    if not awaited:
        return told
    rules, calendar = payment_rules(shop), work_calendar(shop)
    for one in awaited:
        kind, method = KINDS[one.refund is not None], _method_of(rules, one)
        told.append(
            Payment(
                0, "", order_number(row), "", kind, method.code, one.amount, one.currency,
                fee_of(method, one.amount, kind), one.at, settles_on(method, local_day(one.at), calendar),
                one.reference, derived=True, order_row=row,
            )
        )  # fmt: skip
    return sorted(told, key=lambda payment: payment.at)


def list_payments(shop: Shop, view: str = "all", *, search: str = "", limit: int | None = None) -> list[Payment]:
    """Return the payments of a view that hold a text, the newest first. Raises ShopError("view-unknown")."""
    if view not in rows.VIEWS:
        raise ShopError("view-unknown", value=view, allowed=", ".join(rows.VIEWS))
    found = rows.payment_ids(shop.connection, view, local_day(shop.now()), search.strip())
    return rows.load_payments(shop.connection, found[:limit])


def derive_payments(shop: Shop) -> int:
    """Let paid orders and refunds have a payment each where none was told; return how many came or went."""
    # Looked at before writing: most times there is nothing to write, and nobody waits for the writer.
    if not (payment_sources.outdated(shop.connection) or payment_sources.without_payment(shop.connection)):
        return 0
    rules, calendar = payment_rules(shop), work_calendar(shop)
    days: dict[tuple[str, date], str] = {}
    with shop.writing():
        gone = payment_sources.outdated(shop.connection)
        payment_sources.mark_all_undone(shop.connection, gone, shop.now())
        found = payment_sources.without_payment(shop.connection)
        made = []
        for told, uuid in zip(found, new_ids(len(found)) if found else [], strict=True):
            kind, method = KINDS[told.refund is not None], _method_of(rules, told)
            day = (method.code, local_day(told.at))
            if day not in days:
                days[day] = settles_on(method, day[1], calendar).isoformat()
            made.append((
                uuid, told.order, told.refund, kind, method.code, told.amount, told.currency,
                fee_of(method, told.amount, kind), write_time(told.at), days[day], told.reference, shop.actor,
            ))  # fmt: skip
        rows.add_derived(shop.connection, made)
    return len(gone) + len(made)


def refund_left(told: Sequence[Payment]) -> dict[str, int]:
    """Return by method what can still go back, the latest payment's first."""
    left: dict[str, int] = {}
    for payment in reversed(told):
        if payment.kind == "payment":
            left[payment.method] = left.get(payment.method, 0) + payment.amount
    for payment in told:
        if payment.kind == "refund":
            # What went back another way than it came is taken off what is left, wherever that is.
            rest = payment.amount
            for method in sorted(left, key=lambda code: code != payment.method):
                taken = min(rest, left[method])
                left[method] -= taken
                rest -= taken
    return left


def _method_of(rules: PaymentRules, told: payment_sources.Unpaid) -> Method:
    route = told.route if told.route in rules.methods else ""
    return rules.methods[route] if route else rules.method_of(told.told, told.channel)


def _spread(left: dict[str, int], amount: int) -> list[tuple[str, int]]:
    parts = []
    for method, most in left.items():
        if part := min(most, amount):
            parts.append((method, part))
            amount -= part
    return parts


def _paid_for(shop: Shop, row: int, order: Order) -> int:
    """Return what has come for an order; one that its file calls paid is paid in full."""
    told = rows.payments_of(shop.connection, order=row)
    came = sum(payment.amount for payment in told if payment.kind == "payment")
    return max(came, order.total) if order.payment != "unpaid" else came


def _follow(shop: Shop, row: int) -> None:
    """Let the order's payment say what of it has gone back."""
    order = orders.load_order(shop.connection, row)
    back = sum(told.amount for told in rows.payments_of(shop.connection, order=row) if told.kind == "refund")
    after = payment_after(order.payment, Paid(order.total), back)
    if after != order.payment:
        order_writes.update_order(shop.connection, row, {"payment": after})


def _keep(
    shop: Shop, method: Method, kind: str, amount: int, at: datetime, *, currency: str, order: int | None = None,
    sale: str = "", reference: str = "", before: str = "", uuid: str = "",
) -> Payment:  # fmt: skip
    uuid = uuid or new_id()
    rows.add_payment(
        shop.connection, uuid=uuid, order=order, sale=sale[:LONGEST_REFERENCE], kind=kind, method=method.code,
        amount=amount, currency=currency, fee=fee_of(method, amount, kind), at=at,
        expected=settles_on(method, local_day(at), work_calendar(shop)), reference=_reference(reference),
        payment_before=before, actor=shop.actor,
    )  # fmt: skip
    return find_payment(shop, uuid)


def _written(payment: Payment) -> str:
    return f"{format_amount(payment.amount, payment.currency)} {payment.currency}"


def _reference(text: str) -> str:
    return mask_cards(text.strip())[:LONGEST_REFERENCE]

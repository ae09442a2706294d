"""Shifts of the till: opened with counted cash, closed with counted cash, told in a Z report; carts put aside."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from shopdesk.db import shifts
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import LARGEST_AMOUNT, LONGEST_REASON, Cart, CartLine, Shift, ShiftReport, count_cash
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop


class Held(NamedTuple):
    """A cart that waits."""

    uuid: str
    label: str
    cart: Cart
    at: datetime
    actor: str


def current_shift(shop: Shop) -> Shift | None:
    """Return the shift that is open, None where the till is closed."""
    return shifts.open_shift(shop.connection)


def needed_shift(shop: Shop) -> Shift:
    """Return the shift that is open. Raises ShopError("shift-none")."""
    found = current_shift(shop)
    if found is None:
        raise ShopError("shift-none")
    return found


def start_shift(
    shop: Shop, *, counts: Mapping[int, int] | None = None, cash: int | None = None, uuid: str = ""
) -> Shift:
    """Open the till with what lies in it, counted by note or told as a sum; the same uuid twice opens once.

    Raises ShopError with "shift-open" or "cash-count".
    """
    opening = _counted(counts, cash)
    with shop.writing():
        known = shifts.find_shift(shop.connection, uuid) if uuid else None
        if known:
            return known
        if found := current_shift(shop):
            raise ShopError("shift-open", number=found.number)
        uuid = uuid or new_id()
        shifts.add_shift(
            shop.connection, uuid=uuid, at=shop.now(), actor=shop.actor, opening=opening, counts=counts or {}
        )
    return needed_shift(shop)


def move_cash(shop: Shop, amount: int, *, reason: str, uuid: str = "") -> None:
    """Put cash in the till, or take some out (below nothing), and say why.

    Raises ShopError with "shift-none", "cash-reason-missing", "tender-amount" or "cash-missing".
    """
    if not reason.strip():
        raise ShopError("cash-reason-missing")
    if not 0 < abs(amount) <= LARGEST_AMOUNT:
        raise ShopError("tender-amount", value=format_amount(amount))
    with shop.writing():
        shift = needed_shift(shop)
        lying = shifts.report_of(shop.connection, shift).expected
        if lying + amount < 0:
            raise ShopError("cash-missing", wanted=format_amount(-amount), lying=format_amount(lying))
        shifts.add_cash_move(
            shop.connection, uuid=uuid or new_id(), shift=shift.row, amount=amount,
            reason=reason.strip()[:LONGEST_REASON], at=shop.now(), actor=shop.actor,
        )  # fmt: skip


def close_shift(
    shop: Shop, *, counts: Mapping[int, int] | None = None, cash: int | None = None, reason: str = "",
    drop_held: bool = False, uuid: str = "",
) -> ShiftReport:  # fmt: skip
    """Close the till with what was counted, and return its Z report; closing a closed shift again returns it.

    Raises ShopError with "shift-none", "shift-held" (carts wait; `drop_held` gives them up), "shift-difference" (over
    or short without a reason) or "cash-count".
    """
    counted = _counted(counts, cash)
    with shop.writing():
        known = shifts.find_shift(shop.connection, uuid) if uuid else None
        if known and known.closed_at:
            return shifts.report_of(shop.connection, known)
        shift = needed_shift(shop)
        held = list_held(shop)
        if (waiting := counter_cart(shop)) and waiting.cart.lines:
            held.append(waiting)
        if held and not drop_held:
            raise ShopError("shift-held", held=len(held))
        expected = shifts.report_of(shop.connection, shift).expected
        if counted != expected and not reason.strip():
            told = {"counted": counted, "expected": expected, "difference": counted - expected}
            raise ShopError("shift-difference", **{name: format_amount(amount) for name, amount in told.items()})
        for cart in held:
            shifts.end_cart(shop.connection, cart.uuid, shop.now(), "dropped")
        shifts.end_shift(
            shop.connection, shift.row, at=shop.now(), actor=shop.actor, expected=expected, counted=counted,
            counts=counts or {}, reason=reason.strip()[:LONGEST_REASON], held=len(held),
        )  # fmt: skip
        return report_shift(shop, shift.number)


def report_shift(shop: Shop, number: str = "") -> ShiftReport:
    """Return what a shift, the newest without a number, sold, took and paid back. Raises ShopError("shift-unknown")."""
    found = shifts.find_shift(shop.connection, number.strip())
    if found is None:
        raise ShopError("shift-unknown", value=number)
    return shifts.report_of(shop.connection, found)


def hold_cart(shop: Shop, cart: Cart, *, label: str = "", uuid: str = "") -> str:
    """Put a cart aside for its buyer and return its uuid; it outlives a power cut. Raises ShopError("basket-empty")."""
    if not cart.lines:
        raise ShopError("basket-empty")
    uuid = uuid or new_id()
    with shop.writing():
        shifts.keep_cart(
            shop.connection, uuid=uuid, cart=write_cart(cart), at=shop.now(), actor=shop.actor,
            label=label.strip()[:60],
        )  # fmt: skip
    return uuid


def keep_counter(shop: Shop, cart: Cart, uuid: str) -> None:
    """Write down the cart on the counter as it stands: after a power cut it lies there again."""
    with shop.writing():
        for other in shifts.kept_carts(shop.connection, counter=True):
            if other.uuid != uuid:
                shifts.end_cart(shop.connection, other.uuid, shop.now(), "left")
        if cart.lines:
            shifts.keep_cart(
                shop.connection, uuid=uuid, cart=write_cart(cart), at=shop.now(), actor=shop.actor, counter=True
            )
        else:
            shifts.end_cart(shop.connection, uuid, shop.now(), "emptied")


def counter_cart(shop: Shop) -> Held | None:
    """Return the cart on the counter, None where it is clear."""
    kept = shifts.kept_carts(shop.connection, counter=True)
    return _held(kept[-1]) if kept else None


def list_held(shop: Shop) -> list[Held]:
    """Return the carts that are put aside, the oldest first."""
    return [_held(kept) for kept in shifts.kept_carts(shop.connection, counter=False)]


def recall_cart(shop: Shop, uuid: str) -> Cart:
    """Take a cart up again; it is put aside no more. Raises ShopError("held-unknown")."""
    with shop.writing():
        found = next((held for held in list_held(shop) if held.uuid == uuid), None)
        if found is None or not shifts.end_cart(shop.connection, uuid, shop.now(), "recalled"):
            raise ShopError("held-unknown")
    return found.cart


def write_cart(cart: Cart) -> str:
    """Return a cart as text."""
    told = {"lines": cart.lines, "customer": cart.customer, "coupons": cart.coupons}
    return json.dumps(
        told | {"discount": cart.discount, "reason": cart.discount_reason}, ensure_ascii=False, separators=(",", ":")
    )


def read_cart(text: str) -> Cart:
    """Return the cart that a text tells."""
    told = json.loads(text)
    lines = tuple(CartLine(*line) for line in told["lines"])
    return Cart(lines, told["customer"], tuple(told["coupons"]), told["discount"], told["reason"])


def _held(kept: shifts.HeldCart) -> Held:
    return Held(kept.uuid, kept.label, read_cart(kept.cart), kept.at, kept.actor)


def _counted(counts: Mapping[int, int] | None, cash: int | None) -> int:
    """Return what lies in the till, by its notes or as it was told."""
    if counts:
        return count_cash(counts)
    if cash is None or not 0 <= cash <= LARGEST_AMOUNT:
        raise ShopError("cash-count", value="–" if cash is None else cash)
    return cash

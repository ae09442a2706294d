"""The packing bench: an order is opened by its waybill or number, and closed when everything is in the parcel."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import orders, packing
from shopdesk.db.packing import SessionRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, refund_stop
from shopdesk.domain.packing import PackLine, Parcel, bare_waybill, may_take_over
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event, order_row, pack_order, parcel_rows
from shopdesk.services.pack_sessions import find_session, load_parcel, note_scan, session_of
from shopdesk.services.shop import Shop

MOST_GRAMS = 1_000_000


def open_parcel(shop: Shop, code: str, *, station: str) -> Parcel:
    """Open the order of a scanned waybill or number at a station, or go on where it was left.

    Raises ShopError with "order-unknown", "order-on-hold", "order-refunded", "order-refunding", "order-state",
    "order-short", "pack-done" or "pack-busy" (another station has it and worked on it within half an hour).
    """
    row = order_row(shop, bare_waybill(code))
    with shop.writing():
        order = orders.load_order(shop.connection, row)
        _look_at_state(order)
        rows = parcel_rows(shop, row)
        for other in rows:
            _look_at_state(orders.load_order(shop.connection, other))
        known = session_of(shop, row)
        if known is None or known.state not in ("active", "paused"):
            session = packing.add_session(
                shop.connection, uuid=new_id(), order_id=rows[0], station=station, actor=shop.actor, at=shop.now()
            )
        else:
            session = known.row
            _take_over(shop, order, known, station)
        note_scan(shop, session, station, code, "opened")
        after = session_of(shop, row)
        assert after is not None
    return load_parcel(shop, after)


def pause_parcel(shop: Shop, session: str) -> Parcel:
    """Lay a parcel aside as it is; any station may go on with it."""
    with shop.writing():
        known = find_session(shop, session)
        if known.state == "active":
            packing.change_session(shop.connection, known.row, "paused", shop.now())
            note_scan(shop, known.row, known.station, "", "paused")
    return load_parcel(shop, find_session(shop, session))


def finish_parcel(shop: Shop, session: str, *, weight_g: int | None = None, reason: str = "") -> Parcel:
    """Close a parcel: everything is in it, or a reason says why something is not.

    The order becomes packed. Raises ShopError with "pack-unknown", "pack-incomplete" (nothing is changed),
    "weight-out-of-range" or what packing an order raises.
    """
    if weight_g is not None and not 0 < weight_g <= MOST_GRAMS:
        raise ShopError("weight-out-of-range", value=weight_g)
    with shop.writing():
        known = find_session(shop, session)
        parcel = load_parcel(shop, known)
        if known.ended_at is not None:
            return parcel
        missing = [line for line in parcel.lines if line.missing]
        if missing and not reason.strip():
            raise ShopError("pack-incomplete", order=parcel.order, missing=_words(missing))
        state = "short" if missing else "packed"
        for row in parcel_rows(shop, known.order_id):
            _look_at_state(orders.load_order(shop.connection, row))
        pack_order(shop, known.order_id)
        now = shop.now()
        packing.change_session(
            shop.connection, known.row, state, now,
            ended_at=now, weight_g=weight_g, reason=reason.strip()[:500],
        )  # fmt: skip
        note_scan(shop, known.row, known.station, "", state)
        details = {"station": known.station, "missing": _words(missing), "reason": reason.strip()[:500]}
        if weight_g:
            details["weight"] = str(weight_g)
        note_event(shop, known.order_id, "checked", {name: text for name, text in details.items() if text})
    return replace(parcel, state=state, weight_g=weight_g)


def _look_at_state(order: Order) -> None:
    """Raise what keeps an order from being packed; a refund is said before anything else."""
    if stop := refund_stop(order):
        raise ShopError(stop, order=order.number)
    if order.fulfilment in ("packed", "shipped", "delivered"):
        raise ShopError("pack-done", order=order.number, state=order.badge)
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if "short" in order.flags:
        raise ShopError("order-short", order=order.number)
    if order.fulfilment not in ("confirmed", "picking"):
        raise ShopError("order-state", order=order.number, state=order.badge, verb="pack")


def _take_over(shop: Shop, order: Order, known: SessionRow, station: str) -> None:
    other = known.state == "active" and known.station != station
    if other and not may_take_over(known.seen_at, shop.now()):
        raise ShopError("pack-busy", order=order.number, station=known.station, actor=known.actor)
    packing.change_session(shop.connection, known.row, "active", shop.now(), station=station, actor=shop.actor)


def _words(lines: Sequence[PackLine]) -> str:
    return ", ".join(f"{line.sku or line.title} ×{line.missing}" for line in lines)

"""What a packing desk says when something is wrong: what was scanned, what is wanted, and in what they differ."""

from dataclasses import replace

from shopdesk.db import orders, packing
from shopdesk.db.codes import variants_of_code
from shopdesk.domain.errors import ShopError
from shopdesk.domain.pack_desk import Alarm, Desk, Piece
from shopdesk.domain.packing import PackLine, Parcel, bare_waybill
from shopdesk.services.pack_scans import Answer
from shopdesk.services.shop import Shop

_KINDS = {
    "order-unknown": "unknown",
    "order-refunded": "refunded",
    "order-refunding": "refunded",
    "pack-done": "already-packed",
    "pack-busy": "busy",
    "order-on-hold": "hold",
}


def raise_alarm(desk: Desk, alarm: Alarm) -> Desk:
    """Return the desk with an alarm that waits to be heard; its parcel stays as it is."""
    return replace(desk, alarm=alarm, answer=alarm.kind)


def alarm_of_error(desk: Desk, error: ShopError, code: str = "") -> Desk:
    """Return the desk with the alarm for what a service refused. What stops everything is raised."""
    if error.stops_everything:
        raise error
    return raise_alarm(
        desk, Alarm(_KINDS.get(error.code, "refused"), code, order=str(error.params.get("order", "")), error=error)
    )


def alarm_of_scan(shop: Shop, desk: Desk, told: Answer, pieces: int) -> Desk:
    """Return the desk with the alarm for a scan that does not belong in the parcel."""
    parcel = told.parcel
    assert parcel is not None
    scanned = find_piece(shop, told.sku)
    wanted = _wanted(shop, parcel, scanned)
    kind = told.answer
    if kind == "unknown" and is_in_other_case(shop, told.code):
        kind = "caps-lock"
    if kind == "wrong" and not told.sku:
        kind = "other-parcel"
    if kind == "over" and scanned is not None:
        line = next((line for line in parcel.lines if line.key == told.sku), None)
        wanted = replace(scanned, missing=line.missing if line else 0)
        kind = "too-many" if pieces > 1 and line is not None and line.missing else "over"
    return raise_alarm(desk, Alarm(kind, told.code, scanned, wanted, parcel.order))


def is_in_other_case(shop: Shop, code: str) -> bool:
    """Tell whether a code would be known if capitals were small letters: Caps Lock turns round what a scanner types."""
    other = code.swapcase()
    known = variants_of_code(shop.connection, other) or orders.find_order(shop.connection, bare_waybill(other))
    return other != code and bool(known)


def find_piece(shop: Shop, sku: str) -> Piece | None:
    """Return goods of the shop by their SKU."""
    found = packing.piece_of(shop.connection, sku) if sku else None
    if found is None:
        return Piece(sku, sku) if sku else None
    title, options, shelf, picture = found
    return Piece(sku, title, tuple(options.items()), shelf, picture)


def _wanted(shop: Shop, parcel: Parcel, scanned: Piece | None) -> Piece | None:
    """Return the goods that should have been taken: of the same listing as the scanned ones where there are some."""
    waiting = [piece_of_line(shop, line) for line in parcel.lines if line.missing]
    alike = [piece for piece in waiting if scanned is not None and piece.title == scanned.title]
    if alike or parcel.current is None:
        return next(iter(alike), None)
    return piece_of_line(shop, parcel.current)


def piece_of_line(shop: Shop, line: PackLine) -> Piece:
    """Return a line's goods as the shop calls them, as the platform does where the shop does not know them."""
    known = find_piece(shop, line.sku) if line.matched and line.sku else None
    if known is None or known.title == line.sku:
        known = Piece(line.sku, line.title, (("", line.options),) if line.options else (), line.shelf, line.picture)
    return replace(known, missing=line.missing)

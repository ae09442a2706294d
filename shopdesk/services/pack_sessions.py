"""What the packing bench keeps of a parcel: its session, its scans, and the parcel that they add up to."""

from collections.abc import Iterable
from dataclasses import replace

from shopdesk.db import order_rows, orders, packing
from shopdesk.db.packing import ScanRow, SessionRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import refund_stop
from shopdesk.domain.packing import PackLine, Parcel, merge_lines
from shopdesk.services.identity import new_id
from shopdesk.services.orders import parcel_rows
from shopdesk.services.shop import Shop


def find_session(shop: Shop, uuid: str) -> SessionRow:
    """Return a session by its uuid. Raises ShopError("pack-unknown")."""
    known = packing.find_session(shop.connection, uuid)
    if known is None:
        raise ShopError("pack-unknown", value=uuid)
    return known


def session_of(shop: Shop, row: int) -> SessionRow | None:
    """Return the session of the parcel that an order goes in: the open one, else the newest."""
    found = [packing.last_session(shop.connection, other) for other in parcel_rows(shop, row)]
    sessions = [session for session in found if session is not None]
    return max(sessions, key=lambda one: (one.ended_at is None, one.row), default=None)


def load_parcel(shop: Shop, known: SessionRow) -> Parcel:
    """Return the parcel of a session as far as it was scanned: the goods of every order that goes in it."""
    order = orders.load_order(shop.connection, known.order_id)
    rows = parcel_rows(shop, known.order_id)
    members = [order if row == known.order_id else orders.load_order(shop.connection, row) for row in rows]
    taken = packing.pieces_taken(shop.connection, known.row)
    lines = merge_lines(
        [
            PackLine(
                line.sku, line.title, line.options, line.quantity, 0, line.place, line.picture, matched=own.matched
            )
            for row, member in zip(rows, members, strict=True)
            for line, own in zip(order_rows.line_rows(shop.connection, row), member.lines, strict=True)
        ]
    )
    return Parcel(
        session=known.uuid,
        order=order.number,
        state=known.state,
        lines=tuple(replace(line, taken=min(taken.get(line.key, 0), line.quantity)) for line in lines),
        waybill=order.waybill,
        courier=order.courier,
        buyer_note=_notes(member.buyer_note for member in members),
        seller_note=_notes(member.seller_note for member in members),
        station=known.station,
        actor=known.actor,
        weight_g=known.weight_g,
        refunded=any(refund_stop(member) for member in members),
        orders=tuple(member.number for member in members),
    )


def _notes(notes: Iterable[str]) -> str:
    """Return what was written to the orders of a parcel, each once."""
    return "\n".join(dict.fromkeys(filter(None, notes)))


def note_scan(
    shop: Shop,
    session: int | None,
    station: str,
    code: str,
    answer: str,
    sku: str = "",
    pieces: int = 0,
    uuid: str = "",
) -> None:
    """Keep one scan, or what a person did, with its answer."""
    scan = ScanRow(shop.now(), shop.actor, station, code, answer, sku, pieces)
    packing.add_scan(shop.connection, uuid=uuid or new_id(), session=session, scan=scan)

"""What the packing bench keeps of a parcel: its session, its scans, and the parcel that they add up to."""

from dataclasses import replace

from shopdesk.db import order_rows, orders, packing
from shopdesk.db.packing import ScanRow, SessionRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.packing import PackLine, Parcel, merge_lines
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop


def find_session(shop: Shop, uuid: str) -> SessionRow:
    """Return a session by its uuid. Raises ShopError("pack-unknown")."""
    known = packing.find_session(shop.connection, uuid)
    if known is None:
        raise ShopError("pack-unknown", value=uuid)
    return known


def load_parcel(shop: Shop, known: SessionRow) -> Parcel:
    """Return the parcel of a session as far as it was scanned."""
    order = orders.load_order(shop.connection, known.order_id)
    taken = packing.pieces_taken(shop.connection, known.row)
    lines = merge_lines(
        [
            PackLine(row.sku, row.title, row.options, row.quantity, 0, row.place, row.picture, matched=line.matched)
            for row, line in zip(order_rows.line_rows(shop.connection, known.order_id), order.lines, strict=True)
        ]
    )
    return Parcel(
        session=known.uuid,
        order=order.number,
        state=known.state,
        lines=tuple(replace(line, taken=min(taken.get(line.key, 0), line.quantity)) for line in lines),
        waybill=order.waybill,
        courier=order.courier,
        buyer_note=order.buyer_note,
        seller_note=order.seller_note,
        station=known.station,
        actor=known.actor,
        weight_g=known.weight_g,
        refunded=order.payment == "refunded" or "refunding" in order.flags,
    )


def note_scan(
    shop: Shop, session: int, station: str, code: str, answer: str, sku: str = "", pieces: int = 0, uuid: str = ""
) -> None:
    """Keep one scan, or what a person did, with its answer."""
    scan = ScanRow(shop.now(), shop.actor, station, code, answer, sku, pieces)
    packing.add_scan(shop.connection, uuid=uuid or new_id(), session=session, scan=scan)

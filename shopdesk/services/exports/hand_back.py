"""Parcels told to a platform: noted on their orders, and taken back when the file was never uploaded."""

from collections.abc import Iterable
from pathlib import Path

from shopdesk.db import hand_backs
from shopdesk.domain.errors import ShopError
from shopdesk.services.exports.sources import Record
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event, order_number
from shopdesk.services.shop import Shop


def note_hand_back(shop: Shop, format_name: str, target: Path, records: Iterable[Record]) -> str:
    """Note on each order that its parcel went to the platform in this file; return the file's uuid, "" for none."""
    parcels = [(record.row, record.told.order.waybill) for record in records]
    if not parcels:
        return ""
    uuid = new_id()
    hand_backs.add_hand_back(
        shop.connection, uuid=uuid, format_name=format_name, file=target.name, at=shop.now(), actor=shop.actor,
        parcels=parcels,
    )  # fmt: skip
    for row, waybill in parcels:
        note_event(shop, row, "handed-back", {"waybill": waybill, "file": target.name})
    return uuid


def undo_hand_back(shop: Shop, uuid: str) -> list[str]:
    """Say that a file was never uploaded: its parcels are to be handed back again. Return their orders' numbers.

    Raises ShopError with "hand-back-unknown" or "hand-back-undone".
    """
    with shop.writing():
        told = hand_backs.find_hand_back(shop.connection, uuid)
        if told is None:
            raise ShopError("hand-back-unknown", value=uuid)
        if told.undone:
            raise ShopError("hand-back-undone", file=told.file)
        rows = hand_backs.parcels_of(shop.connection, told.id)
        hand_backs.mark_undone(shop.connection, told.id, shop.now())
        for row in rows:
            note_event(shop, row, "hand-back-undone", {"file": told.file})
    return [order_number(row) for row in rows]

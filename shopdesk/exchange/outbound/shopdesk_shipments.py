"""Parcels as a plain table: order, platform number, courier, waybill, when it left."""

from collections.abc import Sequence

from shopdesk.domain.exports import Parcel, Terms
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.shopdesk_cells import write_moment
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
_HEADER = ("number", "channel", "channel_order_no", "courier", "courier_name", "waybill", "shipped_at")


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(parcel: Parcel, _terms: Terms) -> list[Sequence[Cell]]:
    """Return the one row of a parcel."""
    order, moment = parcel.order, write_moment(parcel.shipped_at)
    told = (order.number, order.channel, order.channel_order_no, order.courier, parcel.courier, order.waybill, moment)
    return [told]

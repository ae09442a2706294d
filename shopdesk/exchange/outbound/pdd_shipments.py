"""Pinduoduo's batch shipping upload: two header rows, then order number, courier, waybill."""

from collections.abc import Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Parcel, Terms
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the Chinese names and, below them, the field names."""
    return [("订单号", "快递公司", "快递单号"), ("order_sn", "shipping_name", "shipping_sn")]


def rows(parcel: Parcel, _terms: Terms) -> list[Sequence[Cell]]:
    """Return the one row of a parcel; raises ShopError("courier-needed")."""
    order = parcel.order
    if not parcel.courier:
        raise ShopError("courier-needed", order=order.number)
    return [(order.channel_order_no, parcel.courier, order.waybill)]

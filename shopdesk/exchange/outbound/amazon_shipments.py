"""Amazon's shipping confirmation: tab-separated; without an item's id the whole order counts as shipped."""

from collections.abc import Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Parcel, Terms
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(delimiter="\t", line_end="\n")
_HEADER = (
    "order-id", "order-item-id", "quantity", "ship-date", "carrier-code", "carrier-name", "tracking-number",
    "ship-method",
)  # fmt: skip
_OTHER = "Other"  # the code for a carrier that is named in full


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(parcel: Parcel, _terms: Terms) -> list[Sequence[Cell]]:
    """Return the one row of a parcel; raises ShopError with "courier-needed" or "ship-date-unknown"."""
    order = parcel.order
    if not parcel.courier_en:
        raise ShopError("courier-needed", order=order.number)
    if parcel.shipped_at is None:
        raise ShopError("ship-date-unknown", order=order.number)
    day = parcel.shipped_at.date().isoformat()  # of UTC: never a day that has not begun where Amazon looks
    return [(order.channel_order_no, "", "", day, _OTHER, parcel.courier_en, order.waybill, "")]

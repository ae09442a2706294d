"""What a scan at the returns bench comes to: a parcel received, a case shown, goods of the case, or nobody's parcel."""

from dataclasses import dataclass

from shopdesk.db import codes
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.domain.packing import bare_waybill
from shopdesk.domain.returns import Case
from shopdesk.services.return_bench import receive_return
from shopdesk.services.returns import find_return
from shopdesk.services.shop import Shop

OUTCOMES = ("received", "again", "settled", "shown", "order", "goods", "unknown")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code meant: `code` as it was read, the case, an order that has none yet, or the SKU of a line."""

    outcome: str
    code: str
    case: Case | None = None
    order: Order | None = None
    sku: str = ""


def scan_return(shop: Shop, code: str, *, current: str = "", uuid: str = "") -> Scanned:
    """Take a scan: a parcel that is awaited is received, the same one again is only told.

    `current` is the case on the bench: a code of its goods means that line.
    """
    text = bare_waybill(code.strip())
    if current and (sku := _line_of(shop, current, code.strip())):
        return Scanned("goods", text, find_return(shop, current)[0], sku=sku)
    try:
        case, order = find_return(shop, code)
    except ShopError as error:
        if error.code != "return-unknown":
            raise
        return Scanned("unknown", text)
    if case is None:
        return Scanned("order", text, order=order)
    if not case.is_open:
        return Scanned("settled", text, case, order)
    if case.state in ("requested", "approved") and case.comes_back:
        own = text if order is None and not text.upper().startswith("RT-") and text != case.uuid else ""
        return Scanned("received", text, receive_return(shop, case.number, waybill=own, uuid=uuid), order)
    return Scanned("again" if case.received_at else "shown", text, case, order)


def _line_of(shop: Shop, current: str, code: str) -> str:
    """Return the SKU of the case's line that a goods code means, "" for none."""
    case = find_return(shop, current)[0]
    if case is None:
        return ""
    meant = {row for row, _sku in codes.variants_of_code(shop.connection, code)}
    return next((line.sku for line in case.lines if line.variant in meant), "")

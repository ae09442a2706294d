"""All that the returns bench shows of one case, read at once."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import order_rows, orders
from shopdesk.db.order_rows import LineRow
from shopdesk.domain.orders import Order
from shopdesk.services.return_money import propose_return
from shopdesk.services.return_requests import signed_at
from shopdesk.services.returns import CaseDetails, show_return
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Desk:
    """A case with its order and when that was signed for; `lines` by SKU, `place` the code of where good pieces go.

    `pays_return` tells that the shop pays what the buyer laid out for the way back.
    """

    details: CaseDetails
    order: Order | None
    signed: datetime | None
    lines: dict[str, LineRow]
    place: str
    pays_return: bool = False


def read_desk(shop: Shop, code: str) -> Desk:
    """Return a case as the bench shows it. Raises ShopError("return-unknown")."""
    details = show_return(shop, code)
    row = details.case.order_row
    place = str(get_setting(shop, "stock.location"))
    if row is None:
        return Desk(details, None, None, {}, place)
    order = orders.load_order(shop.connection, row)
    lines = {line.sku or line.title: line for line in order_rows.line_rows(shop.connection, row)}
    pays = any(part.kind == "return-freight" for part in propose_return(shop, details.case, return_freight=1).parts)
    return Desk(details, order, signed_at(shop, row, order), lines, place, pays)

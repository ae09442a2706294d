"""The label of a packed parcel: printed once, by the station's own printer; again only for a reason."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from shopdesk.db import packing
from shopdesk.domain.jobs import Job
from shopdesk.services.orders import order_row
from shopdesk.services.shop import Shop

_QUEUE, _PRINTERS = "shopdesk.services.print_queue", "shopdesk.services.printers"


def has_label(shop: Shop, order: str) -> bool:
    """Tell whether an order has a label already that is still right. Raises ShopError("order-unknown")."""
    return packing.has_label(shop.connection, order_row(shop, order))


def print_label(shop: Shop, order: str, *, station: str, reason: str = "", job: Job | None = None) -> Any:  # noqa: ANN401
    """Queue the label of an order for the station's printer; return the print job, None where there is no printer.

    Raises ShopError with the codes of `queue_document`: an address that is masked, a courier without numbers.
    """
    if find_spec(_QUEUE) is None or find_spec(_PRINTERS) is None:
        return None
    printer = import_module(_PRINTERS).printer_for(station, "labels")
    if not printer:
        return None
    return import_module(_QUEUE).queue_document(
        shop, "labels", [order], printer=printer, station=station, reason=reason, job=job
    )

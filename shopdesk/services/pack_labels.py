"""The label of a packed parcel: queued once for the station's own printer; again only for a reason."""

from importlib import import_module
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
    """Queue the label of an order for the station's printer; return the print job, None where none was chosen.

    A printer that is away keeps its jobs in the queue, and packing goes on. Raises ShopError with the codes of
    `queue_document`: an address that is masked, a courier without numbers.
    """
    queue, printer = _module(_QUEUE), printer_of(station)
    if queue is None or not printer:
        return None
    return queue.queue_document(shop, "labels", [order], printer=printer, station=station, reason=reason, job=job)


def count_stuck(shop: Shop, station: str) -> int:
    """Return how many labels of a station wait for a printer that is away, or did not come out."""
    queue = _module(_QUEUE)
    if queue is None:
        return 0
    jobs = queue.list_jobs(shop, open_only=True)
    return sum(job.station == station and (job.state == "failed" or bool(job.error)) for job in jobs)


def printer_of(station: str) -> str:
    """Return the printer that takes a station's labels, else the one of this PC; "" where none was chosen."""
    printers = _module(_PRINTERS)
    if printers is None:
        return ""
    chosen = printers.list_assignments()
    names = (station, printers.station_name())
    return next((str(chosen[name, "labels"].printer) for name in names if (name, "labels") in chosen), "")


def _module(name: str) -> Any:  # noqa: ANN401 - a room that a shop without printers does not have
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None

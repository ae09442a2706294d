"""The label of a packed parcel: queued once for the station's own printer; again only for a reason."""

from shopdesk.db import packing
from shopdesk.domain.jobs import Job
from shopdesk.domain.print_queue import PrintJob
from shopdesk.domain.printers import EXACT, Assignment, Paper
from shopdesk.services import print_queue, printers
from shopdesk.services.layouts import list_layouts
from shopdesk.services.orders import order_row
from shopdesk.services.shop import Shop

LABELS = "labels"


def has_label(shop: Shop, order: str) -> bool:
    """Tell whether an order has a label that is still right, printed or on its way.

    Raises ShopError("order-unknown").
    """
    return packing.has_label(shop.connection, order_row(shop, order))


def print_label(shop: Shop, order: str, *, station: str, reason: str = "", job: Job | None = None) -> PrintJob | None:
    """Queue the label of an order for the station's printer; return the print job, None where none was chosen.

    A printer that is away keeps its jobs in the queue, and packing goes on. Raises ShopError with the codes of
    `queue_document`: an address that is masked, a courier without numbers.
    """
    chosen = printer_of(station)
    if chosen is None:
        return None
    return print_queue.queue_document(
        shop, LABELS, [order], printer=chosen.printer, layout=layout_on(shop, chosen.paper), station=station,
        reason=reason, job=job,
    )  # fmt: skip


def layout_on(shop: Shop, paper: Paper) -> str:
    """Return the name of the label layout that fills a paper, one of the shop's own first; nothing where none does."""
    filling = [
        kept
        for kept in list_layouts(shop, LABELS)
        if kept.layout.sheet is None
        and abs(kept.layout.width - paper.width) <= EXACT
        and abs(kept.layout.height - paper.height) <= EXACT
    ]
    return next((kept.layout.name for kept in sorted(filling, key=lambda kept: not kept.own)), "")


def count_stuck(shop: Shop, station: str) -> int:
    """Return how many labels of a station wait for a printer that is away, or did not come out."""
    jobs = [job for job in print_queue.list_jobs(shop, open_only=True) if job.station == station]
    return sum(job.labels for job in jobs if job.document == LABELS and (job.state == "failed" or job.error))


def printer_of(station: str) -> Assignment | None:
    """Return where a station's labels go, else those of this PC; None where nothing was chosen."""
    chosen = printers.list_assignments()
    return chosen.get((station, LABELS)) or chosen.get((printers.station_name(), LABELS))

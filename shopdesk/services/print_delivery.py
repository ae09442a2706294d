"""Queued papers on the printers of this PC: each goes where its job says, on the paper that its station has there."""

from shopdesk.domain.jobs import Job
from shopdesk.domain.print_queue import PrintJob
from shopdesk.services.print_queue import Send, find_job, send_next
from shopdesk.services.printers import Paint, deliver, find_printer, list_assignments
from shopdesk.services.shop import Shop


def to_printers(paint: Paint | None = None) -> Send:
    """Return what takes a job's pages to its printer; `paint` draws on a system's printers where there is no CUPS.

    Every label is a copy of its own and comes once; other papers as often as the station wants them there.
    """

    def send(job: PrintJob, pdf: bytes, told: Job) -> None:
        printer, copies = find_printer(job.printer), 1
        chosen = list_assignments().get((job.station, job.document))
        if chosen is not None and chosen.printer == job.printer:
            printer = printer.with_paper(chosen.paper)
            copies = 1 if job.document == "labels" else chosen.copies
        title = f"ShopDesk {job.number} {job.document}"
        deliver(printer, pdf, title=title, copies=copies, job=told, paint=paint)

    return send


def send_through(shop: Shop, number: int, send: Send, told: Job | None = None) -> PrintJob:
    """Send what is queued, the oldest first, until a job has had its turn; return how that one stands then."""
    while find_job(shop, number).state == "queued":
        sent = send_next(shop, send, told)
        if sent is None or sent.number == number:
            break
    return find_job(shop, number)

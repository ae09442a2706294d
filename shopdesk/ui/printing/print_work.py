"""What the printing page lets other threads do: preview, save, queue, send."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.print_queue import PrintJob
from shopdesk.services.documents import Printed, preview_document, print_document
from shopdesk.services.print_delivery import to_printers
from shopdesk.services.print_queue import queue_papers
from shopdesk.services.printer_file import read_machine
from shopdesk.services.printers import assign, list_assignments, station_name
from shopdesk.services.shop import Shop
from shopdesk.ui.printing.paper_printer import paint
from shopdesk.ui.printing.paper_printer import printer_names as system_printers
from shopdesk.ui.printing.print_pages import Pages, open_pages


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be printed: a document on a paper, for a view's orders or for these, by number."""

    document: str = "labels"
    layout: str = ""
    view: str = "to-print"
    orders: tuple[str, ...] = ()
    start_at: int = 1


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a preview shows: what would be printed or refused, and the pages (None when nothing would be)."""

    result: Printed
    pages: Pages | None


def preview(shop: Shop, choice: Choice, job: Job) -> Sheets:
    """Draw up the pages; names and addresses in them stay on the disk no longer than that takes."""
    with TemporaryDirectory(prefix="shopdesk-", ignore_cleanup_errors=True) as folder:
        result = _draw_up(shop, choice, Path(folder) / "preview.pdf", job)
        return Sheets(result, open_pages(result.file.read_bytes()) if result.file else None)


def _draw_up(shop: Shop, choice: Choice, target: Path, job: Job) -> Printed:
    return preview_document(
        shop,
        choice.document,
        target,
        texts=choice.orders,
        view="" if choice.orders else choice.view,
        layout=choice.layout,
        start_at=choice.start_at,
        job=job,
    )


def save(shop: Shop, choice: Choice, target: Path, reason: str, job: Job) -> Printed:
    """Write the PDF; its copies wait for somebody's word that they were printed."""
    return print_document(
        shop,
        choice.document,
        target,
        texts=choice.orders,
        view="" if choice.orders else choice.view,
        layout=choice.layout,
        start_at=choice.start_at,
        reason=reason,
        job=job,
    )


def queue(shop: Shop, choice: Choice, printer: str, reason: str, seen: Printed, job: Job) -> Printed:
    """Queue the papers that were seen. Raises ShopError with "orders-changed" or the codes of `queue_papers`."""
    with shop.writing():
        result = queue_papers(
            shop,
            choice.document,
            choice.orders,
            printer=printer,
            view="" if choice.orders else choice.view,
            layout=choice.layout,
            start_at=choice.start_at,
            station=station(),
            reason=reason,
            job=job,
        )
        if result.printed != seen.printed:
            raise ShopError("orders-changed")
        return result


def station() -> str:
    """Return what this PC's packing station is called."""
    return station_name()


def printer_names() -> list[str]:
    """Return the printers that were described here, then those of the system, the usual one first."""
    own = [printer.name for printer in read_machine().printers]
    return [*own, *(name for name in system_printers() if name not in own)]


def assigned_printer(document: str) -> str:
    """Return where this station's document goes, "" where nothing was chosen."""
    told = list_assignments().get((station_name(), document))
    return told.printer if told else ""


def remember_printer(document: str, printer: str) -> None:
    """Let this station's document go to a printer from now on, with the paper and the copies it had."""
    told = list_assignments().get((station_name(), document))
    same = told is not None and told.printer == printer
    if told is not None and not same and printer:
        assign(station_name(), document, printer, told.paper, told.copies)
    elif told is None and printer:
        assign(station_name(), document, printer)


def deliver(job: PrintJob, pdf: bytes, progress: Job) -> None:
    """Take a job's pages to its printer. Raises what `services.printers.deliver` raises."""
    to_printers(paint)(job, pdf, progress)

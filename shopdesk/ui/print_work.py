"""What the printing page lets the write thread do: preview, save, print."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.documents import Printed, preview_document, print_document
from shopdesk.services.shop import Shop
from shopdesk.ui.paper_printer import open_printer, painting
from shopdesk.ui.print_pages import Pages, open_pages


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be printed: a document on a paper, for a view's orders or for these, by number."""

    document: str = "labels"
    layout: str = ""
    view: str = "to-print"
    orders: tuple[str, ...] = ()


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
        job=job,
    )


def save(shop: Shop, choice: Choice, target: Path, reason: str, job: Job) -> Printed:
    """Write the PDF and count its copies."""
    return print_document(
        shop,
        choice.document,
        target,
        texts=choice.orders,
        view="" if choice.orders else choice.view,
        layout=choice.layout,
        reason=reason,
        job=job,
    )


def send(shop: Shop, choice: Choice, printer: str, reason: str, job: Job) -> Printed:
    """Print and count the copies; when the printer does not take the pages, nothing is counted.

    Pages are painted before the shop's file is locked: a slow printer keeps nobody else from working. Raises ShopError
    with "printer-gone", "printer-failed", "orders-changed" or the codes of `print_document`.
    """
    ready = open_printer(printer)
    with TemporaryDirectory(prefix="shopdesk-", ignore_cleanup_errors=True) as folder:
        drawn, counted = Path(folder) / "drawn.pdf", Path(folder) / "counted.pdf"
        seen = _draw_up(shop, choice, drawn, job)
        if seen.file is None:
            return seen
        with painting(drawn, ready, job, black_only=choice.document == "labels") as finish, shop.writing():
            result = save(shop, choice, counted, reason, job)
            # A pick list bears the minute in which it was made; of it the orders must be the same.
            same = choice.document == "pick-list" or drawn.read_bytes() == counted.read_bytes()
            if result.printed != seen.printed or not same:
                raise ShopError("orders-changed")
            finish()
            return result

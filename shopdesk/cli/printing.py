"""`print`: labels, packing slips, pick lists and returns forms as PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.pack_papers import write_bench_paper
from shopdesk.cli.paper_way import PaperWay, paint_by_window
from shopdesk.cli.receipts import write_sale_receipts
from shopdesk.cli.return_papers import write_refunds
from shopdesk.cli.stock_rooms import write_labels
from shopdesk.domain.paper import DOCUMENTS
from shopdesk.domain.pick_lists import WAYS
from shopdesk.domain.print_queue import PrintJob
from shopdesk.paths import shop_folder
from shopdesk.services.documents import Printed, print_document
from shopdesk.services.orders import VIEWS
from shopdesk.services.print_delivery import send_through, to_printers
from shopdesk.services.print_queue import queue_papers
from shopdesk.services.printers import find_printer, station_name
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

_MORE = ("stock-labels", "commands", "evidence", "refund-vouchers", "receipts")


@click.command("print", help=_("Print a document for orders: {documents}.").format(documents=", ".join(DOCUMENTS)))
@click.argument("document", type=click.Choice((*DOCUMENTS, *_MORE)))
@click.option("--orders", "ids", is_flag=True, help=_("The order numbers follow."))
@click.option("--view", default="", help=_("All orders of a view: {views}").format(views=", ".join(VIEWS)))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help=_("The PDF to write."))
@click.option("--printer", default="", help=_("The printer to print on; see printers list."))
@click.option("--layout", default="", help=_("The layout: 100x150, a4-4up, a5 …, or one of the shop's own."))
@click.option("--reason", default="reprint", help=_("Why a copy is printed again."))
@click.option("--start-at", type=click.IntRange(min=1), default=1, help=_("The first place of the first sheet."))
@click.option("--by", type=click.Choice(WAYS), default=None, help=_("How a pick list goes."))
@click.argument("numbers", nargs=-1)
@click.pass_obj
def print_command(
    door: Door, document: str, ids: bool, view: str, output: Path | None, printer: str, layout: str, reason: str,
    start_at: int, by: str | None, numbers: tuple[str, ...],
) -> int:  # fmt: skip
    """Print a document; exit 1 when an order was refused. Stock labels are asked for as SKU=PIECES."""
    way = PaperWay(output, printer, document)
    if document == "stock-labels":
        if not numbers or view or ids:
            raise click.UsageError(_("Name the SKUs as SKU=PIECES."))
        with way.target() as target:
            return write_labels(door, numbers, target, layout=layout or "60x40", start_at=start_at)
    if document == "receipts":
        return write_sale_receipts(door, numbers, output, printer, layout)
    if document in ("commands", "evidence"):
        with way.target() as target:
            return write_bench_paper(door, document, numbers, target, layout)
    if document == "refund-vouchers":
        if not numbers or view:
            raise click.UsageError(_("Name the cases or their orders."))
        with way.target() as target:
            return write_refunds(door, numbers, target, layout)
    if by and document != "pick-list":
        raise click.UsageError(_("--by is for pick lists."))
    if bool(view) == bool(numbers) or (ids and not numbers):
        raise click.UsageError(_("Name the orders with --orders, or a view with --view."))
    shop = open_shop(shop_folder(door.shop_folder))
    wishes = _Wishes(view, layout, start_at, reason, by or "")
    result = _draw(shop, document, numbers, output, printer, wishes)
    job = _send(shop, result.job) if result.job else None
    if result.sender_missing:
        door.tell(_("The sender's address is not set; the shop's name stands alone. Set it with settings set."))
    if result.layout_problem:
        told = _("The layout {layout} is damaged, the one it was made from was used.").format(layout=layout)
        door.tell(f"{told} {word_error(result.layout_problem)}")
    door.answer(_shape(result, job, printer), lambda: _words(result, job, printer))
    return int(bool(result.refused or (job and job.fault)))


class _Wishes(NamedTuple):
    """How a document is wanted."""

    view: str
    layout: str
    start_at: int
    reason: str
    by: str


def _draw(
    shop: Shop, document: str, numbers: Sequence[str], output: Path | None, printer: str, wishes: _Wishes
) -> Printed:
    """Draw a document into a file, or into the queue of a printer."""
    view, layout, start_at, reason, by = wishes
    if output is not None:
        return print_document(
            shop, document, output, texts=numbers, view=view, layout=layout, start_at=start_at, reason=reason, by=by,
            job=Progress(_("Pages:")),
        )  # fmt: skip
    return queue_papers(
        shop, document, numbers, printer=find_printer(printer).name, view=view, layout=layout, start_at=start_at,
        station=station_name(), reason=reason, by=by, job=Progress(_("Pages:")),
    )  # fmt: skip


def _shape(result: Printed, job: PrintJob | None, printer: str) -> dict[str, object]:
    fault = job.fault if job else None
    return {
        "document": result.document,
        "file": str(result.file) if result.file and not printer else None,
        "printer": printer or None,
        "pages": result.pages,
        "job": result.job,
        "state": job.state if job else None,
        "error": {"code": fault.code, "message": word_error(fault)} if fault else None,
        "printed": [{"order": c.order, "waybill": c.waybill, "copy": c.copy} for c in result.printed],
        "refused": [{"order": r.order, "code": r.error.code, "message": word_error(r.error)} for r in result.refused],
        "unsure": list(result.unsure),
    }


def _words(result: Printed, job: PrintJob | None, printer: str) -> list[str]:
    count = len(result.printed)
    written = _("{document}: {orders}, {pages}").format(
        document=printer or result.file or "–",
        orders=ngettext("{count} order", "{count} orders", count).format(count=f"{count:,}"),
        pages=ngettext("{count} page", "{count} pages", result.pages).format(count=f"{result.pages:,}"),
    )
    lines = [written, *(f"  {refusal.order}: {word_error(refusal.error)}" for refusal in result.refused)]
    if job and job.fault:
        lines.append(word_error(job.fault))
    if result.job:
        lines.append(_("When the paper is there: queue confirm {job}").format(job=result.job))
    return lines


def _send(shop: Shop, number: int) -> PrintJob:
    """Take a job to its printer, after those that were queued before it; a file's is there already."""
    return send_through(shop, number, to_printers(paint_by_window), Progress(_("Printed:")))

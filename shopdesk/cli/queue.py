"""`queue`: the print jobs, and what a person says of the paper."""

from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.paper_way import paint_by_window
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.print_queue import FILE, PrintJob
from shopdesk.services import print_queue
from shopdesk.services.print_delivery import to_printers
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_state


@click.group("queue", help=_("The print queue: jobs, and what came out of the printer."))
def queue_command() -> None:
    """Group the verbs of the print queue."""


@queue_command.command("list", help=_("List the jobs that somebody has still to do with, or the newest of all."))
@click.option("--all", "every", is_flag=True, help=_("Those that are settled too."))
@click.option("--limit", type=click.IntRange(min=1), default=200, help=_("How many of the newest."))
@click.pass_obj
def list_command(door: Door, every: bool, limit: int) -> int:
    """List the jobs."""
    shop = open_the_shop(door)
    return _tell(door, shop, print_queue.list_jobs(shop, open_only=not every, newest=limit))


@queue_command.command("send", help=_("Take queued jobs to their printers, the oldest first."))
@click.pass_obj
def send_command(door: Door) -> int:
    """Send what is queued; exit 1 when a printer did not take a job."""
    shop, sent = open_the_shop(door), list[PrintJob]()
    send = to_printers(paint_by_window)
    while (job := print_queue.send_next(shop, send, Progress(_("Printed:")))) is not None:
        sent.append(job)
    _tell(door, shop, sent)
    return int(any(job.fault for job in sent))


@queue_command.command("confirm", help=_("Say that a job's labels came out: all, or up to one."))
@click.argument("job", type=click.IntRange(min=1))
@click.option("--through", type=click.IntRange(min=0), default=None, help=_("The last label that came out; 0 is none."))
@click.pass_obj
def confirm_command(door: Door, job: int, through: int | None) -> int:
    """Say what came out."""
    shop = open_the_shop(door)
    return _tell_one(door, shop, print_queue.confirm_job(shop, job, through))


@queue_command.command("retry", help=_("Queue a failed job again: the same copies."))
@click.argument("job", type=click.IntRange(min=1))
@click.option("--printer", default="", help=_("Another printer."))
@click.pass_obj
def retry_command(door: Door, job: int, printer: str) -> int:
    """Queue a failed job again."""
    shop = open_the_shop(door)
    return _tell_one(door, shop, print_queue.retry_job(shop, job, printer=printer))


@queue_command.command("cancel", help=_("Take a queued or failed job out of the queue."))
@click.argument("job", type=click.IntRange(min=1))
@click.pass_obj
def cancel_command(door: Door, job: int) -> int:
    """Take a job out of the queue."""
    shop = open_the_shop(door)
    return _tell_one(door, shop, print_queue.cancel_job(shop, job))


@queue_command.command("reprint", help=_("Print a job again from a label on: new copies with a reason."))
@click.argument("job", type=click.IntRange(min=1))
@click.option("--from", "label", type=click.IntRange(min=1), default=1, help=_("The first label to print again."))
@click.option("--reason", required=True, help=_("Why a copy is printed again."))
@click.option("--printer", default="", help=_("Another printer."))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help=_("The PDF to write."))
@click.pass_obj
def reprint_command(door: Door, job: int, label: int, reason: str, printer: str, output: Path | None) -> int:
    """Print a job again."""
    shop = open_the_shop(door)
    result = print_queue.reprint_from(
        shop, job, label, reason, printer=printer, target=output, job=Progress(_("Pages:"))
    )
    for refusal in result.refused:
        door.tell(f"{refusal.order}: {word_error(refusal.error)}")
    if result.job is None:
        raise result.refused[0].error if result.refused else ShopError("print-nothing")
    _tell_one(door, shop, print_queue.find_job(shop, result.job))
    return int(bool(result.refused))


def _shape(shop: Shop, job: PrintJob) -> dict[str, object]:
    return {
        "job": job.number, "id": job.uuid, "document": job.document, "layout": job.layout, "printer": job.printer,
        "station": job.station, "actor": job.actor, "reason": job.reason, "state": job.state, "labels": job.labels,
        "printed": job.printed, "missing": job.missing, "pages": job.pages, "queued_at": time(job.queued_at),
        "sent_at": time(job.sent_at), "handed_at": time(job.handed_at), "ended_at": time(job.ended_at),
        "error": {"code": job.fault.code, "message": word_error(job.fault)} if job.fault else None,
        "follows": job.follows, "followed_by": job.followed,
        "copies": [
            {"id": c.uuid, "label": c.place, "order": c.order, "waybill": c.waybill, "copy": c.copy, "state": c.state,
             "reason": c.reason} for c in print_queue.list_copies(shop, job.number)
        ],
    }  # fmt: skip


def _tell(door: Door, shop: Shop, jobs: list[PrintJob]) -> int:
    door.answer_table(
        [_shape(shop, job) for job in jobs],
        [_("Job"), _("Document"), _("Printer"), _("State"), _("Labels"), _("Why")],
        lambda: [_row(job) for job in jobs],
    )
    return 0


def _tell_one(door: Door, shop: Shop, job: PrintJob) -> int:
    door.answer_table(
        _shape(shop, job),
        [_("Job"), _("Document"), _("Printer"), _("State"), _("Labels"), _("Why")],
        lambda: [_row(job)],
    )
    return 0


def _row(job: PrintJob) -> tuple[object, ...]:
    printer = _("PDF file") if job.printer == FILE else job.printer
    why = word_error(job.fault) if job.fault else job.reason
    return job.number, job.document, printer, word_state(job.state), f"{job.printed} / {job.labels}", why

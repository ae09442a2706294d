"""What a person does with a print job, done on the write thread, with undo where paper allows it."""

from shopdesk.domain.jobs import Job
from shopdesk.domain.print_queue import PrintJob
from shopdesk.services import print_queue
from shopdesk.services.documents import Printed
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.printing.print_card import Wish
from shopdesk.ui.printing.print_words import word_title
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGED = {"printing", "orders"}


def fulfil(context: Context, wish: Wish, other_printer: str) -> None:
    """Do what is wanted with a job; stopping one that is on its way is its sender's part."""
    number = wish.job.number
    if wish.verb in ("confirm", "none"):
        _confirm(context, wish.job, 0 if wish.verb == "none" else wish.label or None)
    elif wish.verb in ("retry", "move"):
        printer = other_printer if wish.verb == "move" else ""

        def retry(shop: Shop, _job: Job) -> PrintJob:
            return print_queue.retry_job(shop, number, printer=printer)

        context.write(_("Print queue"), retry, changes=CHANGED)
    elif wish.verb == "reprint":

        def reprint(shop: Shop, job: Job) -> Printed:
            return print_queue.reprint_from(shop, number, wish.label, wish.reason, job=job)

        context.write(_("Print queue"), reprint, changes=CHANGED, done=lambda result: _tell_reprint(context, result))
    elif wish.verb == "cancel":
        _cancel(context, wish.job)


def _confirm(context: Context, job: PrintJob, through: int | None) -> None:
    def confirm(shop: Shop, _job: Job) -> PrintJob:
        return print_queue.confirm_job(shop, job.number, through)

    def take_back(shop: Shop, _job: Job) -> PrintJob:
        return print_queue.take_word_back(shop, job.number)

    def told(settled: PrintJob) -> None:
        if settled.state == "confirmed":
            context.note(Change(_word_confirmed(settled), take_back, confirm))
        else:
            context.told.emit(_("Nothing came out; its orders wait for a print again."))

    context.write(_("Print queue"), confirm, changes=CHANGED, done=told)


def _cancel(context: Context, job: PrintJob) -> None:
    def cancel(shop: Shop, _job: Job) -> PrintJob:
        return print_queue.cancel_job(shop, job.number)

    def bring_back(shop: Shop, _job: Job) -> PrintJob:
        return print_queue.bring_back_job(shop, job.number)

    words = _("Taken out of the queue: {what}").format(what=word_title(job))
    context.write(
        _("Print queue"), cancel, changes=CHANGED, done=lambda _job: context.note(Change(words, bring_back, cancel))
    )


def wake(context: Context, printer: str) -> None:
    """Look at once for a printer that was gone."""
    context.write(_("Print queue"), lambda shop, _job: print_queue.wake_printers(shop, printer), changes={"printing"})


def _word_confirmed(job: PrintJob) -> str:
    words = ngettext("{count} of {labels} came out", "{count} of {labels} came out", job.printed)
    return words.format(count=f"{job.printed:,}", labels=f"{job.labels:,}")


def _tell_reprint(context: Context, result: Printed) -> None:
    count, left = len(result.printed), len(result.refused)
    words = ngettext("{count} copy queued again", "{count} copies queued again", count).format(count=f"{count:,}")
    if left:
        more = ngettext("{count} refused", "{count} refused", left).format(count=f"{left:,}")
        words = f"{words} · {more}"
    context.told.emit(words)

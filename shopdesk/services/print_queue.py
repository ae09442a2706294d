"""The print queue: papers are drawn once, sent in order, and printed only when somebody says that they came out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shopdesk.db import print_queue
from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.print_queue import FILE, PAGES_KEPT, PrintCopy, PrintJob, after_failure, check_label, moved
from shopdesk.services.documents import Printed, print_document
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event
from shopdesk.services.shop import Shop

Send = Callable[[PrintJob, bytes, Job], None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A job taken to its printer by this program, and its pages."""

    job: PrintJob
    pdf: bytes
    claim: str


class CountingJob:
    """Passes progress on and remembers how many pages had been on their way."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.handed = 0

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` pages are at the printer."""
        self.handed = max(self.handed, done)
        self._job.step(done, total)


# Into the queue


def queue_document(
    shop: Shop,
    document: str,
    orders: Sequence[str] = (),
    *,
    printer: str,
    view: str = "",
    layout: str = "",
    station: str = "",
    reason: str = "",
    start_at: int = 1,
    job: Job | None = None,
) -> PrintJob:
    """Draw a document of orders and queue it for a printer.

    Raises what `queue_papers` raises; where not one order can be printed, the first one's refusal.
    """
    result = queue_papers(
        shop, document, orders, printer=printer, view=view, layout=layout, station=station, reason=reason,
        start_at=start_at, job=job,
    )  # fmt: skip
    if result.job is None:
        raise result.refused[0].error if result.refused else ShopError("print-nothing")
    return find_job(shop, result.job)


def queue_papers(
    shop: Shop,
    document: str,
    orders: Sequence[str] = (),
    *,
    printer: str,
    view: str = "",
    layout: str = "",
    station: str = "",
    reason: str = "",
    start_at: int = 1,
    by: str = "",
    job: Job | None = None,
) -> Printed:
    """Draw a document of orders and queue it; return what became of each order, and the job's number.

    Names and addresses lie in the shop's own file until somebody has said that the paper is there. Raises ShopError
    with "print-reason-missing" or the codes of `print_document`.
    """
    with TemporaryDirectory(prefix="shopdesk-", ignore_cleanup_errors=True) as folder, shop.writing():
        print_queue.drop_old_pages(shop.connection, shop.now() - PAGES_KEPT)
        result = print_document(
            shop, document, Path(folder) / "queued.pdf", texts=orders, view=view, layout=layout, reason=reason,
            printer=printer, station=station, start_at=start_at, by=by, job=job,
        )  # fmt: skip
        if result.job is not None and result.file is not None:
            print_queue.keep_pages(shop.connection, result.job, result.file.read_bytes())
        return result


def queue_pdf(
    shop: Shop, document: str, pdf: bytes, *, printer: str, layout: str = "", station: str = "", labels: int = 1
) -> PrintJob:
    """Queue pages that belong to no single order, such as a handover manifest."""
    with shop.writing():
        number = print_queue.add_job(
            shop.connection, uuid=new_id(), document=document, layout=layout, printer=printer, station=station,
            actor=shop.actor, reason="", start_at=1, labels=labels, state="queued", at=shop.now(),
        )  # fmt: skip
        print_queue.keep_pages(shop.connection, number, pdf)
        return find_job(shop, number)


def list_jobs(shop: Shop, *, open_only: bool = False, newest: int = 200) -> list[PrintJob]:
    """Return the newest jobs, oldest first; `open_only` those alone that somebody still has to do with."""
    return print_queue.load_jobs(shop.connection, open_only=open_only, newest=newest)


def find_job(shop: Shop, number: int) -> PrintJob:
    """Return a job by its number. Raises ShopError("print-job-unknown")."""
    found = print_queue.find_job(shop.connection, number)
    if found is None:
        raise ShopError("print-job-unknown", value=number)
    return found


def list_copies(shop: Shop, number: int) -> list[PrintCopy]:
    """Return a job's copies in the order in which they come out."""
    return print_queue.load_copies(shop.connection, number)


# To the printer


def send_next(shop: Shop, send: Send, job: Job | None = None, *, station: str | None = None) -> PrintJob | None:
    """Take the next job to its printer and return how it stands then; None when there is nothing to send.

    What `send` raises as a ShopError is kept on the job; other errors leave it "sent", for a person's word.
    """
    claim = claim_next(shop, station=station)
    if claim is None:
        return None
    counting = CountingJob(job or SilentJob())
    try:
        send(claim.job, claim.pdf, counting)
    except ShopError as error:
        return settle(shop, claim, error, counting.handed)
    except Cancelled:
        settle(shop, claim, ShopError("print-stopped"), max(counting.handed, 1))
        raise
    return settle(shop, claim)


def has_next(shop: Shop, *, station: str | None = None) -> bool:
    """Return whether a job could go out now; nothing is written."""
    return print_queue.next_job(shop.connection, station, shop.now()) is not None


def claim_next(shop: Shop, *, station: str | None = None) -> Claim | None:
    """Take the next queued job, so that no other program does; pages that no longer hold fail on the way."""
    while True:
        with shop.writing():
            number = print_queue.next_job(shop.connection, station, shop.now())
            if number is None:
                return None
            pdf = print_queue.pages_of(shop.connection, number)
            changed = print_queue.changed_since(shop.connection, number)
            if pdf is None or changed:
                code = "print-outdated" if changed else "print-pages-gone"
                _fail(shop, find_job(shop, number), ShopError(code, job=number, orders=", ".join(changed)))
                continue
            claim = new_id()
            print_queue.claim_job(shop.connection, number, claim, shop.now())
            print_queue.set_copies(shop.connection, number, "sent", None)
            return Claim(find_job(shop, number), pdf, claim)


def settle(shop: Shop, claim: Claim, error: ShopError | None = None, handed: int = 0) -> PrintJob:
    """Note how it went at the printer; where a person has had the last word meanwhile, that stands."""
    number = claim.job.number
    with shop.writing():
        if not print_queue.holds_claim(shop.connection, number, claim.claim):
            return find_job(shop, number)
        verb = after_failure(error, handed) if error else ""
        if error and verb == "fail":
            _fail(shop, claim.job, error)
        elif error and verb == "give-back":
            print_queue.change_job(
                shop.connection, number, state=moved(claim.job, verb), tried_at=shop.now(), sent_at=None, **_told(error)
            )
            print_queue.set_copies(shop.connection, number, "queued", None)
        else:
            print_queue.change_job(
                shop.connection, number, handed_at=shop.now(), **(_told(error) if error else {"error": ""})
            )
        return find_job(shop, number)


def wake_printers(shop: Shop, printer: str | None = None) -> int:
    """Look at once for a printer that was gone, or for all; return how many jobs waited for it."""
    with shop.writing():
        return print_queue.wake_printers(shop.connection, printer)


# A person's word


def confirm_job(shop: Shop, number: int, through: int | None = None) -> PrintJob:
    """Say that a job's labels came out, all or up to one; the others count as not printed, and none is a failure.

    Raises ShopError with "print-job-unknown", "print-job-state" or "print-label-unknown".
    """
    with shop.writing():
        job = find_job(shop, number)
        last = job.labels if through is None else check_label(job, through, least=0)
        if not last:
            return fail_job(shop, number)
        state, now = moved(job, "confirm"), shop.now()
        print_queue.change_job(shop.connection, number, state=state, printed=last, ended_at=now, error="", details={})
        came = print_queue.set_copies(shop.connection, number, "confirmed", now, last=last)
        _tell_orders(shop, job, "printed", came)
        _tell_orders(
            shop, job, "not-printed", print_queue.set_copies(shop.connection, number, "failed", now, first=last + 1)
        )
        print_queue.drop_pages(shop.connection, number)
        return find_job(shop, number)


def fail_job(shop: Shop, number: int, error: ShopError | None = None) -> PrintJob:
    """Say that not one label of a job came out. Raises ShopError with "print-job-unknown" or "print-job-state"."""
    with shop.writing():
        return _fail(shop, find_job(shop, number), error or ShopError("print-nothing-came"))


def retry_job(shop: Shop, number: int, *, printer: str = "") -> PrintJob:
    """Queue a failed job once more, the same copies, for its printer or another one.

    Raises ShopError with "print-job-unknown", "print-job-state", "print-superseded" or "print-pages-gone".
    """
    with shop.writing():
        job = find_job(shop, number)
        moved(job, "retry")
        _queue_again(shop, job, printer or job.printer)
        return find_job(shop, number)


def cancel_job(shop: Shop, number: int) -> PrintJob:
    """Take a queued or failed job out of the queue; its orders wait for a print again.

    Raises ShopError with "print-job-unknown" or "print-job-state".
    """
    with shop.writing():
        job = find_job(shop, number)
        print_queue.change_job(shop.connection, number, state=moved(job, "cancel"), ended_at=shop.now())
        print_queue.set_copies(shop.connection, number, "cancelled", shop.now())
        return find_job(shop, number)


def bring_back_job(shop: Shop, number: int) -> PrintJob:
    """Undo `cancel_job`: a job that had failed has failed again, another one is queued again.

    Raises ShopError with "print-job-unknown", "print-job-state", "print-superseded" or "print-pages-gone".
    """
    with shop.writing():
        job = find_job(shop, number)
        moved(job, "bring-back")
        if job.sent_at is None:
            _queue_again(shop, job, job.printer)
        else:
            print_queue.change_job(shop.connection, number, state="failed")
            print_queue.set_copies(shop.connection, number, "failed", shop.now())
        return find_job(shop, number)


def take_word_back(shop: Shop, number: int) -> PrintJob:
    """Undo `confirm_job`: the job waits for somebody's word again.

    Raises ShopError with "print-job-unknown", "print-job-state" or "print-superseded".
    """
    with shop.writing():
        job = find_job(shop, number)
        state = moved(job, "take-back")
        if job.followed is not None:
            raise ShopError("print-superseded", job=number, orders=f"#{job.followed}")
        print_queue.change_job(shop.connection, number, state=state, printed=0, ended_at=None)
        _tell_orders(shop, job, "print-taken-back", print_queue.set_copies(shop.connection, number, "sent", None))
        return find_job(shop, number)


def reprint_from(
    shop: Shop,
    number: int,
    label: int,
    reason: str,
    *,
    printer: str = "",
    target: Path | None = None,
    job: Job | None = None,
) -> Printed:
    """Print a job again from a label on: new copies with a reason. Labels before it count as come out.

    Into `target` as a PDF, else on a printer. Raises ShopError with "print-job-unknown", "print-job-state",
    "print-label-unknown", "print-reason-missing", "print-job-plain", "print-target-missing" or a document's codes.
    """
    with shop.writing():
        old = find_job(shop, number)
        check_label(old, label)
        if not reason.strip():
            raise ShopError("print-reason-missing")
        if old.state == "sent":
            old = confirm_job(shop, number, label - 1)
        elif old.state not in ("confirmed", "failed"):
            raise ShopError("print-job-state", job=number, state=old.state, verb="reprint")
        orders = [copy.order for copy in list_copies(shop, number)[label - 1 :]]
        if not orders:
            raise ShopError("print-job-plain", job=number)
        result = _print_again(shop, old, orders, reason.strip(), printer, target, job)
        if result.job is not None:
            print_queue.change_job(shop.connection, number, followed=result.job)
            print_queue.change_job(shop.connection, result.job, follows=number)
        return result


def _print_again(
    shop: Shop, old: PrintJob, orders: list[str], reason: str, printer: str, target: Path | None, job: Job | None
) -> Printed:
    if target is not None:
        return print_document(shop, old.document, target, texts=orders, layout=old.layout, reason=reason, job=job)
    where = printer or old.printer
    if where == FILE:
        raise ShopError("print-target-missing", job=old.number)
    return queue_papers(
        shop, old.document, orders, printer=where, layout=old.layout, station=old.station, reason=reason, job=job
    )


def _fail(shop: Shop, job: PrintJob, error: ShopError) -> PrintJob:
    """Let a job fail as a whole; its pages stay for another try."""
    now = shop.now()
    print_queue.change_job(shop.connection, job.number, state=moved(job, "fail"), ended_at=now, **_told(error))
    _tell_orders(shop, job, "not-printed", print_queue.set_copies(shop.connection, job.number, "failed", now))
    return find_job(shop, job.number)


def _queue_again(shop: Shop, job: PrintJob, printer: str) -> None:
    """Queue the same copies once more, unless later ones are on their way or there."""
    later = print_queue.printed_since(shop.connection, job.number)
    if later or job.followed is not None:
        raise ShopError("print-superseded", job=job.number, orders=", ".join(later) or f"#{job.followed}")
    if print_queue.pages_of(shop.connection, job.number) is None:
        raise ShopError("print-pages-gone", job=job.number)
    print_queue.change_job(
        shop.connection, job.number, state="queued", printer=printer, error="", details={}, claim="", tried_at=None,
        sent_at=None, handed_at=None, ended_at=None,
    )  # fmt: skip
    print_queue.set_copies(shop.connection, job.number, "queued", None)


def _tell_orders(shop: Shop, job: PrintJob, kind: str, copies: Sequence[tuple[int, int]]) -> None:
    for row, copy in copies:
        note_event(shop, row, kind, {"document": job.document, "copy": str(copy)})


def _told(error: ShopError) -> dict[str, object]:
    return {"error": error.code, "details": {name: str(value) for name, value in error.params.items()}}

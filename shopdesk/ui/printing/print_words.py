"""Print jobs in words: what they are, how they stand."""

from datetime import datetime

from shopdesk.domain.layouts import Layout
from shopdesk.domain.print_queue import FILE, PrintJob
from shopdesk.ui.moments import hour, stamp
from shopdesk.words import N_, _, ngettext
from shopdesk.words.errors import word_error

DOCUMENTS = {
    "labels": N_("Shipping labels"),
    "packing-slips": N_("Packing slips"),
    "pick-list": N_("Pick list"),
    "returns-forms": N_("Returns forms"),
}
WHY = {
    "reprint": N_("No reason given"),
    "jam": N_("Paper jam"),
    "damaged": N_("Damaged or smudged"),
    "lost": N_("Lost"),
    "address": N_("Address changed"),
}


def word_document(document: str) -> str:
    """Return what a document is called; one that this page does not know keeps its own name."""
    return _(DOCUMENTS[document]) if document in DOCUMENTS else document


def word_paper(layout: Layout) -> str:
    """Return what a layout is called in a list: its name and its size, a sheet's places across and down."""
    name = layout.name.partition("-")[0].upper() if layout.name.startswith(("a4", "a5")) else layout.name
    size = f"{layout.width:g} × {layout.height:g} mm"
    if layout.sheet:
        return f"{name} · {layout.sheet.columns} × {layout.sheet.rows} · {size}"
    if layout.is_roll:
        return name
    return size if name == f"{layout.width:g}x{layout.height:g}" else f"{name} · {size}"


def word_why(reason: str) -> str:
    """Return why something was printed again; what a person typed stays as it is."""
    return _(WHY[reason]) if reason in WHY else reason


def word_printer(job: PrintJob) -> str:
    """Return where a job goes."""
    place = _("PDF file") if job.printer == FILE else job.printer
    return f"{place} · {job.station}" if job.station else place


def word_title(job: PrintJob, order: str = "") -> str:
    """Return a job in a few words; a single order is named."""
    if order:
        return _("{document}: {order}").format(document=word_document(job.document), order=order)
    words = ngettext("{document}: {count} copy", "{document}: {count} copies", job.labels)
    return words.format(document=word_document(job.document), count=f"{job.labels:,}")


def standing(job: PrintJob, sending: bool) -> str:
    """Return under which name of `status.PRINT` a job is shown."""
    if sending:
        return "sending"
    if job.waits_for_printer:
        return "waiting"
    return "part" if job.state == "confirmed" and job.missing else job.state


def word_standing(job: PrintJob, now: datetime, done: tuple[int, int] | None) -> str:
    """Return how a job stands; `done` is how many pages of how many are on their way from here."""
    if done is not None:
        return _("Printing {done} of {total}").format(done=f"{done[0]:,}", total=f"{done[1]:,}")
    if job.state == "queued":
        return _("Waits for its printer") if job.waits_for_printer else _("Queued")
    if job.fault and job.state in ("sent", "failed"):
        return word_error(job.fault)
    if job.state == "sent":
        return _word_sent(job, now)
    at = _at(job.ended_at, now)
    if job.state == "confirmed":
        return _word_confirmed(job, at)
    return _("Taken out at {time}").format(time=at)


def _word_sent(job: PrintJob, now: datetime) -> str:
    if job.handed_at is None:
        return _("On its way since {time}. If no program sends it any more, look at the paper.").format(
            time=_at(job.sent_at, now)
        )
    if job.printer == FILE:
        return _("Saved at {time}, waiting for you to confirm that it was printed").format(time=_at(job.handed_at, now))
    return _("Sent at {time}, waiting for you to confirm").format(time=_at(job.handed_at, now))


def _word_confirmed(job: PrintJob, at: str) -> str:
    if job.printed == job.labels:
        told = _("Came out, confirmed at {time}").format(time=at)
    else:
        words = _("{printed} of {labels} came out, confirmed at {time}")
        told = words.format(printed=f"{job.printed:,}", labels=f"{job.labels:,}", time=at)
    if job.reason:
        return _("{told}; again: {reason}").format(told=told, reason=word_why(job.reason))
    return told


def _at(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "–"
    same = moment.astimezone().date() == now.astimezone().date()
    return hour(moment) if same else stamp(moment)

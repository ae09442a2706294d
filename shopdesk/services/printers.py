"""Printers of this PC: which there are, where each document of a station goes, and how pages get there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import DOCUMENTS
from shopdesk.domain.printers import (
    ESCPOS,
    NETWORK,
    SYSTEM,
    Assignment,
    Calibration,
    Paper,
    Printer,
    calibrate,
    check_printer,
)
from shopdesk.printing import cups, network, winspool
from shopdesk.services.printer_file import MOST_COPIES, Key, read_machine, write_machine

if TYPE_CHECKING:
    from shopdesk.reports.ruler import Ruler

# What a printer can be chosen for.
PRINTED = tuple(dict.fromkeys((*DOCUMENTS, "stock-labels", "receipts", "refund-vouchers")))
LONGEST_STATION = 20
# Draws a PDF on a printer of the system: its queue, the PDF, what the job is called, copies.
Paint = Callable[[str, bytes, str, int, Job], None]


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer in the list: `own` is one that was described here, `state` ready, printing, stopped, gone or ""."""

    printer: Printer
    own: bool
    state: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a document goes: the printer with that paper in it, and how many copies."""

    printer: Printer
    copies: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A printer that was taken out, and what went to it."""

    printer: Printer
    assignments: Mapping[Key, Assignment]


# The list


def list_printers(*, look: bool = True) -> list[PrinterRow]:
    """Return the printers described here, then those of the system; `look` asks the ones on the network as well."""
    machine, queues = read_machine(), _queues()
    own = [PrinterRow(printer, True, *_state(printer, queues, look)) for printer in machine.printers]
    known = {row.printer.queue for row in own if row.printer.kind == SYSTEM} | {row.printer.name for row in own}
    others = [PrinterRow(Printer(name), False, *told) for name, told in queues.items() if name not in known]
    return own + others


def _queues() -> dict[str, tuple[str, str]]:
    """Return the system's queues, each with its state and what is said of it."""
    if winspool.has_winspool():
        return dict.fromkeys(winspool.list_queues(), ("", ""))
    return {queue.name: (queue.state, queue.reason) for queue in cups.list_queues()}


def _state(printer: Printer, queues: Mapping[str, tuple[str, str]], look: bool) -> tuple[str, str]:
    if printer.kind != NETWORK:
        return queues.get(printer.queue, ("gone", ""))
    return ("ready" if network.is_listening(printer) else "gone", "") if look else ("", "")


def find_printer(name: str) -> Printer:
    """Return a printer by its name, the system's own included. Raises ShopError("printer-gone")."""
    own = _own(name)
    if own is None and name not in _queues():
        raise ShopError("printer-gone", printer=name)
    return own or Printer(name)


def find_own(name: str) -> Printer:
    """Return a printer that was described here. Raises ShopError("printer-unknown")."""
    if (own := _own(name)) is None:
        raise ShopError("printer-unknown", printer=name)
    return own


def _own(name: str) -> Printer | None:
    return next((printer for printer in read_machine().printers if printer.name == name), None)


def damaged_file() -> str:
    """Return the path of the PC's file of printers where it cannot be read; nothing when all is well."""
    return read_machine().damaged


# Describing printers


def save_printer(printer: Printer, *, before: str = "") -> Printer:
    """Keep a new printer, or a changed one that was called `before`; what went to it still does.

    Raises ShopError("printer-taken", "printer-unknown", "printers-not-kept") and the codes of `check_printer`.
    """
    made, machine = check_printer(printer), read_machine()
    names = [known.name for known in machine.printers]
    if made.name != before and made.name in names:
        raise ShopError("printer-taken", printer=made.name)
    if not before:
        write_machine(replace(machine, printers=(*machine.printers, made)))
        return made
    if before not in names:
        raise ShopError("printer-unknown", printer=before)
    moved = {
        key: replace(told, printer=made.name) if told.printer == before else told
        for key, told in machine.assignments.items()
    }
    printers = tuple(made if known.name == before else known for known in machine.printers)
    write_machine(replace(machine, printers=printers, assignments=moved))
    return made


def remove_printer(name: str) -> Removed:
    """Take a printer out with what goes to it. Raises ShopError("printer-unknown")."""
    found, machine = find_own(name), read_machine()
    gone = {key: told for key, told in machine.assignments.items() if told.printer == name}
    stay = {key: told for key, told in machine.assignments.items() if key not in gone}
    others = tuple(printer for printer in machine.printers if printer.name != name)
    write_machine(replace(machine, printers=others, assignments=stay))
    return Removed(found, gone)


def bring_printer_back(removed: Removed) -> None:
    """Put a printer back; what goes elsewhere by now stays there. Raises ShopError("printer-taken")."""
    machine = read_machine()
    if _own(removed.printer.name):
        raise ShopError("printer-taken", printer=removed.printer.name)
    places = {**removed.assignments, **machine.assignments}
    write_machine(replace(machine, printers=(*machine.printers, removed.printer), assignments=places))


# How far off it prints


def measure_ruler(name: str, paper: Paper, measured: tuple[float, float], found: tuple[float, float]) -> Printer:
    """Keep the calibration that a printed ruler tells: the bars A and B, the corner's distances C and D.

    A printer of the system becomes one that is described here. Raises ShopError("calibration-unlikely").
    """
    told = ruler_of(paper)
    change = calibrate((told.across, told.down), measured, (told.corner, told.corner), found)
    return set_calibration(name, paper, change)


def ruler_of(paper: Paper) -> "Ruler":
    """Return where the ruler of a paper has its marks."""
    from shopdesk.reports.ruler import plan_ruler  # loaded late: most days measure nothing

    return plan_ruler(paper)


def set_calibration(name: str, paper: Paper, calibration: Calibration) -> Printer:
    """Keep a calibration for a printer and a paper; one that changes nothing takes it away."""
    before = name if _own(name) else ""
    return save_printer(find_printer(name).calibrated(paper.name, calibration), before=before)


# Where documents go


def station_name() -> str:
    """Return what this PC's packing station is called."""
    return read_machine().station


def name_station(name: str) -> str:
    """Call this PC's station so. Raises ShopError("station-invalid")."""
    told = _station(name)
    write_machine(replace(read_machine(), station=told))
    return told


def _station(name: str) -> str:
    told = name.strip()
    if not told or len(told) > LONGEST_STATION or not told.isprintable():
        raise ShopError("station-invalid", station=name[:LONGEST_STATION])
    return told


def list_assignments() -> Mapping[Key, Assignment]:
    """Return where documents go, by station and document."""
    return read_machine().assignments


def assign(station: str, document: str, printer: str, paper: Paper | None = None, copies: int = 1) -> Assignment | None:
    """Let a station's document go to a printer from now on, "" to none; return where it went before.

    Raises ShopError("printer-gone", "station-invalid", "copies-invalid", "layout-unknown").
    """
    if document not in PRINTED:
        raise ShopError("layout-unknown", value=document, allowed=", ".join(PRINTED))
    if not 1 <= copies <= MOST_COPIES:
        raise ShopError("copies-invalid", copies=copies)
    machine, key = read_machine(), (_station(station), document)
    others = {other: told for other, told in machine.assignments.items() if other != key}
    if printer:
        others[key] = Assignment(find_printer(printer).name, paper or Paper(), copies)
    write_machine(replace(machine, assignments=others))
    return machine.assignments.get(key)


def printer_for(station: str, document: str) -> Destination | None:
    """Return where a station's document goes; None where nothing was chosen. Raises ShopError("printer-gone")."""
    told = read_machine().assignments.get((station, document))
    return Destination(find_printer(told.printer).with_paper(told.paper), told.copies) if told else None


# Printing


def in_dots_of(name: str, layout: Layout) -> Layout:
    """Return a layout whose bars have whole dots of the raw printer it goes to; for any other it stays as it is."""
    printer = _own(name)
    return layout if printer is None or printer.kind == SYSTEM else replace(layout, dpi=printer.dpi)


def deliver(
    printer: Printer,
    pdf: bytes,
    *,
    title: str,
    copies: int = 1,
    job: Job | None = None,
    paint: Paint | None = None,
) -> None:
    """Print a PDF at its true size; it returns when the printer or the spooler has taken it all.

    `job.step(n, of)` says that n pages are on their way. `paint` draws on printers of the system where there is no
    CUPS. Raises ShopError("printer-gone", "printer-refused", "printer-failed", "paper-too-small", "copies-invalid"); of
    labels on a raw printer some may have come out then.
    """
    from shopdesk.printing.languages import write_document  # loaded late: a start needs no paper
    from shopdesk.printing.pages import check_paper, page_sizes

    if not 1 <= copies <= MOST_COPIES:
        raise ShopError("copies-invalid", copies=copies)
    job = job or SilentJob()
    sizes = page_sizes(pdf)
    check_paper(printer, sizes)
    if printer.kind == SYSTEM:
        _deliver_to_system(printer, pdf, sizes, title, copies, job, paint)
        return
    if printer.kind == NETWORK or winspool.has_winspool():
        parts = write_document(pdf, printer, copies, job)
        if printer.language == ESCPOS:  # a page that the head cannot reach is refused before the first one comes out
            parts = _hand_out(list(write_document(pdf, printer, copies, _Drawing(job))), job)
        if printer.kind == NETWORK:
            network.send_tcp(printer, parts, job)
        else:
            winspool.send_winspool(printer, parts, job, title=title)
    else:
        drawn = b"".join(write_document(pdf, printer, copies, _Drawing(job)))
        cups.send_lp(printer, drawn, title=title, raw=True)


class _Drawing:
    """Passes on that the work shall stop, while nothing is on its way to the printer yet."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, done: int, total: int) -> None:
        del done
        self._job.step(0, total)


def _hand_out(parts: list[bytes], job: Job) -> Iterator[bytes]:
    for at, part in enumerate(parts):
        job.step(at, len(parts))
        yield part


def _deliver_to_system(
    printer: Printer,
    pdf: bytes,
    sizes: list[tuple[float, float]],
    title: str,
    copies: int,
    job: Job,
    paint: Paint | None,
) -> None:
    """Hand over the calibrated PDF."""
    from shopdesk.printing.calibrated import calibrate_pdf  # loaded late: as above

    changed = calibrate_pdf(pdf, printer.calibration)
    if cups.has_cups():
        job.step(0, len(sizes))
        paper = printer.paper if printer.paper.width and printer.paper.height else Paper(*sizes[0])
        cups.send_lp(printer, changed, title=title, copies=copies, paper=paper)
    elif paint is not None:
        paint(printer.queue, changed, title, copies, _Drawing(job))
    else:
        raise ShopError("printer-gone", printer=printer.name)


def print_ruler(printer: Printer, *, language: str, job: Job | None = None, paint: Paint | None = None) -> None:
    """Print the ruler as the printer prints without any calibration."""
    from shopdesk.reports.ruler import write_ruler  # loaded late: most days print none

    target = BytesIO()
    write_ruler(target, printer.paper, language)
    deliver(replace(printer, calibrations={}), target.getvalue(), title="ShopDesk", job=job, paint=paint)


def print_trial(printer: Printer, *, language: str, job: Job | None = None, paint: Paint | None = None) -> None:
    """Print the test page, calibrated."""
    from shopdesk.reports.trial_page import write_trial_page  # loaded late: as above

    target = BytesIO()
    write_trial_page(target, printer.paper, language)
    deliver(printer, target.getvalue(), title="ShopDesk", job=job, paint=paint)

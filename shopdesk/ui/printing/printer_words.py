"""What printers, their states and papers are called."""

from shopdesk.domain.printers import Calibration, Paper, Printer
from shopdesk.ui.status import Status
from shopdesk.words import N_, _

KINDS = {
    "system": N_("Through its driver"),
    "spool": N_("Raw, through the system's queue"),
    "network": N_("Raw, on the network"),
}
LANGUAGES = {"tspl": "TSPL", "zpl": "ZPL", "escpos": "ESC/POS"}
DOCUMENTS = {
    "labels": N_("Shipping labels"),
    "packing-slips": N_("Packing slips"),
    "pick-list": N_("Pick list"),
    "returns-forms": N_("Returns forms"),
    "stock-labels": N_("Stock labels"),
    "receipts": N_("Receipts"),
    "refund-vouchers": N_("Refund vouchers"),
}
_STATES = {
    "ready": (N_("Ready to print"), Status("done", "ok", "ready")),
    "printing": (N_("Printing now"), Status("go", "accent", "printing")),
    "stopped": (N_("Stopped"), Status("pause", "warn", "stopped")),
    "gone": (N_("Not there"), Status("oct", "error", "gone")),
}
_COMMON = ("100x150", "100x180", "76x130", "100x100", "101.6x152.4", "60x40", "50x30", "80x0", "58x0", "210x297")
COMMON_PAPERS = ("", *_COMMON)


def word_document(document: str) -> str:
    """Return what a document is called."""
    return _(DOCUMENTS[document]) if document in DOCUMENTS else document


def word_state(state: str) -> str:
    """Return how a printer stands; nothing where nobody knows."""
    return _(_STATES[state][0]) if state in _STATES else ""


def state_shape(state: str) -> Status:
    """Return a state's shape and colour."""
    return _STATES[state][1] if state in _STATES else Status("dash", "muted", "unknown")


def word_paper(paper: Paper) -> str:
    """Return a paper's size as people read it."""
    if not paper.width:
        return _("The page's own size")
    if not paper.height:
        return _("{width} mm roll").format(width=f"{paper.width:g}")
    return f"{paper.width:g} × {paper.height:g} mm"


def word_kind(printer: Printer) -> str:
    """Return how a printer is reached and what it speaks."""
    kind = _(KINDS[printer.kind])
    return f"{kind} · {LANGUAGES[printer.language]}" if printer.language else kind


def word_calibration(told: Calibration) -> str:
    """Return what a calibration changes."""
    if told.is_none:
        return _("None: it prints as it is.")
    words = _("Across {x}%, down {y}%; {right} mm to the right, {down} mm down")
    return words.format(
        x=f"{told.scale_x * 100:.2f}", y=f"{told.scale_y * 100:.2f}", right=f"{told.shift_x:+.2f}",
        down=f"{told.shift_y:+.2f}",
    )  # fmt: skip

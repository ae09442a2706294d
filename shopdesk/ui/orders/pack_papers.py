"""The papers of the packing bench, saved from the window: a parcel's evidence, the sheet of command barcodes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from shopdesk.domain.orders import TimelineEntry
from shopdesk.services.evidence import print_commands, print_evidence
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.words import _

BENCH_KINDS = ("checked",)  # an order that a bench has packed


def evidence_link(
    context: Context, parent: QWidget, number: str, timeline: Sequence[TimelineEntry]
) -> QPushButton | None:
    """Return what saves an order's evidence, None where no bench has packed it."""
    if not any(entry.kind in BENCH_KINDS for entry in timeline):
        return None
    return button("saveEvidence", _("Evidence of the parcel as PDF"), lambda: save_evidence(context, parent, number),
                  look="link")  # fmt: skip


def save_evidence(context: Context, parent: QWidget, number: str) -> None:
    """Ask where an order's evidence is to lie, and write it beside the window."""
    target = dialogs.choose_target(parent, _("Save the evidence"), f"{number}.pdf", "PDF (*.pdf)")
    if target is not None:
        context.look(
            _("Evidence"), lambda shop, job: print_evidence(shop, number, target, job=job), _saved(context, target)
        )


def save_commands(context: Context, parent: QWidget) -> None:
    """Ask where the sheet of commands is to lie, and write it beside the window."""
    title = _("Commands to scan")
    target = dialogs.choose_target(parent, _("Save the sheet of commands"), f"{title}.pdf", "PDF (*.pdf)")
    if target is not None:
        context.look(title, lambda shop, _job: print_commands(shop, target), _saved(context, target))


def _saved(context: Context, target: Path) -> Callable[[object], None]:
    return lambda _result: context.told.emit(_("Saved: {file}").format(file=target.name))

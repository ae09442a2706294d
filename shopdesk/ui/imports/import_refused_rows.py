"""The refused rows of a file, saved with their reasons to be corrected and dropped again."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shopdesk.services.imports import ImportResult, save_refused
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.imports.import_words import word_why
from shopdesk.words import _, ngettext


def save_refused_rows(context: Context, parent: QWidget, source: Path, result: ImportResult) -> None:
    """Ask for a place and save a file's refused rows there, beside the window."""
    name = _("{file} refused.csv").format(file=source.stem)
    target = dialogs.choose_target(parent, _("Save the refused rows"), name, _("Tables") + " (*.csv)")
    if target is None:
        return
    reasons = {problem.row: word_why(problem) for problem in result.rejected}
    titles = (_("Row"), _("Why not"))
    context.compute(
        _("Save the refused rows"),
        lambda _job: save_refused(source, reasons, target, titles),
        partial(_tell_saved, context, target),
    )


def _tell_saved(context: Context, target: Path, count: int) -> None:
    words = ngettext("{count} row saved in {file}", "{count} rows saved in {file}", count)
    context.told.emit(words.format(count=f"{count:,}", file=target.name))

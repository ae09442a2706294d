"""Where a printed document goes: into a file, or on a printer of this PC."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from shopdesk.cli.door import Progress
from shopdesk.domain.jobs import Job
from shopdesk.services.printers import deliver, find_printer
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class PaperWay:
    """A file or a printer, exactly one of them; the other is empty."""

    output: Path | None
    printer: str
    title: str

    def __post_init__(self) -> None:
        if (self.output is None) == (not self.printer):
            raise click.UsageError(_("Name a PDF with -o, or a printer with --printer."))

    @contextmanager
    def target(self) -> Iterator[Path]:
        """Hand out where the PDF is to be written; then print it where a printer is named."""
        if self.output is not None:
            yield self.output
            return
        printer = find_printer(self.printer)
        with TemporaryDirectory(prefix="shopdesk-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "printed.pdf"
            yield file
            if file.exists():
                told = Progress(_("Printed:"))
                deliver(printer, file.read_bytes(), title=self.title, job=told, paint=paint_by_window)


def paint_by_window(queue: str, pdf: bytes, title: str, copies: int, job: Job) -> None:
    """Print on a printer of the system through the window's own way: the command line knows no drivers."""
    from shopdesk.app import paint  # loaded late: only Windows' own printers need Qt

    paint(queue, pdf, title, copies, job)

"""`print evidence` and `print commands`: the papers of the packing bench."""

from collections.abc import Sequence
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.services.evidence import print_commands, print_evidence
from shopdesk.words import _


def write_bench_paper(door: Door, document: str, numbers: Sequence[str], output: Path, layout: str) -> int:
    """Write the evidence page of one order, or the sheet of command barcodes."""
    if document == "commands":
        if numbers:
            raise click.UsageError(_("The sheet of commands is of no order."))
        pages = print_commands(open_the_shop(door), output, layout or "a4")
        door.answer({"document": document, "file": str(output), "pages": pages}, lambda: [str(output)])
        return 0
    if len(numbers) != 1:
        raise click.UsageError(_("Name one order: its evidence is a paper of its own."))
    evidence = print_evidence(open_the_shop(door), numbers[0], output, job=Progress(_("Scans:")))
    door.answer(
        {
            "document": document,
            "file": str(output),
            "order": evidence.order,
            "scans": len(evidence.scans),
            "seal": evidence.seal,
        },
        lambda: [str(output), _("Last link: {seal}").format(seal=evidence.seal)],
    )
    return 0

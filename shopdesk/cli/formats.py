"""`formats`: every file format the shop can read or write."""

import click

from shopdesk.cli.door import Door
from shopdesk.exchange.formats import FORMATS
from shopdesk.words import _


@click.command("formats", help=_("List every file format: name, kind, direction."))
@click.pass_obj
def formats_command(door: Door) -> int:
    """List every file format."""
    rows = [(entry.name, entry.kind, " ".join(entry.directions)) for entry in FORMATS]
    door.answer_table(
        [{"name": name, "kind": kind, "direction": direction} for name, kind, direction in rows],
        [_("Format"), _("Holds"), _("Direction")],
        lambda: rows,
    )
    return 0

"""`print refund-vouchers` and `returns instructions`: the papers of after-sales."""

from collections.abc import Sequence
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.services.return_papers import buyer_instructions, write_vouchers
from shopdesk.words import _


def write_refunds(door: Door, codes: Sequence[str], output: Path, layout: str) -> int:
    """Write the refund vouchers of these cases as one PDF."""
    pages = write_vouchers(open_the_shop(door), codes, output, layout=layout, job=Progress(_("Pages:")))
    door.answer(
        {"document": "refund-vouchers", "file": str(output), "pages": pages, "cases": list(codes)},
        lambda: [str(output)],
    )
    return 0


@click.command("instructions", help=_("Tell what the buyer is to do with an approved case, in the buyer's language."))
@click.argument("code")
@click.pass_obj
def instructions_command(door: Door, code: str) -> int:
    """Tell the buyer's instructions."""
    text = buyer_instructions(open_the_shop(door), code)
    door.answer({"text": text}, text.splitlines)
    return 0

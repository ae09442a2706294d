"""`address`: one-line addresses taken apart."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.domain.address_parsing import ParsedAddress
from shopdesk.services.addresses import parse_file
from shopdesk.words import _


@click.group("address", help=_("Take Chinese addresses apart."))
def address_command() -> None:
    """Group the verbs of addresses."""


@address_command.command("parse", help=_("Take one-line addresses into their parts; needs no shop."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def parse_command(door: Door, file: Path) -> int:
    """Take every line of a text file apart."""
    found = list(parse_file(file))
    door.answer_table(
        [shape(parsed) for parsed in found],
        [_("Receiver"), _("Telephone"), _("Province"), _("City"), _("District"), _("Street"), _("Unsure")],
        lambda: [
            (
                parsed.name,
                parsed.phone,
                parsed.province,
                parsed.city,
                parsed.district,
                parsed.street,
                ", ".join(parsed.unsure),
            )
            for parsed in found
        ],
    )
    return 0


def shape(parsed: ParsedAddress) -> dict[str, Any]:
    """Return a line's parts as JSON."""
    return {
        "line": parsed.line,
        "name": parsed.name,
        "phone": parsed.phone,
        "province": parsed.province,
        "city": parsed.city,
        "district": parsed.district,
        "street": parsed.street,
        "postcode": parsed.postcode,
        "code": parsed.code,
        "sure": parsed.sure,
        "unsure": list(parsed.unsure),
    }

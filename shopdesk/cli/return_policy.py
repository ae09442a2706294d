"""`returns policy`: the versions of what the shop promises after the sale, and a new one begun."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.return_policy import PAYERS, REASONS, Policy
from shopdesk.services.return_versions import PROMISES, NewVersion, add_version, list_versions
from shopdesk.words import _

UNBOUNDED = "none"


@click.group("policy", help=_("What is promised after the sale, version by version."))
def policy_command() -> None:
    """Group the verbs of the policy."""


@policy_command.command("list", help=_("List the versions, newest first."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the versions."""
    versions = list_versions(open_the_shop(door))
    door.answer_table(
        [_shape(policy) for policy in versions],
        [_("From"), _("Reason"), _("Days"), _("Way back")],
        lambda: [
            (policy.begins, code, UNBOUNDED if reason.days is None else reason.days, reason.freight)
            for policy in versions
            for code, reason in policy.reasons.items()
        ],
    )
    return 0


@policy_command.command("begin", help=_("Begin a version with these changes; older orders keep theirs."))
@click.option("--from", "begins", required=True, type=click.DateTime(["%Y-%m-%d"]), help=_("Its first day."))
@click.option("--days", multiple=True, metavar="REASON=DAYS", help=_("Days to send goods back; `none` for no end."))
@click.option("--freight", multiple=True, metavar="REASON=PAYER", help=_("Who pays the way back."))
@click.option("--promise", "promises", multiple=True, metavar="NAME=NUMBER", help=_("A promise of the shop's own."))
@click.pass_obj
def begin_command(
    door: Door, begins: datetime, days: Sequence[str], freight: Sequence[str], promises: Sequence[str]
) -> int:
    """Begin a version."""
    told = NewVersion(
        begins.date(),
        days=_read("--days", days, REASONS, lambda text: None if text == UNBOUNDED else int(text)),
        freight=_read("--freight", freight, REASONS, _payer),
        promises=_read("--promise", promises, PROMISES, int),
    )
    shop = open_the_shop(door)
    add_version(shop, told)
    made = next(policy for policy in list_versions(shop) if policy.begins == told.begins)
    door.answer(_shape(made), lambda: [_("The version holds for orders from {day}.").format(day=made.begins)])
    return 0


def _read(option: str, told: Sequence[str], names: Sequence[str], read: Callable[[str], Any]) -> dict[str, Any]:
    found = {}
    for text in told:
        name, _sign, value = text.partition("=")
        try:
            if name not in names:
                raise ValueError
            found[name] = read(value.strip())
        except ValueError:
            raise ShopError("policy-option", option=option, value=text, allowed=", ".join(names)) from None
    return found


def _payer(text: str) -> str:
    if text not in PAYERS:
        raise ValueError
    return text


def _shape(policy: Policy) -> dict[str, Any]:
    return {
        "from": policy.begins.isoformat(),
        **{name: getattr(policy, name) for name in PROMISES},
        "reasons": {
            code: {"days": reason.days, "freight": reason.freight, "kinds": sorted(reason.kinds)}
            for code, reason in policy.reasons.items()
        },
        "exceptions": len(policy.exceptions),
    }

"""`tickets`: concerns of buyers from the first question to the confirmed result, and what they teach."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.return_shapes import clock_shape
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.tickets import KINDS, SEVERITIES, STEPS, Ticket
from shopdesk.services import after_sales, tickets
from shopdesk.services.rule_files import reply_templates
from shopdesk.services.shop import Shop
from shopdesk.services.ticket_evidence import add_evidence, evidence_of
from shopdesk.words import LANGUAGES, _
from shopdesk.words.returns import word_ticket

_UUID = _("The step's identity: the same one twice is taken once.")


@click.group("tickets", help=_("Tickets of buyers: deadlines, steps, replies, findings."))
def tickets_command() -> None:
    """Group the verbs of tickets."""


@tickets_command.command("open", help=_("Open a ticket; its channel's clocks begin to run."))
@click.argument("subject")
@click.option("--channel", required=True, help=_("How the buyer asks: chat, phone, email, social, counter."))
@click.option("--kind", type=click.Choice(KINDS), default="question", help=_("What it is about."))
@click.option("--severity", type=click.Choice(SEVERITIES), default="normal", help=_("How serious it is."))
@click.option("--assigned", default="", help=_("Who looks after it."))
@click.option("--order", default="", help=_("The order it is about."))
@click.option("--return", "case", default="", help=_("The return it is about."))
@click.option("--sku", default="", help=_("The goods it is about."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def open_command(
    door: Door, subject: str, channel: str, kind: str, severity: str, assigned: str, order: str, case: str, sku: str,
    uuid: str,
) -> int:  # fmt: skip
    """Open a ticket."""
    shop = open_the_shop(door)
    made = tickets.open_ticket(
        shop, subject, channel=channel, kind=kind, severity=severity, assigned=assigned, order=order, case=case,
        sku=sku, uuid=uuid,
    )  # fmt: skip
    return _tell(door, shop, made)


@tickets_command.command("list", help=_("List tickets, the most urgent first."))
@click.option("--view", default="open", help=_("A view: open, unanswered, solved or all."))
@click.option("--search", default="", help=_("A number, word, order, SKU or name."))
@click.option("--assigned", default="", help=_("Only of this person."))
@click.option("--limit", type=click.IntRange(min=1), help=_("At most so many."))
@click.pass_obj
def list_command(door: Door, view: str, search: str, assigned: str, limit: int | None) -> int:
    """List tickets."""
    told = tickets.list_tickets(open_the_shop(door), view=view, search=search, assigned=assigned, limit=limit)
    door.answer_table(
        [ticket_shape(ticket) for ticket in told],
        [_("Ticket"), _("Order"), _("Kind"), _("Step")],
        lambda: [(t.number, t.order, word_ticket(t.kind), word_ticket(t.step)) for t in told],
    )
    return 0


@tickets_command.command("show", help=_("Show a ticket with all that happened to it."))
@click.argument("ticket")
@click.pass_obj
def show_command(door: Door, ticket: str) -> int:
    """Show a ticket."""
    shop = open_the_shop(door)
    return _tell(door, shop, tickets.find_ticket(shop, ticket))


@tickets_command.command("answer", help=_("Note what the buyer was told; the first answer stops its clock."))
@click.argument("ticket")
@click.argument("text", required=False, default="")
@click.option("--reply", default="", help=_("The short code of a reply."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("The reply's language."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def answer_command(door: Door, ticket: str, text: str, reply: str, language: str | None, uuid: str) -> int:
    """Answer a ticket."""
    shop = open_the_shop(door)
    words = tickets.word_reply(shop, reply, ticket=ticket, language=language or "") if reply else text
    return _tell(door, shop, tickets.answer_ticket(shop, ticket, words, uuid=uuid))


@tickets_command.command("assign", help=_("Give a ticket to a person."))
@click.argument("ticket")
@click.argument("person")
@click.option("--severity", type=click.Choice(SEVERITIES), help=_("How serious it is."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def assign_command(door: Door, ticket: str, person: str, severity: str | None, uuid: str) -> int:
    """Assign a ticket."""
    shop = open_the_shop(door)
    return _tell(door, shop, tickets.assign_ticket(shop, ticket, person, severity=severity or "", uuid=uuid))


@tickets_command.command("step", help=_("Take a ticket a step further."))
@click.argument("ticket")
@click.argument("step", type=click.Choice(STEPS[1:]))
@click.argument("text", required=False, default="")
@click.option("--kind", type=click.Choice(KINDS), help=_("What it turned out to be."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def step_command(door: Door, ticket: str, step: str, text: str, kind: str | None, uuid: str) -> int:
    """Take a step."""
    shop = open_the_shop(door)
    return _tell(door, shop, tickets.advance_ticket(shop, ticket, step, text, kind=kind or "", uuid=uuid))


@tickets_command.command("solve", help=_("Confirm the result with the buyer."))
@click.argument("ticket")
@click.option("--result", required=True, help=_("What came of it."))
@click.option("--satisfaction", type=click.IntRange(1, 5), help=_("How satisfied the buyer is, 1 to 5."))
@click.option("--suggestion", default="", help=_("What the buyer suggests; filed with the customer."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def solve_command(
    door: Door, ticket: str, result: str, satisfaction: int | None, suggestion: str, uuid: str
) -> int:  # fmt: skip
    """Solve a ticket."""
    shop = open_the_shop(door)
    return _tell(
        door, shop,
        tickets.solve_ticket(
            shop, ticket, result=result, satisfaction=satisfaction, suggestion=suggestion, uuid=uuid
        ),
    )  # fmt: skip


@tickets_command.command("undo", help=_("Take the newest step of a ticket back."))
@click.argument("ticket")
@click.pass_obj
def undo_command(door: Door, ticket: str) -> int:
    """Take a step back."""
    shop = open_the_shop(door)
    return _tell(door, shop, tickets.undo_ticket(shop, ticket))


@tickets_command.command("evidence", help=_("Keep pictures and videos as evidence."))
@click.argument("ticket")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def evidence_command(door: Door, ticket: str, files: tuple[Path, ...]) -> int:
    """Keep evidence."""
    shop = open_the_shop(door)
    for file in files:
        add_evidence(shop, ticket, file)
    return _tell(door, shop, tickets.find_ticket(shop, ticket))


@tickets_command.command("replies", help=_("List the replies by short code, or word one for a ticket."))
@click.argument("code", required=False, default="")
@click.option("--ticket", default="", help=_("The ticket whose words are filled in."))
@click.option("--language", type=click.Choice(LANGUAGES), help=_("The reply's language."))
@click.pass_obj
def replies_command(door: Door, code: str, ticket: str, language: str | None) -> int:
    """List or word replies."""
    shop = open_the_shop(door)
    if code:
        text = tickets.word_reply(shop, code, ticket=ticket, language=language or "")
        door.answer({"code": code, "text": text}, lambda: [text])
        return 0
    told = reply_templates(shop)
    door.answer_table(
        [{"code": one.code, "stage": one.stage, "texts": dict(one.texts)} for one in told],
        [_("Code"), _("Text")],
        lambda: [(one.code, one.texts.get(language or "zh_CN", "")) for one in told],
    )
    return 0


@tickets_command.command("due", help=_("List the promises that are running, what ends first in front."))
@click.pass_obj
def due_command(door: Door) -> int:
    """List running promises."""
    shop = open_the_shop(door)
    clocks = after_sales.ticket_clocks(shop)
    door.answer_table(
        [clock_shape(clock, clock.due < shop.now()) for clock in clocks],
        [_("Ticket"), _("Order"), _("Kind"), _("Due")],
        lambda: [(clock.number, clock.order, clock.kind, time(clock.due)) for clock in clocks],
    )
    return 0


@tickets_command.command("findings", help=_("SKUs and batches that several buyers complain about."))
@click.pass_obj
def findings_command(door: Door) -> int:
    """List quality findings."""
    found = tickets.quality_findings(open_the_shop(door))
    door.answer_table(
        [
            {
                "sku": one.sku, "title": one.title, "lot": one.lot or None, "supplier": one.supplier or None,
                "complaints": one.complaints, "numbers": list(one.numbers),
            }
            for one in found
        ],
        [_("SKU"), _("Batch"), _("Supplier"), _("Complaints")],
        lambda: [(one.sku, one.lot, one.supplier, one.complaints) for one in found],
    )  # fmt: skip
    return 0


def ticket_shape(told: Ticket) -> dict[str, Any]:
    """Return a ticket as JSON."""
    return {
        "number": told.number, "channel": told.channel, "kind": told.kind, "severity": told.severity,
        "subject": told.subject, "step": told.step, "assigned": told.assigned or None, "order": told.order or None,
        "return": told.case or None, "sku": told.sku or None, "plan": told.plan, "opened_at": time(told.opened_at),
        "opened_by": told.opened_by, "answer_due": time(told.answer_due), "solve_due": time(told.solve_due),
        "answered_at": time(told.answered_at), "solved_at": time(told.solved_at), "result": told.result,
        "satisfaction": told.satisfaction, "suggestion": told.suggestion, "uuid": told.uuid,
    }  # fmt: skip


def _tell(door: Door, shop: Shop, told: Ticket) -> int:
    notes = [
        {"kind": note.kind, "at": time(note.at), "by": note.actor, "text": note.text, "undone": note.undone}
        for note in told.notes
    ]
    evidence = [{"file": one.place, "name": one.name} for one in evidence_of(shop, told)]
    door.answer(
        ticket_shape(told) | {"notes": notes, "evidence": evidence},
        lambda: [
            f"{told.number}  {word_ticket(told.kind)}  {word_ticket(told.step)}  {told.subject}",
            *(f"  {time(note.at)}  {word_ticket(note.kind)}  {note.text}" for note in told.notes),
        ],
    )
    return 0

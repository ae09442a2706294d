"""The columns of the tickets' table."""

from collections.abc import Callable
from datetime import datetime

from shopdesk.domain.tickets import Ticket
from shopdesk.ui.moments import heard_slack, stamp, used_share
from shopdesk.ui.returns.ticket_words import PROMISES, SEVERITY_ROLES, STEP_STATUS, left, next_clock, role_of, word_way
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, begun
from shopdesk.words.returns import word_ticket

Now = Callable[[], datetime]


def columns(now: Now) -> list[Column]:
    """Return the columns; the clocks ask for the time whenever they are painted."""
    return [
        Column("due", _("Left"), lambda row: clock_cell(row, now()), 76, right=True),
        Column("step", _("State"), lambda row: Cell(word_ticket(row.step), status=STEP_STATUS[row.step]), 136),
        Column("number", _("Ticket"), lambda row: Cell(row.number, role="text-2"), 88),
        Column("subject", _("Concern"), lambda row: Cell(row.subject, bold=True), 140, stretch=True),
        Column("kind", _("Kind"), lambda row: Cell(word_ticket(row.kind)), 84),
        Column("channel", _("Channel"), lambda row: Cell(word_way(row.channel), role="text-2"), 92),
        Column("severity", _("Severity"), severity_cell, 68),
        Column("assigned", _("Person"), lambda row: Cell(row.assigned, role="text-2"), 84),
        Column("", _("Order"), lambda row: Cell(row.order, role="text-2"), 92, hidden=True),
        Column("opened", _("Taken in"), lambda row: Cell(stamp(row.opened_at), role="text-2"), 104, hidden=True),
    ]


def severity_cell(ticket: Ticket) -> Cell:
    """Show how grave a ticket is."""
    return Cell(begun(word_ticket(ticket.severity)), SEVERITY_ROLES[ticket.severity], bold=ticket.severity == "urgent")


def clock_cell(ticket: Ticket, now: datetime) -> Cell:
    """Show how long until the next promise ends; nothing where none is running."""
    clock = next_clock(ticket)
    if clock is None:
        return Cell("")
    kind, due = clock
    words = _("{promise} until {moment}").format(promise=_(PROMISES[kind]), moment=stamp(due))
    heard, share = heard_slack(due, now), used_share(ticket.opened_at, due, now)
    return Cell(left(due, now), role_of(due, now), share=share, tip=words, heard=heard)

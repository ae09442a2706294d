"""The columns of the cases' table: what each shows of a case, its clock in front."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shopdesk.domain.returns import Case
from shopdesk.services.return_table import running_since, running_until
from shopdesk.ui.moments import heard_slack, slack, stamp, used_share
from shopdesk.ui.status import RETURN
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, begun
from shopdesk.words.returns import word_case_state, word_kind, word_return_reason

SOON = timedelta(days=1)  # a promise of days is pressing on its last one


def return_columns(now: Callable[[], datetime]) -> list[Column]:
    """Return the columns; the clocks ask for the time whenever they are painted."""
    return [
        Column("due", _("Left"), lambda case: clock_cell(case, now()), 88, right=True),
        Column("state", _("State"), state_cell, 104),
        Column("number", _("Case"), lambda case: Cell(case.number, bold=True), 92),
        Column("", _("Order"), lambda case: Cell(case.order or "–", role="text-2"), 88),
        Column("kind", _("Kind"), lambda case: Cell(word_kind(case.kind)), 132),
        Column("", _("Reason"), reason_cell, 116),
        Column("", _("Goods"), goods_cell, 180, stretch=True),
        Column("", _("Waybill"), lambda case: Cell(case.waybill or "–", role="text-2"), 136, hidden=True),
        Column("asked", _("Asked for"), lambda case: Cell(stamp(case.asked_at), role="text-2"), 104, hidden=True),
    ]


def clock_cell(case: Case, now: datetime) -> Cell:
    """Show how long until the promise of a case that ends first is due."""
    due = running_until(case)
    if due is None:
        return Cell("")
    tip = _("Promised by {moment}").format(moment=stamp(due))
    heard, share = heard_slack(due, now), used_share(running_since(case), due, now)
    return Cell(slack(due, now), pressing(due, now), share=share, tip=tip, heard=heard)


def pressing(due: datetime, now: datetime) -> str:
    """Return the role of a promise's clock."""
    return "error" if due < now else "warn" if due < now + SOON else "text-2"


def state_cell(case: Case) -> Cell:
    """Show where a case stands, by shape, colour and word."""
    return Cell(begun(word_case_state(case.state)), status=RETURN[case.state])


def reason_cell(case: Case) -> Cell:
    """Name the buyer's reason; nobody's parcel has none."""
    return Cell(word_return_reason(case.reason) if case.order else "–", role="text-2")


def goods_cell(case: Case) -> Cell:
    """Name the first goods of a case with their pieces, and how many more there are."""
    if not case.lines:
        return Cell(case.note or "–", role="text-2")
    first = case.lines[0]
    text = f"{first.title or first.sku} × {first.quantity}"
    if len(case.lines) > 1:
        text = _("{title} and {count} more").format(title=text, count=len(case.lines) - 1)
    return Cell(text)

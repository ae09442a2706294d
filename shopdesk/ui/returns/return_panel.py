"""One case at the right of the list: what was asked for, by which rule it was decided, what runs, what came of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.domain.returns import Case, clocks_of
from shopdesk.services.returns import CaseDetails
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, label, note, row
from shopdesk.ui.moments import stamp
from shopdesk.ui.returns.return_columns import pressing
from shopdesk.ui.returns.return_step_words import CLOCKS, word_step
from shopdesk.ui.side_panel import SidePanel, amount_row, facts
from shopdesk.ui.status import RETURN
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, begun
from shopdesk.words.currencies import money
from shopdesk.words.returns import word_case_state, word_kind, word_return_reason, word_rule


class ReturnPanel(SidePanel):
    """Shows one case; what is to be done with it is done on the bench."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Case of after-sales"))
        self._context = context

    def show_case(self, details: CaseDetails) -> None:
        """Show a case."""
        case, now = details.case, self._context.shop.now()
        state = StatusLabel()
        state.show_status(RETURN[case.state], begun(word_case_state(case.state)))
        self.begin(case.number, [state])
        told: list[tuple[str, str | QWidget]] = [(_("Kind"), word_kind(case.kind))]
        if case.order:
            to_order = partial(self._context.go, "orders", order=case.order)
            told.insert(0, (_("Order"), button("orderOfCase", case.order, to_order, look="link")))
            told.append((_("Reason"), word_return_reason(case.reason)))
        told.append((_("Asked for"), stamp(case.asked_at)))
        if case.waybill:
            told.append((_("Waybill"), case.waybill))
        to_bench = button(
            "openCase", _("Open on the bench"), partial(self._context.go, "return_bench", case=case.number),
            key="Ctrl+Return", primary=True,
        )  # fmt: skip
        to_ticket = button(
            "ticketOfCase", _("Open a ticket"),
            partial(self._context.go, "tickets", new=True, case=case.number, order=case.order), key="Ctrl+Shift+T",
        )  # fmt: skip
        self.add(facts(told), row(to_bench, None), row(to_ticket, None), line_above=False)
        rule = label(word_rule(case.decision.rule, case.decision.params), rank="second", wrap=True)
        self.add(rule, *([_noted(case)] if case.note else []), title=_("Decision"))
        clocks = [
            label(f"{_(CLOCKS[clock.kind])}  {stamp(clock.due)}", rank=_rank(pressing(clock.due, now)), wrap=True)
            for clock in clocks_of(case)
        ]
        if clocks:
            self.add(*clocks, title=_("Promised"))
        if case.lines:
            lines = [amount_row(line.title or line.sku, f"× {line.quantity}") for line in case.lines]
            self.add(*lines, title=_("Goods"))
        paid = [amount_row(one.number, money(one.amount, one.currency)) for one in details.refunds if not one.undone]
        if paid:
            self.add(*paid, title=_("Paid back"))
        steps = [
            row(label(stamp(step.at), rank="muted", size=CAPTION), label(word_step(step), size=CAPTION), None)
            for step in reversed(details.steps)
        ]
        self.add(*steps, title=_("What happened"))


def _noted(case: Case) -> QWidget:
    """Return what the buyer says; of nobody's parcel what was noted of it."""
    return note(case.note) if case.order else label(case.note, wrap=True)


def _rank(role: str) -> str:
    return role if role in ("error", "warn") else "second"

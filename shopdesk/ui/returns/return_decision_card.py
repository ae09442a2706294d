"""The decision on a request while it is being made: granted or refused, by which rule, on which terms, or overruled."""

from PySide6.QtWidgets import QFrame

from shopdesk.domain.return_rules import Decision
from shopdesk.ui.controls import StatusLabel, column, heading, label
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.returns.return_bench_words import word_policy
from shopdesk.ui.returns.return_policy_card import INSIDE, OUTSIDE
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.returns import NEEDS, PAYERS, word_rule

# What a request that could not have been meant is refused by: no case is kept of it.
NEVER = (
    "order-cancelled", "not-sent", "clock-behind", "nothing-asked", "goods-not-in-order", "more-than-sold",
    "already-returned", "reason-unknown", "kind-not-for-reason",
)  # fmt: skip


class ReturnDecisionCard(QFrame):
    """Shows one decision; where the policy refuses, the reason for granting all the same is asked for here."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.verdict = StatusLabel()
        self.why = label(wrap=True)
        self.why.setObjectName("returnWhyNot")
        self.terms = label(rank="second", size=CAPTION, wrap=True)
        self.anyway = field("returnAnyway", _("Why is it granted against the policy?"))
        self.anyway_error = error_line("returnAnywayError")
        self._title = label(self.anyway.accessibleName(), rank="muted", size=CAPTION)
        parts = (
            heading(_("Decision")),
            self.verdict,
            self.why,
            self.terms,
            self._title,
            self.anyway,
            self.anyway_error,
        )
        self.setLayout(column(*parts, spacing=SPACE[1], margins=(SPACE[4], SPACE[3]) * 2))

    def show_decision(self, told: Decision | None) -> None:
        """Show a decision, or none while no order is named."""
        self.setVisible(told is not None)
        refused = told is not None and not told.allowed and told.rule not in NEVER
        self.anyway.setVisible(refused)
        self._title.setVisible(refused)
        complain(self.anyway, self.anyway_error, "")
        if told is None:
            return
        words = _("Granted") if told.allowed else _("Refused by the policy") if refused else _("Cannot be opened")
        self.verdict.show_status(INSIDE if told.allowed else OUTSIDE, words)
        self.why.setText(word_rule(told.rule, told.params))
        said = []
        if told.freight != "none" and told.rule not in NEVER:
            said.append(_("Way back paid by {who}").format(who=_(PAYERS[told.freight])))
        said += [_(NEEDS[need]) for need in told.needs if need in NEEDS]
        if told.policy and told.rule not in NEVER:
            said.append(word_policy(told.policy))
        if refused:
            said.append(_("Opened, it is kept as refused, with this rule as its answer."))
        self.terms.setText(" · ".join(said))
        self.terms.setVisible(bool(said))

    def reason(self) -> str:
        """Return why it is granted against the policy; "" after asking for it."""
        if note := self.anyway.text().strip():
            return note
        complain(self.anyway, self.anyway_error, _("Write why: it stands in the case's history."))
        self.anyway.setFocus()
        return ""

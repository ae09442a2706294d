"""Whether a case is within the policy of its order's day, drawn, with the promise that runs."""

from datetime import datetime

from PySide6.QtWidgets import QFrame

from shopdesk.domain.return_clocks import end_of_day, local_day
from shopdesk.domain.returns import Case, clocks_of
from shopdesk.services.return_desk import Desk
from shopdesk.services.return_table import running_since
from shopdesk.ui.controls import StatusLabel, clear, column, label, row
from shopdesk.ui.moments import slack, stamp, used_share
from shopdesk.ui.returns.return_columns import pressing
from shopdesk.ui.returns.return_step_words import CLOCKS
from shopdesk.ui.returns.return_timeline import Point, ReturnTimeline
from shopdesk.ui.slack_clock import SlackClock
from shopdesk.ui.status import Status
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, begun
from shopdesk.words.returns import NEEDS, word_rule

INSIDE, OUTSIDE, GOODWILL = Status("done", "ok", ""), Status("no", "error", ""), Status("tri", "warn", "")


class ReturnPolicyCard(QFrame):
    """Tells the decision with its rule, and draws its line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returnPolicyCard")
        self.setProperty("card", True)
        self.verdict = StatusLabel()
        self.rule = label(rank="second", wrap=True)
        self.rule.setObjectName("returnRule")
        self.needs = label(rank="muted", size=CAPTION, wrap=True)
        self.needs.setObjectName("returnNeeds")
        self.line = ReturnTimeline()
        self._clock = row(spacing=SPACE[2])
        head = row(spacing=SPACE[3])
        head.addWidget(self.verdict)
        head.addWidget(self.rule, 1)
        head.addLayout(self._clock)
        self.setLayout(
            column(head, self.needs, self.line, spacing=SPACE[1], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[2]))
        )

    def show_desk(self, desk: Desk, now: datetime) -> None:
        """Show where a case stands."""
        case = desk.details.case
        decided = case.decision
        if not decided.allowed:
            self.verdict.show_status(OUTSIDE, _("Refused by the policy"))
        elif decided.rule == "goodwill":
            self.verdict.show_status(GOODWILL, _("Granted as goodwill"))
        else:
            self.verdict.show_status(INSIDE, _("Within the policy"))
        self.rule.setText(self._sentence(desk))
        needs = [_(NEEDS[need]) for need in decided.needs if need in NEEDS]
        self.needs.setText(_("Needed: {what}").format(what=" · ".join(needs)) if needs and case.is_open else "")
        self.needs.setVisible(bool(self.needs.text()))
        self._show_clock(case, now)
        self._draw(desk, now)

    def _sentence(self, desk: Desk) -> str:
        decided = desk.details.case.decision
        told = word_rule(decided.rule, decided.params)
        if desk.signed is None or decided.rule != "within-window":
            return told
        days = (local_day(desk.details.case.asked_at) - local_day(desk.signed)).days
        if days <= 0:
            return _("Asked for on the day of signing. {rule}").format(rule=told)
        return _("Asked for on day {day} after signing. {rule}").format(day=days, rule=told)

    def _show_clock(self, case: Case, now: datetime) -> None:
        clear(self._clock)
        for clock in sorted(clocks_of(case), key=lambda one: one.due)[:1]:
            role = pressing(clock.due, now)
            self._clock.addWidget(SlackClock(used_share(running_since(case), clock.due, now), role))
            words = f"{_(CLOCKS[clock.kind])} {stamp(clock.due)} · {slack(clock.due, now)}"
            shown = label(words, rank=role if role in ("warn", "error") else "second", bold=True)
            shown.setObjectName("returnClock")
            self._clock.addWidget(shown)

    def _draw(self, desk: Desk, now: datetime) -> None:
        case = desk.details.case
        points = [Point(case.asked_at, _("Asked for"), "done", "ok")]
        if desk.signed:
            points.append(Point(desk.signed, begun(_("signed for")), "done", "ok"))
        if case.received_at:
            points.append(Point(case.received_at, begun(_("received")), "done", "ok"))
        due = None
        for clock in clocks_of(case):
            role = pressing(clock.due, now)
            role = role if role in ("warn", "error") else "warn"
            shape = "yuan" if clock.kind == "refund" else "swap" if clock.kind == "exchange" else "ring"
            points.append(Point(clock.due, _(CLOCKS[clock.kind]), shape, role))
            due = (running_since(case), clock.due, role)
        window = None
        if case.decision.ends_on:
            ends = end_of_day(case.decision.ends_on)
            points.append(Point(ends, begun(_("window ends")), "ring", "muted"))
            window = (desk.signed or case.asked_at, ends)
        if case.settled_at:
            points.append(Point(case.settled_at, begun(_("settled")), "done", "ok"))
        self.line.show_points(points, now, window, due)

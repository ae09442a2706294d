"""What came of a bill: how many lines were matched and left, which rows were refused, whether it was cut off."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from shopdesk.services.reconciliation import StatementReport
from shopdesk.ui.controls import column, label, row, tool
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_problem
from shopdesk.words.payments import word_bill

SHOWN = 6


def summary(report: StatementReport, leave: Callable[[], object]) -> QWidget:
    """Return the card of a bill that was just taken in, with the room around it."""
    card = QFrame()
    card.setObjectName("billSummary")
    card.setProperty("card", "true")
    card.setAccessibleName(_("What came of the bill"))
    head = row(label(word_bill(report.format), bold=True), None, tool("closeSummary", "x", _("Close"), leave))
    lines = column(head, label(report.file, rank="muted", size=CAPTION, wrap=True), spacing=SPACE[1])
    matched = ngettext("{count} line matched", "{count} lines matched", report.matched)
    lines.addWidget(label(matched.format(count=f"{report.matched:,}")))
    left = ngettext("{count} line left", "{count} lines left", report.waiting)
    lines.addWidget(label(left.format(count=f"{report.waiting:,}")))
    if report.known:
        known = ngettext("{count} line was known already", "{count} lines were known already", report.known)
        lines.addWidget(label(known.format(count=f"{report.known:,}"), rank="second", wrap=True))
    if report.lacking:
        words = _("The file tells of {count} more lines than it holds: it was cut off. Download it again.")
        lines.addWidget(label(words.format(count=report.lacking), rank="warn", wrap=True))
    for problem in report.refused[:SHOWN]:
        words = _("row {row}").format(row=problem.row) + ": " + word_problem(problem)
        lines.addWidget(label(words, rank="second", size=CAPTION, wrap=True))
    if (more := len(report.refused) - SHOWN) > 0:
        words = ngettext("and {count} more row refused", "and {count} more rows refused", more)
        lines.addWidget(label(words.format(count=f"{more:,}"), rank="second", size=CAPTION))
    lines.setContentsMargins(SPACE[4], SPACE[3], SPACE[3], SPACE[3])
    card.setLayout(lines)
    framed = QWidget()
    framed.setLayout(column(card, margins=(SPACE[4], 0, SPACE[4], SPACE[2])))
    return framed

"""Count sheets and the check of the books: what they found, said where it can be read in peace."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopdesk.domain.imports import RowProblem
from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.services.stock import Audit, Counted, count_stock
from shopdesk.services.stock_table import take_back_count
from shopdesk.ui.controls import label, row, tool
from shopdesk.ui.stock_words import figure, word_place
from shopdesk.ui.theme import SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_problem

LINES = 6


class Findings(QFrame):
    """A card over the table that lists what was found, until it is put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self.setProperty("card", "urgent")
        self._title = label(bold=True)
        self._title.setObjectName("findingsTitle")
        self._text = label(rank="second", wrap=True)
        self._text.setObjectName("findingsText")
        close = tool("closeFindings", "x", _("Put this list away"), self.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[2], SPACE[3], SPACE[3])
        layout.setSpacing(SPACE[1])
        layout.addLayout(row(self._title, None, close))
        layout.addWidget(self._text)
        self.hide()

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """List what was found; of many the first ones."""
        rest = len(lines) - LINES
        more = [_("and {count} more").format(count=rest)] if rest > 0 else []
        self._title.setText(title)
        self._text.setText("\n".join([*lines[:LINES], *more]))
        self.setAccessibleName(title)
        self.show()


def count_sheets(paths: Sequence[Path], shop: Shop, _job: Job) -> tuple[list[Counted], list[RowProblem]]:
    """Post count sheets together, all of them or none."""
    counted: list[Counted] = []
    problems: list[RowProblem] = []
    with shop.writing():
        for path in paths:
            found, refused = count_stock(shop, path)
            counted += found
            problems += refused
    return counted, problems


def counted_words(counted: Sequence[Counted]) -> str:
    """Say what a count sheet has come to."""
    changed = sum(row.before != row.counted for row in counted)
    words = ngettext("{count} SKU counted, {changed} changed", "{count} SKUs counted, {changed} changed", len(counted))
    return words.format(count=len(counted), changed=changed)


def counted_change(counted: Sequence[Counted]) -> Change:
    """Return the count as a change that can be taken back."""
    return Change(counted_words(counted), lambda shop, _job: take_back_count(shop, counted))


def problem_lines(problems: Sequence[RowProblem]) -> list[str]:
    """Say of each refused row why."""
    return [_("Row {row}: {why}").format(row=problem.row, why=word_problem(problem)) for problem in problems]


def audit_words(audit: Audit) -> str:
    """Say what the check of the books has come to."""
    if audit.ok:
        words = ngettext(
            "{count} number re-derived, none differs", "{count} numbers re-derived, none differs", audit.checked
        )
        return words.format(count=audit.checked)
    count = len(audit.drifts) + len(audit.stray)
    words = ngettext("{count} of {all} numbers differs", "{count} of {all} numbers differ", count)
    return words.format(count=count, all=audit.checked)


def audit_lines(audit: Audit) -> list[str]:
    """Name every number that differs."""
    words = _("{sku}, {place}: kept {kept}, the movements say {summed}")
    drifts = [
        words.format(sku=d.sku, place=word_place(d.location), kept=figure(d.kept), summed=figure(d.summed))
        for d in audit.drifts
    ]
    stray = _("{order} still keeps pieces of {sku}")
    return [*drifts, *(stray.format(order=order, sku=sku) for order, sku in audit.stray)]

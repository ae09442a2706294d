"""The Z report of a shift on the roll: what was sold, taken and paid back, and what lies in the till."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.layouts import Layout
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import ShiftReport
from shopdesk.reports.document import open_document
from shopdesk.reports.receipts import PAYMENTS
from shopdesk.reports.rolls import Roll
from shopdesk.words import translator


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """A Z report with the words around it; times as they are written."""

    shop: str
    report: ShiftReport
    opened: str
    closed: str
    language: str = "zh_CN"


def write_shift_report(paper: ShiftPaper, target: Path | BinaryIO, layout: Layout) -> int:
    """Write a Z report and return its pages."""
    words = translator(paper.language)
    with open_document(target, words.gettext("Z report"), paper.language) as document:
        roll = Roll(document, layout)
        roll.head(paper.shop, "")
        roll.show(words.gettext("Z report"), 12, bold=True, align="centre")
        for name, value in shift_rows(paper):
            if not name:
                roll.rule()
            else:
                roll.pair(name, value)
        roll.finish()
        return document.page_count


def shift_rows(paper: ShiftPaper) -> list[tuple[str, str]]:
    """Return the rows of a Z report as they are written; an empty name is a line."""
    words, told, shift = translator(paper.language), paper.report, paper.report.shift

    def money(amount: int) -> str:
        return ("−" if amount < 0 else "") + format_amount(abs(amount), told.currency, grouped=True)

    def way(code: str) -> str:
        return words.gettext(PAYMENTS[code]) if code in PAYMENTS else code

    rows = [
        (words.gettext("Shift"), shift.number),
        (words.gettext("Opened at"), paper.opened),
        (words.gettext("Closed at"), paper.closed or words.gettext("still open")),
        (words.gettext("Served by"), shift.closed_by or shift.opened_by),
        ("", ""),
        (words.gettext("Number of sales"), str(told.sales)),
        (words.gettext("Receipts from – to"), f"{told.first} – {told.last}" if told.first else "–"),
        (words.gettext("Pieces"), f"{told.pieces:,}"),
        (words.gettext("Before reductions"), money(told.gross)),
        *((one.name or words.gettext("Discount"), money(-one.amount)) for one in told.reductions),
        (words.gettext("Sold for"), money(told.net)),
        ("", ""),
        *((way(code), money(amount)) for code, amount in told.taken.items()),
        *((words.gettext("Paid back: {how}").format(how=way(code)), money(-n)) for code, n in told.paid_back.items()),
        ("", ""),
        (words.gettext("Cash at the beginning"), money(shift.opening)),
        (words.gettext("Cash put in"), money(told.cash_in)),
        (words.gettext("Cash taken out"), money(-told.cash_out)),
        (words.gettext("Cash that must lie there"), money(told.expected)),
    ]
    if shift.counted is not None:
        rows.append((words.gettext("Cash counted"), money(shift.counted)))
        rows.append((words.gettext("Over or short"), money(shift.difference or 0)))
    if shift.reason:
        rows.append((words.gettext("Reason"), shift.reason))
    more = [
        (words.gettext("Prices by hand"), told.overrides),
        (words.gettext("Carts given up"), told.held),
        (words.gettext("Clock set back"), told.clock_steps),
    ]
    return rows + [(name, str(count)) for name, count in more if count]

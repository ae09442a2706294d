"""The lines of a bill that is looked at: what each will become, as rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shopdesk.domain.imports import RowProblem
from shopdesk.services.statement_preview import LookedLine, StatementLook
from shopdesk.ui.moments import stamp
from shopdesk.ui.status import Status
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _
from shopdesk.words.currencies import money
from shopdesk.words.errors import word_problem
from shopdesk.words.payments import word_left, word_line_kind, word_way

FATES = ("match", "left", "aside", "known", "refused")
BILL_ROW = {
    "match": Status("done", "ok", "pay-settled"),
    "left": Status("tri", "warn", "warn"),
    "aside": Status("sqdash", "muted", "none"),
    "known": Status("done", "muted", "unchanged"),
    "refused": Status("oct", "error", "rejected"),
}

DIFFERS = Status("dia", "warn", "pay-differs")


@dataclass(frozen=True, slots=True)
class BillRow:
    """One row of the file: a line with its fate, or the reason why it is none."""

    row: int
    looked: LookedLine | None = None
    problem: RowProblem | None = None

    @property
    def fate(self) -> str:
        """What becomes of it."""
        return self.looked.fate if self.looked else "refused"


def bill_rows(look: StatementLook) -> list[BillRow]:
    """Return the rows of a bill in the order of the file."""
    rows = [BillRow(looked.line.row, looked=looked) for looked in look.lines]
    rows += [BillRow(problem.row, problem=problem) for problem in look.refused]
    return sorted(rows, key=lambda row: row.row)


BILL_KEYS: dict[str, Callable[[BillRow], object]] = {
    "row": lambda row: row.row,
    "at": lambda row: row.looked.line.at if row.looked else datetime.min.replace(tzinfo=UTC),
    "amount": lambda row: _signed(row.looked) if row.looked else 0,
    "kind": lambda row: row.looked.line.kind if row.looked else "",
    "fate": lambda row: (FATES.index(row.fate), row.row),
}


def bill_columns() -> list[Column]:
    """Return the columns of a bill that is looked at."""
    return [
        Column("row", _("Row"), lambda row: Cell(f"{row.row:,}", "muted"), 56, right=True),
        Column("at", _("Time"), lambda row: Cell(stamp(row.looked.line.at) if row.looked else "", "text-2"), 120),
        Column("kind", _("Kind"), lambda row: Cell(word_line_kind(row.looked.line.kind) if row.looked else ""), 84),
        Column("amount", _("Amount"), _amount, 96, right=True),
        Column("", _("Order"), lambda row: Cell(row.looked.line.order_no if row.looked else ""), 150),
        Column("", _("Remark"), lambda row: Cell(row.looked.line.remark if row.looked else "", "text-2"), 140,
               stretch=True),
        Column("fate", _("What becomes of it"), _fate, 300),
        Column("", _("Trade number"), lambda row: Cell(row.looked.line.trade_no if row.looked else "", "text-2"), 150,
               hidden=True),
    ]  # fmt: skip


def word_fate(row: BillRow) -> str:
    """Say what becomes of a row."""
    if row.problem is not None:
        return word_problem(row.problem)
    looked = row.looked
    assert looked is not None
    if looked.fate == "match":
        words = f"{_named(looked.payments)} · {word_way(looked.how)}"
        if looked.awaited is None:
            return words
        awaited = money(looked.awaited, looked.line.currency)
        return words + " · " + _("expected {amount}").format(amount=awaited)
    return _("Already known: skipped") if looked.fate == "known" else word_left(looked.how)


def _named(orders: Sequence[str]) -> str:
    return (
        orders[0] if len(orders) == 1 else _("{first} and {count} more").format(first=orders[0], count=len(orders) - 1)
    )


def _signed(looked: LookedLine) -> int:
    return looked.line.amount if looked.line.kind == "payment" else -looked.line.amount


def _amount(row: BillRow) -> Cell:
    if row.looked is None:
        return Cell("")
    return Cell(money(_signed(row.looked), row.looked.line.currency), bold=True)


def _fate(row: BillRow) -> Cell:
    words = word_fate(row)
    differs = row.looked is not None and row.looked.awaited is not None
    return Cell(words, status=DIFFERS if differs else BILL_ROW[row.fate], tip=words)

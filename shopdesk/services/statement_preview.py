"""A bill looked at before it is taken: how many lines, which days, how much came and went, what it will match."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from shopdesk.db import payments, statements
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.jobs import Job
from shopdesk.domain.mapping import ColumnMapping, Preset
from shopdesk.domain.payments import Payment
from shopdesk.domain.reconciliation import Match, reconcile
from shopdesk.domain.statements import Statement, StatementLine
from shopdesk.services.import_presets import list_presets
from shopdesk.services.payments import derive_payments
from shopdesk.services.shop import Shop

EARLIEST = timedelta(days=120)  # how long before its first line a statement tells of payments
_IN, _OUT = ("payment",), ("refund", "fee")


@dataclass(frozen=True, slots=True)
class LookedLine:
    """A line of the file with what will become of it: "match", "known", "left" or "aside".

    `payments` are the orders or sales that it tells of, `how` the way they were found or the reason why none was;
    `awaited` is the amount that was expected where the line tells another one.
    """

    line: StatementLine
    fate: str
    how: str = ""
    payments: tuple[str, ...] = ()
    awaited: int | None = None


@dataclass(frozen=True, slots=True)
class StatementLook:
    """What a bill holds and what taking it would do; nothing of it is written.

    `sums` are by currency what came, what was paid back and charged, and what moved without being a sale.
    """

    path: Path
    format: str
    method: str
    lines: tuple[LookedLine, ...]
    refused: tuple[RowProblem, ...]
    skipped: int
    lacking: int
    columns: Mapping[str, str]

    def count(self, fate: str) -> int:
        """Return how many lines will fare like this."""
        return sum(line.fate == fate for line in self.lines)

    @property
    def new(self) -> int:
        """How many lines are not known yet."""
        return len(self.lines) - self.count("known")

    @property
    def span(self) -> tuple[StatementLine, StatementLine] | None:
        """The earliest and the latest line, None of a bill without any."""
        told = sorted((looked.line for looked in self.lines), key=lambda line: line.at)
        return (told[0], told[-1]) if told else None

    @property
    def sums(self) -> dict[str, tuple[int, int, int]]:
        """By currency: what came, what went back or was charged, what else moved."""
        found: dict[str, tuple[int, int, int]] = {}
        for line in (looked.line for looked in self.lines):
            came, went, other = found.get(line.currency, (0, 0, 0))
            if line.kind in _IN:
                came += line.amount
            elif line.kind in _OUT:
                went += line.amount
            else:
                other += line.amount
            found[line.currency] = (came, went, other)
        return found


def bill_presets(shop: Shop) -> list[Preset]:
    """Return the presets by which banks' files are known."""
    return [preset for preset in list_presets(shop) if preset.mapping.kind == "statements"]


def read_bill(
    shop: Shop, path: Path, *, columns: Mapping[str, str] | None = None, method: str = "",
    mapping: ColumnMapping | None = None, job: Job | None = None,
) -> Statement:  # fmt: skip
    """Read a bill as it is told, else as it is known. Raises ShopError with the codes of `read_statement`."""
    from shopdesk.exchange.statements import read_statement

    step = (lambda done: job.step(done, 0)) if job else None
    return read_statement(
        path, columns=columns, method=method, mapping=mapping, presets=bill_presets(shop), step=step
    )  # fmt: skip


def look_at_statement(
    shop: Shop, path: Path, *, columns: Mapping[str, str] | None = None, method: str = "",
    mapping: ColumnMapping | None = None, job: Job | None = None,
) -> StatementLook:  # fmt: skip
    """Tell what taking a bill would do; no line of it is kept. Raises like `read_bill`."""
    told = read_bill(shop, path, columns=columns, method=method, mapping=mapping, job=job)
    derive_payments(shop)
    kept = statements.load_lines(shop.connection, statements.line_ids(shop.connection, "lines"))
    known = statements.known_digests(shop.connection, [line.digest for line in told.lines])
    # Lines that wait already take part: they may be told of the same payment.
    waiting = {-at: one.line for at, one in enumerate(kept, 1) if not one.matches and not one.ignored}
    seen: set[str] = set()
    for at, line in enumerate(told.lines):
        if line.digest not in known and line.digest not in seen:
            waiting[at] = line
            seen.add(line.digest)
    since = min((line.at for line in waiting.values()), default=shop.now()) - EARLIEST
    open_payments = payments.payments_since(shop.connection, since)
    found = reconcile(waiting, open_payments)
    matches = {match.line: match for match in found.matches}
    names = {payment.row: payment for payment in open_payments}
    looked = tuple(
        _fate(at, line, at in waiting, matches.get(at), found.left.get(at, ""), names)
        for at, line in enumerate(told.lines)
    )
    return StatementLook(
        path, told.format, told.method, looked, tuple(told.refused), told.skipped, told.lacking, told.columns
    )  # fmt: skip


def _fate(
    at: int, line: StatementLine, new: bool, match: Match | None, reason: str, names: Mapping[int, Payment]
) -> LookedLine:
    if not new:
        return LookedLine(line, "known")
    if match is None:
        return LookedLine(line, "aside" if reason == "not-a-sale" else "left", reason)
    told = [names[row] for row, _amount in match.shares]
    rest = sum(payment.amount - payment.settled for payment in told)
    # What is paid out after the fee, or for a whole day, is matched by what it should be.
    other = match.how in ("trade", "order") and rest != line.amount
    orders = tuple(payment.order or payment.sale for payment in told)
    return LookedLine(line, "match", match.how, orders, rest if other else None)

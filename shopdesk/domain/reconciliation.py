"""Which line of a statement tells of which payment: by trade number, by order number, by amount and time, by sums."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shopdesk.domain.payments import Payment
from shopdesk.domain.statements import MATCHED_KINDS, StatementLine

WAYS = ("trade", "order", "amount", "sum", "fee", "hand")
REASONS = ("no-payment", "ambiguous", "duplicate", "not-a-sale", "fee")
WINDOW = timedelta(days=2)
SETTLED_WITHIN = timedelta(days=4)
_TOKEN = re.compile(r"SD-\d{6,}|[A-Z0-9][A-Z0-9_-]{5,}", re.IGNORECASE | re.ASCII)
_DIGITS = re.compile(r"\d{8,}", re.ASCII)
_PROPOSED = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A line with the payments that it tells of, each with its share of the line's amount, and how it was found."""

    line: int
    shares: tuple[tuple[int, int], ...]
    how: str


@dataclass(slots=True)
class Reconciled:
    """The matches, and of every line that has none the reason."""

    matches: list[Match] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A payment that a line may tell of, and why: "order", "amount" or "near"."""

    payment: Payment
    why: str


def reconcile(lines: Mapping[int, StatementLine], payments: Sequence[Payment]) -> Reconciled:
    """Match lines with payments of the same kind, each at most once, surest first; the order of either is irrelevant.

    What was settled before counts: `payments` hold also those that are matched, so that a duplicate is known.
    """
    return _Matching(lines, payments).run()


def order_keys(line: StatementLine) -> list[str]:
    """Return what in a line may be the number of an order, the surest first."""
    keys: dict[str, None] = {}
    for text in (line.order_no, line.remark):
        if text:
            keys |= dict.fromkeys([text, *_TOKEN.findall(text), *_DIGITS.findall(text)])
            # Taobao writes T200P before its order number.
            keys |= dict.fromkeys(re.sub(r"^T\d+P", "", key) for key in list(keys))
    return [key.upper() for key in keys if len(key) >= 6]


def propose(line: StatementLine, payments: Iterable[Payment]) -> list[Proposal]:
    """Return the payments that a line most likely tells of: of its order, of its amount, then those near in time."""
    keys = set(order_keys(line))
    ranked = []
    for payment in payments:
        if payment.kind != _kind(line) or payment.settled >= payment.amount:
            continue
        of_order = bool(keys & set(_names(payment))) or bool(line.trade_no and payment.reference == line.trade_no)
        same = line.amount in (payment.amount, abs(payment.net))
        apart = abs((payment.at - line.at).total_seconds())
        alike = apart <= WINDOW.total_seconds() and abs(payment.amount - line.amount) * 10 <= line.amount
        if of_order or same or alike:
            why = "order" if of_order else "amount" if same else "near"
            ranked.append((not of_order, not same, apart, payment.row, Proposal(payment, why)))
    return [told[-1] for told in sorted(ranked, key=lambda told: told[:-1])[:_PROPOSED]]


def _kind(line: StatementLine) -> str:
    return "refund" if line.kind == "refund" else "payment"


def _names(payment: Payment) -> list[str]:
    return [name.upper() for name in (payment.order, payment.channel_order_no, payment.sale) if name]


class _Matching:
    """One run: what is left of each payment, and the indexes by which candidates are found."""

    def __init__(self, lines: Mapping[int, StatementLine], payments: Sequence[Payment]) -> None:
        self.lines = lines
        self.payments = {payment.row: payment for payment in sorted(payments, key=lambda one: (one.at, one.row))}
        self.rest = {row: payment.amount - payment.settled for row, payment in self.payments.items()}
        self.by_trade: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, payment in self.payments.items():
            if payment.reference:
                self.by_trade[payment.kind, payment.reference].append(row)
            for name in _names(payment):
                self.by_name[payment.kind, name].append(row)
        self.found = Reconciled()
        self.trades: dict[str, int] = {}
        self.sums: dict[tuple[str, date], list[int]] = defaultdict(list)

    def run(self) -> Reconciled:
        """Go through the lines by time, numbers before amounts, fees last."""
        order = sorted(self.lines, key=lambda key: (self.lines[key].at, self.lines[key].trade_no, key))
        waiting = []
        for key in order:
            line = self.lines[key]
            if line.kind not in MATCHED_KINDS:
                self.found.left[key] = "not-a-sale"
            elif line.kind != "fee" and not self._by_number(key, line):
                waiting.append(key)
        self._by_amount([key for key in waiting if self.found.left.get(key) != "duplicate"])
        for key in order:
            if self.lines[key].kind == "fee":
                self._fee(key, self.lines[key])
        return self.found

    def _keep(self, key: int, shares: Sequence[tuple[int, int]], how: str) -> bool:
        self.found.matches.append(Match(key, tuple(shares), how))
        self.found.left.pop(key, None)
        for row, amount in shares:
            self.rest[row] -= amount
        line = self.lines[key]
        if (trade := line.trade_no) and shares and line.kind == "payment":  # a refund bears its payment's trade number
            self.trades.setdefault(trade, shares[0][0])
        return True

    def _by_number(self, key: int, line: StatementLine) -> bool:
        if line.trade_no and (rows := self.by_trade.get((line.kind, line.trade_no))):
            return self._take(key, line, rows, "trade")
        for name in order_keys(line):
            if rows := self.by_name.get((line.kind, name)):
                return self._take(key, line, rows, "order")
        return False

    def _take(self, key: int, line: StatementLine, rows: Sequence[int], how: str) -> bool:
        """Give a line to the payments of its number: one of its amount, else all of them, else the only one."""
        free = [row for row in rows if self.rest[row] > 0]
        if not free:
            self.found.left[key] = "duplicate"
            return False
        same = [row for row in free if self.rest[row] == line.amount]
        own = [row for row in same if self.payments[row].method == line.method]
        if same:
            return self._keep(key, [((own or same)[0], line.amount)], how)
        if sum(self.rest[row] for row in free) == line.amount:
            return self._keep(key, [(row, self.rest[row]) for row in free], how)
        told = [row for row in free if self.payments[row].method == line.method] or free
        if len(told) == 1:
            return self._keep(key, [(told[0], line.amount)], how)
        self.found.left[key] = "ambiguous"
        return False

    def _by_amount(self, keys: Sequence[int]) -> None:
        """Match what fits only one way: one payment of this amount and time, and no other line that could be its."""
        untouched = [row for row, told in self.payments.items() if not told.matches and self.rest[row] == told.amount]
        by_amount: dict[tuple[str, int], list[int]] = defaultdict(list)
        for row in untouched:
            payment = self.payments[row]
            for amount in {payment.amount, abs(payment.net)}:
                by_amount[payment.kind, amount].append(row)
        lines = {key: self.lines[key] for key in keys}
        fits = {key: self._fitting(line, by_amount[line.kind, line.amount]) for key, line in lines.items()}
        wanted: dict[int, int] = defaultdict(int)
        for rows in fits.values():
            for row in rows:
                wanted[row] += 1
        for key, rows in fits.items():
            if len(rows) == 1 and wanted[rows[0]] == 1:
                self._keep(key, [(rows[0], self.payments[rows[0]].amount)], "amount")
            elif not self._by_sum(key, untouched):
                self.found.left.setdefault(key, "ambiguous" if rows else "no-payment")

    def _fitting(self, line: StatementLine, rows: Sequence[int]) -> list[int]:
        found = []
        for row in rows:
            payment = self.payments[row]
            near = abs(payment.at - line.at) <= WINDOW
            if line.method == "bank" and payment.method != "bank":  # what a service pays out comes days later
                near = timedelta(0) <= line.at - payment.at <= SETTLED_WITHIN * 2
            if near and (line.method in (payment.method, "bank") or payment.method == "platform"):
                found.append(row)
        return found

    def _by_sum(self, key: int, untouched: Sequence[int]) -> bool:
        """Match what a service paid out for a day: the net of all its payments that were expected then."""
        line = self.lines[key]
        if line.method != "bank" or line.kind != "payment":
            return False
        if not self.sums:
            for row in untouched:
                self.sums[self.payments[row].method, self.payments[row].expected].append(row)
        fitting = []
        for (method, day), rows in self.sums.items():
            free = [row for row in rows if self.rest[row] == self.payments[row].amount]
            near = abs(line.at.date() - day) <= SETTLED_WITHIN and method != "cash" and len(free) > 1
            if near and sum(self.payments[row].net for row in free) == line.amount:
                fitting.append(free)
        if len(fitting) != 1:
            return False
        return self._keep(key, [(row, self.payments[row].amount) for row in fitting[0]], "sum")

    def _fee(self, key: int, line: StatementLine) -> None:
        """Give a fee that stands in a line of its own to the payment of its trade."""
        row = self.trades.get(line.trade_no) if line.trade_no else None
        if row is None:
            rows = self.by_trade.get(("payment", line.trade_no), []) if line.trade_no else []
            names = (found for name in order_keys(line) if (found := self.by_name.get(("payment", name))))
            row = next(iter(rows or next(names, [])), None)
        if row is None:
            self.found.left[key] = "fee"
        else:
            self.found.matches.append(Match(key, ((row, 0),), "fee"))

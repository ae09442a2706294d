"""Statements against payments: taken in and matched by themselves, the remaining few by hand, all of it taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.db import payments, statements, taken_bills
from shopdesk.db.statements import KeptLine, KeptMatch
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.jobs import Job
from shopdesk.domain.mapping import ColumnMapping
from shopdesk.domain.money import split
from shopdesk.domain.payments import Payment
from shopdesk.domain.reconciliation import Match, Proposal, propose, reconcile
from shopdesk.domain.statements import StatementLine
from shopdesk.services.identity import new_id
from shopdesk.services.payments import derive_payments, find_payment
from shopdesk.services.shop import Shop
from shopdesk.services.statement_preview import EARLIEST, read_bill

__all__ = [
    "VIEWS", "KeptLine", "KeptMatch", "Proposal", "StatementReport", "find_line", "lines_of_payment", "list_lines",
    "match_again", "match_by_hand", "match_lines", "payments_of_line", "propose_payments", "put_line_aside",
    "restore_statement", "take_statement", "undo_match", "undo_statement",
]  # fmt: skip
VIEWS = tuple(statements.VIEWS)


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What came of a statement: `lacking` lines are told of by the file and not in it, it was cut off.

    `left` gives the reason by line; `uuid` is "" where nothing was new and nothing was kept.
    """

    uuid: str
    format: str
    file: str
    rows: int
    added: int
    known: int
    matched: int
    refused: tuple[RowProblem, ...] = ()
    lacking: int = 0
    left: tuple[KeptLine, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many of the lines are left for a person; what is no sale is not."""
        return sum(kept.reason != "not-a-sale" for kept in self.left)


def take_statement(
    shop: Shop, path: Path, *, columns: Mapping[str, str] | None = None, method: str = "",
    mapping: ColumnMapping | None = None, job: Job | None = None,
) -> StatementReport:  # fmt: skip
    """Take a bill in and match its lines; lines that are kept already are passed over: twice changes nothing.

    Raises ShopError with the codes of `read_statement`.
    """
    told = read_bill(shop, path, columns=columns, method=method, mapping=mapping, job=job)
    derive_payments(shop)
    lines = {line.digest: line for line in told.lines}
    with shop.writing():
        known = statements.known_digests(shop.connection, list(lines))
        new = [line for digest, line in lines.items() if digest not in known]
        uuid, matched = "", 0
        left: list[KeptLine] = []
        if new:
            uuid = new_id()
            counts = (len(told.lines) + len(told.refused) + told.skipped, len(new), len(known), len(told.refused))
            row = statements.add_statement(
                shop.connection, uuid=uuid, told_format=told.format, file=path.name, at=shop.now(), actor=shop.actor,
                counts=counts,
            )  # fmt: skip
            statements.add_lines(shop.connection, row, new)
            match_lines(shop)
            own = statements.load_lines(shop.connection, statements.lines_of(shop.connection, row))
            matched = sum(kept.matches > 0 for kept in own)
            left = [kept for kept in own if not kept.matches]
    repeated = len(told.lines) - len(lines)
    rows = len(told.lines) + len(told.refused) + told.skipped
    return StatementReport(
        uuid, told.format, path.name, rows, len(new), len(known) + repeated, matched, tuple(told.refused),
        told.lacking, tuple(left), told.columns,
    )  # fmt: skip


def match_lines(shop: Shop) -> int:
    """Match every line that is left, inside the caller's transaction; return how many found their payments."""
    connection = shop.connection
    kept = statements.load_lines(connection, statements.line_ids(connection, "lines"))
    waiting = {told.row: told.line for told in kept if not told.matches and not told.ignored}
    if not waiting:
        return 0
    since = min(line.at for line in waiting.values()) - EARLIEST
    found = reconcile(waiting, payments.payments_since(connection, since))
    _keep(shop, waiting, found.matches)
    statements.set_reasons(connection, ((reason, row) for row, reason in found.left.items()))
    return len(found.matches)


def undo_statement(shop: Shop, uuid: str) -> int:
    """Take a statement back with all that was matched by it; return how many lines went. Raises "statement-missing"."""
    with shop.writing():
        row = _statement(shop, uuid)
        lines = statements.lines_of(shop.connection, row)
        _free(shop, lines)
        statements.set_statement_undone(shop.connection, row, shop.now())
    return len(lines)


def restore_statement(shop: Shop, uuid: str) -> int:
    """Bring a statement back that was taken back with its matches, and match what is left; return how many lines came.

    A match whose payment was told of by another bill meanwhile stays away.

    Raises ShopError with "statement-missing", or "statement-again" where a newer bill holds some of its lines.
    """
    with shop.writing():
        row = _statement(shop, uuid)
        if count := taken_bills.taken_again(shop.connection, row):
            raise ShopError("statement-again", count=count)
        gone = statements.matches_gone_with(shop.connection, row)
        statements.set_statement_undone(shop.connection, row, None)
        _bring_back(shop, gone)
        match_lines(shop)
        return len(statements.lines_of(shop.connection, row))


def match_by_hand(shop: Shop, line: int, uuids: Sequence[str]) -> None:
    """Say which payments a line tells of; one that is told in other amounts then differs.

    Raises ShopError with "statement-line-unknown", "payment-unknown", "match-taken", "match-kinds" or
    "match-currency".
    """
    with shop.writing():
        kept = find_line(shop, line)
        chosen = [find_payment(shop, uuid) for uuid in dict.fromkeys(uuids)]
        if kept.matches:
            raise ShopError("match-taken", value=kept.line.trade_no or str(line))
        if taken := next((told for told in chosen if told.settled >= told.amount or told.undone), None):
            raise ShopError("match-taken", value=taken.order or taken.sale)
        if any((told.kind == "refund") != (kept.line.kind == "refund") for told in chosen) or not chosen:
            raise ShopError("match-kinds")
        if any(told.currency != kept.line.currency for told in chosen):
            raise ShopError("match-currency", value=f"{chosen[0].currency}, {kept.line.currency}")
        rests = [told.amount - told.settled for told in chosen]
        shares = split(kept.line.amount, rests) if len(rests) > 1 else [kept.line.amount]
        match = Match(line, tuple((told.row, share) for told, share in zip(chosen, shares, strict=True)), "hand")
        statements.set_ignored(shop.connection, line, None)
        _keep(shop, {line: kept.line}, [match])


def undo_match(shop: Shop, line: int) -> list[KeptMatch]:
    """Take the match of a line back; return it, for `match_again`. Raises "statement-line-unknown"."""
    with shop.writing():
        find_line(shop, line)
        gone = statements.matches_of(shop.connection, lines=[line])
        _free(shop, [line])
    return gone


def match_again(shop: Shop, gone: Sequence[KeptMatch]) -> None:
    """Let a match that was taken back hold again as it was. Raises ShopError("match-taken")."""
    with shop.writing():
        back = _bring_back(shop, gone)
        if stays := next((told for told in gone if told not in back), None):
            raise ShopError("match-taken", value=find_line(shop, stays.line).line.trade_no or str(stays.line))


def put_line_aside(shop: Shop, line: int, *, aside: bool = True) -> None:
    """Say that a line is none of the shop's sales, or that it is after all. Raises "statement-line-unknown"."""
    with shop.writing():
        find_line(shop, line)
        statements.set_ignored(shop.connection, line, shop.now() if aside else None)


def find_line(shop: Shop, line: int) -> KeptLine:
    """Return a line by its row. Raises ShopError("statement-line-unknown")."""
    found = statements.load_lines(shop.connection, [line])
    if not found:
        raise ShopError("statement-line-unknown", value=line)
    return found[0]


def list_lines(shop: Shop, view: str = "left", search: str = "") -> list[KeptLine]:
    """Return the lines of a view that hold a text, the newest first."""
    return statements.load_lines(shop.connection, statements.line_ids(shop.connection, view, search.strip()))


def propose_payments(shop: Shop, line: int) -> list[Proposal]:
    """Return the payments that a line most likely tells of, the likeliest first."""
    kept = find_line(shop, line)
    return propose(kept.line, payments.payments_since(shop.connection, kept.line.at - EARLIEST))


def payments_of_line(shop: Shop, line: int) -> list[tuple[Payment, KeptMatch]]:
    """Return the payments that a line tells of, each with its match."""
    matches = statements.matches_of(shop.connection, lines=[line])
    found = payments.load_payments(shop.connection, [told.payment for told in matches])
    return list(zip(found, matches, strict=True))


def lines_of_payment(shop: Shop, payment: Payment) -> list[tuple[KeptLine, KeptMatch]]:
    """Return the lines that tell of a payment, each with its match."""
    matches = statements.matches_of(shop.connection, payment=payment.row)
    found = statements.load_lines(shop.connection, [told.line for told in matches])
    return list(zip(found, matches, strict=True))


def _statement(shop: Shop, uuid: str) -> int:
    row = statements.find_statement(shop.connection, uuid)
    if row is None:
        raise ShopError("statement-missing", value=uuid)
    return row


def _keep(shop: Shop, lines: Mapping[int, StatementLine], matches: Sequence[Match]) -> None:
    rows = [row for match in matches for row, _amount in match.shares]
    known = {told.row: told for told in payments.load_payments(shop.connection, rows)}
    kept = []
    for match in matches:
        fees = _fees(lines[match.line], match, known)
        kept += [
            KeptMatch(match.line, row, amount, fee, match.how)
            for (row, amount), fee in zip(match.shares, fees, strict=True)
        ]
    statements.add_matches(shop.connection, kept, shop.now(), shop.actor)
    statements.count_again(shop.connection, [match.line for match in matches], rows)


def _fees(line: StatementLine, match: Match, known: Mapping[int, Payment]) -> list[int | None]:
    """Return what the line says of each payment's fee, None where it says nothing."""
    if match.how == "fee":
        return [line.amount]
    shares = [amount for _row, amount in match.shares]
    if line.fee is not None:
        return list(split(line.fee, shares))
    if sum(shares) != line.amount:  # what came is what was left after the fee
        return [known[row].fee if len(shares) > 1 else abs(sum(shares) - line.amount) for row, _amount in match.shares]
    return [None] * len(shares)


def _bring_back(shop: Shop, gone: Sequence[KeptMatch]) -> list[KeptMatch]:
    """Let matches hold again, line by line; a line that has others, or whose payments have, stays without."""
    lines = {told.row for told in statements.load_lines(shop.connection, [told.line for told in gone]) if told.matches}
    known = payments.load_payments(shop.connection, [told.payment for told in gone])
    taken = {told.row for told in known if told.undone or told.settled >= told.amount}
    stay = lines | {told.line for told in gone if told.payment in taken and told.how != "fee"}
    back = [told for told in gone if told.line not in stay]
    statements.add_matches(shop.connection, back, shop.now(), shop.actor)
    statements.count_again(shop.connection, [told.line for told in back], [told.payment for told in back])
    return back


def _free(shop: Shop, lines: Sequence[int]) -> None:
    rows = [told.payment for told in statements.matches_of(shop.connection, lines=lines)]
    statements.undo_matches(shop.connection, lines, shop.now())
    statements.count_again(shop.connection, lines, rows)

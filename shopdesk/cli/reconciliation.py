"""`reconcile`: a bill of Alipay, WeChat or a bank against the payments."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.payments import payment_shape
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.money import format_amount
from shopdesk.services import reconciliation
from shopdesk.services.reconciliation import VIEWS, KeptLine
from shopdesk.services.shop import Shop
from shopdesk.services.statement_preview import look_at_statement
from shopdesk.services.taken_bills import VIEWS as BILL_VIEWS
from shopdesk.services.taken_bills import TakenBill, list_bills
from shopdesk.words import _
from shopdesk.words.errors import word_problem
from shopdesk.words.payments import word_bill, word_left, word_line_kind

_COUNTED = ("lines", "new", "matched", "left", "refused")


@click.command("reconcile", help=_("Match a bill with the payments; the same bill twice changes nothing."))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help=_("A bank's column: at=Buchungstag."))
@click.option("--method", default="", help=_("By which method the money of this bill came."))
@click.option("--preview", is_flag=True, help=_("Tell what taking the bill would do; nothing is written."))
@click.option("--list", "view", type=click.Choice(list(VIEWS)), default=None, help=_("List the lines of a view."))
@click.option("--propose", metavar="LINE", type=int, default=None, help=_("List the payments a line may tell of."))
@click.option("--match", "match", metavar="LINE", type=int, default=None, help=_("Match this line by hand."))
@click.option("--payment", "chosen", multiple=True, help=_("A payment that the line tells of."))
@click.option("--unmatch", metavar="LINE", type=int, default=None, help=_("Take the match of a line back."))
@click.option("--undo", metavar="STATEMENT", default="", help=_("Take a whole bill back."))
@click.option("--bills", "bills", type=click.Choice(list(BILL_VIEWS)), default=None, help=_("List the bills taken."))
@click.pass_obj
def reconcile_command(
    door: Door, file: Path | None, columns: tuple[str, ...], method: str, preview: bool, view: str | None,
    propose: int | None, match: int | None, chosen: tuple[str, ...], unmatch: int | None, undo: str,
    bills: str | None,
) -> int:  # fmt: skip
    """Take a bill in, or look after its lines."""
    wanted = (file, view, propose, match, unmatch, undo or None, bills)
    if sum(told is not None for told in wanted) != 1:
        raise click.UsageError(_("Name one bill, or one of --list, --bills, --propose, --match, --unmatch and --undo."))
    shop = open_the_shop(door)
    if file is not None:
        told_columns = dict(_pair(told) for told in columns)
        return (_preview if preview else _take)(door, shop, file, told_columns, method)
    if bills is not None:
        return _tell_bills(door, list_bills(shop, bills))
    if propose is not None:
        found = reconciliation.propose_payments(shop, propose)
        door.answer(
            [payment_shape(shop, told.payment) | {"why": told.why} for told in found],
            lambda: [f"{told.payment.order or told.payment.sale}  {told.payment.uuid}" for told in found],
        )
        return 0
    if match is not None:
        reconciliation.match_by_hand(shop, match, chosen)
    elif unmatch is not None:
        reconciliation.undo_match(shop, unmatch)
    elif undo:
        count = reconciliation.undo_statement(shop, undo)
        door.answer({"statement": undo, "lines": count}, lambda: [_("Lines taken back: {count}").format(count=count)])
        return 0
    return _tell(door, reconciliation.list_lines(shop, view or "left"))


def _take(door: Door, shop: Shop, file: Path, columns: dict[str, str], method: str) -> int:
    job = Progress(_("Rows read:"))
    report = reconciliation.take_statement(shop, file, columns=columns, method=method, job=job)
    told = {
        "statement": report.uuid or None, "format": report.format, "file": report.file, "rows": report.rows,
        "added": report.added, "known": report.known, "matched": report.matched, "lacking": report.lacking,
        "columns": dict(report.columns),
        "left": [line_shape(line) for line in report.left],
        "refused": [
            {"row": p.row, "code": p.code, "message": word_problem(p), "value": p.value, "column": p.column}
            for p in report.refused
        ],
    }  # fmt: skip
    door.answer(told, lambda: _lines(report))
    return int(bool(report.refused or report.lacking))


def _preview(door: Door, shop: Shop, file: Path, columns: dict[str, str], method: str) -> int:
    look = look_at_statement(shop, file, columns=columns, method=method, job=Progress(_("Rows read:")))
    days = [line.at.astimezone().date().isoformat() for line in look.span or ()]
    told = {
        "format": look.format, "method": look.method, "file": file.name, "lines": len(look.lines), "new": look.new,
        "known": look.count("known"), "matched": look.count("match"), "left": look.count("left"),
        "aside": look.count("aside"), "refused": len(look.refused), "lacking": look.lacking, "days": days,
        "sums": {
            currency: {"in": shapes.money(came, currency), "out": shapes.money(went, currency),
                       "other": shapes.money(other, currency)}
            for currency, (came, went, other) in look.sums.items()
        },
    }  # fmt: skip
    words = _("{lines} lines, {new} new, {matched} will match, {left} left, {refused} refused; nothing was written")
    door.answer(told, lambda: [words.format(**{name: told[name] for name in _COUNTED})])
    return int(bool(look.refused or look.lacking))


def _lines(report: reconciliation.StatementReport) -> list[str]:
    words = _("{added} lines new, {known} known already, {matched} matched, {left} left, {refused} refused")
    counts = words.format(
        added=report.added, known=report.known, matched=report.matched, left=len(report.left),
        refused=len(report.refused),
    )  # fmt: skip
    lines = [f"{report.file} – {report.format}", f"  {counts}"]
    if report.lacking:
        words = _("The file tells of {count} more lines than it holds: it was cut off. Download it again.")
        lines.append("  " + words.format(count=report.lacking))
    for problem in report.refused:
        row = _("row {row}").format(row=problem.row)
        lines.append(f"  {row}: {word_problem(problem)}")
    for left in report.left:
        row = _("row {row}").format(row=left.line.row)
        amount = format_amount(left.line.amount, left.line.currency)
        lines.append(f"  {row}: {amount}  {left.line.order_no or left.line.trade_no}  {word_left(left.reason)}")
    return lines


def line_shape(told: KeptLine) -> dict[str, Any]:
    """Return a line of a statement as JSON tells it."""
    line = told.line
    return {
        "line": told.row, "row": line.row, "file": told.file, "statement": told.statement, "kind": line.kind,
        "method": line.method, "at": shapes.time(line.at), "amount": shapes.money(line.amount, line.currency),
        "fee": None if line.fee is None else shapes.money(line.fee, line.currency), "trade_no": line.trade_no or None,
        "order_no": line.order_no or None, "party": line.party or None, "remark": line.remark or None,
        "reason": None if told.matches else told.reason or None, "matched": told.matches > 0, "ignored": told.ignored,
    }  # fmt: skip


def _tell(door: Door, told: list[KeptLine]) -> int:
    door.answer_table(
        [line_shape(line) for line in told],
        [_("Line"), _("Kind"), _("Amount"), _("Trade number"), _("Order"), _("State")],
        lambda: [
            (
                one.row, word_line_kind(one.line.kind), format_amount(one.line.amount, one.line.currency),
                one.line.trade_no, one.line.order_no, _("Matched") if one.matches else word_left(one.reason),
            )
            for one in told
        ],
    )  # fmt: skip
    return 0


def bill_shape(bill: TakenBill) -> dict[str, Any]:
    """Return a bill that was taken as JSON tells it."""
    return {
        "statement": bill.uuid, "format": bill.format, "file": bill.file, "methods": list(bill.methods),
        "from": shapes.time(bill.span[0]), "to": shapes.time(bill.span[1]), "lines": bill.lines,
        "matched": bill.matched, "left": bill.left, "at": shapes.time(bill.at), "by": bill.actor,
        "undone_at": shapes.time(bill.undone_at) if bill.undone_at else None,
        "sums": {
            one.currency: {"matched": shapes.money(one.matched, one.currency),
                           "left": shapes.money(one.left, one.currency)}
            for one in bill.sums
        },
    }  # fmt: skip


def _tell_bills(door: Door, told: list[TakenBill]) -> int:
    door.answer_table(
        [bill_shape(bill) for bill in told],
        [_("Bill"), _("File"), _("Lines"), _("Matched"), _("To be matched"), _("Taken by"), _("Statement")],
        lambda: [
            (word_bill(bill.format), bill.file, bill.lines, bill.matched, bill.left, bill.actor, bill.uuid)
            for bill in told
        ],
    )
    return 0


def _pair(told: str) -> tuple[str, str]:
    name, equals, column = told.partition("=")
    if not equals:
        raise click.UsageError(_("Write a column as FIELD=NAME."))
    return name.strip(), column.strip()

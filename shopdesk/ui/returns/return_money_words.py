"""A refund as rows: each with what it is for, how it comes about, and its amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.money import format_amount
from shopdesk.domain.orders import Order
from shopdesk.domain.refunds import Part, Proposal
from shopdesk.words import _
from shopdesk.words.returns import PARTS


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, what it is for, how it comes about, the amount; `line` is the order's line it belongs to."""

    key: str
    kind: str
    title: str
    why: str
    amount: int
    line: str = ""
    editable: bool = True


def rows_of(proposal: Proposal, order: Order, *, open_: bool, partial: bool, with_freight: bool) -> list[Row]:
    """Return the rows of a refund; of a partial one the amount is agreed on, its goods say how much they were."""
    if partial:
        worth = format_amount(proposal.amount, order.currency)
        why = _("What the goods were paid with: {amount}").format(amount=worth)
        return [Row("partial", "agreed", _("Amount agreed on"), why, 0)]
    rows = [_line_row(key, order, parts) for key, parts in _by_line(proposal.parts).items()]
    for part in proposal.parts:
        if "line" not in part.params and part.kind != "return-freight":
            editable = part.kind not in ("limit", "earlier")
            rows.append(Row(part.kind, part.kind, _(PARTS[part.kind]), "", part.amount, editable=editable))
    laid_out = sum(part.amount for part in proposal.parts if part.kind == "return-freight")
    if with_freight or laid_out:
        why = _("The shop pays it; write what the buyer's receipt says")
        kind = "return-freight"
        rows.append(Row(kind, kind, _(PARTS[kind]), why, laid_out))
    if open_:
        rows.append(Row("other", "agreed", _("Added or kept back"), _("With a minus it is kept back"), 0))
    return rows


def _by_line(parts: Sequence[Part]) -> dict[str, list[Part]]:
    told: dict[str, list[Part]] = {}
    for part in parts:
        if "line" in part.params:
            told.setdefault(part.params["line"], []).append(part)
    return told


def _line_row(key: str, order: Order, parts: Sequence[Part]) -> Row:
    """Return one line's row: its pieces at their price, less what is taken off and why."""
    line = order.lines[int(key)]
    pieces = next((part.params["pieces"] for part in parts if "pieces" in part.params), "")
    title = f"{line.title or line.sku} × {pieces}" if pieces else line.title or line.sku
    said = []
    for part in parts:
        figure = format_amount(abs(part.amount), order.currency)
        if not part.amount:
            continue
        if part.kind == "goods":
            said.append(figure)
            continue
        words = _(PARTS[part.kind])
        if part.kind == "missing":
            words = _("{count} not come back").format(count=part.params.get("pieces", ""))
        elif part.kind == "worn":
            words = _("{count} damaged, {percent}% kept back").format(
                count=part.params.get("pieces", ""), percent=part.params.get("percent", "")
            )
        sign = "\N{MINUS SIGN}" if part.amount < 0 else "+"
        said.append(f"{sign} {words} {figure}")
    said = said if len(said) > 1 else []
    return Row(f"line-{key}", "line", title, " ".join(said), sum(part.amount for part in parts), line=key)

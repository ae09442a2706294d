"""What goes back to a buyer, explained part by part: goods, their share of the discount, freight, deductions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import split

PARTS = ("goods", "discount", "freight", "return-freight", "missing", "worn", "earlier", "limit", "agreed")
ROUTES = ("original", "alipay", "wechat", "bank", "unionpay", "card", "cash", "credit")


@dataclass(frozen=True, slots=True)
class Paid:
    """What an order has paid: `total` with the freight in and the discount out, in minor units."""

    total: int
    shipping: int = 0

    @property
    def goods(self) -> int:
        """What was paid for the goods alone."""
        return max(self.total - self.freight, 0)

    @property
    def freight(self) -> int:
        """What was paid for the way out; never more than was paid at all."""
        return min(max(self.shipping, 0), max(self.total, 0))


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line as it was sold: `back` pieces are settled by earlier refunds, `reduced` is what promotions took off."""

    key: str
    pieces: int
    unit_price: int
    back: int = 0
    reduced: int = 0


@dataclass(frozen=True, slots=True)
class Inspected:
    """What came of the pieces that are settled now: good, damaged, missing, or other goods than were sold."""

    good: int = 0
    damaged: int = 0
    missing: int = 0
    wrong: int = 0

    @property
    def pieces(self) -> int:
        """All pieces that were looked for."""
        return self.good + self.damaged + self.missing + self.wrong


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a refund in minor units, below zero for a deduction; `params` are for its words."""

    kind: str
    amount: int
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A refund with its parts, which add up to it."""

    amount: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """By which rule money goes back: `freight` the way out too, what the buyer laid out, percent kept for damage.

    `worn_of` holds the percent of lines whose goods have a rule of their own.
    """

    freight: bool = False
    return_freight: int = 0
    worn: int = 0
    worn_of: Mapping[str, int] = field(default_factory=dict)


def line_shares(paid: Paid, lines: Sequence[SoldLine]) -> dict[str, int]:
    """Return what was really paid for each line: the goods' money by largest remainder.

    A line weighs what it cost after the promotions that were laid on it.
    """
    weights = [max(line.pieces * line.unit_price - line.reduced, 0) for line in lines]
    if not sum(weights):
        weights = [max(line.pieces, 0) for line in lines]
    return {line.key: share for line, share in zip(lines, split(paid.goods, weights), strict=True)}


def paid_for_pieces(share: int, line: SoldLine, pieces: int) -> int:
    """Return what was paid for the next pieces of a line; over all of its pieces these add up to its share."""
    upto = min(line.back + pieces, line.pieces)
    return share * upto // line.pieces - share * min(line.back, line.pieces) // line.pieces


def propose_refund(
    paid: Paid,
    lines: Sequence[SoldLine],
    told: Mapping[str, Inspected],
    terms: Terms,
    refunded: int = 0,
    freight_refunded: bool = False,
) -> Proposal:
    """Return what goes back for the pieces told by line, never more than is left of what was paid.

    The way out is paid back once, with the last pieces of the order.
    """
    shares = line_shares(paid, lines)
    parts: list[Part] = []
    for line in lines:
        if found := told.get(line.key):
            parts += _line_parts(line, shares[line.key], found, terms)
    if terms.freight and paid.freight and not freight_refunded and _is_all(lines, told):
        parts.append(Part("freight", paid.freight))
    if terms.return_freight > 0:
        parts.append(Part("return-freight", terms.return_freight))
    return limited(parts, paid.total - refunded)


def limited(parts: Sequence[Part], left: int) -> Proposal:
    """Return the parts with one more that keeps their sum between nothing and what is left."""
    summed = sum(part.amount for part in parts)
    amount = min(max(summed, 0), max(left, 0))
    kept = [part for part in parts if part.amount]
    if amount != summed:
        kept.append(Part("limit", amount - summed, {"left": str(max(left, 0))}))
    return Proposal(amount, tuple(kept))


def check_refund(amount: int, paid: Paid, refunded: int) -> None:
    """Refuse an amount that is nothing or more than is left. Raises ShopError("refund-too-large")."""
    left = max(paid.total - refunded, 0)
    if not 0 <= amount <= left:
        raise ShopError("refund-too-large", amount=amount, left=left)


def payment_after(before: str, paid: Paid, refunded: int) -> str:
    """Return the payment state once so much has gone back; `before` is what it was without any of these refunds."""
    if refunded <= 0 or before == "refunded":
        return before
    return "refunded" if refunded >= paid.total else "part-refunded"


def _line_parts(line: SoldLine, share: int, found: Inspected, terms: Terms) -> list[Part]:
    """Return the parts of one line: all its pieces, the discount on them, and what is kept back of them."""
    pieces = found.pieces
    if pieces <= 0 or line.pieces <= 0:
        return []
    if pieces > line.pieces - line.back:
        raise ShopError("quantity-out-of-range", value=pieces)
    net, gross = paid_for_pieces(share, line, pieces), line.unit_price * pieces
    named = {"line": line.key, "pieces": str(pieces)}
    parts = [Part("goods", gross, named), Part("discount", net - gross, named)]
    gone, worn = found.missing + found.wrong, found.damaged
    if gone:
        parts.append(Part("missing", -_part_of(net, gone, pieces), named | {"pieces": str(gone)}))
    if worn and (percent := terms.worn_of.get(line.key, terms.worn)):
        kept = _part_of(net, worn, pieces) * percent // 100
        parts.append(Part("worn", -kept, named | {"pieces": str(worn), "percent": str(percent)}))
    return parts


def _part_of(net: int, some: int, pieces: int) -> int:
    """Return the share of some pieces, rounded for the buyer; of all of them it is the whole."""
    return net * some // pieces


def _is_all(lines: Sequence[SoldLine], told: Mapping[str, Inspected]) -> bool:
    """Tell whether nothing of the order stays with the buyer."""
    return all(line.back + (told[line.key].pieces if line.key in told else 0) >= line.pieces for line in lines)

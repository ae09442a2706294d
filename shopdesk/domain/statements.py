"""Lines of statements: what a bank or a payment service says has come, gone back, been charged or moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from shopdesk.domain.imports import RowProblem

# payment and refund are matched; a fee belongs to the payment of its trade; transfers and others are only told.
LINE_KINDS = ("payment", "refund", "fee", "transfer", "other")
MATCHED_KINDS = ("payment", "refund", "fee")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement: amounts in minor units, above zero; `fee` is None where the line tells none."""

    row: int
    method: str
    kind: str
    at: datetime
    amount: int
    currency: str = "CNY"
    fee: int | None = None
    trade_no: str = ""
    order_no: str = ""
    party: str = ""
    remark: str = ""

    @property
    def digest(self) -> str:
        """The line's own mark: the same line in another statement has the same."""
        told = (
            self.method, self.kind, self.at.isoformat(), self.amount, self.currency, self.trade_no, self.order_no,
            self.remark if not self.trade_no else "", self.party if not self.trade_no else "",
        )  # fmt: skip
        return blake2b(repr(told).encode(errors="surrogatepass"), digest_size=12).hexdigest()


@dataclass(slots=True)
class Statement:
    """A statement as it was read: its lines, the refused rows, and how many lines the file itself tells of."""

    format: str
    method: str
    lines: list[StatementLine] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    declared: int | None = None
    skipped: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def lacking(self) -> int:
        """How many lines the file tells of and does not hold: it was cut off."""
        return max((self.declared or 0) - len(self.lines) - len(self.refused) - self.skipped, 0)

"""Cells of the shop's own files, which give back exactly what was written: blanks, dashes and line breaks too."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.exchange.outbound.writer import unmarked
from shopdesk.exchange.rows import Row

# What a spreadsheet makes of a long number: 2.458E+18. A code like 1E5 is none.
_DAMAGED = re.compile(r"\d\.\d+[eE]\+\d{2,3}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}(\.0+)?", re.ASCII)


class OwnCells:
    """The cells of one row by the name of their column, "" where the file has no such column."""

    __slots__ = ("_row",)

    def __init__(self, row: Row) -> None:
        self._row = row

    @property
    def number(self) -> int:
        """The row as a spreadsheet shows it."""
        return self._row.number

    def text(self, column: str) -> str:
        """Return exactly what was written."""
        return unmarked(self._row.raw(column))

    def code(self, column: str) -> str:
        """Return a number or code; raises ShopError("number-damaged") for one that a spreadsheet has rounded."""
        text = self.text(column)
        if _DAMAGED.fullmatch(text):
            raise ShopError("number-damaged", value=text, column=column)
        return text

    def word(self, column: str, allowed: tuple[str, ...], otherwise: str) -> str:
        """Return one of the words allowed, `otherwise` for an empty cell; raises ShopError("word-unknown")."""
        text = self.text(column).strip()
        if text and text not in allowed:
            raise ShopError("word-unknown", value=text, column=column)
        return text or otherwise

    def yes(self, column: str) -> bool | None:
        """Return whether a cell says yes, None where it says nothing."""
        told = {"yes": True, "no": False, "": None, "1": True, "0": False, "TRUE": True, "FALSE": False}
        text = self.text(column).strip()
        if text not in told:
            raise ShopError("word-unknown", value=text, column=column)
        return told[text]

    def whole(self, column: str) -> int:
        """Return a whole number, 0 for an empty cell; raises ShopError("quantity-unreadable")."""
        text = self.text(column).strip()
        if not text:
            return 0
        if not _WHOLE.fullmatch(text):
            raise ShopError("quantity-unreadable", value=text, column=column)
        return int(text.partition(".")[0])

    def money(self, column: str, currency: str) -> int:
        """Return minor units, below nothing too; raises ShopError("amount-unreadable")."""
        try:
            return parse_amount(self.text(column).strip(), currency)
        except ShopError as error:
            raise ShopError(error.code, **{**error.params, "column": column}) from None

    def moment(self, column: str) -> datetime | None:
        """Return a time in UTC, None for an empty cell; raises ShopError("time-unreadable")."""
        text = self.text(column).strip()
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise ShopError("time-unreadable", value=text, column=column)
        return moment.astimezone(UTC)

    def table(self, column: str) -> dict[str, str]:
        """Return texts by name, as `write_table` wrote them; raises ShopError("table-unreadable")."""
        text = self.text(column).strip()
        try:
            told = json.loads(text or "{}")
        except ValueError:
            told = None
        if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
            raise ShopError("table-unreadable", value=text[:40], column=column)
        return told


def write_moment(at: datetime | None) -> str:
    """Return a time as "2026-11-24T10:05:00Z", "" for none."""
    return f"{at.astimezone(UTC).isoformat()[:19]}Z" if at else ""


def write_money(amount: int, currency: str) -> Decimal:
    """Return an amount with its decimals; a workbook holds it as a number that can be added up."""
    return Decimal(format_amount(amount, currency))


def write_table(told: dict[str, str]) -> str:
    """Return texts by name as one cell, "" for none."""
    return json.dumps(told, ensure_ascii=False) if told else ""


def write_yes(told: bool) -> str:
    """Return yes or no."""
    return "yes" if told else "no"

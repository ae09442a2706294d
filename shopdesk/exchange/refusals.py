"""Refused rows and remarks: a ShopError about a cell becomes a line of the import's report."""

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Refused, Remark, RowProblem

_SHOWN = 120


class RowsRefused(Exception):
    """Several rows of one record are bad: the record is not taken, each row is reported."""

    def __init__(self, problems: list[Refused]) -> None:
        super().__init__(problems)
        self.problems = problems


def refuse(row: int, error: ShopError) -> Refused:
    """Say that a row was not taken, and why; a long value is cut to what a report can show."""
    return Refused(_problem(row, error.code, error.params.get("value", ""), error.params.get("column", "")))


def remark(row: int, code: str, value: object = "", column: str = "") -> Remark:
    """Say that a row was taken, but that the person should know something about it."""
    return Remark(_problem(row, code, value, column))


def _problem(row: int, code: str, value: object, column: object) -> RowProblem:
    return RowProblem(row, code, str(value)[:_SHOWN], str(column))

"""What the rows and columns of the turnover are called, on screen, on paper and in spreadsheets."""

from datetime import date

from shopdesk.words import MONTHS, N_, _, full_day, spoken
from shopdesk.words.states import word_channel

GROUPINGS = {
    "month": N_("By month"),
    "day": N_("By day"),
    "channel": N_("By platform"),
    "province": N_("By region"),
    "sku": N_("By SKU"),
}
FIRST_COLUMN = {
    "month": N_("Month"), "day": N_("Day"), "channel": N_("Platform"), "province": N_("Region"), "sku": N_("SKU"),
}  # fmt: skip
TURNOVER_ERRORS = {
    "days-invalid": N_("The first day {first} comes after the last one {last}. Turn them round."),
    "grouping-unknown": N_("Figures are grouped by {allowed}; {value} is none of these."),
    "month-invalid": N_("{value} is not a month. Type the year and the month, such as 2026-11."),
    "visitors-invalid": N_("{value} cannot be a number of visitors. Write a whole number from 0."),
}


def word_row(by: str, name: str) -> str:
    """Return what a row is called: a month or day in the reader's form, a platform's name, a region."""
    if by == "month":
        return _month(date.fromisoformat(f"{name}-01"))
    if by == "day":
        return full_day(date.fromisoformat(name))
    if by == "channel":
        return word_channel(name)
    return name or _("unknown")


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}" if spoken.language == "en" else f"{first.year} 年 {first.month} 月"

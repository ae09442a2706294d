"""The turnover as a file: a spreadsheet with plain numbers, or a PDF that looks like the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount, minor_digits
from shopdesk.domain.paper import FiguresPaper
from shopdesk.domain.turnover import OVER_TIME, Tally
from shopdesk.exchange.workbooks import Cell, write_rows
from shopdesk.reports.figures import write_figures
from shopdesk.services.listings import picture_file
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.turnover import Turnover, TurnoverRow
from shopdesk.words import N_, _, full_day, spoken
from shopdesk.words.states import word_channel
from shopdesk.words.turnover import FIRST_COLUMN, GROUPINGS, word_row

NUMBERS = (
    N_("Orders"), N_("Pieces"), N_("Sales"), N_("Per order"), N_("Paid back"), N_("Net sales"), N_("Gross profit"),
    N_("Margin"),
)  # fmt: skip
OF_MONTHS = (N_("Visitors"), N_("Conversion"))
NOTE = N_(
    "Paid orders by the day they were placed, freight included; cancelled ones do not count. Gross profit: what goods"
    " of known purchase price leave, without freight and what was paid back."
)


def write_turnover(shop: Shop, told: Turnover, target: Path, job: Job | None = None) -> int:
    """Write the turnover as PDF, xlsx or csv by the target's suffix; return its pages or rows.

    Raises ShopError with "suffix-unknown", "file-not-writable" or the codes of paper.
    """
    if target.suffix.lower() == ".pdf":
        return write_figures(turnover_paper(shop, told), target, job=job)
    header = [_(FIRST_COLUMN[told.by]), *([_("Goods")] if told.by == "sku" else []), *_captions(told)]
    rows = ([*_names(told, row), *_plain(told, row.tally, row.visitors, row.conversion)] for row in told.rows)
    return write_rows(target, header, rows, sheet=_("Turnover"))


def _columns(told: Turnover) -> tuple[str, ...]:
    return NUMBERS + OF_MONTHS if told.by == "month" else NUMBERS


def _captions(told: Turnover) -> list[str]:
    """Return what the columns are called; amounts name their currency."""
    money = NUMBERS[2:7]
    return [f"{_(name)} ({told.currency})" if name in money else _(name) for name in _columns(told)]


def _names(told: Turnover, row: TurnoverRow) -> list[str]:
    """Return what a row is called; months and days as spreadsheets read them."""
    if told.by == "sku":
        return [row.name, row.title]
    return [row.name if told.by in OVER_TIME else word_row(told.by, row.name)]


def _plain(told: Turnover, tally: Tally, visitors: int | None, conversion: float | None) -> list[Cell]:
    unit = 10 ** minor_digits(told.currency)
    amounts = (tally.sales, tally.average, tally.refunded, tally.net, tally.profit)
    money: list[Cell] = [None if amount is None else amount / unit for amount in amounts]
    cells: list[Cell] = [tally.orders, tally.pieces, *money, _rounded(tally.margin)]
    return [*cells, visitors, _rounded(conversion)] if told.by == "month" else cells


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)


def turnover_paper(shop: Shop, told: Turnover) -> FiguresPaper:
    """Return the turnover as it is printed, in the language that is spoken."""
    facts = [(_("Time span"), f"{full_day(told.first)} – {full_day(told.last)}"), (_("Currency"), told.currency)]
    if told.channel:
        facts.append((_("Platform"), word_channel(told.channel)))
    rows = tuple((_name(told, row.name, row.title), *_shown(told, row.tally, row.visitors, row.conversion))
                 for row in told.rows)  # fmt: skip
    return FiguresPaper(
        " · ".join((_("Turnover"), _(GROUPINGS[told.by]))),
        str(get_setting(shop, "shop.name")),
        tuple(facts),
        (_(FIRST_COLUMN[told.by]), *map(_, _columns(told))),
        rows,
        (_("Sum"), *_shown(told, told.total, told.visitors, told.conversion)) if rows else (),
        _(NOTE),
        str(picture_file(shop, str(get_setting(shop, "paper.logo"))) or ""),
        spoken.language,
    )


def _name(told: Turnover, name: str, title: str) -> str:
    return " ".join(part for part in (word_row(told.by, name), title) if part)


def _shown(told: Turnover, tally: Tally, visitors: int | None, conversion: float | None) -> list[str]:
    amounts = (tally.sales, tally.average, tally.refunded, tally.net, tally.profit)
    shown = [_known(amount, lambda known: format_amount(known, told.currency, grouped=True)) for amount in amounts]
    cells = [f"{tally.orders:,}", f"{tally.pieces:,}", *shown, _known(tally.margin, lambda known: f"{known:.1%}")]
    if told.by != "month":
        return cells
    return [*cells, _known(visitors, lambda known: f"{known:,}"), _known(conversion, lambda known: f"{known:.1%}")]


def _known(value: Any, write: Callable[[Any], str]) -> str:  # noqa: ANN401 - an amount, a share or a count
    return "–" if value is None else write(value)

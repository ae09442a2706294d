"""The columns of the turnover: the same figures for a month, a day, a platform, a region and a SKU."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.services.turnover import MOST_VISITORS, Turnover, TurnoverRow, note_visitors
from shopdesk.ui.percents import percent
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.tables.table_model import Cell, CellEdit, Column
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.turnover import FIRST_COLUMN, word_row

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what its cells need to know of the whole."""

    row: TurnoverRow
    whole: Turnover

    def key(self, sort: str) -> tuple[bool, Any]:
        """Return what the row is sorted by; what is not known comes last."""
        of = self.row if sort in ("name", "title", "visitors", "conversion") else self.row.tally
        value = getattr(of, sort)
        return value is None, value if value is not None else 0


def money(amount: int | None, currency: str) -> str:
    """Return an amount for a table or a sum, "–" where it is not known."""
    return NOTHING if amount is None else amount_figure(amount, currency)


def share(part: float | None) -> str:
    """Return a share for a table, "–" where it is not known."""
    return NOTHING if part is None else percent(part)


def columns(by: str) -> list[Column]:
    """Return the columns of one grouping."""
    first = [Column("name", _(FIRST_COLUMN[by]), lambda one: Cell(word_row(by, one.row.name), bold=True), 120,
                    stretch=by != "sku")]  # fmt: skip
    if by == "sku":
        first.append(Column("title", _("Goods"), lambda one: Cell(one.row.title), 240, stretch=True))
    made = [*first, *_numbers()]
    return [*made, *_visits()] if by == "month" else made


def _numbers() -> list[Column]:
    return [
        Column("orders", _("Orders"), lambda one: Cell(f"{one.row.tally.orders:,}"), 76, right=True),
        Column("pieces", _("Pieces"), lambda one: Cell(f"{one.row.tally.pieces:,}"), 76, right=True),
        _amount("sales", _("Sales"), lambda told: told.sales, bold=True),
        Column("part", _("Share"), _share_cell, 84, right=True),
        _amount("average", _("Average order"), lambda told: told.average),
        _amount("refunded", _("Paid back"), lambda told: told.refunded),
        _amount("net", _("Net sales"), lambda told: told.net),
        _amount("profit", _("Gross profit"), lambda told: told.profit),
        Column("margin", _("Margin"), lambda one: Cell(share(one.row.tally.margin), role="text-2"), 84, right=True),
    ]


def _amount(key: str, title: str, of: Callable[[Any], int | None], *, bold: bool = False) -> Column:
    def cell(one: Shown) -> Cell:
        amount = of(one.row.tally)
        role = "error" if amount is not None and amount < 0 else "text" if amount else "muted"
        return Cell(money(amount, one.whole.currency), role=role, bold=bold)

    return Column(key, title, cell, 112, right=True)


def _share_cell(one: Shown) -> Cell:
    whole = one.whole.total.sales
    return Cell(share(one.row.tally.sales / whole if whole else None), role="text-2")


def _visits() -> list[Column]:
    def visitors(one: Shown) -> Cell:
        told = one.row.visitors
        tip = _("F2 writes how many people looked in, as the platform's back end tells.")
        return Cell(NOTHING if told is None else f"{told:,}", role="muted" if told is None else "text", tip=tip)

    edit = CellEdit(lambda one: "" if one.row.visitors is None else str(one.row.visitors), _change, ("turnover",))
    return [
        Column("visitors", _("Visitors"), visitors, 92, right=True, edit=edit),
        Column("conversion", _("Conversion"), lambda one: Cell(share(one.row.conversion)), 92, right=True),
    ]


def _change(one: Shown, text: str) -> Change:
    digits = text.replace(",", "").replace(" ", "")
    if digits and not (digits.isascii() and digits.isdigit() and int(digits) <= MOST_VISITORS):
        raise ShopError("visitors-invalid", value=text)
    noting = _Noting(one.row.name, one.whole.channel, int(digits) if digits else None)
    return Change(
        _("Visitors of {month} noted").format(month=word_row("month", one.row.name)), noting.back, noting.there
    )


class _Noting:
    """The visitors of a month, and what stood there before."""

    def __init__(self, month: str, channel: str, visitors: int | None) -> None:
        self._month, self._channel, self._visitors = month, channel, visitors
        self._before: int | None = None

    def there(self, shop: Shop, _job: Job) -> None:
        """Write it."""
        self._before = note_visitors(shop, self._month, self._visitors, channel=self._channel)

    def back(self, shop: Shop, _job: Job) -> None:
        """Give back what stood there."""
        note_visitors(shop, self._month, self._before, channel=self._channel)

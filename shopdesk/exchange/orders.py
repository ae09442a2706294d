"""Order files: one row an order, or one row a line; a bad row never leaves half an order behind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from shopdesk.domain.addresses import Receiver, receiver_is_masked, receiver_is_unsure
from shopdesk.domain.cells import identifier
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Item, LineRecord, OrderRecord, Refused, Remark
from shopdesk.exchange.cells import read_pieces
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.refusals import RowsRefused, refuse, remark
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table

NOBODY = Receiver()
JOINED = re.compile("[;；]")


def order_number(row: Row, column: str) -> str:
    """Return the order number of a row; raises ShopError with order-number-missing or number-damaged."""
    number = row.identifier(column)
    if not number:
        raise ShopError("order-number-missing", column=column)
    return number


def trade_number(cell: str) -> str:
    """Return the payment service's number of a payment, "" for one that a spreadsheet has rounded."""
    try:
        return identifier(cell)
    except ShopError:
        return ""


def read_single(table: Table, aliases: Mapping[str, str], record: Callable[[Row], OrderRecord]) -> Iterator[Item]:
    """Read a file with one row an order.

    An order that stands in it twice (two exports put together) is given out twice when its lines are the same;
    with other lines the later row is refused: which of them counts is not in the file.
    """
    taken: dict[str, int] = {}
    for row in rows_of(table, aliases):
        try:
            row.check_width()
            order = record(row)
            lines = hash(order.lines)
            if taken.setdefault(order.channel_order_no, lines) != lines:
                raise ShopError("order-repeated", value=order.channel_order_no)
        except ShopError as error:
            yield refuse(row.number, error)
            continue
        yield order
        yield from _remarks(order)


def read_grouped(
    table: Table,
    aliases: Mapping[str, str],
    number: str,
    record: Callable[[str, list[Row]], OrderRecord],
    above: Sequence[str] = (),
) -> Iterator[Item]:
    """Read a file with one row a line; `number` is the column that ties the lines of an order together.

    A row without a number belongs to the order above it where all the order's own columns (`above`) are blank too:
    some exports, and merged cells, tell them in an order's first row only.
    """
    for rows in groups(table, aliases, _Numbers(number, above)):
        if isinstance(rows, Refused):
            yield rows
            continue
        try:
            order = record(order_number(rows[0], number), rows)
        except RowsRefused as refused:
            yield from refused.problems
        except ShopError as error:
            yield refuse(rows[0].number, error)
        else:
            yield order
            yield from _remarks(order)


class _Numbers:
    """The order number of each row; called for the rows in their order, from the top as often as wanted."""

    def __init__(self, column: str, above: Sequence[str]) -> None:
        self._column, self._above = column, above
        self._last, self._at = "", 0

    def __call__(self, row: Row) -> str:
        if row.number <= self._at:
            self._last = ""
        self._at = row.number
        continues = self._above and self._last and not row.first_text(self._column, *self._above)
        if not continues:
            self._last = ""  # a damaged number ends the order above
            self._last = order_number(row, self._column)
        return self._last


def joined_lines(line: LineRecord, pieces: str, column: str, named: str) -> tuple[LineRecord, ...]:
    """Take several goods in one cell apart; every filled cell must have as many parts as there are quantities.

    `column` holds the quantities, `named` the goods. Raises ShopError("goods-joined").
    """
    counts = JOINED.split(pieces)
    titles, options, skus = (
        [part.strip() for part in JOINED.split(cell)] if cell else [""] * len(counts)
        for cell in (line.title, line.options, line.sku)
    )
    if not len(titles) == len(options) == len(skus) == len(counts) or not all(titles):
        raise ShopError("goods-joined", value=line.title, column=named)
    return tuple(
        LineRecord(title, read_pieces(count, column), 0, sku, told)
        for title, count, sku, told in zip(titles, counts, skus, options, strict=True)
    )


def one_currency(rows: Sequence[Row], column: str, usual: str) -> str:
    """Return the currency of an order's rows; raises ShopError("currencies-mixed"), for they are never added up."""
    told = {code for row in rows if (code := row.text(column).upper())}
    if len(told) > 1:
        raise ShopError("currencies-mixed", value=", ".join(sorted(told)), column=column)
    code = told.pop() if told else usual
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise ShopError("currency-unknown", value=code, column=column)
    return code


def lines_of(rows: Sequence[Row], line: Callable[[Row], LineRecord]) -> tuple[LineRecord, ...]:
    """Read one line from every row; raises RowsRefused with each bad row, so that no order is taken in part."""
    lines: list[LineRecord] = []
    problems: list[Refused] = []
    for row in rows:
        try:
            row.check_width()
            lines.append(line(row))
        except ShopError as error:
            problems.append(refuse(row.number, error))
    if problems:
        raise RowsRefused(problems)
    return tuple(lines)


def line_title(text: str, column: str) -> str:
    """Return the title of a line; raises ShopError("title-missing"): nobody could pack a line without one."""
    if not text:
        raise ShopError("title-missing", column=column)
    return text


def price_of_one(total: int, pieces: int) -> int:
    """Return the price of one piece where the total divides evenly, else 0: a rounded price would be invented."""
    price, rest = divmod(total, pieces)
    return price if total > 0 and not rest else 0


def _remarks(order: OrderRecord) -> Iterator[Remark]:
    """Say what a person should know about an order's receiver."""
    if order.head is None or order.head.receiver is NOBODY:
        return
    if receiver_is_masked(order.head.receiver):
        yield remark(order.row, "recipient-masked", order.channel_order_no)
    elif receiver_is_unsure(order.head.receiver):
        yield remark(order.row, "address-unsure", order.channel_order_no)

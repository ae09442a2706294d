"""Order files: one row an order, or one row a line; a bad row never leaves half an order behind."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from shopdesk.domain.addresses import Receiver, receiver_is_masked
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Item, LineRecord, OrderRecord, Refused, Remark
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.refusals import RowsRefused, refuse, remark
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table

NOBODY = Receiver()


def order_number(row: Row, column: str) -> str:
    """Return the order number of a row; raises ShopError with order-number-missing or number-damaged."""
    number = row.identifier(column)
    if not number:
        raise ShopError("order-number-missing", column=column)
    return number


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
        if _is_masked(order):
            yield _masked(order)


def read_grouped(
    table: Table, aliases: Mapping[str, str], number: str, record: Callable[[str, list[Row]], OrderRecord]
) -> Iterator[Item]:
    """Read a file with one row a line; `number` is the column that ties the lines of an order together."""
    for rows in groups(table, aliases, lambda row: order_number(row, number)):
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
            if _is_masked(order):
                yield _masked(order)


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


def _is_masked(order: OrderRecord) -> bool:
    head = order.head
    return head is not None and head.receiver is not NOBODY and receiver_is_masked(head.receiver)


def _masked(order: OrderRecord) -> Remark:
    return remark(order.row, "recipient-masked", order.channel_order_no)

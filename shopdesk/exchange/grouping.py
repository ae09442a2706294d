"""Rows that belong together (lines of an order, variants of a product), wherever they stand in the file."""

from collections.abc import Callable, Iterator, Mapping

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Refused
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table


def groups(table: Table, aliases: Mapping[str, str], key: Callable[[Row], str]) -> Iterator[Refused | list[Row]]:
    """Yield the rows of each key together, as soon as the last of them is read; a row whose key fails is refused.

    The file is read twice: the first time only to learn where each group ends, so that no more than the open
    groups lie in memory.
    """
    ends: dict[str, int] = {}
    for row in rows_of(table, aliases):
        try:
            ends[key(row)] = row.number
        except ShopError:
            continue  # told in the second reading
    waiting: dict[str, list[Row]] = {}
    for row in rows_of(table, aliases):
        try:
            name = key(row)
        except ShopError as error:
            yield refuse(row.number, error)
            continue
        waiting.setdefault(name, []).append(row)
        if ends[name] == row.number:
            yield waiting.pop(name)

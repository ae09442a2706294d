"""Reports of parcels from a csv or workbook: a waybill, a state, a time; headers as couriers write them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from shopdesk.domain.cells import clean, identifier
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.parcels import Report, read_state
from shopdesk.exchange.tables import open_table
from shopdesk.exchange.times import shanghai_time, zoned_time

_NUMBER = ("waybill", "运单号", "运单号码", "快递单号", "物流单号", "单号", "tracking number", "tracking", "order")
_STATE = ("state", "status", "状态", "物流状态", "快递状态", "最新状态", "签收状态")
_TIME = ("time", "at", "date", "时间", "签收时间", "更新时间", "最新时间", "状态时间")
_NOTE = ("note", "备注", "说明", "最新物流", "物流信息")


def read_reports(path: Path) -> Iterator[tuple[int, Report | RowProblem]]:
    """Yield each row's report, or why it is none, with its row number.

    Raises ShopError with "tracking-columns" where waybill or state is missing, or a file code of `open_table`.
    """
    table = open_table(path)
    header = [name.lower() for name in table.header]
    places = {key: _place(header, names) for key, names in _COLUMNS.items()}
    if places["number"] is None or places["state"] is None:
        raise ShopError("tracking-columns", file=path.name)
    for number, cells in table.rows():
        told = {key: clean(cells[at]) if at is not None and at < len(cells) else "" for key, at in places.items()}
        yield number, _report(number, told)


_COLUMNS = {"number": _NUMBER, "state": _STATE, "time": _TIME, "note": _NOTE}


def _place(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _report(row: int, told: dict[str, str]) -> Report | RowProblem:
    try:
        number = identifier(told["number"])
        return Report(number, read_state(told["state"]), read_moment(told["time"]), told["note"][:200])
    except ShopError as error:
        return RowProblem(row, error.code, str(error.params.get("value", "")))
    except ValueError as error:
        return RowProblem(row, "tracking-state", str(error)[:40])


def read_moment(text: str) -> datetime | None:
    """Return a moment as couriers write it, of the mainland's clock where it has no zone; None for no text.

    Raises ShopError("time-unreadable").
    """
    if not text:
        return None
    try:
        return zoned_time(text)
    except ShopError:
        return shanghai_time(text)

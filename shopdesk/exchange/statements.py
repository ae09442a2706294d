"""Statements of payment services and banks: the bill is recognised by its header, wherever that stands."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.cells import clean
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.mapping import ColumnMapping, Preset, guess_columns, missing_columns, missing_fields
from shopdesk.domain.statements import Statement, StatementLine
from shopdesk.exchange.mapped import find_preset, open_mapped, top_rows
from shopdesk.exchange.statement_cells import half_width, read_moved, read_when
from shopdesk.exchange.statement_shapes import (
    FEES,
    IN,
    NOT_DONE,
    OUT,
    REFUNDS,
    SHAPES,
    TRANSFERS,
    Shape,
)
from shopdesk.exchange.tables import Table, open_table

TOP_ROWS = 60
LONGEST = 200
_END = re.compile(
    r"#|-{4,}|共\s*\d+\s*[笔条]|已收入|待收入|已支出|待支出|总交易单数|导出时间|合计|总计|收入[:：]|支出[:：]"
)
_DECLARED = re.compile(r"共\s*([\d,]+)\s*[笔条]")
_CNY = ("", "CNY", "RMB", "人民币", "156", "人民币元")
Step = Callable[[int], None]


def read_statement(
    path: Path, *, columns: Mapping[str, str] | None = None, method: str = "", mapping: ColumnMapping | None = None,
    presets: Sequence[Preset] = (), step: Step | None = None,
) -> Statement:  # fmt: skip
    """Read a bill; `columns` name those of a bank's file where they cannot be guessed, a `mapping` names all of them.

    A bank's file that one of the presets knows by its header is read by that one. Raises ShopError with
    "statement-unknown", "columns-missing" or the codes of `open_table`.
    """
    table = open_table(path)
    declared = _declared(table)
    shape, table = (
        _mapped_shape(path, mapping) if mapping else _recognise(path, table, dict(columns or {}), method, presets)
    )
    found = Statement(shape.name, shape.method, declared=declared, columns=shape.columns)
    at = {name: table.header.index(column) for name, column in shape.columns.items() if column in table.header}
    read = partial(_read, shape, at)
    for number, cells in _data(table, found):
        if step and number % 2_000 == 0:
            step(number)
        try:
            line = read(number, cells)
        except ShopError as error:
            value, column = error.params.get("value", ""), error.params.get("column", "")
            found.refused.append(RowProblem(number, error.code, str(value)[:120], str(column)))
            continue
        if line is None:
            found.skipped += 1
        else:
            found.lines.append(line)
    if not found.lines and not found.refused and not found.skipped:
        raise ShopError("statement-empty", file=path.name)
    return found


def _declared(table: Table) -> int | None:
    """Return the number of lines that a bill tells of above its header; one in a footer is found as rows are read."""
    counts = [found for _number, cells in table.tops for cell in cells if (found := _DECLARED.search(cell))]
    return int(counts[0][1].replace(",", "")) if counts else None


def _recognise(
    path: Path, table: Table, told: dict[str, str], method: str, presets: Sequence[Preset]
) -> tuple[Shape, Table]:
    """Return the bill's shape and its table from the header on."""
    banks: list[tuple[Shape, Table]] = []
    tops = islice(replace(table, header=(), header_row=0).rows(), TOP_ROWS)
    for number, cells in tops:
        header = tuple(_name(cell) for cell in cells)
        shape = next((shape for shape in SHAPES if shape.needed <= set(header)), None)
        if shape is not None and not told:
            return shape, replace(table, header=header, header_row=number)
        if shape is None and not banks and (bank := _bank_shape(header, told, method)):
            banks.append((bank, replace(table, header=header, header_row=number)))
    if not (told or method) and (preset := find_preset(path, presets)):
        return _mapped_shape(path, preset.mapping)
    if banks:
        return banks[0]
    if told:
        raise ShopError("columns-missing", format="bank", columns=sorted(told.values()))
    raise ShopError("statement-unknown", file=path.name)


def _bank_shape(header: Sequence[str], told: Mapping[str, str], method: str) -> Shape | None:
    """Return the shape of a bank's file by the names of its columns, None where time or amount has none."""
    if set(told.values()) - set(header):
        return None
    free = [name for name in header if name not in told.values()]
    guessed = guess_columns("statements", free)
    # The same money is told once, in one column or in two: what a person names leaves the other way out.
    left_out = ("income", "outgo") if "amount" in told else ("amount",) if told.keys() & {"income", "outgo"} else ()
    found = {name: column for name, column in guessed.items() if name not in left_out}
    mapping = ColumnMapping("statements", {**found, **told})
    return None if missing_fields(mapping) else Shape("bank", method or "bank", mapping.columns)


def _mapped_shape(path: Path, mapping: ColumnMapping) -> tuple[Shape, Table]:
    """Return the shape and the table that a mapping tells. Raises ShopError("columns-missing")."""
    table = open_mapped(path, mapping.encoding)
    tops = top_rows(table)
    number, header = next((top for top in tops if not missing_columns(mapping, top[1])), (0, ()))
    if not number:
        raise ShopError("columns-missing", format="bank", columns=missing_columns(mapping, table.header))
    shape = Shape("bank", mapping.method or "bank", mapping.columns, mapping.date_order)
    return shape, replace(table, header=header, header_row=number)


def _data(table: Table, found: Statement) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows under the header up to the footer, in which the bill may tell how many lines it has."""
    ended = False
    for number, cells in table.rows():
        first = next((cell for cell in map(clean, cells) if cell), "")
        if ended or _END.match(first):
            ended = True
            if found.declared is None and (count := _DECLARED.search(" ".join(cells))):
                found.declared = int(count[1].replace(",", ""))
        elif first:
            yield number, cells


def _read(shape: Shape, at: Mapping[str, int], number: int, cells: Sequence[str]) -> StatementLine | None:
    """Read one line; None for one by which no money has moved."""

    def text(name: str) -> str:
        place = at.get(name, -1)
        return clean(cells[place]).lstrip("`") if 0 <= place < len(cells) else ""

    def amount(name: str) -> int | None:
        return read_moved(text(name), shape.columns.get(name, name))

    if len(cells) < max(at.values()) and not any(cells[at["at"] + 1 :]):
        raise ShopError("row-cut", value=" ".join(filter(None, map(clean, cells))))
    if any(word in text("status").casefold() for word in NOT_DONE):
        return None
    if text("currency").upper() not in _CNY:
        raise ShopError("statement-currency", value=text("currency"), column=shape.columns["currency"])
    words = " ".join(filter(None, (text("type"), text("status"), text("goods"), text("remark"))))
    moved, gone = _moved(text, amount, shape)
    if moved == 0:
        raise ShopError("statement-zero", value=text("trade_no") or text("order_no"))
    kind = _kind(text("type") or words, words, gone=gone, way=text("way"), status=text("status"))
    fee = amount("fee") if kind in ("payment", "refund") else None
    trade_no = text("trade_no")
    if kind == "refund" and text("refund_no").strip("0"):
        trade_no = text("refund_no")  # the payment's number stands in each of its refunds
    return StatementLine(
        number, shape.method, kind, read_when(text("at"), shape.columns["at"], shape.dates), abs(moved), "CNY",
        abs(fee) if fee is not None else None, _number(mask_cards(trade_no)), _number(text("order_no")),
        mask_cards(text("party"))[:LONGEST], _remark(text),
    )  # fmt: skip


def _moved(text: Callable[[str], str], amount: Callable[[str], int | None], shape: Shape) -> tuple[int, bool]:
    """Return what moved and whether it went out of the account."""
    income, outgo = amount("income"), amount("outgo")
    if "income" in shape.columns or "outgo" in shape.columns:
        return (income, income < 0) if income else (outgo or 0, True)
    if back := amount("refund"):
        return back, True
    moved = amount("amount")
    if moved is None:
        raise ShopError("amount-unreadable", value="", column=shape.columns["amount"])
    way = text("way").casefold()
    return moved, moved < 0 or way in OUT


def _kind(told: str, words: str, *, gone: bool, way: str, status: str) -> str:
    """Return the kind of a line by its words and its direction."""
    told, words = told.casefold(), words.casefold()
    if any(word in told for word in FEES):
        return "fee" if gone else "other"
    if any(word in told for word in REFUNDS) or (gone and any(word in words for word in REFUNDS)):
        return "refund" if gone or not way else "other"  # a refund that comes in is one of the shop's own purchases
    if any(word in told for word in TRANSFERS):
        # A buyer's transfer is how chat orders are paid; what leaves is no refund by itself.
        return "payment" if not gone and "转账" in told and way.casefold() in (*IN, "") else "transfer"
    if way and way.casefold() not in (*IN, *OUT):
        return "other"  # "不计收支", "/", "中性交易"
    return "other" if gone else "payment"


def _number(text: str) -> str:
    return "" if text == "/" else text[:LONGEST]


def _remark(text: Callable[[str], str]) -> str:
    told = (part for name in ("type", "goods", "remark") if (part := text(name)) and part != "/")
    return mask_cards(" · ".join(dict.fromkeys(told)))[:LONGEST]


def _name(cell: str) -> str:
    return half_width(clean(cell))

"""Files read by a mapping of their columns: the same records as the platforms' own formats give."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from shopdesk.domain.addresses import Receiver, split_spaced_address
from shopdesk.domain.cells import clean
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import (
    CustomerRecord,
    FileFormat,
    Item,
    LineRecord,
    ListingRecord,
    OrderHead,
    OrderRecord,
    Refused,
    StockRecord,
)
from shopdesk.domain.listings import Listing, Variant, sku_from_handle
from shopdesk.domain.mapping import FIELDS, ColumnMapping, Preset, best_preset, missing_columns
from shopdesk.exchange.cells import read_mail
from shopdesk.exchange.formats import Reading
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.listings import Variants, category_path, pictures
from shopdesk.exchange.mapped_cells import READERS, State
from shopdesk.exchange.orders import lines_of, read_grouped, trade_number
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table, open_table

TOP_ROWS = 20
_HALF_WIDTH = str.maketrans("（）", "()")


class MappedCell(NamedTuple):
    """A cell as it stands in the file, and what it is read as, or the error that it is."""

    text: str
    value: object = None
    problem: ShopError | None = None


class MappedRow(NamedTuple):
    """A row as it would be read: its number and its cells by field."""

    number: int
    cells: Mapping[str, MappedCell]


def open_mapped(path: Path, encoding: str = "", header_row: int = 0) -> Table:
    """Open a file with the encoding and header row that are told; raises ShopError with the codes of `open_table`."""
    table = open_table(path)
    if not encoding and not header_row:
        return table
    told = encoding if encoding and table.workbook is None else table.encoding
    for number, cells in islice(replace(table, encoding=told, header=(), header_row=0).rows(), TOP_ROWS):
        if number >= header_row:
            return replace(table, encoding=told, header=_header(cells), header_row=number)
    raise ShopError("file-empty", file=path.name)


def top_rows(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """Return the first filled rows of a file, above and below its header, one of which is the header."""
    rows = islice(replace(table, header=(), header_row=0).rows(), TOP_ROWS)
    return [(number, _header(cells)) for number, cells in rows]


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(clean(cell).translate(_HALF_WIDTH) for cell in cells)


def find_preset(path: Path, presets: Sequence[Preset]) -> Preset | None:
    """Return the preset that a file's header is known by, among its first rows; None for a strange file."""
    if not presets:
        return None
    tables: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for encoding in dict.fromkeys(preset.mapping.encoding for preset in presets):
        try:
            tables[encoding] = top_rows(open_mapped(path, encoding))
        except ShopError:
            tables[encoding] = []
    for encoding, tops in tables.items():
        told = [preset for preset in presets if preset.mapping.encoding == encoding]
        for _number, header in tops:
            if found := best_preset(told, header):
                return found
    return None


def read_mapped(path: Path, preset: Preset) -> Reading:
    """Get ready to read a file by a preset; raises ShopError("columns-missing") or the codes of `open_table`."""
    mapping = preset.mapping
    table = open_mapped(path, mapping.encoding)
    tops = top_rows(table)
    number, header = next((top for top in tops if not missing_columns(mapping, top[1])), (0, ()))
    if not number:
        raise ShopError("columns-missing", format=preset.name, columns=missing_columns(mapping, table.header))
    table = replace(table, header=header, header_row=number)
    told = FileFormat(preset.name, mapping.kind, ("import",), frozenset(mapping.columns.values()))
    return Reading(told, table, read_rows(table, mapping))


def read_rows(table: Table, mapping: ColumnMapping) -> Iterator[Item]:
    """Read the records of a table by a mapping."""
    readers: dict[str, Callable[[Table, ColumnMapping], Iterator[Item]]] = {
        "orders": _orders, "listings": _listings, "stock": _stock, "customers": _customers,
    }  # fmt: skip
    return readers[mapping.kind](table, mapping)


def look_at_rows(table: Table, mapping: ColumnMapping, count: int) -> list[MappedRow]:
    """Read the first rows cell by cell, as the person who maps the columns wants to see them."""
    fields = [told for told in FIELDS[mapping.kind] if mapping.columns.get(told.name)]
    shown = []
    for row in islice(rows_of(table, {}), count):
        cells = {}
        for told in fields:
            column = mapping.columns[told.name]
            text = row.text(column)
            try:
                cells[told.name] = MappedCell(text, READERS[told.reader](row, column, mapping))
            except ShopError as error:
                cells[told.name] = MappedCell(text, None, error)
        shown.append(MappedRow(row.number, cells))
    return shown


class _Cells:
    """One row's cells by field, read as the mapping tells; a field without a column is empty."""

    def __init__(self, mapping: ColumnMapping, row: Row) -> None:
        self._mapping, self.row = mapping, row
        self._readers = {told.name: READERS[told.reader] for told in FIELDS[mapping.kind]}

    def has(self, name: str) -> bool:
        return bool(self._mapping.columns.get(name))

    def column(self, name: str) -> str:
        return self._mapping.columns.get(name) or name

    def text(self, name: str) -> str:
        return str(self.value(name) or "") if self.has(name) else ""

    def amount(self, name: str) -> int:
        value = self.value(name) if self.has(name) else 0
        return value if isinstance(value, int) else 0

    def value(self, name: str) -> object:
        if not self.has(name):
            return None
        return self._readers[name](self.row, self.column(name), self._mapping)


def _orders(table: Table, mapping: ColumnMapping) -> Iterator[Item]:
    return read_grouped(table, {}, mapping.columns["number"], partial(_order, mapping))


def _order(mapping: ColumnMapping, number: str, rows: list[Row]) -> OrderRecord:
    lines = lines_of(rows, lambda row: _line(_Cells(mapping, row)))
    return OrderRecord(rows[0].number, mapping.channel, number, _head(_Cells(mapping, rows[0]), mapping, lines), lines)


def _line(cells: _Cells) -> LineRecord:
    sku = cells.text("sku")
    title = cells.text("title") or sku
    if not title:
        raise ShopError("title-missing", column=cells.column("title"))
    pieces = cells.value("quantity") if cells.has("quantity") else 1
    assert isinstance(pieces, int)
    return LineRecord(title, pieces, cells.amount("unit_price"), sku, cells.text("options"))


def _head(cells: _Cells, mapping: ColumnMapping, lines: tuple[LineRecord, ...]) -> OrderHead:
    state = cells.value("status")
    placed, paid = cells.value("placed_at"), cells.value("paid_at")
    told = state if isinstance(state, State) else State("", "new", False)
    payment = told.payment or ("paid" if paid or mapping.paid else "unpaid")
    shipping, discount = cells.amount("shipping"), cells.amount("discount")
    total = cells.amount("total")
    if not cells.has("total"):
        total = max(sum(line.unit_price * line.quantity for line in lines) + shipping - discount, 0)
    when = _moment(placed) or _moment(paid)
    return OrderHead(
        placed_at=when, paid_at=_moment(paid) or (when if payment != "unpaid" else None), payment=payment,
        fulfilment=told.fulfilment, refunding=told.refunding, buyer=cells.text("buyer"), receiver=_receiver(cells),
        currency=mapping.currency, shipping=shipping, discount=discount, total=total, courier=cells.text("courier"),
        waybill=cells.text("waybill"), buyer_note=cells.text("buyer_note"), seller_note=cells.text("seller_note"),
        email=read_mail(cells.text("email")), payment_method=cells.text("payment_method"),
        trade_no=trade_number(cells.text("trade_no")),
    )  # fmt: skip


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _receiver(cells: _Cells) -> Receiver:
    province, city, district = (cells.text(name) for name in ("province", "city", "district"))
    street, postcode = cells.text("street"), cells.text("postcode")
    if street and not (province or city or district):
        province, city, district, street, found = split_spaced_address(street)
        postcode = postcode or found
    country = cells.text("country") or "CN"
    return Receiver(cells.text("name"), cells.text("phone"), country, province, city, district, street, postcode)


def _listings(table: Table, mapping: ColumnMapping) -> Iterator[Item]:
    taken: set[str] = set()
    for rows in groups(table, {}, lambda row: _handle(_Cells(mapping, row))):
        if isinstance(rows, Refused):
            yield rows
        else:
            yield from _listing(mapping, rows, taken)


def _handle(cells: _Cells) -> str:
    if not (handle := cells.text("handle") or cells.text("title")):
        raise ShopError("title-missing", column=cells.column("title"))
    return handle


def _listing(mapping: ColumnMapping, rows: list[Row], taken: set[str]) -> Iterator[Item]:
    top = next((cells for row in rows if (cells := _Cells(mapping, row)).text("title")), None)
    if top is None:
        yield refuse(rows[0].number, ShopError("title-missing", column=mapping.columns["title"]))
        return
    handle = _handle(_Cells(mapping, rows[0]))
    variants = Variants(taken, mapping.columns.get("sku") or mapping.columns["title"])
    variants.read(rows, lambda row: _variant(_Cells(mapping, row), handle))
    yield from variants.refused
    if variants.variants:
        listing = Listing(
            handle=handle, title=top.text("title"), variants=tuple(variants.variants),
            description=top.text("description"), category=category_path(top.text("category")),
            brand=top.text("brand"), pictures=pictures(_Cells(mapping, row).text("picture") for row in rows),
        )  # fmt: skip
        told = frozenset(name for name, column in mapping.columns.items() if column)
        yield ListingRecord(top.row.number, listing, variants.stock, mapping.currency, told)


def _variant(cells: _Cells, handle: str) -> tuple[Variant, int | None]:
    told = cells.text("options")
    options = {cells.column("options"): told} if told else {}
    variant = Variant(
        sku=cells.text("sku") or sku_from_handle(handle, options), barcode=cells.text("barcode"), options=options,
        price=cells.amount("price"), list_price=cells.amount("list_price"), cost=cells.amount("cost"),
        weight_g=cells.amount("weight_g"),
    )  # fmt: skip
    stock = cells.value("stock")
    return variant, stock if isinstance(stock, int) else None


def _stock(table: Table, mapping: ColumnMapping) -> Iterator[Item]:
    for row in rows_of(table, {}):
        cells = _Cells(mapping, row)
        try:
            row.check_width()
            sku, pieces = cells.text("sku"), cells.value("quantity")
            if not sku:
                raise ShopError("sku-missing", column=cells.column("sku"))
            if not isinstance(pieces, int):
                raise ShopError("quantity-unreadable", value="", column=cells.column("quantity"))
            yield StockRecord(row.number, sku, cells.text("location"), pieces)
        except ShopError as error:
            yield refuse(row.number, error)


_BETWEEN_TAGS = re.compile("[,，;；、|]")


def _customers(table: Table, mapping: ColumnMapping) -> Iterator[Item]:
    for row in rows_of(table, {}):
        cells = _Cells(mapping, row)
        try:
            row.check_width()
            tags = tuple(tag.strip() for tag in _BETWEEN_TAGS.split(cells.text("tags")) if tag.strip())
            yield CustomerRecord(
                row.number, cells.text("name"), cells.text("phone"), cells.text("buyer"), mapping.channel,
                cells.text("level"), tags, cells.text("note"),
            )  # fmt: skip
        except ShopError as error:
            yield refuse(row.number, error)

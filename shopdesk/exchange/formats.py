"""The formats that files may have; a format's own module is loaded only when a file is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item

if TYPE_CHECKING:
    from shopdesk.exchange.tables import Table

_ALMOST = 2 / 3
_SHOWN_COLUMNS = 8
_SHEETS_TRIED = 8


class Entry(NamedTuple):
    """A format as it is listed: its name, what it holds, which way it goes, and its module in this package.

    `dialects` are further modules that read the same format from other columns.
    """

    name: str
    kind: str
    directions: tuple[str, ...]
    module: str
    dialects: tuple[str, ...] = ()


FORMATS = (
    Entry("taobao-orders", "orders", ("import",), "taobao_orders"),
    Entry("taobao-order-lines", "orders", ("import",), "taobao_order_lines"),
    Entry("pdd-orders", "orders", ("import",), "pdd_orders"),
    Entry("jd-orders", "orders", ("import",), "jd_orders"),
    Entry("douyin-orders", "orders", ("import",), "douyin_orders"),
    Entry("shopify-orders", "orders", ("import",), "shopify_orders"),
    Entry("shopify-products", "listings", ("import",), "shopify_products"),
    Entry("shopify-inventory", "stock", ("import",), "shopify_inventory"),
    Entry("woocommerce-products", "listings", ("import",), "woocommerce_products"),
    Entry("woocommerce-orders", "orders", ("import",), "woocommerce_orders", ("woocommerce_order_rows",)),
    Entry("amazon-orders", "orders", ("import",), "amazon_orders"),
    Entry("amazon-listings", "listings", ("import",), "amazon_listings"),
    Entry("ebay-orders", "orders", ("import",), "ebay_orders"),
    Entry("ebay-listings", "listings", ("import",), "ebay_listings"),
    Entry("etsy-orders", "orders", ("import",), "etsy_orders"),
    Entry("etsy-order-items", "orders", ("import",), "etsy_order_items"),
    *(
        Entry(f"shopdesk-{form}", kind, ("import", "export"), f"shopdesk_{kind}")
        for form in ("csv", "xlsx")
        for kind in ("orders", "listings", "stock")
    ),
)


class FormatModule(Protocol):
    """What every format module has: itself, the other names of its columns, and its reader."""

    FORMAT: FileFormat
    ALIASES: Mapping[str, str]

    def read(self, table: "Table") -> Iterator[Item]:
        """Yield records, refused rows and remarks in the order of the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was recognised: `items` reads it as a stream and may still raise ShopError on the way."""

    format: FileFormat
    table: "Table"
    items: Iterator[Item]

    @property
    def encoding(self) -> str:
        """The encoding that was found: "utf-8", "utf-16", "gb18030" or "shift_jis"."""
        return self.table.encoding

    @property
    def rows(self) -> int:
        """How many data rows were read so far, damaged ones included; final once `items` has ended."""
        return self.table.rows_read


def read(path: Path, format_name: str | None = None) -> Reading:
    """Open a file, recognise its format by its columns (or take the one that is told) and get ready to read it.

    Raises ShopError with a file code of `open_table`, format-unknown, columns-missing or format-not-offered.
    """
    told = _modules(format_name) if format_name else []
    table, left = _open(path, told or _offered())
    if told and not any(_place_header(table, module) for module in told):
        raise ShopError("columns-missing", format=told[0].FORMAT.name, columns=_missing(told[0], table.header))
    module = _best(told, table) if told else _recognise_table(table)
    _place_header(table, module)
    return Reading(_as_written(module.FORMAT, table), table, chain(left, module.read(table)))


def _open(path: Path, modules: Sequence[FormatModule]) -> tuple["Table", list[Item]]:
    """Open a file at the first of its sheets that a format fits, with a remark for each other sheet that one fits."""
    from shopdesk.exchange.refusals import remark  # late: listing the formats needs no reader
    from shopdesk.exchange.tables import open_table

    table = open_table(path)
    fitting = [table] if _fits(table, modules) else []
    left: list[Item] = []
    for name in getattr(table.workbook, "others", ())[:_SHEETS_TRIED]:
        try:
            other = open_table(path, name)
        except ShopError:
            continue
        if _fits(other, modules):
            if fitting:
                left.append(remark(1, "sheet-left", name))
            fitting.append(other)
    return (fitting or [table])[0], left


def _fits(table: "Table", modules: Sequence[FormatModule]) -> bool:
    return any(not _missing(module, top) for module in modules for _number, top in table.tops)


def _as_written(told: FileFormat, table: "Table") -> FileFormat:
    """Return the format under the name of the file's own form: the shop writes the same columns as csv and as xlsx."""
    is_own_workbook = told.name == "shopdesk-csv" and table.encoding == "workbook"
    return replace(told, name="shopdesk-xlsx") if is_own_workbook else told


def _recognise_table(table: "Table") -> FormatModule:
    """Recognise a file by one of its first rows: exports write lines of their own above the header."""
    modules = _offered()
    if fitting := [module for module in modules if any(not _missing(module, top) for _number, top in table.tops)]:
        return _best(fitting, table)
    return recognise(max((top for _number, top in table.tops), key=lambda top: _nearness(modules, top)))


def _best(modules: Sequence[FormatModule], table: "Table") -> FormatModule:
    fitting = [module for module in modules if any(not _missing(module, top) for _number, top in table.tops)]
    return max(fitting, key=lambda module: len(module.FORMAT.columns))


def _place_header(table: "Table", module: FormatModule) -> bool:
    """Take the first row that has a format's columns as the header; tell whether there is one."""
    for number, top in table.tops:
        if not _missing(module, top):
            table.header, table.header_row = top, number
            return True
    return False


def recognise(header: Sequence[str]) -> FormatModule:
    """Return the format whose columns are all there; of several, the one that knows most of them.

    Raises ShopError("columns-missing") for a file that has most of a format's columns, else "format-unknown".
    """
    modules = _offered()
    fitting = [module for module in modules if not _missing(module, header)]
    if fitting:
        return max(fitting, key=lambda module: len(module.FORMAT.columns))
    nearest = min(modules, key=lambda module: len(_missing(module, header)) / len(module.FORMAT.columns))
    missing, wanted = _missing(nearest, header), len(nearest.FORMAT.columns)
    found = wanted - len(missing)
    if found > 1 and found >= wanted * _ALMOST:
        raise ShopError("columns-missing", format=nearest.FORMAT.name, columns=missing)
    raise ShopError("format-unknown", columns=[name for name in header if name][:_SHOWN_COLUMNS])


def _nearness(modules: Sequence[FormatModule], header: Sequence[str]) -> float:
    return max(1 - len(_missing(module, header)) / len(module.FORMAT.columns) for module in modules)


def _offered() -> list[FormatModule]:
    names = dict.fromkeys(entry.name for entry in FORMATS if "import" in entry.directions)
    return [module for name in names for module in _modules(name)]


def _modules(name: str) -> list[FormatModule]:
    """Return the modules that read a format. Raises ShopError("format-not-offered")."""
    entries = [entry for entry in FORMATS if entry.name == name and "import" in entry.directions]
    if not entries:
        raise ShopError("format-not-offered", format=name)
    names = [module for entry in entries for module in (entry.module, *entry.dialects)]
    return [cast(FormatModule, import_module(f"shopdesk.exchange.{module}")) for module in names]


def _missing(module: FormatModule, header: Sequence[str]) -> list[str]:
    from shopdesk.exchange.rows import columns_of  # late, as above

    known = columns_of(header, module.ALIASES)
    return sorted(column for column in module.FORMAT.columns if column not in known)

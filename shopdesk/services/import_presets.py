"""Presets of the import: made from a file that no format fits, kept under a name, known by the file's columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.db import presets
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.mapping import (
    DATE_ORDERS,
    FIELDS,
    MAPPED_KINDS,
    NEEDED,
    ColumnMapping,
    Preset,
    guess_columns,
    guess_date_order,
    guess_mapping,
    missing_fields,
)
from shopdesk.exchange.formats import FORMATS, Reading, read
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "shift_jis", "cp1252")
LONGEST_NAME = 60
SHOWN_ROWS = 12
_STRANGE = ("format-unknown", "columns-missing")
_SAMPLED = 40


@dataclass(frozen=True, slots=True)
class Look:
    """A file as a mapping would read it: its first rows, the columns it has, how its cells would be read.

    `tops` are its first rows as they stand, of which one is the header; `rows` hold `MappedCell`s by field.
    """

    path: Path
    mapping: ColumnMapping
    encoding: str
    header_row: int
    tops: tuple[tuple[int, tuple[str, ...]], ...]
    rows: tuple[tuple[int, Mapping[str, tuple[str, object, ShopError | None]]], ...]

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """The groups of fields of which none has a column."""
        return missing_fields(self.mapping)


def list_presets(shop: Shop) -> list[Preset]:
    """Return the shop's presets in the order of their names."""
    return presets.load_presets(shop.connection)


def find_preset(shop: Shop, name: str) -> Preset:
    """Return a preset by its name. Raises ShopError("preset-unknown")."""
    found = next((preset for preset in list_presets(shop) if preset.name == name.strip()), None)
    if found is None:
        raise ShopError("preset-unknown", value=name)
    return found


def save_preset(shop: Shop, preset: Preset) -> Preset:
    """Add a preset, or write the one of its row anew.

    Raises ShopError with "preset-name-invalid", "preset-taken" or "mapping-incomplete".
    """
    name = preset.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ShopError("preset-name-invalid", limit=LONGEST_NAME)
    _check(preset.mapping)
    with shop.writing():
        taken = any(known.name == name and known.row != preset.row for known in list_presets(shop))
        if taken or any(entry.name == name for entry in FORMATS):
            raise ShopError("preset-taken", value=name)
        row = presets.put_preset(shop.connection, new_id(), replace(preset, name=name), shop.now())
    return replace(preset, name=name, row=row)


def _check(mapping: ColumnMapping) -> None:
    if mapping.kind not in FIELDS or mapping.date_order not in DATE_ORDERS or mapping.channel not in CHANNELS:
        raise ShopError("mapping-incomplete", fields=mapping.kind)
    unknown = [name for name in mapping.columns if name not in {told.name for told in FIELDS[mapping.kind]}]
    lacking = ["/".join(group) for group in missing_fields(mapping)]
    if unknown or lacking:
        raise ShopError("mapping-incomplete", fields=", ".join(lacking or unknown))


def rename_preset(shop: Shop, name: str, new: str) -> Preset:
    """Give a preset another name. Raises like `find_preset` and `save_preset`."""
    with shop.writing():
        return save_preset(shop, replace(find_preset(shop, name), name=new))


def remove_preset(shop: Shop, name: str) -> int:
    """Take a preset out of the list and return its row, by which it comes back. Raises "preset-unknown"."""
    with shop.writing():
        preset = find_preset(shop, name)
        presets.set_preset_removed(shop.connection, preset.row, shop.now())
    return preset.row


def bring_preset_back(shop: Shop, row: int) -> None:
    """Bring a preset back into the list."""
    with shop.writing():
        presets.set_preset_removed(shop.connection, row, None)


def guess_for(path: Path, *, currency: str = "CNY", kind: str = "", encoding: str = "", header_row: int = 0) -> Look:
    """Look at a file with the mapping that its columns suggest. Raises ShopError with the codes of `open_table`."""
    from shopdesk.exchange.mapped import open_mapped, top_rows
    from shopdesk.exchange.rows import rows_of

    table = open_mapped(path, encoding, header_row)
    if kind == "statements" and not header_row:  # banks write lines of their own above it
        header_row = likeliest_header(top_rows(table))
        table = open_mapped(path, encoding, header_row)
    mapping = guess_mapping(table.header, kind, currency)
    times = [
        told.name for told in FIELDS[mapping.kind] if told.reader in ("time", "when") and told.name in mapping.columns
    ]
    cells = []
    for at, row in enumerate(rows_of(table, {})):
        cells += [row.text(mapping.columns[name]) for name in times]
        if at >= _SAMPLED or not times:
            break
    return look_at(path, replace(mapping, encoding=encoding, header_row=header_row, date_order=guess_date_order(cells)))


def likeliest_header(tops: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """Return the row that names most fields of a bill, of several that with most cells, of these the first."""

    def rank(top: tuple[int, tuple[str, ...]]) -> tuple[int, int]:
        _number, cells = top
        return len(guess_columns("statements", cells)), sum(bool(cell) for cell in cells)

    return max(tops, key=rank, default=(0, ()))[0]


def look_at(path: Path, mapping: ColumnMapping) -> Look:
    """Look at a file as a mapping would read it. Raises ShopError with the codes of `open_table`."""
    from shopdesk.exchange.mapped import look_at_rows, open_mapped, top_rows

    table = open_mapped(path, mapping.encoding, mapping.header_row)
    columns = {name: column for name, column in mapping.columns.items() if column in table.header}
    mapping = replace(mapping, columns=columns, header=table.header)
    rows = tuple(
        (row.number, {name: (cell.text, cell.value, cell.problem) for name, cell in row.cells.items()})
        for row in look_at_rows(table, mapping, SHOWN_ROWS)
    )
    return Look(path, mapping, table.encoding, table.header_row, tuple(top_rows(table)), rows)


def needed_fields(kind: str) -> set[str]:
    """Return the fields of which a file must have some."""
    return {name for group in NEEDED[kind] for name in group}


def open_file(shop: Shop, path: Path, format_name: str = "") -> Reading:
    """Recognise a file by the formats, then by the shop's presets, or take it as the one that is told.

    Raises ShopError with the codes of `exchange.formats.read`.
    """
    kept = [preset for preset in list_presets(shop) if preset.mapping.kind in MAPPED_KINDS]
    told = next((preset for preset in kept if preset.name == format_name), None) if format_name else None
    if told is not None:
        return _read_by(path, told)
    try:
        return read(path, format_name or None)
    except ShopError as error:
        if format_name or error.code not in _STRANGE or not kept:
            raise
        from shopdesk.exchange.mapped import find_preset as find_by_header

        if (found := find_by_header(path, kept)) is None:
            raise
        return _read_by(path, found)


def _read_by(path: Path, preset: Preset) -> Reading:
    from shopdesk.exchange.mapped import read_mapped  # late: few shops have presets

    return read_mapped(path, preset)

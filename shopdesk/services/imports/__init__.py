"""Files in: recognised, looked at row by row, taken in one transaction, and taken back as a whole."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.db import imports as batches
from shopdesk.db.imports import Batch
from shopdesk.db.order_writes import match_lines
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Record, Refused, Remark, RowProblem
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.exchange.formats import FORMATS, Reading
from shopdesk.services.customers import mark_blocked
from shopdesk.services.identity import new_id
from shopdesk.services.import_presets import open_file
from shopdesk.services.imports.customers import CustomerImport
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.imports.orders import OrderImport
from shopdesk.services.imports.own_listings import OwnListingImport
from shopdesk.services.imports.own_orders import OwnOrderImport, catch_up
from shopdesk.services.imports.own_stock import OwnStockImport
from shopdesk.services.imports.preview import FieldChange, Preview, PreviewRecord, RefusedRow, Watcher
from shopdesk.services.imports.refused import save_refused
from shopdesk.services.imports.stock import StockImport
from shopdesk.services.imports.undo import Undone, redo_import, redo_imports, undo_import, undo_imports
from shopdesk.services.messages import prepare_new
from shopdesk.services.shop import Shop

__all__ = [
    "Batch",
    "FieldChange",
    "FileRefused",
    "ImportResult",
    "Preview",
    "PreviewRecord",
    "RefusedRow",
    "Undone",
    "format_names",
    "import_file",
    "import_files",
    "list_batches",
    "preview_files",
    "redo_import",
    "redo_imports",
    "save_refused",
    "take_files",
    "undo_import",
    "undo_imports",
]

Importer = OrderImport | ListingImport | StockImport | OwnStockImport | CustomerImport
CHUNK = 2_000  # records looked up and written together


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file: business records counted, every refused row with its reason.

    `preview` tells of the records one by one, where that was asked for.
    """

    file: str
    kind: str
    format: str
    encoding: str
    batch: str
    dry_run: bool
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...]
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that was refused as a whole; nothing of it was taken."""

    file: str
    error: ShopError


class _DryRun(Exception):
    """Takes everything back that a dry run has written."""


def import_files(
    shop: Shop,
    paths: Sequence[Path],
    *,
    kind: str = "",
    format_name: str = "",
    dry_run: bool = False,
    job: Job | None = None,
) -> list[ImportResult | FileRefused]:
    """Import several files in the order given, each a batch of its own; a refused one stops no other."""
    results: list[ImportResult | FileRefused] = []
    for path in paths:
        try:
            results.append(import_file(shop, path, kind=kind, format_name=format_name, dry_run=dry_run, job=job))
        except ShopError as error:
            results.append(FileRefused(str(path), error))
    return results


def preview_files(shop: Shop, files: Sequence[tuple[Path, str]], job: Job) -> list[ImportResult | FileRefused]:
    """Tell what taking these files (path, format or "") one after the other would do; nothing is written."""
    results: list[ImportResult | FileRefused] = []
    try:
        with shop.writing():
            results = _take_each(shop, files, job, preview=True)
            raise _DryRun
    except _DryRun:
        return [replace(r, batch="", dry_run=True) if isinstance(r, ImportResult) else r for r in results]


def take_files(shop: Shop, files: Sequence[tuple[Path, str]], job: Job) -> list[ImportResult | FileRefused]:
    """Import these files (path, format or ""), each a batch of its own; stopped on the way, none of them stays."""
    with shop.writing():
        return _take_each(shop, files, job, preview=False)


def _take_each(
    shop: Shop, files: Sequence[tuple[Path, str]], job: Job, *, preview: bool
) -> list[ImportResult | FileRefused]:
    results: list[ImportResult | FileRefused] = []
    for path, format_name in files:
        job.step(0, 0)
        try:
            results.append(import_file(shop, path, format_name=format_name, preview=preview, job=job))
        except ShopError as error:
            if not shop.connection.in_transaction:  # SQLite has given up the whole: the disk, not the file
                raise
            results.append(FileRefused(str(path), error))
    return results


def list_batches(shop: Shop, limit: int = 1_000) -> list[Batch]:
    """Return what was imported, the newest first."""
    return batches.list_batches(shop.connection, limit)


def format_names() -> list[str]:
    """Return the formats that a file can be taken as."""
    return list(dict.fromkeys(entry.name for entry in FORMATS if "import" in entry.directions))


def import_file(
    shop: Shop,
    path: Path,
    *,
    kind: str = "",
    format_name: str = "",
    dry_run: bool = False,
    preview: bool = False,
    job: Job | None = None,
) -> ImportResult:
    """Import one file as one batch, whole or not at all; importing it again changes nothing.

    With `preview` the result tells of its records one by one, which costs a little time for each.
    Raises ShopError with the codes of `import_presets.open_file`, or "kind-differs" when the file holds another kind.
    """
    reading = open_file(shop, path, format_name)
    if kind and kind != reading.format.kind:
        raise ShopError("kind-differs", file=path.name, found=reading.format.kind, wanted=kind)
    result: ImportResult | None = None
    try:
        with shop.writing():
            watcher = Watcher(shop.connection) if preview else None
            result = _take(shop, path, reading, dry_run, watcher, job or SilentJob())
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    assert result is not None
    return result


def _take(shop: Shop, path: Path, reading: Reading, dry_run: bool, watcher: Watcher | None, job: Job) -> ImportResult:
    uuid, told = new_id(), reading.format
    batch_id = batches.add_batch(
        shop.connection,
        uuid=uuid,
        kind=told.kind,
        format_name=told.name,
        file=path.name,
        encoding=reading.encoding,
        at=shop.now(),
        actor=shop.actor,
    )
    importer = _importer(shop, told, batch_id, path.name, watcher)
    with _no_search_for_cycles():
        rejected, warnings = _take_items(reading, importer, job)
    if told.kind == "listings":
        match_lines(shop.connection)
    elif told.kind == "orders":
        mark_blocked(shop, batch_id)
    if told.name.startswith("shopdesk-"):
        catch_up(shop)
    rejected.sort(key=lambda problem: problem.row)
    counts = (reading.rows, importer.created, importer.updated, importer.unchanged, len(rejected))
    batches.close_batch(shop.connection, batch_id, counts)
    if told.kind == "orders" and not (dry_run or watcher):
        prepare_new(shop, batch_id, importer.created + importer.updated)
    return ImportResult(
        str(path), told.kind, told.name, reading.encoding, "" if dry_run else uuid, dry_run,
        *counts[:4], tuple(rejected), tuple(sorted(warnings, key=lambda problem: problem.row)),
        watcher.preview(reading.table, rejected) if watcher else None,
    )  # fmt: skip


def _importer(shop: Shop, told: FileFormat, batch_id: int, file: str, watcher: Watcher | None) -> Importer:
    is_own = told.name.startswith("shopdesk-")
    if told.kind == "orders":
        return (OwnOrderImport if is_own else OrderImport)(shop, batch_id, watcher)
    if told.kind == "customers":
        return CustomerImport(shop, batch_id, watcher)
    if told.kind == "stock":
        return (OwnStockImport if is_own else StockImport)(shop, batch_id, file, watcher)
    return (OwnListingImport if is_own else ListingImport)(shop, batch_id, file, watcher)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let the collector rest: records hold no cycles, and looking for them takes a tenth of an import's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take_items(reading: Reading, importer: Importer, job: Job) -> tuple[list[RowProblem], list[RowProblem]]:
    """Hand records to the importer in chunks; collect what was refused or remarked, by the file or by the shop."""
    rejected: list[RowProblem] = []
    chunk: list[Record] = []
    for item in reading.items:
        if isinstance(item, Refused):
            rejected.append(item.problem)
        elif isinstance(item, Remark):
            importer.remarks.append(item.problem)
        else:
            chunk.append(item)
            if len(chunk) >= CHUNK:
                rejected += importer.take(chunk)
                chunk = []
                job.step(reading.rows, 0)
    rejected += importer.take(chunk)
    return rejected, importer.remarks

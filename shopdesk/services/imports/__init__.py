"""Files in: recognised, looked at row by row, taken in one transaction, and taken back as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import imports as batches
from shopdesk.db.order_writes import match_lines
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord, OrderRecord, Refused, Remark, RowProblem
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.exchange.formats import Reading, read
from shopdesk.services.identity import new_id
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.imports.orders import OrderImport
from shopdesk.services.imports.undo import Undone, undo_import
from shopdesk.services.shop import Shop

__all__ = ["FileRefused", "ImportResult", "Undone", "import_file", "import_files", "undo_import"]

CHUNK = 2_000  # records looked up and written together


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file: business records counted, every refused row with its reason."""

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


def import_file(
    shop: Shop,
    path: Path,
    *,
    kind: str = "",
    format_name: str = "",
    dry_run: bool = False,
    job: Job | None = None,
) -> ImportResult:
    """Import one file as one batch, whole or not at all; importing it again changes nothing.

    Raises ShopError with the codes of `exchange.formats.read`, or "kind-differs" when the file holds another kind.
    """
    reading = read(path, format_name or None)
    if kind and kind != reading.format.kind:
        raise ShopError("kind-differs", file=path.name, found=reading.format.kind, wanted=kind)
    result: ImportResult | None = None
    try:
        with shop.writing():
            result = _take(shop, path, reading, dry_run, job or SilentJob())
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    assert result is not None
    return result


def _take(shop: Shop, path: Path, reading: Reading, dry_run: bool, job: Job) -> ImportResult:
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
    importer: OrderImport | ListingImport
    importer = OrderImport(shop, batch_id) if told.kind == "orders" else ListingImport(shop, batch_id, path.name)
    rejected, warnings = _take_items(reading, importer, job)
    if told.kind == "listings":
        match_lines(shop.connection)
    rejected.sort(key=lambda problem: problem.row)
    counts = (reading.rows, importer.created, importer.updated, importer.unchanged, len(rejected))
    batches.close_batch(shop.connection, batch_id, counts)
    return ImportResult(
        str(path), told.kind, told.name, reading.encoding, "" if dry_run else uuid, dry_run,
        *counts[:4], tuple(rejected), tuple(sorted(warnings, key=lambda problem: problem.row)),
    )  # fmt: skip


def _take_items(
    reading: Reading, importer: OrderImport | ListingImport, job: Job
) -> tuple[list[RowProblem], list[RowProblem]]:
    """Hand records to the importer in chunks; collect what was refused or remarked, by the file or by the shop."""
    rejected: list[RowProblem] = []
    chunk: list[OrderRecord | ListingRecord] = []
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

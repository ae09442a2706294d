"""`import`: files of the platforms into the shop, and back out again."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.tables import word_counts
from shopdesk.domain.imports import KINDS, RowProblem
from shopdesk.paths import shop_folder
from shopdesk.services.backups import back_up_before
from shopdesk.services.imports import FileRefused, ImportResult, import_files, undo_import
from shopdesk.services.shop import open_shop
from shopdesk.words import _
from shopdesk.words.errors import word_error, word_problem


@click.command("import", help=_("Import files; the format is recognised, importing twice changes nothing."))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default=None, help=_("Refuse a file that holds anything else."))
@click.option("--format", "format_name", default="", help=_("Take the file as this format."))
@click.option("--dry-run", is_flag=True, help=_("Only count; write nothing."))
@click.option("--undo", metavar="BATCH", default="", help=_("Take one import back."))
@click.pass_obj
def import_command(
    door: Door, files: tuple[Path, ...], kind: str | None, format_name: str, dry_run: bool, undo: str
) -> int:
    """Import files, or take one import back."""
    if bool(undo) == bool(files):
        raise click.UsageError(_("Name the files to import, or the batch to take back with --undo."))
    shop = open_shop(shop_folder(door.shop_folder))
    if undo:
        undone = undo_import(shop, undo)
        told = {"batch": undone.batch, "removed": undone.removed, "restored": undone.restored}
        door.answer(told, lambda: [_("Taken back: {removed} removed, {restored} restored.").format(**told)])
        return 0
    if not dry_run:
        back_up_before(shop, "import", Progress(_("Backup")))
    results = import_files(
        shop, files, kind=kind or "", format_name=format_name, dry_run=dry_run, job=Progress(_("Rows read:"))
    )
    door.answer([_shape(result) for result in results], lambda: [line for r in results for line in _lines(r)])
    return _status(results)


def _status(results: list[ImportResult | FileRefused]) -> int:
    """Return 3 when no file went in, 1 when a file or a row was refused, else 0."""
    if all(isinstance(result, FileRefused) for result in results):
        return 3
    return int(any(isinstance(result, FileRefused) or result.rejected for result in results))


def _shape(result: ImportResult | FileRefused) -> dict[str, Any]:
    if isinstance(result, FileRefused):
        error = result.error
        told = {"code": error.code, "message": word_error(error), "params": error.params}
        return {"file": result.file, "error": told}
    return {
        "kind": result.kind,
        "format": result.format,
        "encoding": result.encoding,
        "file": result.file,
        "batch": result.batch or None,
        "dry_run": result.dry_run,
        "rows": result.rows,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "rejected": [_problem(problem) for problem in result.rejected],
        "warnings": [_problem(problem) for problem in result.warnings],
    }


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "code": problem.code,
        "message": word_problem(problem),
        "value": problem.value,
        "column": problem.column,
    }


def _lines(result: ImportResult | FileRefused) -> list[str]:
    if isinstance(result, FileRefused):
        return [f"{result.file}: {word_error(result.error)}"]
    counts = word_counts(result.rows).format(
        rows=result.rows,
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        rejected=len(result.rejected),
    )
    lines = [f"{result.file} – {result.format}, {result.encoding}", f"  {counts}"]
    for problem in (*result.rejected, *result.warnings):
        row = _("row {row}").format(row=problem.row)
        lines.append(f"  {row}: {word_problem(problem)}")
    if result.dry_run:
        lines.append("  " + _("Nothing was written (dry run)."))
    else:
        lines.append("  " + _("To take it back: shopdesk import --undo {batch}").format(batch=result.batch))
    return lines

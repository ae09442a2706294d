"""Files looked at and taken: what was dropped becomes a list of files, and what was taken can be taken again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.backups import back_up_before
from shopdesk.services.imports import FileRefused, ImportResult, preview_files, redo_imports, take_files, undo_imports
from shopdesk.services.shop import Shop
from shopdesk.words import listed, ngettext

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json")
Asked = tuple[tuple[Path, str], ...]
Result = ImportResult | FileRefused


@dataclass(frozen=True, slots=True)
class Looked:
    """What was asked for (path, format or ""), the files it came to, and a result for each of these."""

    asked: Asked
    files: Asked
    results: tuple[Result, ...]

    @property
    def takable(self) -> Asked:
        """The files that are not refused as a whole."""
        pairs = zip(self.files, self.results, strict=True)
        return tuple(file for file, result in pairs if isinstance(result, ImportResult))

    def count(self, kind: str) -> int:
        """Count the records of a kind that an import would add or change."""
        found = [result for result in self.results if isinstance(result, ImportResult) and result.kind == kind]
        return sum(result.created + result.updated for result in found)


def look(shop: Shop, job: Job, asked: Asked) -> Looked:
    """Tell what an import of these files and folders would do; nothing is written."""
    files = tuple(pair for path, name in asked for pair in _files_of(path, name))
    return Looked(asked, files, tuple(preview_files(shop, files, job)))


def _files_of(path: Path, name: str) -> Asked:
    """Return a file itself, and of a folder the files in it that may be readable; a folder without one stays."""
    if not path.is_dir():
        return ((path, name),)
    try:
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    except OSError:
        inside = []
    return tuple((file, "") for file in inside) or ((path, name),)


def add_files(asked: Asked, paths: Sequence[Path]) -> Asked:
    """Return the files with these added, each once."""
    known = dict(asked)
    for path in paths:
        known.setdefault(path, "")
    return tuple(known.items())


def records(kind: str, count: int) -> str:
    """Return how many records of a kind: "42 orders"."""
    if kind == "orders":
        return ngettext("{count} order", "{count} orders", count).format(count=f"{count:,}")
    if kind == "customers":
        return ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
    if kind == "stock":
        return ngettext("stock of {count} SKU", "stock of {count} SKUs", count).format(count=f"{count:,}")
    return ngettext("{count} listing", "{count} listings", count).format(count=f"{count:,}")


@dataclass(slots=True)
class Taken:
    """Files that were imported together, their batches, and how they go again."""

    files: Asked
    results: list[Result] = field(default_factory=list)

    @property
    def taken(self) -> list[ImportResult]:
        """What became of each file that went in."""
        return [result for result in self.results if isinstance(result, ImportResult)]

    @property
    def batches(self) -> list[str]:
        """The batches in the order they were made."""
        return [result.batch for result in self.taken]

    @property
    def counted(self) -> str:
        """What came in or was changed: "42 orders, 3 listings"."""
        kinds = dict.fromkeys(result.kind for result in self.taken)
        sums = {kind: sum(r.created + r.updated for r in self.taken if r.kind == kind) for kind in kinds}
        return listed(records(kind, count) for kind, count in sums.items())

    def take(self, shop: Shop, job: Job) -> "Taken":
        """Import the files; when none of them can be read any more, its error is raised."""
        back_up_before(shop, "import", job)
        self.results = take_files(shop, self.files, job)
        if not self.taken and self.results:
            refused = self.results[0]
            raise refused.error if isinstance(refused, FileRefused) else ShopError("file-missing", file="")
        return self

    def again(self, shop: Shop, job: Job) -> "Taken":
        """Bring it back: orders as they were, under their numbers; other files are read anew."""
        if any(result.kind != "orders" for result in self.taken):
            return self.take(shop, job)
        redo_imports(shop, self.batches)
        return self

    def undo(self, shop: Shop, _job: Job) -> None:
        """Take all of it back."""
        undo_imports(shop, self.batches)

"""Which backups are kept: dense where they are young, thin where they are old, never fewer than three good ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

ALWAYS_KEPT = 3
POOR_KEPT = 24
REASONS = ("asked", "changes", "exit", "migration", "import", "bulk-edit", "restore")
_KEPT = (("%Y-%m-%d %H", 24), ("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 12))  # hours, days, weeks, months


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its manifest tells it; one without a manifest has number 0 and is not verified.

    `number` counts the backups of a shop: the order in which they were made, whatever the clock said. `full_at` is when
    every entry of its indexes was last compared with the tables, None where that was not done.
    """

    name: str
    number: int
    made_at: datetime
    reason: str
    size: int
    sha256: str = ""
    schema: int = 0
    version: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    mark: str = ""
    full_at: datetime | None = None

    @property
    def verified(self) -> bool:
        """Whether the copy was found sound when it was made."""
        return bool(self.sha256) and not self.findings


def to_remove(backups: Sequence[Backup], keep: Collection[str] = ()) -> list[Backup]:
    """Return the backups that may go: not among the newest of 24 hours, 14 days, 8 weeks and 12 months.

    The last three verified ones stay whatever their dates, and so do those named in `keep`. Copies in which something
    was found never push a good one out. A file without a manifest is somebody's own and stays.
    """
    good = sorted((b for b in backups if b.verified), key=lambda b: (b.number, b.made_at), reverse=True)
    poor = sorted((b for b in backups if b.sha256 and b.findings), key=lambda b: b.number, reverse=True)
    kept = {b.name for b in (*good[:ALWAYS_KEPT], *poor[:POOR_KEPT])} | set(keep)
    by_age = sorted(good, key=lambda b: (b.made_at, b.number), reverse=True)
    for form, count in _KEPT:
        newest: dict[str, str] = {}
        for backup in by_age:
            newest.setdefault(backup.made_at.strftime(form), backup.name)
        kept.update(list(newest.values())[:count])
    return [backup for backup in (*good, *poor) if backup.name not in kept]

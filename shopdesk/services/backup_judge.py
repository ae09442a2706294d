"""A copy is judged before it counts: its pages in one thread, what they hold in another, for half the time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

from shopdesk.db import backup_file, checks, stock
from shopdesk.domain.backups import Backup
from shopdesk.domain.errors import Cancelled
from shopdesk.domain.jobs import Job
from shopdesk.services.backup_files import fingerprint
from shopdesk.whole_files import force


def judge(part: Path, made: Backup, job: Job) -> tuple[list[str], Backup]:
    """Return what is wrong with a copy, and the backup that it is: forced to the disk, counted, with its SHA-256.

    Its indexes are compared with their tables where `made.full_at` says so. Raises what `job` raises to stop it.
    """
    stopped = Event()
    with ThreadPoolExecutor(1, "backup") as beside:
        told = beside.submit(_told, part, made, stopped)
        try:
            with backup_file.looked_at(part) as copied:
                findings = checks.integrity(copied, job.step, quick=made.full_at is None)
        except BaseException:
            stopped.set()
            raise
        if findings:  # what else could not be read says nothing more
            stopped.set()
            return findings, made
        return told.result()


def _told(part: Path, made: Backup, stopped: Event) -> tuple[list[str], Backup]:
    def step(*_progress: int) -> None:
        if stopped.is_set():
            raise Cancelled

    force(part)
    sha256 = fingerprint(part, step)
    with backup_file.looked_at(part) as copied:
        findings = checks.broken_references(copied)
        step()
        drifts = stock.find_drift(copied)[1]
        made = replace(
            made,
            size=part.stat().st_size,
            schema=backup_file.schema(copied),
            counts=backup_file.counts(copied),
            findings=tuple(f"{d.sku} {d.location}: {d.kept} ≠ {d.summed}" for d in drifts[:20]),
            sha256=sha256,
        )
    return findings, made

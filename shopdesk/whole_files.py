"""Files that are there whole or not at all."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

PART = ".part"
OPEN_FILES_ARE_HELD = os.name == "nt"
PATIENCE_S, PAUSE_S = 1.0, 0.02

T = TypeVar("T")


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a place beside the target to write to; it takes the target's name once it is on the disk.

    Two programs that write the same target have a place each, and the later one wins. Whatever is raised inside leaves
    the target as it was. Raises OSError.
    """
    part = target.with_name(f".{os.urandom(16).hex()}{PART}")
    try:
        yield part
        force(part)
        patiently(part.replace, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    force_folder(target.parent)


def patiently(act: Callable[..., T], *told: object) -> T:
    """Do something with a file, for a moment again and again where Windows refuses it because somebody has it open.

    A window that reads, a scanner for viruses let go of it at once; a spreadsheet does not: raises PermissionError.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return act(*told)
        except PermissionError:
            if not OPEN_FILES_ARE_HELD or time.monotonic() > until:
                raise
        time.sleep(PAUSE_S)


def force(path: Path) -> None:
    """Force a file's content to the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def force_folder(folder: Path) -> None:
    """Force a folder's names to the disk, where the system lets us."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A picture file that stops answering when reading it has cost too much."""

import io
import time

LONGEST_SECONDS = 0.8  # of this thread's own processor time, so that a busy PC refuses nothing


class TooSlow(Exception):
    """Reading the file took longer than any honest picture does."""


class TimedFile(io.BufferedReader):
    """A file for Pillow, whose readers ask for header, chunks and pixel data piece by piece.

    A million empty chunks, frames or comments keep such a reader busy for minutes; each piece it asks for is
    a chance to stop. `read` raises TooSlow after LONGEST_SECONDS.
    """

    def __init__(self, raw: io.FileIO) -> None:
        super().__init__(raw)
        self.started = time.thread_time()

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file does."""
        if time.thread_time() - self.started > LONGEST_SECONDS:
            raise TooSlow
        return super().read(size)

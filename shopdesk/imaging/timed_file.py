"""A picture file that stops answering when reading it has cost too much."""

import io
import time

LONGEST_SECONDS = 0.8  # of this thread's own processor time, so that a busy PC refuses nothing
SMALL = 256  # bytes: so few are a header's, and only every sixteenth such piece looks at the clock


class TooSlow(Exception):
    """Reading the file took longer than any honest picture does."""


class TimedFile(io.BufferedReader):
    """A file for Pillow, whose readers ask for header, chunks and pixel data piece by piece.

    A million empty chunks, frames or comments keep such a reader busy for minutes; each piece it asks for is
    a chance to stop. `read` raises TooSlow after LONGEST_SECONDS.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__(raw)
        self.started = time.thread_time()
        self.pieces = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file does."""
        self.pieces += 1
        looks = size is None or not 0 <= size <= SMALL or not self.pieces % 16
        if looks and time.thread_time() - self.started > LONGEST_SECONDS:
            raise TooSlow
        return super().read(size)

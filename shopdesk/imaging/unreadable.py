"""Why a file is no picture for us: Pillow's many complaints as one exception with a reason code."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from shopdesk.imaging.timed_file import TooSlow

MOST_PIXELS = 100_000_000  # whatever the format
PILLOW = r"PIL\."
PILLOW_FILTER = ("ignore", None, Warning, re.compile(PILLOW), 0)


class Unreadable(Exception):
    """A file that is no picture for us: a reason code, and the limit it broke where there is one."""

    def __init__(self, reason: str, limit: int | str = "") -> None:
        super().__init__(reason, limit)
        self.reason = reason
        self.limit = limit


@contextmanager
def reasons() -> Iterator[None]:
    """Turn whatever Pillow raises over a hostile file into Unreadable."""
    try:
        yield
    except Unreadable:
        raise
    except PermissionError as error:
        raise Unreadable("no-permission") from error
    except UnidentifiedImageError as error:
        raise Unreadable("not-a-picture") from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Unreadable("too-many-pixels", MOST_PIXELS) from error
    except TooSlow as error:
        raise Unreadable("too-slow") from error
    except Exception as error:  # its readers raise any of a dozen kinds over damaged files
        raise Unreadable("truncated" if "truncated" in str(error).lower() else "damaged") from error


def ignore_pillow_warnings() -> None:
    """Keep Pillow's warnings about single files off standard error: the report says what matters.

    The filter is put in front and stays: `catch_warnings` swaps a list that all threads share.
    """
    if warnings.filters[:1] != [PILLOW_FILTER]:
        warnings.filterwarnings("ignore", module=PILLOW)

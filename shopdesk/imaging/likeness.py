"""A picture's likeness in 64 bits: what is left when size, compression and light are taken away."""

from functools import lru_cache
from math import cos, pi
from operator import mul

from PIL import Image

from shopdesk.imaging.check import on_white
from shopdesk.imaging.picture_file import Source, read_picture
from shopdesk.imaging.whole_picture import UPRIGHT

SIDE = 32
WAVES = 8  # in each direction: 64 bits


def likeness(file: Source) -> int:
    """Return the 64 bits of a picture, turned upright, on white. Raises Unreadable with the reasons of `read_picture`.

    A bit tells whether a slow wave across and down the picture is stronger than the middle one (perceptual hash by
    the cosine transform, Zauner 2010, 3.1). Alike are pictures whose bits differ in few places.
    """
    read = read_picture(file)
    small = on_white(read.small)
    if read.orientation in UPRIGHT:
        small = small.transpose(UPRIGHT[read.orientation])
    levels = small.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    rows = [levels[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    across = [[sum(map(mul, row, wave)) for row in rows] for wave in waves()]
    strengths = [sum(map(mul, column, wave)) for column in across for wave in waves()]
    middle = sorted(strengths)[len(strengths) // 2]
    return sum(1 << place for place, strength in enumerate(strengths) if strength > middle)


@lru_cache(maxsize=1)
def waves() -> tuple[tuple[float, ...], ...]:
    """Return the cosine waves along a side, the slowest first, without the constant one: brightness is left out."""
    return tuple(tuple(cos(pi * wave * (place + 0.5) / SIDE) for place in range(SIDE)) for wave in range(1, WAVES + 1))

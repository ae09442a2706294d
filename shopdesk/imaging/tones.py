"""Light, colours and sharpness of a picture, measured on its small copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from shopdesk.imaging.grid import Box

BURNT = 253  # level of the darkest channel from which nothing is drawn any more
GARISH = 235  # levels between the brightest and the darkest channel of a colour at its limit
WELL_LIT = 200  # level of a background that needs no more light
BRIGHTEST_SHARE = 0.05
STEEPEST_SHARE = 0.002
NARROW = 24  # levels of contrast below which sharpness cannot be told
FEWEST = 32  # pixels


@dataclass(frozen=True, slots=True)
class Tones:
    """Exposure and colours: `light` is the level 0-255 that the brightest twentieth reaches, or the background.

    `burnt` is the share of pure white without drawing, of garish colours `garish`, each of the product's box;
    `sharpness` is the steepest step between neighbouring pixels as a share of the contrast, 1 for a hard edge.
    """

    light: float
    burnt: float
    garish: float
    sharpness: float


def measure_tones(darkest: Image.Image, brightest: Image.Image, box: Box | None, level: float) -> Tones:
    """Measure a picture by its extreme channels; `box` is the product's or None, `level` the background's."""
    area = box or (0, 0, *darkest.size)
    low, high = darkest.crop(area), brightest.crop(area)
    chroma, pixels = ImageChops.difference(high, low).histogram(), low.width * low.height
    burnt = 0 if box and level >= WELL_LIT else sum(low.histogram()[BURNT:])
    light = level if level >= WELL_LIT else max(level, level_reached(brightest.histogram(), BRIGHTEST_SHARE))
    return Tones(round(light), burnt / pixels, sum(chroma[GARISH:]) / pixels, sharpness(darkest, area))


def level_reached(counts: Sequence[int], share: float) -> int:
    """Return the level that so much of a histogram reaches or passes."""
    left = share * sum(counts)
    for level in range(len(counts) - 1, 0, -1):
        left -= counts[level]
        if left < 0:
            return level
    return 0


def sharpness(channel: Image.Image, area: Box) -> float:
    """Return the steepest step along the rows as a share of the contrast; 1 where it cannot be told."""
    strip = channel.crop((max(0, area[0] - 2), area[1], min(channel.width, area[2] + 2), area[3]))
    low, high = strip.getextrema()
    contrast = float(high) - float(low)  # type: ignore[arg-type]
    if contrast < NARROW or strip.width * strip.height < FEWEST:
        return 1.0
    steps = ImageChops.difference(strip.crop((1, 0, *strip.size)), strip)  # as wide as the narrower one
    return min(1.0, level_reached(steps.histogram(), STEEPEST_SHARE) / contrast)

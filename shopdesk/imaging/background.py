"""The background along a picture's edge: its level, how even it is, and its class."""

from array import array
from collections import Counter
from dataclasses import dataclass
from operator import mul

from PIL import Image, ImageChops

from shopdesk.domain.pictures import NEAR_WHITE_LEVEL, WHITE_LEVEL

BAND = 0.02  # of the shorter side
PURE_SHARE = 0.15  # so much of the edge in pure white shows that the rest is product, as in close-ups
MAIN_SHARE = 0.6  # a background that is not pure white must fill so much of the edge
SMOOTH_STEP = 5.0  # levels between two neighbouring places; more is the outline of a product
TINTED = 15.0  # levels from the background's mean within which a place is tinted background, not product
ROUGH = 5.0  # mean difference of neighbouring pixels from which a background is busy
MOTTLED = 24.0  # standard deviation along the edge, likewise
LEVELS = tuple(range(256))
SQUARES = tuple(level * level for level in LEVELS)


@dataclass(frozen=True, slots=True)
class Background:
    """The class of a background with its mean, darkest and brightest level of the darkest channel."""

    kind: str
    level: float
    darkest: float
    brightest: float


def find_background(colour: Image.Image, darkest: Image.Image) -> Background:
    """Classify the background of an RGB picture; `darkest` is its darkest channel."""
    ring = sample_ring(darkest)
    if min(ring) >= WHITE_LEVEL - 0.5:
        level = sum(ring) / len(ring)
        return Background(classify(colour, level, True), level, min(ring), max(ring))
    pure = [level >= WHITE_LEVEL - 0.5 for level in ring]
    is_white = sum(pure) >= PURE_SHARE * len(ring)
    smooth = spread_along(ring, pure if is_white else near_mode(ring))
    levels = chosen(ring, keep_clear(smooth))
    level = sum(levels) / len(levels)
    kind = classify(colour, level, is_white or len(levels) >= MAIN_SHARE * len(ring))
    tinted = keep_clear([here or abs(place - level) < TINTED for here, place in zip(smooth, ring, strict=True)])
    return Background(kind, level, min(chosen(ring, tinted)), max(levels))


def chosen(ring: list[float], inside: list[bool]) -> list[float]:
    """Return the levels of the places that are marked."""
    return [level for level, here in zip(ring, inside, strict=True) if here]


def classify(colour: Image.Image, level: float, dominant: bool) -> str:
    """Return the class for a mean level; `dominant` where one background goes round the whole edge."""
    if dominant and level >= WHITE_LEVEL:
        return "white"
    if dominant and level >= NEAR_WHITE_LEVEL:
        return "near-white"
    return "plain" if dominant and is_even(colour) else "busy"


def sample_ring(channel: Image.Image) -> list[float]:
    """Return the mean levels of the outer 2 %, place by place clockwise from the upper left corner.

    The picture in fields of 2 % is computed in floating point: rounding would blur the limit of white.
    """
    field = min(channel.size) * BAND
    across, down = (min(side, round(side / field)) for side in channel.size)
    fields = channel.convert("F").resize((across, down), Image.Resampling.BOX)
    levels = array("f", fields.tobytes())
    right, bottom, left = levels[2 * across - 1 :: across], levels[-across:-1], levels[across:-across:across]
    return (levels[:across] + right + bottom[::-1] + left[::-1]).tolist()


def near_mode(ring: list[float]) -> list[bool]:
    """Mark the places whose level is within 8 of the commonest."""
    counts = Counter(int(level) // 8 for level in ring)
    common = max(counts, key=lambda bin_: counts[bin_ - 1] + 2 * counts[bin_] + counts[bin_ + 1]) * 8 + 4
    return [abs(level - common) <= 8 for level in ring]


def spread_along(ring: list[float], inside: list[bool]) -> list[bool]:
    """Let the background reach along the ring as long as the level changes smoothly, as light does."""
    spread, count = inside.copy(), len(ring)
    marks = bytes([*inside, inside[0]])
    for pattern, step in ((b"\1\0", 1), (b"\0\1", -1)):
        at = marks.find(pattern)
        while at >= 0:
            here = (at + (step < 0)) % count
            there = (here + step) % count
            while not spread[there] and abs(ring[there] - ring[here]) <= SMOOTH_STEP:
                spread[there] = True
                here, there = there, (there + step) % count
            at = marks.find(pattern, at + 1)
    return spread


def keep_clear(inside: list[bool]) -> list[bool]:
    """Leave out the place on either side of a product, into which its soft outline is mixed."""
    if all(inside):
        return inside
    turned = (inside[near:] + inside[:near] for near in (-1, 0, 1))
    clear = [all(near) for near in zip(*turned, strict=True)]
    return clear if any(clear) else inside


def is_even(colour: Image.Image) -> bool:
    """Tell a plain wall from a scene, by the roughness and the spread of brightness along the edge."""
    grey = colour.convert("L")
    width, height = grey.size
    band = max(2, round(min(width, height) * 2 * BAND))
    strips = (
        ((0, 0, width, band), (1, 0)),
        ((0, height - band, width, height), (1, 0)),
        ((0, 0, band, height), (0, 1)),
        ((width - band, 0, width, height), (0, 1)),
    )
    return all(is_calm(grey.crop(box), along) for box, along in strips)


def is_calm(strip: Image.Image, along: tuple[int, int]) -> bool:
    """Tell whether neighbouring pixels in one direction, and all pixels together, differ little."""
    counts, pixels = strip.histogram(), strip.width * strip.height
    mean = sum(map(mul, counts, LEVELS)) / pixels
    if sum(map(mul, counts, SQUARES)) / pixels - mean * mean > MOTTLED * MOTTLED:
        return False
    steps = ImageChops.difference(strip.crop((*along, *strip.size)), strip)  # as large as the smaller one
    return float(sum(map(mul, steps.histogram(), LEVELS))) <= ROUGH * steps.width * steps.height

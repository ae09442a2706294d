"""How the light falls over a background: a smooth surface for each channel, fitted to what is surely background."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from shopdesk.imaging.background import TINTED, Background

CELLS = 32
TERMS = 6
FEWEST = 24  # cells of background below which only an even colour is told
ALIKE = 10.0  # levels from the surface within which a cell belongs to it
SLACK = 3.0  # levels by which the surface may leave what was seen

Box = tuple[float, float, float, float]
Colour = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BackgroundField:
    """The colour of a background wherever one looks: six factors and the bounds of each channel."""

    factors: tuple[tuple[float, ...], ...]
    bounds: tuple[tuple[float, float], ...]

    def level(self, channel: int, across: float, down: float) -> float:
        """Return one channel's level at a place of the frame, whose sides go from 0 to 1."""
        low, high = self.bounds[channel]
        pairs = zip(self.factors[channel], terms(across, down), strict=True)
        return min(high, max(low, sum(factor * term for factor, term in pairs)))

    def draw(self, box: Box, size: tuple[int, int]) -> Image.Image:
        """Return the background of a part of the frame as an RGB picture of this size."""
        left, top, right, bottom = box
        places = [(column + 0.5) / CELLS for column in range(CELLS)]
        channels = []
        for channel in range(3):
            rows = (
                round(self.level(channel, left + (right - left) * across, top + (bottom - top) * down))
                for down in places
                for across in places
            )
            channels.append(Image.frombytes("L", (CELLS, CELLS), bytes(rows)))
        return Image.merge("RGB", channels).resize(size, Image.Resampling.BICUBIC)

    @property
    def darkest(self) -> float:
        """The darkest level the background has anywhere."""
        return min(low for low, _high in self.bounds)

    @property
    def tint(self) -> float:
        """How far the middles of the channels lie apart: 0 is grey."""
        middles = [(low + high) / 2 for low, high in self.bounds]
        return max(middles) - min(middles)


def terms(across: float, down: float) -> tuple[float, ...]:
    """Return the terms of the surface at a place."""
    x, y = 2 * across - 1, 2 * down - 1
    return 1.0, x, y, x * y, x * x, y * y


def fit_field(colour: Image.Image, background: Background) -> BackgroundField:
    """Fit the surface to the rim of an RGB picture, then to everything that is like it."""
    cells = pixels_of(colour.resize((CELLS, CELLS), Image.Resampling.BOX))
    reach = max(TINTED, background.brightest - background.level + SLACK, background.level - background.darkest + SLACK)
    chosen = [
        place for place in range(CELLS * CELLS) if on_rim(place) and abs(min(cells[place]) - background.level) <= reach
    ]
    field = surface(cells, chosen)
    for _ in range(2):
        chosen = [place for place in range(CELLS * CELLS) if is_like(field, place, cells[place])] or chosen
        field = surface(cells, chosen)
    return field


def pixels_of(picture: Image.Image) -> list[Colour]:
    """Return the colours of a small RGB picture, row by row."""
    data = picture.tobytes()
    return [tuple(data[start : start + 3]) for start in range(0, len(data), 3)]


def on_rim(place: int) -> bool:
    """Tell whether a cell lies on the edge of the picture."""
    down, across = divmod(place, CELLS)
    return down in (0, CELLS - 1) or across in (0, CELLS - 1)


def is_like(field: BackgroundField, place: int, colour: Colour) -> bool:
    """Tell whether a cell has the colour that the surface has there."""
    across, down = where(place)
    return all(abs(field.level(channel, across, down) - colour[channel]) <= ALIKE for channel in range(3))


def where(place: int) -> tuple[float, float]:
    """Return the middle of a cell, from 0 to 1."""
    down, across = divmod(place, CELLS)
    return (across + 0.5) / CELLS, (down + 0.5) / CELLS


def surface(cells: Sequence[Colour], chosen: Sequence[int]) -> BackgroundField:
    """Return the surface of least squares through the chosen cells; an even one through few."""
    factors, bounds = [], []
    for channel in range(3):
        levels = sorted(cells[place][channel] for place in chosen) or [255]
        middle = float(levels[len(levels) // 2])
        if len(chosen) < FEWEST:
            factors.append((middle, *[0.0] * (TERMS - 1)))
        else:
            factors.append(least_squares([(terms(*where(place)), cells[place][channel] - middle) for place in chosen]))
            factors[-1] = (factors[-1][0] + middle, *factors[-1][1:])
        bounds.append((max(0.0, levels[0] - SLACK), min(255.0, levels[-1] + SLACK)))
    return BackgroundField(tuple(factors), tuple(bounds))


def least_squares(samples: Sequence[tuple[tuple[float, ...], float]]) -> tuple[float, ...]:
    """Solve the normal equations of a few terms; a little damping keeps them solvable for cells in one corner."""
    rows = [
        [sum(term[i] * term[j] for term, _ in samples) + (0.05 if i == j else 0.0) for j in range(TERMS)]
        + [sum(term[i] * level for term, level in samples)]
        for i in range(TERMS)
    ]
    for pivot in range(TERMS):
        for other in range(TERMS):
            if other != pivot:
                times = rows[other][pivot] / rows[pivot][pivot]
                rows[other] = [there - times * here for there, here in zip(rows[other], rows[pivot], strict=True)]
    return tuple(row[-1] / row[i] for i, row in enumerate(rows))

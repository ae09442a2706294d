"""A canvas of 100 × 100 units, drawn at twice its size so that edges come out smooth."""

from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw, ImageFilter

OVERSAMPLING = 2
SHADOW = (70, 62, 58)
# How light falls on a round body, from its left edge to its right: place, and tone at that place.
ROUND = ((0.0, -0.10), (0.12, 0.06), (0.30, 0.26), (0.55, 0.0), (0.85, -0.20), (1.0, -0.30))
SOFT = ((0.0, 0.14), (0.5, 0.02), (1.0, -0.14))

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Light = tuple[tuple[float, float], ...]


def rgb(name: str) -> Colour:
    """Return a colour by its name or #rrggbb."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue


def tone(colour: Colour, amount: float) -> Colour:
    """Return a colour lighter (amount up to 1, white) or deeper (down to -1, a warm dark)."""
    target = (255, 255, 255) if amount > 0 else (34, 26, 30)
    red, green, blue = (round(old + (new - old) * abs(amount)) for old, new in zip(colour, target, strict=True))
    return red, green, blue


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 10) -> list[Point]:
    """Return a smooth line through all points (a Catmull-Rom curve), `steps` places between each two."""
    first, last = points[0], points[-1]
    path = [last, *points, first, points[1]] if closed else [first, *points, last]
    curve: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(path, path[1:], path[2:], path[3:], strict=False):
        for step in range(steps):
            t = step / steps
            a, b, c, d = -t * (1 - t) ** 2, 2 - 5 * t**2 + 3 * t**3, t * (1 + 4 * t - 3 * t**2), -(t**2) * (1 - t)
            curve.append(((a * ax + b * bx + c * cx + d * dx) / 2, (a * ay + b * by + c * cy + d * dy) / 2))
    return curve if closed else [*curve, last]


def turned(middle: float, profile: Sequence[Point]) -> list[Point]:
    """Return the outline of a body turned on a wheel, from its half-widths and heights, top to bottom."""
    right = smooth([(middle + half, y) for half, y in profile], closed=False)
    return right + [(2 * middle - x, y) for x, y in reversed(right)]


class Canvas:
    """Draws in units: `origin` is the place of (0, 0) in pixels, `unit` the pixels of one unit."""

    def __init__(self, picture: Image.Image, origin: Point, unit: float) -> None:
        self.picture = picture
        self.origin = origin
        self.unit = unit
        self.pen = ImageDraw.Draw(picture)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill an outline."""
        self.pen.polygon([self._place(point) for point in points], fill)

    def ellipse(self, box: Box, fill: Colour) -> None:
        """Fill an ellipse: left, top, right, bottom."""
        self.pen.ellipse(self._places(box), fill)

    def rounded(self, box: Box, radius: float, fill: Colour) -> None:
        """Fill a box with round corners."""
        self.pen.rounded_rectangle(self._places(box), radius * self.unit, fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Draw a line with round ends and corners."""
        places = [self._place(point) for point in points]
        self.pen.line(places, fill, round(width * self.unit), joint="curve")
        half = width * self.unit / 2
        for x, y in (places[0], places[-1]):
            self.pen.ellipse((x - half, y - half, x + half, y + half), fill)

    def body(self, outline: Sequence[Point], colour: Colour, light: Light = ROUND) -> None:
        """Fill an outline with a colour in soft light from the left."""
        places = [self._place(point) for point in outline]
        left, top = (int(min(place[axis] for place in places)) for axis in (0, 1))
        right, bottom = (int(max(place[axis] for place in places)) + 1 for axis in (0, 1))
        mask = Image.new("1", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in places], 255)
        self.picture.paste(ramp(colour, light, mask.size), (left, top), mask)

    def round_body(self, box: Box, colour: Colour, light: Light = ROUND) -> None:
        """Fill an ellipse with a colour in soft light from the left."""
        left, top, right, bottom = box
        middle, across, half, up = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        quarter = [(0.0, -up), (0.38268, -0.92388 * up), (0.70711, -0.70711 * up), (0.92388, -0.38268 * up)]
        ring = [(sine * half, y) for sine, y in quarter] + [(half, 0.0)]
        right_side = [*ring, *((x, -y) for x, y in reversed(ring[:-1]))]
        whole = [*right_side, *((-x, y) for x, y in reversed(right_side[1:-1]))]
        self.body(smooth([(middle + x, across + y) for x, y in whole], steps=8), colour, light)

    def shadow(self, box: Box, strength: float = 0.30) -> None:
        """Lay a soft shadow on the ground."""
        left, top, right, bottom = self._places(box)
        spread = max(1, round(self.unit / 4))
        width, height = max(8, int(right - left) // 8), max(4, int(bottom - top) // 8)
        small = Image.new("L", (width + 6 * spread, height + 4 * spread))
        oval = (3 * spread, 2 * spread, 3 * spread + width, 2 * spread + height)
        ImageDraw.Draw(small).ellipse(oval, round(255 * strength))
        soft = small.filter(ImageFilter.GaussianBlur(spread * 0.7)).resize((small.width * 8, small.height * 8))
        self.picture.paste(SHADOW, (int(left) - 24 * spread, int(top) - 16 * spread), soft)

    def _place(self, point: Point) -> Point:
        return self.origin[0] + point[0] * self.unit, self.origin[1] + point[1] * self.unit

    def _places(self, box: Box) -> Box:
        return (*self._place(box[:2]), *self._place(box[2:]))


def ramp(colour: Colour, light: Light, size: tuple[int, int]) -> Image.Image:
    """Return a field of one colour in light that changes from left to right."""
    row = Image.new("RGB", (64, 1))
    for x in range(64):
        place = x / 63
        (start, low), (end, high) = next(pair for pair in pairwise(light) if place <= pair[1][0])
        row.putpixel((x, 0), tone(colour, low + (high - low) * (place - start) / (end - start)))
    return row.resize((size[0], 1), Image.Resampling.BICUBIC).resize(size, Image.Resampling.NEAREST)

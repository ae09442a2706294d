"""The product in a picture: what stands out from the background, its box, and lone specks beside it."""

from dataclasses import dataclass
from math import floor

from PIL import Image, ImageChops, ImageStat

from shopdesk.imaging.background import Background
from shopdesk.imaging.grid import Box, Grid

STANDS_OUT = 16  # levels below a light background from which a pixel is product
FAINT = 12  # levels below the darkest place of the background from which a spot shows
OFF_COLOUR = 28  # difference in any channel from a plain background
SEEN = 128  # opacity from which a pixel of a cut-out picture is product, not its shadow
FAINTLY_SEEN = 24
CELLS = 100  # the shorter side in cells, for finding what hangs together; one is as wide as a JPEG block
SPECK_CELLS = 3
MOST_PARTS = 64  # so many separate spots are a pattern, no specks


@dataclass(frozen=True, slots=True)
class Product:
    """Where the product is, in sides of the picture, and how many specks lie beside it."""

    fill: float
    off_centre: float
    touches_edge: bool
    specks: int


def find_product(mask: Image.Image, faint: Image.Image | None = None) -> Product:
    """Measure the product in a mask of what stands out; specks are looked for in the wider mask `faint`."""
    spots = find_specks(faint) if faint else []
    for spot in spots:
        mask.paste(0, spot)
    box = mask.getbbox()
    if box is None:
        return Product(0.0, 0.0, False, len(spots))
    (left, top, right, bottom), (width, height) = box, mask.size
    fill = max((right - left) / width, (bottom - top) / height)
    off = max(abs(left + right - width) / width, abs(top + bottom - height) / height) / 2
    return Product(fill, off, left == 0 or top == 0 or right == width or bottom == height, len(spots))


def above(channel: Image.Image, limit: float) -> Image.Image:
    """Return a mask of the pixels above a level."""
    dark = min(256, max(0, floor(limit) + 1))
    return channel.point([0] * dark + [255] * (256 - dark))


def mask_of_opaque(alpha: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return the masks of the product and of faint spots in the opacity of a cut-out picture."""
    return above(alpha, SEEN), above(alpha, FAINTLY_SEEN)


def mask_of_dark(darkest: Image.Image, background: Background) -> tuple[Image.Image, Image.Image]:
    """Return the masks of the product and of faint spots on a white or near-white background."""
    ink = ImageChops.invert(darkest)
    faint = 255 - background.darkest + FAINT
    return above(ink, max(255 - background.level + STANDS_OUT, faint)), above(ink, faint)


def mask_of_colour(colour: Image.Image, background: Background) -> Image.Image:
    """Return the mask of the product on a plain background of any colour."""
    difference = ImageChops.difference(colour, Image.new("RGB", colour.size, rim_colour(colour)))
    red, green, blue = difference.split()
    limit = max(OFF_COLOUR, background.brightest - background.darkest)
    return above(ImageChops.lighter(ImageChops.lighter(red, green), blue), limit)


def rim_colour(colour: Image.Image) -> tuple[int, ...]:
    """Return the middle colour of the outermost pixels."""
    rim = Image.new("L", colour.size, 255)
    rim.paste(0, (1, 1, max(1, colour.width - 1), max(1, colour.height - 1)))
    return tuple(ImageStat.Stat(colour, rim).median)


def find_specks(mask: Image.Image) -> list[Box]:
    """Return the boxes, in pixels of the mask, of small spots that lie apart from a larger part, out in the open."""
    cell = max(2, min(mask.size) // CELLS)
    cells = mask.reduce(cell).point([0] + [255] * 255, "1")
    grid = Grid(cells)
    parts = grid.parts(MOST_PARTS)
    small = [part for part in parts if max(grid.size_of(part)) <= SPECK_CELLS]
    if not small or len(small) == len(parts) or len(parts) == MOST_PARTS:
        return []
    outside = grid.outside()
    boxes = [grid.box(part) for part in small if grid.around(part) & outside]
    return [(left * cell, top * cell, right * cell, bottom * cell) for left, top, right, bottom in boxes]

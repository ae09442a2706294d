"""The product in a picture: what stands out from the background, its box, lone specks, frame and writing beside it."""

from dataclasses import dataclass
from math import ceil, floor

from PIL import Image, ImageChops

from shopdesk.imaging.background import Background
from shopdesk.imaging.grid import Box, Grid
from shopdesk.imaging.overlay import ZONE, find_frame, find_writing

STANDS_OUT = 16  # levels below a light background from which a pixel is product
FAINT = 12  # levels below the darkest place of the background, likewise
SPOTTED = 7  # levels below it from which there may be a spot: one of 5 pixels is seen in a copy of an eighth
OFF_COLOUR = 28  # difference in any channel from a plain background
SEEN = 128  # opacity from which a pixel of a cut-out picture is product, not its shadow
FAINTLY_SEEN = 24
CELLS = 100  # the shorter side in cells, for finding what hangs together; one is as wide as a JPEG block
SPECK_CELLS = 3
SHADOW = 3  # cells
STRETCHED = 1 / 255  # a scale at which any difference at all is 255: quicker than a table of 256 levels
MOST_PARTS = 64  # so many separate spots are a pattern, no specks

Spots = tuple[list[Box], list[Box]]


@dataclass(frozen=True, slots=True)
class Product:
    """Where the product is, in sides of the picture and as a box of the mask, and what lies beside it.

    `overlay` is "frame" for a line along all four sides, "writing" for small print near the edge, else "none".
    """

    fill: float
    off_centre: float
    touches_edge: bool
    specks: int
    overlay: str = "none"
    box: Box | None = None


def find_product(mask: Image.Image, faint: Image.Image | None = None) -> Product:
    """Measure the product in a mask of what stands out; specks are looked for in the wider mask `faint`."""
    spots, others = find_spots(faint, mask) if faint else ([], [])
    for spot in spots:
        mask.paste(0, spot)
    box = mask.getbbox()
    if box is None:
        return Product(0.0, 0.0, False, len(spots))
    (left, top, right, bottom), (width, height) = box, mask.size
    fill = max((right - left) / width, (bottom - top) / height)
    off = max(abs(left + right - width) / width, abs(top + bottom - height) / height) / 2
    touches = left == 0 or top == 0 or right == width or bottom == height
    return Product(fill, off, touches, len(spots), find_overlay(mask, box, others), box)


def find_overlay(mask: Image.Image, box: Box, parts: list[Box]) -> str:
    """Return "frame", "writing" or "none" for what was put over the edge of a picture."""
    if find_frame(mask, box):
        return "frame"
    return "writing" if find_writing(mask, parts) else "none"


def above(channel: Image.Image, limit: float) -> Image.Image:
    """Return a mask of the pixels above a level."""
    level = Image.new("L", channel.size, min(255, max(0, floor(limit))))
    return ImageChops.subtract(channel, level, STRETCHED)


def below(channel: Image.Image, limit: float) -> Image.Image:
    """Return a mask of the pixels below a level."""
    level = Image.new("L", channel.size, min(255, max(0, ceil(limit))))
    return ImageChops.subtract(level, channel, STRETCHED)


def mask_of_opaque(alpha: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return the masks of the product and of faint spots in the opacity of a cut-out picture."""
    return above(alpha, SEEN), above(alpha, FAINTLY_SEEN)


def mask_of_dark(darkest: Image.Image, background: Background) -> tuple[Image.Image, Image.Image]:
    """Return the masks of the product and of spots on a white or near-white background."""
    product = below(darkest, min(background.level - STANDS_OUT, background.darkest - FAINT))
    return product, below(darkest, background.darkest - SPOTTED)


def mask_of_colour(colour: Image.Image, background: Background) -> Image.Image:
    """Return the mask of the product on a plain background of any colour."""
    difference = ImageChops.difference(colour, Image.new("RGB", colour.size, rim_colour(colour)))
    red, green, blue = difference.split()
    limit = max(OFF_COLOUR, background.brightest - background.darkest)
    return above(ImageChops.lighter(ImageChops.lighter(red, green), blue), limit)


def rim_colour(colour: Image.Image) -> tuple[int, ...]:
    """Return the middle colour of the outermost pixels."""
    width, height = colour.size
    lines = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    rim = b"".join(colour.crop(line).tobytes() for line in lines)
    return tuple(sorted(rim[channel::3])[len(rim) // 6] for channel in range(3))


def find_spots(mask: Image.Image, strong: Image.Image) -> Spots:
    """Return the boxes, in pixels of the mask, of specks out in the open, and of larger parts that lie apart.

    Where something is thick and not at the edge, it is product; only what does not hang together with it is looked
    at part by part. A spot close to the product that is not in the mask `strong` is the tail of a shadow, no speck.
    """
    cell = max(1, min(mask.size) // CELLS)
    cells = mask if cell == 1 else ImageChops.add(reduced := mask.reduce(cell), reduced, STRETCHED)
    grid = Grid(cells.convert("1", dither=Image.Dither.NONE))
    inner = grid.inner(round(ZONE * cells.width), round(ZONE * cells.height))
    body = grid.grow(grid.cores(SPECK_CELLS + 1) & inner, grid.full)
    parts = grid.parts(MOST_PARTS, grid.full ^ body)
    small = [part for part in parts if max(grid.size_of(part)) <= SPECK_CELLS]
    if not parts or len(parts) == MOST_PARTS or (not body and len(small) == len(parts)):
        return [], []
    boxes = {part: scaled(grid.box(part), cell) for part in parts}
    specks = open_spots(grid, small)
    specks = [part for part in specks if strong.crop(boxes[part]).getbbox() or not part & grid.near(small, SHADOW)]
    return [boxes[part] for part in specks], [box for part, box in boxes.items() if part not in specks]


def open_spots(grid: Grid, small: list[int]) -> list[int]:
    """Return the small parts that do not lie in a hole of the product."""
    outside = grid.outside() if small else 0
    return [part for part in small if grid.around(part) & outside]


def scaled(box: Box, cell: int) -> Box:
    """Return a box of cells in pixels."""
    left, top, right, bottom = box
    return left * cell, top * cell, right * cell, bottom * cell


def find_specks(ink: Image.Image) -> list[Box]:
    """Return the boxes of small spots that lie apart from a larger part, out in the open, where nothing is 0."""
    return find_spots(above(ink, SPOTTED), above(ink, STANDS_OUT))[0]

"""A light background made pure white: only what hangs together with the edge, softly towards the product."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from shopdesk.imaging.background import Background
from shopdesk.imaging.background_field import BackgroundField, Box, fit_field
from shopdesk.imaging.grid import Grid
from shopdesk.imaging.picture_file import working_side
from shopdesk.imaging.product import above, find_specks

FINEST = 400  # cells of the shorter side, for finding what hangs together with the edge
DARKEST_LIGHT = 185  # levels of a plain background below which turning it white would leave dark rims and no shadows
MOST_TINT = 36  # levels between its channels, likewise
FULL = {"white": 4, "near-white": 9, "plain": 11}  # levels from the background within which all becomes white
NONE = {"white": 11, "near-white": 28, "plain": 30}  # levels from which nothing is changed
MOST_SPECKS = 5
RIM_CLEAR = 0.025  # of the side: pure white at the edge
RIM_FADED = 0.06  # up to here, within the margin of 6.5 %
REGROWN = 3  # cells: as far as an outline keeps the white away from itself
NEAR_STEP, FAR_STEP = 6, 16  # levels between neighbouring cells that are an outline: in a smooth, in a grainy picture
GRAINY = 0.08  # of the background: so many cells may show more than its usual grain
EVERYWHERE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Whitening:
    """How to make one picture's background white: its light, and from which difference on nothing is changed."""

    field: BackgroundField
    full: int
    none: int

    @property
    def ramp(self) -> list[int]:
        """The share of white, 0 to 255, for every difference from the background."""
        return [round(255 * soft((self.none - step) / (self.none - self.full))) for step in range(256)]


def soft(share: float) -> float:
    """Return a share from 0 to 1 with soft ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def plan_whitening(colour: Image.Image, background: Background) -> Whitening | None:
    """Study the background of a small RGB picture; None for one too dark or too colourful to be made white."""
    field = fit_field(colour, background)
    if background.kind == "plain" and (field.darkest < DARKEST_LIGHT or field.tint > MOST_TINT):
        return None
    lift = round((255 - background.level) * 0.5) if background.kind == "plain" else 0
    return Whitening(field, FULL[background.kind], NONE[background.kind] + lift)


def whiten(picture: Image.Image, plan: Whitening, box: Box = EVERYWHERE) -> Image.Image:
    """Return an RGB picture, which shows this part of the frame, on pure white."""
    return Image.composite(Image.new("RGB", picture.size, "white"), picture, weigh(picture, plan, box))


def weigh(picture: Image.Image, plan: Whitening, box: Box) -> Image.Image:
    """Return how white each pixel becomes, 0 to 255."""
    red, green, blue = ImageChops.difference(picture, plan.field.draw(box, picture.size)).split()
    distance = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.multiply(distance.point(plan.ramp), open_ground(distance, plan))


def share_unsure(picture: Image.Image, plan: Whitening) -> float:
    """Return how much of a small picture would become neither white nor stay as it is."""
    counts = weigh(picture, plan, EVERYWHERE).histogram()
    return sum(counts[26:230]) / sum(counts)


def open_ground(distance: Image.Image, plan: Whitening) -> Image.Image:
    """Return a soft mask of what is like the background and reaches the edge of the picture.

    It stops at outlines, however faint, and gaps of two cells in them are closed first: a white product keeps its
    white although it is like the background.
    """
    factor = max(1, round(min(distance.size) / FINEST))
    cells = distance.reduce(factor)
    far = above(distance, plan.none - 1).reduce(factor).point([0] + [255] * 255)
    outlines = above(steps_of(cells), weakest_outline(cells, plan))
    exact = Grid(far.convert("1"))
    closed = Grid(ImageChops.lighter(far, outlines).filter(ImageFilter.MaxFilter(3)).convert("1"))
    ground = closed.outside()
    for _ in range(REGROWN):
        ground |= exact.around(ground) & ~exact.full
    mask = exact.picture(exact.around(ground)).crop((0, 0, *cells.size)).convert("L")
    wide = mask.resize((cells.width * factor, cells.height * factor), Image.Resampling.BILINEAR)
    return wide.crop((0, 0, *distance.size)).filter(ImageFilter.GaussianBlur(factor))


def steps_of(cells: Image.Image) -> Image.Image:
    """Return how far each cell's neighbourhood spreads, in levels."""
    return ImageChops.subtract(cells.filter(ImageFilter.MaxFilter(3)), cells.filter(ImageFilter.MinFilter(3)))


def weakest_outline(cells: Image.Image, plan: Whitening) -> int:
    """Return the step from which a cell is part of an outline: above the grain of the background itself."""
    counts = steps_of(cells).histogram(above(ImageChops.invert(cells), 255 - plan.full))
    left = GRAINY * sum(counts)
    for step in range(255, 0, -1):
        left -= counts[step]
        if left < 0:
            return min(FAR_STEP, max(NEAR_STEP, step + 2))
    return NEAR_STEP


def fade_rim(picture: Image.Image, cut: tuple[bool, bool, bool, bool]) -> None:
    """Let what is left of a shadow's tail run out before the edge of an RGB picture, in place.

    Only within the margin around the product; not at the sides, clockwise from the left, where it is cut off.
    """
    width, height = picture.size
    clear, faded = round(RIM_CLEAR * width), round(RIM_FADED * width)
    rim = Image.new("L", picture.size, 255)
    for inset in range(clear, faded + 1):
        left, top, right, bottom = (0 if cuts else inset for cuts in cut)
        level = round(255 * soft((faded - inset) / (faded - clear)))
        rim.paste(level, (left, top, width - right, height - bottom))
    picture.paste("white", (0, 0), rim)


def remove_specks(picture: Image.Image) -> int:
    """Paint lone specks of an RGB picture on white over, in place; return how many there were."""
    boxes = list(find_dust(picture, min(picture.size)))
    for left, top, right, bottom in boxes:
        picture.paste("white", (max(0, left - 2), max(0, top - 2), right + 2, bottom + 2))
    return len(boxes)


def find_dust(picture: Image.Image, side: int) -> list[tuple[int, int, int, int]]:
    """Return the boxes of lone specks, looked for as the check does in a picture whose shorter side this is.

    More than a few are no dust but print or a pattern: then none is told.
    """
    factor = max(1, min(picture.size) // working_side(side))
    red, green, blue = picture.reduce(factor).split()
    ink = ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    boxes = find_specks(ink)
    if len(boxes) > MOST_SPECKS:
        return []
    return [(left * factor, top * factor, right * factor, bottom * factor) for left, top, right, bottom in boxes]

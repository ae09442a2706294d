"""What a repair has to know before it draws: the background and how to whiten it, the product, and where it is cut."""

from dataclasses import dataclass

from PIL import Image, ImageChops

from shopdesk.imaging.background import Background, find_background
from shopdesk.imaging.check import extremes_of, measure_product, on_white, see_through
from shopdesk.imaging.product import find_product, mask_of_dark, mask_of_opaque, rim_colour
from shopdesk.imaging.repair_background import Whitening, find_dust, plan_whitening, share_unsure, whiten
from shopdesk.imaging.repair_file import CannotRepair
from shopdesk.imaging.repair_frame import Box, Cut, cut_sides

STUDIED_SIDE = 400
MOST_UNSURE = 0.06  # of the picture
EVEN_ENOUGH = 4.0  # levels along the edge, as the check's rule
PURE_WHITE = Background("white", 255.0, 255.0, 255.0)
UNCUT: Cut = (False, False, False, False)
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Study:
    """A picture understood: `plan` is None where nothing is to be whitened; `box` is in pixels of the whole picture.

    `ground` is the colour with which room around the picture is filled.
    """

    kind: str
    level: float
    plan: Whitening | None
    is_clean: bool
    box: Box
    cut: Cut
    ground: tuple[int, ...] = WHITE


def study_picture(image: Image.Image, minds_dust: bool = True) -> Study:
    """Study an upright picture. Raises CannotRepair where it cannot be made a main image honestly."""
    small = image.reduce(max(1, min(image.size) // STUDIED_SIDE))
    alpha, colour = see_through(small), on_white(small)
    if alpha:
        opaque, faint = mask_of_opaque(alpha)
        dark, _ = mask_of_dark(extremes_of(colour)[0], PURE_WHITE)
        mask = ImageChops.lighter(opaque, dark)  # the white product, and the shadow as it will show on white
        find_product(mask, faint)  # takes the specks out of the mask
        return Study("transparent", 255.0, None, False, scaled_box(mask, image), UNCUT)
    background = find_background(colour, extremes_of(colour)[0])
    plan, clean = plan_clean(colour, background)
    mask, faint = mask_of_dark(extremes_of(clean)[0], PURE_WHITE)
    find_product(mask, faint)
    even = plan is None or background.brightest - background.darkest <= EVEN_ENOUGH
    is_clean = background.kind == "white" and even and not (minds_dust and find_dust(clean, min(image.size)))
    return Study(background.kind, background.level, plan, is_clean, scaled_box(mask, image), cut_sides(mask))


def study_as_it_is(image: Image.Image) -> Study:
    """Study an upright picture whose background stays as it is; what cannot be told is the whole frame."""
    small = image.reduce(max(1, min(image.size) // STUDIED_SIDE))
    alpha, colour = see_through(small), on_white(small)
    darkest, _ = extremes_of(colour)
    background = find_background(colour, darkest)
    kind = "transparent" if alpha else background.kind
    box = measure_product(colour, darkest, alpha, background).box or (0, 0, *small.size)
    across, down = image.width / small.width, image.height / small.height
    whole = box[0] * across, box[1] * down, min(image.width, box[2] * across), min(image.height, box[3] * down)
    left, top, right, bottom = box
    cut = (left == 0, top == 0, right == small.width, bottom == small.height)
    return Study(kind, background.level, None, not alpha, whole, cut, WHITE if alpha else rim_colour(colour))


def plan_clean(colour: Image.Image, background: Background) -> tuple[Whitening | None, Image.Image]:
    """Return how to whiten a background, and the small picture whitened so.

    Where much of the picture is neither background nor clearly something else, the product has the background's
    own colour: a white one is left as it is, any other cannot be told from it.
    """
    if background.kind == "busy":
        raise CannotRepair("background-busy")
    plan = plan_whitening(colour, background)
    if plan is None:
        raise CannotRepair("background-dark", round(background.level))
    unsure = share_unsure(colour, plan)
    if unsure > MOST_UNSURE and background.kind == "white":
        return None, colour
    clean = whiten(colour, plan)
    if unsure > MOST_UNSURE or find_background(clean, extremes_of(clean)[0]).kind != "white":
        raise CannotRepair("background-uneven", round(background.brightest - background.darkest))
    return plan, clean


def scaled_box(mask: Image.Image, image: Image.Image) -> Box:
    """Return the box of a product in pixels of the whole picture."""
    box = mask.getbbox()
    if box is None:
        raise CannotRepair("product-missing")
    across, down = image.width / mask.width, image.height / mask.height
    return box[0] * across, box[1] * down, box[2] * across, box[3] * down

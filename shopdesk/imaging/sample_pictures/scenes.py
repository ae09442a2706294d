"""Whole pictures: a product on its background, and the flaws that the main-image check finds."""

from collections.abc import Callable

from PIL import Image, ImageDraw

from shopdesk.imaging.sample_pictures import home, kitchen
from shopdesk.imaging.sample_pictures.canvas import OVERSAMPLING, Canvas, Colour, rgb, tone

FLAWS = ("grey", "small", "wide", "cut", "busy", "tiny")
SMALL_SIDE = 400
GREY = "#dcdcda"
KINDS: dict[str, Callable[[Canvas, Colour], None]] = {
    "mug": kitchen.draw_mug,
    "teapot": kitchen.draw_teapot,
    "bowl": kitchen.draw_bowl,
    "plate": kitchen.draw_plate,
    "chopsticks": kitchen.draw_chopsticks,
    "pan": kitchen.draw_pan,
    "tray": kitchen.draw_tray,
    "vase": home.draw_vase,
    "candle": home.draw_candle,
    "towel": home.draw_towel,
    "cushion": home.draw_cushion,
    "basket": home.draw_basket,
    "lamp": home.draw_lamp,
    "notebook": home.draw_notebook,
    "umbrella": home.draw_umbrella,
    "apron": home.draw_apron,
}


def draw_product(kind: str, colour: str, background: str = "white", size: int = 800, flaw: str = "") -> Image.Image:
    """Draw one of KINDS in a colour, `size` pixels the shorter side; `flaw` is one of FLAWS or empty.

    The same arguments always give the same picture. Raises KeyError for an unknown kind.
    """
    if flaw == "small":
        size = SMALL_SIDE
    if flaw == "grey" and background in ("white", "#FFFFFF"):
        background = GREY
    height = size * OVERSAMPLING
    width = height * 3 // 2 if flaw == "wide" else height
    picture = Image.new("RGB", (width, height), rgb(background))
    if flaw == "busy":
        furnish(picture)
    scale = {"tiny": 0.36, "cut": 1.15}.get(flaw, 1.0) * height
    left, top = (width - scale) / 2, (height - scale) / 2
    if flaw == "cut":
        left, top = left + scale * 0.16, top + scale * 0.05
    KINDS[kind](Canvas(picture, (left, top), scale / 100), rgb(colour))
    return picture.reduce(OVERSAMPLING)


def furnish(picture: Image.Image) -> None:
    """Put a kitchen behind the product: tiles on the wall, a wooden table."""
    width, height = picture.size
    pen, table, side = ImageDraw.Draw(picture), height * 2 // 3, width // 8
    for row in range(table // side + 1):
        for column in range(9):
            hue = tone((150, 176, 178), 0.12 * ((row * 3 + column * 5) % 4) - 0.12)
            left, top = column * side - row % 2 * side // 2, row * side
            pen.rectangle((left + 3, top + 3, left + side - 4, top + side - 4), hue)
    for plank in range(5):
        top = table + plank * height // 14
        pen.rectangle((0, top, width, top + height // 14), tone((158, 112, 72), 0.1 * (plank * 2 % 3)))
        pen.line((0, top, width, top), (112, 76, 48), 4)

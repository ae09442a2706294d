"""The main-image check: one file measured and judged by one platform's rules."""

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops

from shopdesk.domain.pictures import Check, Measured, PictureReport, Profile, judge
from shopdesk.imaging.background import Background, find_background
from shopdesk.imaging.overlay import is_framed
from shopdesk.imaging.picture_file import ReadPicture, read_picture
from shopdesk.imaging.product import Product, find_product, mask_of_colour, mask_of_dark, mask_of_opaque
from shopdesk.imaging.tones import measure_tones
from shopdesk.imaging.unreadable import Unreadable

OPAQUE = 250  # opacity from which a pixel hides what is behind it
SEE_THROUGH_SHARE = 0.005


def check_picture(path: Path, profile: Profile, data: bytes | None = None) -> PictureReport:
    """Measure and judge one picture, or `data` in its place; an unreadable one fails with the reason as its value."""
    try:
        measured = measure_picture(read_picture(path if data is None else data))
    except Unreadable as refusal:
        check = Check("readable", "fail", refusal.reason, refusal.limit)
        return PictureReport(str(path), profile.name, (check,), None)
    checks = (Check("readable", "pass", "readable", "readable"), *judge(measured, profile))
    return PictureReport(str(path), profile.name, checks, measured)


def measure_picture(picture: ReadPicture) -> Measured:
    """Measure background and product of a picture that was read."""
    alpha = see_through(picture.small)
    colour = on_white(picture.small)
    darkest, brightest = extremes_of(colour)
    background = find_background(colour, darkest)
    product = measure_product(colour, darkest, alpha, background)
    tones = measure_tones(darkest, brightest, product.box, background.level)
    return Measured(
        width=picture.width,
        height=picture.height,
        format=picture.format,
        mode=picture.mode,
        bytes=picture.bytes,
        frames=picture.frames,
        background="transparent" if alpha else background.kind,
        border=round(background.level, 2),
        unevenness=round(background.brightest - background.darkest, 2),
        fill=round(product.fill, 4),
        off_centre=round(product.off_centre, 4),
        touches_edge=product.touches_edge,
        specks=product.specks,
        overlay=product.overlay,
        light=tones.light,
        burnt=round(tones.burnt, 4),
        garish=round(tones.garish, 4),
        sharpness=round(tones.sharpness, 3),
        profile=picture.profile,
        orientation=picture.orientation,
    )


def measure_product(
    colour: Image.Image, darkest: Image.Image, alpha: Image.Image | None, background: Background
) -> Product:
    """Find the product by what the background allows; on a busy one the whole frame is taken for product."""
    if alpha:
        return find_product(*mask_of_opaque(alpha))
    if background.kind in ("busy", "plain"):
        product = Product(1.0, 0.0, False, 0)
        if background.kind == "plain":
            product = find_product(mask_of_colour(colour, background))
        return replace(product, overlay="frame") if is_framed(darkest, background.level) else product
    return find_product(*mask_of_dark(darkest, background))


def extremes_of(colour: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return the darkest and the brightest channel of an RGB picture."""
    red, green, blue = colour.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return darkest, ImageChops.lighter(ImageChops.lighter(red, green), blue)


def see_through(picture: Image.Image) -> Image.Image | None:
    """Return the opacity of a picture that is really see-through, None for any other."""
    if picture.mode != "RGBA":
        return None
    alpha = picture.getchannel("A")
    clear = sum(alpha.histogram()[:OPAQUE])
    return alpha if clear > SEE_THROUGH_SHARE * alpha.width * alpha.height else None


def on_white(picture: Image.Image) -> Image.Image:
    """Return an RGB picture, what is see-through put on white."""
    if picture.mode == "RGB":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white

"""Small copies of pictures in any colour mode, made without a second full copy in memory."""

from PIL import Image

from shopdesk.imaging.unreadable import Unreadable

STRIP_PIXELS = 4_000_000


def shrink(image: Image.Image, factor: int) -> Image.Image:
    """Return a picture in RGB or RGBA, reduced by a whole factor; in strips, so that no second full copy is made."""
    if factor == 1 and image.mode == "RGB" and not image.has_transparency_data:
        return image
    width, height = image.size
    step = factor * max(1, STRIP_PIXELS // (width * factor))
    if height <= step:
        return to_colour(image).reduce(factor)
    small = Image.new("RGBA" if image.has_transparency_data else "RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, step):
        strip = image.crop((0, top, width, min(top + step, height)))
        small.paste(to_colour(strip).reduce(factor), (0, top // factor))
    return small


def to_colour(image: Image.Image) -> Image.Image:
    """Return a picture in RGB, or in RGBA where it may be see-through; 16-bit greys keep their upper eight bits."""
    if image.mode == "F":
        raise Unreadable("unusual-colours")
    if image.mode.startswith("I"):
        image = image.point(lambda level: level * (1 / 256)).convert("L")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == wanted else image.convert(wanted)

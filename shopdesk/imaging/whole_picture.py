"""A picture read whole for its repair: first frame, turned upright, in sRGB, large ones reduced while decoding."""

import io
from dataclasses import dataclass
from math import ceil, sqrt

from PIL import Image

from shopdesk.imaging.picture_file import (
    FORMATS,
    Source,
    count_frames,
    measure_file,
    open_file,
    orientation_of,
    refuse_too_large,
)
from shopdesk.imaging.small_copy import shrink
from shopdesk.imaging.unreadable import ignore_pillow_warnings, reasons

MOST_WORKING_PIXELS = 16_000_000  # 48 MB in RGB; no main image needs more
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
PROFILE_SPACES = {"RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK", "L": "GRAY"}


@dataclass(frozen=True, slots=True)
class WholePicture:
    """An upright sRGB picture in RGB or RGBA; `reduced` is how many pixels of the file make one of `image`'s side."""

    image: Image.Image
    reduced: float
    mode: str
    turned: bool
    recoloured: bool


def read_whole(source: Source) -> WholePicture:
    """Read a picture for its repair. Raises Unreadable with the reasons of `read_picture`."""
    ignore_pillow_warnings()
    measure_file(source)
    with reasons(), open_file(source) as file, Image.open(file, formats=FORMATS) as image:
        refuse_too_large(image, file)
        count_frames(image)
        mode, width, icc = image.mode, image.width, image.info.get("icc_profile")
        factor = needed_reduction(image)
        image.draft(None, (image.width // factor, image.height // factor))
        image.load()
        orientation = orientation_of(image)
        coloured, recoloured = to_srgb(image, icc)
        whole = shrink(coloured, needed_reduction(coloured))
        reduced = width / whole.width
        if orientation in UPRIGHT:
            whole = whole.transpose(UPRIGHT[orientation])
        return WholePicture(whole, reduced, mode, orientation in UPRIGHT, recoloured)


def needed_reduction(image: Image.Image) -> int:
    """Return the whole factor by which each side is reduced to stay within the working pixels."""
    return max(1, ceil(sqrt(image.width * image.height / MOST_WORKING_PIXELS)))


def to_srgb(image: Image.Image, icc: object) -> tuple[Image.Image, bool]:
    """Translate colours by the embedded profile, where it fits the picture and is not sRGB already."""
    if not isinstance(icc, bytes) or image.mode not in PROFILE_SPACES:
        return image, False
    from PIL import ImageCms  # heavy, and few pictures need it

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        named = ImageCms.getProfileDescription(source).lower()
        if "srgb" in named or source.profile.xcolor_space.strip() != PROFILE_SPACES[image.mode]:
            return image, False
        target = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        wanted = "RGBA" if image.mode == "RGBA" else "RGB"
        translated = ImageCms.profileToProfile(image, source, target, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image, False  # a broken profile: its colours are read as sRGB, as browsers do
    return (translated, True) if translated else (image, False)

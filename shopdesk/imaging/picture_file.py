"""Opening pictures that strangers made: a safe list of formats, limits before decoding, a reason for each refusal."""

import io
import stat
import struct
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import cast

# The plug-ins for the formats below; without them Pillow would load all forty at the first picture.
from PIL import (
    AvifImagePlugin,  # noqa: F401
    BmpImagePlugin,  # noqa: F401
    ExifTags,
    GifImagePlugin,  # noqa: F401
    Image,
    ImageFile,
    JpegImagePlugin,  # noqa: F401
    PngImagePlugin,  # noqa: F401
    TiffImagePlugin,
    WebPImagePlugin,  # noqa: F401
)

from shopdesk.imaging.small_copy import shrink
from shopdesk.imaging.timed_file import TimedFile
from shopdesk.imaging.unreadable import Unreadable, ignore_pillow_warnings, reasons

MOST_BYTES = 100_000_000
MOST_FRAMES = 1_000
MOST_SCANS = 100
LEAST_SIDE = 100  # pixels of a picture's shorter side that are measured
# Megapixels that decode within 300 MB and about a second: Pillow takes 4 bytes a pixel, libtiff 8, AVIF 10, WebP 18;
# JPEG is reduced while it is decoded, unless it comes in several scans, which libjpeg keeps at 6 bytes a pixel.
MOST_MEGAPIXELS = {"JPEG": 100, "MPO": 100, "PNG": 40, "GIF": 40, "BMP": 40, "TIFF": 25, "AVIF": 20, "WEBP": 13}
MOST_MEGAPIXELS_IN_SCANS = 33
FORMATS = tuple(name for name in MOST_MEGAPIXELS if name != "MPO")
TURNED_SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that swap width and height


Source = Path | bytes  # a file, or what would be one


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """The first frame of a file, reduced to RGB or RGBA and not turned, beside the facts of the file.

    `width` and `height` are the full picture's pixels after turning it by EXIF, `orientation` is how to turn it.
    """

    small: Image.Image
    width: int
    height: int
    format: str
    mode: str
    bytes: int
    frames: int
    orientation: int = 1
    profile: str = "none"


def read_picture(source: Source, least: int = LEAST_SIDE) -> ReadPicture:
    """Read a picture at a quarter of its size, a JPEG at an eighth, the shorter side from `least` to about 800 pixels.

    An eighth is what a JPEG decodes fastest to: each pixel the mean of a block, without the ringing round edges.

    Raises Unreadable with a reason: missing, not-a-file, empty, too-many-bytes, no-permission, not-a-picture,
    too-many-pixels, too-many-scans, too-many-frames, too-slow, truncated, unusual-colours or damaged.
    """
    ignore_pillow_warnings()
    size = measure_file(source)
    with reasons(), open_file(source) as file, Image.open(file, formats=FORMATS) as image:
        refuse_too_large(image, file)
        (width, height), mode = image.size, mode_of(image)
        side = working_side(min(image.size), least)
        eighth = max(1, min(side, max(least, min(image.size) // 8)))
        image.draft(None, (eighth, eighth))
        image.load()
        small = shrink(image, max(1, min(image.size) // side, isqrt(image.width * image.height // 1_000_000)))
        orientation = orientation_of(image)
        if orientation in TURNED_SIDEWAYS:
            width, height = height, width
        name = "JPEG" if image.format == "MPO" else image.format or ""
        frames = 1 if image.format == "MPO" else count_frames(image)  # a telephone's second picture is no movement
        return ReadPicture(small, width, height, name, mode, size, frames, orientation, profile_of(image))


def mode_of(image: ImageFile.ImageFile) -> str:
    """Return Pillow's colour mode, and "RGB;16" for deep colours that it reads in eight bits."""
    deep = image.mode.startswith("RGB") and any(";16" in str(tile[3]) for tile in image.tile)
    return f"{image.mode};16" if deep else image.mode


def profile_of(image: ImageFile.ImageFile) -> str:
    """Return the name of the embedded colour profile, "none" without one (ICC.1:2022, 9.2.41 profileDescriptionTag)."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or not profile:
        return "none"
    if b"sRGB" in profile or b"s\0R\0G\0B" in profile:
        return "sRGB"
    for row in range(132, min(len(profile), 132 + 12 * 64), 12):
        tag, start, length = struct.unpack(">4sII", profile[row : row + 12].ljust(12, b"\0"))
        if tag == b"desc":
            text = profile[start : start + min(length, 200)]
            wide = text[:4] == b"mluc"
            name = text[28:].decode("utf-16-be", "ignore") if wide else text[12:].decode("latin-1").split("\0")[0]
            return "".join(letter for letter in name if letter.isprintable()).strip()[:60] or "unnamed"
    return "unnamed"


def orientation_of(image: ImageFile.ImageFile) -> int:
    """Return how EXIF turns the picture, 1 to 8 (EXIF 2.3, 4.6.4 A); nonsense in its place turns nothing."""
    if image.format == "JPEG" and "exif" not in image.info and "xmp" not in image.info:
        return 1
    try:
        told = image.getexif().get(ExifTags.Base.Orientation)
    except (SyntaxError, struct.error, ValueError, KeyError, IndexError, TypeError, OSError):
        return 1
    return told if isinstance(told, int) and 1 <= told <= 8 else 1


def working_side(side: int, least: int = LEAST_SIDE) -> int:
    """Return how many pixels of the shorter side are kept: a quarter, at most 400, never more than there are."""
    return min(side, max(least, min(400, side // 4)))


def open_file(source: Source) -> TimedFile:
    """Open a file, or bytes as if they were one, for reading against the clock."""
    raw = io.BytesIO(source) if isinstance(source, bytes) else io.FileIO(source)
    return TimedFile(cast("io.RawIOBase", raw))


def measure_file(source: Source) -> int:
    """Return the size in bytes of an ordinary file that may hold a picture."""
    if isinstance(source, bytes):
        return len(source)
    try:
        facts = source.stat()
    except PermissionError as error:
        raise Unreadable("no-permission") from error
    except (OSError, ValueError) as error:
        raise Unreadable("missing") from error
    if not stat.S_ISREG(facts.st_mode):
        raise Unreadable("not-a-file")
    if facts.st_size == 0:
        raise Unreadable("empty")
    if facts.st_size > MOST_BYTES:
        raise Unreadable("too-many-bytes", MOST_BYTES)
    return facts.st_size


def refuse_too_large(image: ImageFile.ImageFile, file: TimedFile) -> None:
    """Refuse, from the header alone, what would take too much memory or time to decode."""
    pixels, most = image.width * image.height, MOST_MEGAPIXELS[image.format or ""]
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        tile = image.tag_v2.get(TiffImagePlugin.TILEWIDTH, 0), image.tag_v2.get(TiffImagePlugin.TILELENGTH, 0)
        pixels = max(pixels, tile[0] * tile[1])  # libtiff unpacks whole tiles, however small the picture
    if image.format in ("JPEG", "MPO") and ("progressive" in image.info or pixels > MOST_MEGAPIXELS_IN_SCANS * 10**6):
        scans = count_scans(file)
        if scans > MOST_SCANS:
            raise Unreadable("too-many-scans", MOST_SCANS)
        most = MOST_MEGAPIXELS_IN_SCANS if scans > 1 else most
    if pixels > most * 1_000_000:
        raise Unreadable("too-many-pixels", most * 1_000_000)


def count_scans(file: TimedFile) -> int:
    """Count the start-of-scan markers of a JPEG; a thumbnail's counts too, which only makes us more careful."""
    place = file.tell()
    file.seek(0)
    scans = file.read().count(b"\xff\xda")
    file.seek(place)
    return scans


def count_frames(image: ImageFile.ImageFile) -> int:
    """Return the number of frames, refusing more than any product picture has."""
    frames = getattr(image, "n_frames", 1)
    if frames > MOST_FRAMES:
        raise Unreadable("too-many-frames", MOST_FRAMES)
    return int(frames)

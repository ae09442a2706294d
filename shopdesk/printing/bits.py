"""A picture's dots as bits, rows filled up to whole bytes with white."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_TURNED = bytes(255 - value for value in range(256))


def white_bits(image: "Image") -> bytes:
    """Return a mode "1" picture with a set bit for every white dot."""
    from PIL import Image  # loaded late: a start needs no paper

    wide = Image.new("1", (row_bytes(image) * 8, image.height), 1)
    wide.paste(image)
    return wide.tobytes()


def black_bits(image: "Image") -> bytes:
    """Return a mode "1" picture with a set bit for every black dot."""
    return white_bits(image).translate(_TURNED)


def row_bytes(image: "Image") -> int:
    """Return how many bytes a row takes."""
    return -(-image.width // 8)

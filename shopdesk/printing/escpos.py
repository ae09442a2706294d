"""ESC/POS, the language of receipt printers: a page as a raster in bands, then the cut; the drawer's pulse alone."""

from typing import TYPE_CHECKING

from shopdesk.domain.printers import Printer
from shopdesk.printing.bits import black_bits, row_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

BAND_ROWS = 128  # small printers hold little: a band at a time fits every one
FEED_MM = 4  # from the head to the knife
_START = b"\x1b@"
_CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the knife, then leave one point uncut
DRAWER = b"\x1bp\x00\x19\xfa"  # ESC p: pin 2, 50 ms on, 500 ms off


def write_page(image: "Image", printer: Printer, copies: int = 1, *, cut: bool = True) -> bytes:
    """Return one page of a mode "1" picture as GS v 0; in ESC/POS a set bit is black."""
    row, bits = row_bytes(image), black_bits(image)
    parts = [_START]
    for top in range(0, image.height, BAND_ROWS):
        rows = min(BAND_ROWS, image.height - top)
        head = b"\x1dv0\x00" + row.to_bytes(2, "little") + rows.to_bytes(2, "little")
        parts.append(head + bits[top * row : (top + rows) * row])
    parts.append(b"\x1bJ" + bytes([min(255, round(FEED_MM * printer.dots))]))
    if cut:
        parts.append(_CUT)
    return b"".join(parts) * copies

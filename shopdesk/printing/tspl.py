"""TSPL, the language of TSC, Gprinter, Xprinter and most label printers of the home market: a label as one bitmap."""

from typing import TYPE_CHECKING

from shopdesk.domain.printers import Printer
from shopdesk.printing.bits import row_bytes, white_bits

if TYPE_CHECKING:
    from PIL.Image import Image

GAP_MM = 2  # between labels of a roll; the printer's own sensor finds the exact place


def write_label(image: "Image", printer: Printer, copies: int = 1) -> bytes:
    """Return one label of a mode "1" picture: in TSPL a set bit stays white."""
    lines = [
        f"SIZE {round(image.width / printer.dots, 1):g} mm,{round(image.height / printer.dots, 1):g} mm",
        f"GAP {GAP_MM} mm,0 mm",
        "DIRECTION 0",
        "REFERENCE 0,0",
        *([f"DENSITY {min(printer.darkness, 15)}"] if printer.darkness else []),
        *([f"SPEED {printer.speed}"] if printer.speed else []),
        "CLS",
        f"BITMAP 0,0,{row_bytes(image)},{image.height},0,",
    ]
    return "\r\n".join(lines).encode("ascii") + white_bits(image) + f"\r\nPRINT 1,{copies}\r\n".encode("ascii")

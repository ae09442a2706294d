"""What a printer of this PC is: how it is reached, what it speaks, its paper, and how far off it prints."""

import re
from dataclasses import dataclass, field, replace

from shopdesk.domain.errors import ShopError

SYSTEM, SPOOL, NETWORK = "system", "spool", "network"
KINDS = (SYSTEM, SPOOL, NETWORK)
TSPL, ZPL, ESCPOS = "tspl", "zpl", "escpos"
LANGUAGES = (TSPL, ZPL, ESCPOS)
# Heads of "203 dpi" have 8 dots to the millimetre (832 on 104 mm); those of 300 dpi really have 300 to the inch (1,280
# on 108.4 mm), though their makers' manuals round it to 12 to the millimetre.
DOTS_PER_MM = {203: 8.0, 300: 300 / 25.4}
RAW_PORT = 9100  # AppSocket, which label printers on a network listen to
EXACT = 0.5  # millimetres that a page and its paper may differ
LARGEST = 1000  # millimetres of paper
LONGEST_NAME = 60
LARGEST_SCALE_ERROR = 0.1  # beyond it somebody has read the wrong bar
LARGEST_SHIFT = 30.0  # millimetres
# Heads of receipt printers are narrower than their rolls: paper's width to the head's, both in millimetres.
HEADS = {80.0: 72.0, 58.0: 48.0}
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,250}[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]{2,45}\]")
_PAPER = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*[x×X*]\s*(\d{1,4}(?:\.\d{1,2})?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper in a printer, in millimetres; a height of 0 is a roll without end, nothing at all the page's own size."""

    width: float = 0.0
    height: float = 0.0

    @property
    def name(self) -> str:
        """How it is written: 100x150, 80x0 for a roll, nothing for the page's own."""
        return f"{self.width:g}x{self.height:g}" if self.width else ""

    def holds(self, width: float, height: float) -> bool:
        """Tell whether a page of this size in millimetres fits on it."""
        if not self.width:
            return True
        return width <= self.width + EXACT and (not self.height or height <= self.height + EXACT)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a page is changed so that it comes out right: scales as factors, shifts in millimetres right and down."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    @property
    def is_none(self) -> bool:
        """Whether it changes nothing."""
        return self == Calibration()


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer: `address` is a queue of the system or host:port, `darkness` and `speed` 0 leave it to the printer.

    Calibrations belong to a paper, by the paper's name.
    """

    name: str
    kind: str = SYSTEM
    language: str = ""
    dpi: int = 203
    address: str = ""
    paper: Paper = Paper()
    darkness: int = 0
    speed: int = 0
    calibrations: dict[str, Calibration] = field(default_factory=dict)

    @property
    def calibration(self) -> Calibration:
        """How far off it prints on the paper that is in it."""
        return self.calibrations.get(self.paper.name, Calibration())

    @property
    def dots(self) -> float:
        """Dots to the millimetre."""
        return DOTS_PER_MM[self.dpi]

    @property
    def queue(self) -> str:
        """The system's name of it."""
        return self.address or self.name

    def with_paper(self, paper: Paper) -> "Printer":
        """Return it with other paper in it; the page's own size leaves it as it is."""
        return replace(self, paper=paper) if paper.width else self

    def calibrated(self, paper: str, calibration: Calibration) -> "Printer":
        """Return it with a calibration for a paper; one that changes nothing is taken out."""
        others = {name: kept for name, kept in self.calibrations.items() if name != paper}
        return replace(self, calibrations=others if calibration.is_none else {**others, paper: calibration})


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a station's document goes: the printer by name, the paper in it and how many copies."""

    printer: str
    paper: Paper = Paper()
    copies: int = 1


def parse_paper(text: str) -> Paper:
    """Read 100x150 or 80x0 in millimetres; nothing is the page's own size. Raises ShopError("paper-invalid")."""
    if not text.strip():
        return Paper()
    found = _PAPER.fullmatch(text.strip())
    paper = Paper(float(found[1]), float(found[2])) if found else Paper()
    if not 10 <= paper.width <= LARGEST or not (paper.height == 0 or 10 <= paper.height <= LARGEST):
        raise ShopError("paper-invalid", text=text[:40])
    return paper


def parse_address(text: str) -> tuple[str, int]:
    """Return host and port of host, host:port or [v6]:port. Raises ShopError("printer-address-invalid")."""
    host, colon, port = text.strip().rpartition(":")
    if not colon or text.strip().endswith("]"):
        host, port = text.strip(), str(RAW_PORT)
    known = _HOST.fullmatch(host) and port.isascii() and port.isdigit() and 0 < int(port) < 65536
    if not known:
        raise ShopError("printer-address-invalid", address=text[:60])
    return host.strip("[]"), int(port)


def check_printer(printer: Printer) -> Printer:
    """Return a printer that makes sense. Raises ShopError("printer-name-invalid", "printer-invalid", …)."""
    name = printer.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ShopError("printer-name-invalid", name=printer.name[:LONGEST_NAME])
    raw = printer.kind != SYSTEM
    for what, value, allowed in (
        ("kind", printer.kind, KINDS),
        ("language", printer.language, LANGUAGES if raw else ("",)),
        ("dpi", printer.dpi, tuple(DOTS_PER_MM)),
        ("darkness", printer.darkness, range(31)),
        ("speed", printer.speed, range(19)),
    ):
        if value not in allowed:
            raise ShopError("printer-invalid", what=what, value=value, allowed=_worded(allowed))
    if printer.kind == NETWORK:
        parse_address(printer.address)
    if raw and printer.language != ESCPOS and printer.paper.width and not printer.paper.height:
        raise ShopError("printer-invalid", what="paper", value=printer.paper.name, allowed="100x150, 60x40, …")
    return replace(printer, name=name, address=printer.address.strip())


def _worded(allowed: "tuple[object, ...] | range") -> str:
    if isinstance(allowed, range):
        return f"{allowed.start}–{allowed.stop - 1}"
    return ", ".join(str(value) for value in allowed if value != "") or "–"


def calibrate(
    nominal: tuple[float, float],
    measured: tuple[float, float],
    corner: tuple[float, float],
    found: tuple[float, float],
) -> Calibration:
    """Return what puts a printer right whose ruler came out with these measures, all in millimetres.

    `nominal` are the lengths of the bars across and down, `corner` where the corner mark should stand from the left and
    the upper edge; the ruler must have been printed without any calibration. A printer puts what stands at c on
    m × c + o; the page is changed by 1/m and -o/m so that the two cancel. Raises ShopError("calibration-unlikely").
    """
    factors = [real / told for real, told in zip(measured, nominal, strict=True)]
    if any(not abs(factor - 1) <= LARGEST_SCALE_ERROR for factor in factors):
        raise ShopError("calibration-unlikely", measured=_pair(measured), nominal=_pair(nominal))
    if any(not abs(there - told) <= LARGEST_SHIFT for there, told in zip(found, corner, strict=True)):
        raise ShopError("calibration-unlikely", measured=_pair(found), nominal=_pair(corner))
    shifts = [round(told - there / factor, 2) for told, there, factor in zip(corner, found, factors, strict=True)]
    return Calibration(round(1 / factors[0], 5), round(1 / factors[1], 5), shifts[0] + 0.0, shifts[1] + 0.0)


def _pair(sizes: tuple[float, float]) -> str:
    return f"{sizes[0]:g} × {sizes[1]:g} mm"

"""One page drawn in millimetres from its upper left corner."""

from shopdesk.reports.barcodes import Code
from shopdesk.reports.typesetter import Line, Typesetter
from shopdesk.reports.wrapping import POINT, Block

HAIRLINE = 0.15
_ASCENT = 0.88  # of Noto Sans SC's em box, above the baseline
_ALIGNED = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Page:
    """Collects page operators: drawing first, then all text in one text object."""

    def __init__(self, setter: Typesetter, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._setter = setter
        self._under: list[str] = []
        self._drawn: list[str] = []
        self._shown: list[str] = []
        self._font = ""
        self._grey = 0.0

    def content(self) -> bytes:
        """Return the page's operators; the first turns points from below into millimetres from above."""
        scale = 1 / POINT
        head = f"{scale:.5f} 0 0 {-scale:.5f} 0 {self.height * scale:.3f} cm {HAIRLINE} w\n"
        return "\n".join([*self._under, head, *self._drawn, "BT", *self._shown, "ET"]).encode("ascii")

    def width_of(self, text: str, bold: bool = False) -> float:
        """Return a text's width in ems."""
        return self._setter.width(text, bold)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: str = "left",
        grey: float = 0.0,
        right_to_left: bool | None = None,
    ) -> float:
        """Show one line at `size` points; `x` is its left, centre or right as aligned. Return its width."""
        line = self._setter.set(text, bold, right_to_left)
        em = size * POINT
        left = x - line.width * em * _ALIGNED[align]
        self._ink(grey)
        self._shown.append(f"1 0 0 -1 {left:.2f} {baseline:.2f} Tm")
        for name, operators in line.parts:
            font = f"/{name} {em:.3f} Tf"
            if font != self._font:
                self._font = font
                self._shown.append(font)
            self._shown.append(operators)
        self._marks(line, left, baseline, em)
        return line.width * em

    def block(
        self, x: float, top: float, width: float, block: Block, *, align: str = "left", grey: float = 0.0
    ) -> float:
        """Show a block's lines in a column and return where it ends; right-to-left text keeps to the right edge."""
        if align == "left" and any(turned for _, turned in block.lines):
            align = "right"
        em = block.size * POINT
        baseline = top + (block.leading - em) / 2 + _ASCENT * em
        edge = x + width * _ALIGNED[align]
        for line, turned in block.lines:
            self.text(
                edge, baseline, line, block.size, bold=block.bold, align=align, grey=grey, right_to_left=turned or None
            )
            baseline += block.leading
        return top + block.height

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = HAIRLINE, grey: float = 0.0) -> None:
        """Draw a straight line, `width` millimetres thick."""
        self._drawn.append(f"{grey:g} G {width:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def rectangle(
        self, x: float, y: float, width: float, height: float, line: float = HAIRLINE, grey: float = 0.0
    ) -> None:
        """Draw a rectangle's outline, `line` millimetres thick."""
        self._drawn.append(f"{grey:g} G {line:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def fill(self, x: float, y: float, width: float, height: float, grey: float = 0.0) -> None:
        """Fill a rectangle: 0 is black, 1 white."""
        self._drawn.append(f"{grey:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g")

    def tick_box(self, x: float, y: float, side: float = 3.6) -> None:
        """Draw a box to tick."""
        self.rectangle(x, y, side, side, 0.25)

    def code(self, code: Code, x: float, y: float) -> None:
        """Draw a barcode as one path, its first bar at `x`."""
        self._drawn.append(f"q {code.module:.5f} 0 0 {code.row:.5f} {x:.4f} {y:.3f} cm {code.symbol.path} f Q")

    def drawing(self, name: str) -> None:
        """Draw a form that many pages share."""
        self._under.append(f"/{name} Do")

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture into exactly this box."""
        self._drawn.append(f"q {width:.3f} 0 0 {-height:.3f} {x:.3f} {y + height:.3f} cm /{name} Do Q")

    def place(self, cell: "Page", x: float, y: float) -> None:
        """Show all of another page with its upper left corner here."""
        below = (self.height - y - cell.height) / POINT
        self._under += [f"q 1 0 0 1 {x / POINT:.3f} {below:.3f} cm {form} Q" for form in cell._under]
        self._drawn += [f"q 1 0 0 1 {x:.4f} {y:.4f} cm", *cell._drawn, "BT", *cell._shown, "ET Q"]

    def _ink(self, grey: float) -> None:
        if grey != self._grey:
            self._grey = grey
            self._shown.append(f"{grey:g} g")

    def _marks(self, line: Line, left: float, baseline: float, em: float) -> None:
        unit = em / 1000
        for mark in line.marks:
            x, y = left + mark.right * em, baseline - mark.up * em
            self._drawn.append(f"q {unit:.6f} 0 0 {-unit:.6f} {x:.3f} {y:.3f} cm {mark.outline} f Q")

"""Layouts of paper as data: millimetres, parts, sheets; what can be wrong with one is told by a code."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shopdesk.domain.addresses import Receiver, mask_name, mask_phone
from shopdesk.domain.errors import ShopError

PLACED = {
    "labels": (
        "courier", "copy", "receiver_mark", "receiver_name", "receiver_address", "sender_mark", "sender", "waybill",
        "goods", "order", "order_code", "logo", "signature",
    ),
    "stock-labels": ("title", "code", "number", "sku", "place", "price"),
}  # fmt: skip
FLOWING = {
    "packing-slips": ("parties", "note", "goods", "total", "sender"),
    "returns-forms": ("parties", "goods", "reasons", "wishes", "remarks", "steps"),
    "refund-vouchers": ("parties", "goods", "amounts", "route", "note", "signature"),
    "receipts": ("sale", "lines", "amounts", "payments", "tax_free", "code", "note"),
    "pick-list": ("goods",),
}
NEEDED = {
    "labels": ("receiver_name", "receiver_address", "waybill", "order"),
    "stock-labels": ("title", "code"),
    "packing-slips": ("parties", "goods"),
    "returns-forms": ("parties", "goods"),
    "refund-vouchers": ("parties", "amounts"),
    "receipts": ("lines", "amounts"),
    "pick-list": ("goods",),
}
BARS = {"waybill": (40.0, 12.0), "order_code": (20.0, 4.5), "code": (18.0, 6.0)}  # least width and height
MASKS = ("phone", "name", "street")
LANGUAGES = ("auto", "zh_CN", "en")
RESOLUTIONS = (203, 300)
SMALLEST, LARGEST = 15.0, 1200.0  # millimetres of a page
LEAST_TEXT, MOST_TEXT = 4.5, 48.0  # points
LONGEST_NAME = 40
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2

    def meets(self, other: "Box") -> bool:
        """Tell whether the two have ground in common."""
        across = min(self.right, other.right) - max(self.x, other.x)
        return across > _SLACK and min(self.bottom, other.bottom) - max(self.y, other.y) > _SLACK


@dataclass(frozen=True, slots=True)
class Part:
    """Something on the paper: `name` is its kind, with a number behind a point where it stands there again.

    `smallest` and `largest` limit its letters in points (0: as usual). Parts of a flowing document have no box.
    """

    name: str
    box: Box | None = None
    smallest: float = 0.0
    largest: float = 0.0
    shown: bool = True

    @property
    def kind(self) -> str:
        """What is drawn there."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with many places in millimetres: its size, how many across and down, margins and gutters."""

    width: float
    height: float
    columns: int
    rows: int
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0

    @property
    def places(self) -> int:
        """How many places are on a sheet."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Layout:
    """One document's paper: its size (height 0 is a roll, as long as its content), parts in order, and manners.

    `rules` are the heights of lines across; `text` is the size of letters in percent; `mask` names what is hidden.
    """

    document: str
    name: str
    width: float
    height: float
    margin: float = 4.0
    parts: tuple[Part, ...] = ()
    rules: tuple[float, ...] = ()
    sheet: Sheet | None = None
    language: str = "auto"
    logo: bool = True
    mask: tuple[str, ...] = ()
    text: int = 100
    dpi: int = 203
    note: str = ""

    @property
    def places(self) -> int:
        """How many places a sheet has, 1 where each page is one."""
        return self.sheet.places if self.sheet else 1

    @property
    def paper(self) -> tuple[float, float]:
        """The size of the paper that goes through the printer."""
        return (self.sheet.width, self.sheet.height) if self.sheet else (self.width, self.height)

    @property
    def is_roll(self) -> bool:
        """Whether the paper is as long as its content."""
        return self.height == 0

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts that are printed."""
        return tuple(part for part in self.parts if part.shown)

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a place, counted from 0 row by row."""
        if self.sheet is None:
            return 0.0, 0.0
        row, column = divmod(place, self.sheet.columns)
        across, down = self.width + self.sheet.gap_x, self.height + self.sheet.gap_y
        return self.sheet.left + column * across, self.sheet.top + row * down

    def part(self, name: str) -> Part | None:
        """Return a part by its name."""
        return next((part for part in self.parts if part.name == name), None)

    def with_part(self, changed: Part) -> "Layout":
        """Return the layout with one part in another form."""
        return replace(self, parts=tuple(changed if part.name == changed.name else part for part in self.parts))


def check_layout(layout: Layout) -> Layout:
    """Return the layout as it is, else raise the first of its problems."""
    for problem in layout_problems(layout):
        raise problem
    return layout


def layout_problems(layout: Layout) -> Iterator[ShopError]:
    """Yield all that is wrong with a layout, each a ShopError that names its `field` or its `part`."""
    yield from _wrong_fields(layout)
    if layout.document in PLACED or layout.document in FLOWING:
        yield from _wrong_parts(layout)
        yield from _wrong_sheet(layout)


def _wrong_fields(layout: Layout) -> Iterator[ShopError]:
    documents = (*PLACED, *FLOWING)
    roll = layout.height == 0 and layout.document in ("receipts", "packing-slips", "refund-vouchers")
    name = layout.name.strip()
    for field, value, fine, allowed in (
        ("document", layout.document, layout.document in documents, ", ".join(documents)),
        ("name", name, name == layout.name and 0 < len(name) <= LONGEST_NAME and name.isprintable(), "1–40"),
        ("width", layout.width, SMALLEST <= layout.width <= LARGEST, "15–1200"),
        ("height", layout.height, roll or SMALLEST <= layout.height <= LARGEST, "15–1200"),
        ("margin", layout.margin, 0 <= layout.margin <= layout.width / 4, "0–1/4"),
        ("language", layout.language, layout.language in LANGUAGES, ", ".join(LANGUAGES)),
        ("mask", ", ".join(layout.mask), set(layout.mask) <= set(MASKS), ", ".join(MASKS)),
        ("text", layout.text, 60 <= layout.text <= 160, "60–160"),
        ("dpi", layout.dpi, layout.dpi in RESOLUTIONS, "203, 300"),
        ("note", layout.note[:40], len(layout.note) <= 400, "≤ 400"),
    ):
        if not fine:
            yield ShopError("layout-field-invalid", field=field, value=value, allowed=allowed)
    for rule in layout.rules:
        if not 0 < rule < max(layout.height, SMALLEST):
            yield ShopError("layout-field-invalid", field="rules", value=rule, allowed=f"0–{layout.height:g}")


def _wrong_parts(layout: Layout) -> Iterator[ShopError]:
    kinds = PLACED.get(layout.document) or FLOWING[layout.document]
    names = [part.name for part in layout.parts]
    shown = {part.kind for part in layout.shown}
    for part in layout.parts:
        if part.kind not in kinds or names.count(part.name) > 1:
            yield ShopError("layout-part-unknown", part=part.name, allowed=", ".join(kinds))
        elif part.smallest and not LEAST_TEXT <= part.smallest <= (part.largest or MOST_TEXT):
            yield ShopError("layout-letters-invalid", part=part.name, field="smallest", value=part.smallest)
        elif part.largest and not LEAST_TEXT <= part.largest <= MOST_TEXT:
            yield ShopError("layout-letters-invalid", part=part.name, field="largest", value=part.largest)
        if layout.document in PLACED and part.shown:
            yield from _wrong_place(layout, part)
    for kind in NEEDED[layout.document]:
        if kind not in shown:
            yield ShopError("layout-part-missing", part=kind)


def _wrong_place(layout: Layout, part: Part) -> Iterator[ShopError]:
    box = part.box
    if box is None or min(box.width, box.height) < 1:
        yield ShopError("layout-part-empty", part=part.name)
        return
    if min(box.x, box.y) < -_SLACK or box.right > layout.width + _SLACK or box.bottom > layout.height + _SLACK:
        yield ShopError("layout-part-outside", part=part.name, width=f"{layout.width:g}", height=f"{layout.height:g}")
    if part.kind not in BARS:
        return
    width, height = BARS[part.kind]
    if box.width < width or box.height < height:
        yield ShopError("layout-bars-small", part=part.name, width=f"{width:g}", height=f"{height:g}")
    for other in layout.shown:
        if other.name != part.name and other.box and box.meets(other.box):
            yield ShopError("layout-bars-covered", part=part.name, other=other.name)


def _wrong_sheet(layout: Layout) -> Iterator[ShopError]:
    sheet = layout.sheet
    if sheet is None:
        return
    if not (1 <= sheet.columns <= 20 and 1 <= sheet.rows <= 60 and layout.document in PLACED):
        yield ShopError(
            "layout-field-invalid", field="sheet", value=f"{sheet.columns} × {sheet.rows}", allowed="1–20 × 1–60"
        )
        return
    if min(sheet.left, sheet.top, sheet.gap_x, sheet.gap_y) < 0 or max(sheet.width, sheet.height) > LARGEST:
        yield ShopError(
            "layout-field-invalid", field="sheet", value=f"{sheet.width:g} × {sheet.height:g}", allowed="0–1200"
        )
    x, y = layout.corner(sheet.places - 1)
    if x + layout.width > sheet.width + _SLACK or y + layout.height > sheet.height + _SLACK:
        paper = f"{sheet.width:g} × {sheet.height:g}"
        yield ShopError("layout-larger-than-paper", paper=paper, needed=f"{x + layout.width:g} × {y + layout.height:g}")


def conceal(receiver: Receiver, mask: tuple[str, ...]) -> Receiver:
    """Return a receiver with what the layout hides: 138****1234, 王**, a street without its houses."""
    if not mask:
        return receiver
    return replace(
        receiver,
        name=mask_name(receiver.name) if "name" in mask else receiver.name,
        phone=mask_phone(receiver.phone) if "phone" in mask else receiver.phone,
        street="***" if "street" in mask and receiver.street else receiver.street,
    )

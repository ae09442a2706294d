"""Text in a given room: broken into lines, made smaller as far as it stays legible, never cut in silence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import clean
from shopdesk.reports.shaping import is_right_to_left
from shopdesk.reports.typesetter import Typesetter

POINT = 25.4 / 72  # in millimetres

_LEAST = 5.0  # points of a number that has to stay on one line
_ONE_LINE = 200  # characters; what is longer is not even tried whole

# Chinese and Japanese may be broken between any two characters, but a line neither begins with a closing
# mark nor ends with an opening one: such marks stay with their neighbour.
_OPENING = "（「『【《〈“〔［｛"
_CLOSING = "，。、；：？！）」』】》〉”…—·％〕］｝．"
_WIDE = (
    "\u2600-\u27bf\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_WORD = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}]"
_HYPHEN = r"(?<=[^\W\d_]-)(?=[^\W\d_])"  # a word may break behind it, a telephone number may not
_PIECE = re.compile(
    rf"\s+|[{_OPENING}]*(?:(?![{_OPENING}{_CLOSING}])[{_WIDE}]|{_WORD}+?(?:{_HYPHEN}|(?!{_WORD})))[{_CLOSING}]*"
    rf"|[{_OPENING}]+[{_CLOSING}]*|[{_CLOSING}]+"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size (points) that are `leading` millimetres apart.

    Each line is paired with whether its paragraph runs from right to left.
    """

    lines: tuple[tuple[str, bool], ...]
    size: float
    leading: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The block's height in millimetres."""
        return len(self.lines) * self.leading


def shorten(text: str, characters: int) -> str:
    """Return the text, or its beginning with an ellipsis where it has more than so many characters."""
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def wrap(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Break the text into lines no wider than `room`; only blanks at the breaks are lost."""
    text = clean(text).strip()
    if len(text) <= _ONE_LINE and measure(text) <= room:
        return [text] if text else []
    lines = [line for line in _lines(text, room, measure) if line]
    if any(len(line) > 1 and measure(line) > room for line in lines):
        lines = [line for line in _lines_with_care(text, room, measure) if line]
    return lines


def _lines_with_care(text: str, room: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break a text whose widths do not add up: in another face beside its neighbours a sign can be wider than alone."""
    line = ""
    for piece in _PIECE.findall(text):
        if piece.isspace():
            line = line + piece if line else ""
            continue
        if line and measure(line + piece) > room:
            yield line.rstrip()
            line = ""
        while not line and len(piece) > 1 and measure(piece) > room:
            end = _fitting(piece, room, measure)
            yield piece[:end]
            piece = piece[end:]  # noqa: PLW2901 - what is left of a long word
        line += piece
    yield line.rstrip()


def _lines(text: str, room: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _PIECE.findall(text):
        if piece.isspace():
            line, used = (line + piece, used + measure(piece)) if line else ("", 0.0)
            continue
        if _is_wider(piece, room - used, measure):
            yield line.rstrip()
            line, used = "", 0.0
            while len(piece) > 1 and _is_wider(piece, room, measure):
                end = _fitting(piece, room, measure)
                yield piece[:end]
                piece = piece[end:]  # noqa: PLW2901 - what is left of a long word
        line += piece
        used += measure(piece)
    yield line.rstrip()


def _is_wider(piece: str, room: float, measure: Callable[[str], float]) -> bool:
    """Tell whether a word is wider than the room; of an endless word, its beginning is enough to know."""
    return measure(piece[:_ONE_LINE]) > room or (len(piece) > _ONE_LINE and measure(piece) > room)


def _fitting(word: str, room: float, measure: Callable[[str], float]) -> int:
    """Return how many characters of a long word fit, at least one: doubling, then halving."""
    high = 1
    while high < len(word) and measure(word[:high]) <= room:
        high *= 2
    low = max(high // 2, 1)
    high = min(high, len(word))
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if measure(word[:middle]) <= room else (low, middle)
    return low


def set_block(
    setter: Typesetter, text: str | Sequence[str], width: float, size: float, bold: bool = False, spacing: float = 1.35
) -> Block:
    """Break text, or several paragraphs, for a column `width` millimetres wide; `spacing` is a line's height in ems."""
    room = width / (size * POINT)
    lines: list[tuple[str, bool]] = []
    for paragraph in [text] if isinstance(text, str) else text:
        turned = is_right_to_left(paragraph)
        lines += [(line, turned) for line in wrap(paragraph, room, lambda piece: setter.width(piece, bold))]
    return Block(tuple(lines), size, size * POINT * spacing, bold)


def fit_line(
    setter: Typesetter, text: str, width: float, size: float, bold: bool = False, spacing: float = 1.35
) -> Block:
    """Return a number or an amount on one line, smaller where it is long: a broken number is read wrongly."""
    text = clean(text).strip()
    fitting = width / POINT / max(setter.width(text, bold), 0.01)
    return set_block(setter, text, width, min(size, max(fitting * 0.999, _LEAST)), bold, spacing)


def fit_block(
    setter: Typesetter,
    text: str | Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[float],
    bold: bool = False,
    spacing: float = 1.35,
) -> Block:
    """Return the text at the largest of `sizes` (points) at which it fits into the box, else raise `text-too-long`."""
    for size in sizes:
        block = set_block(setter, text, width, size, bold, spacing)
        if block.height <= height + 1e-9:
            return block
    whole = text if isinstance(text, str) else " ".join(text)
    raise ShopError("text-too-long", text=shorten(clean(whole), 60))

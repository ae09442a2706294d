"""The carried faces: which one holds a character, and which characters none of them holds."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import uharfbuzz as hb

from shopdesk.domain.errors import ShopError
from shopdesk.resources import resources

FALLBACKS = ("NotoSans-Regular", "NotoSansArabic-Regular", "NotoSansHebrew-Regular", "NotoEmoji-Regular")
REGULAR = ("NotoSansSC-Regular", *FALLBACKS)
BOLD = ("NotoSansSC-Bold", *FALLBACKS)

# Unicode's Default_Ignorable_Code_Point and the interlinear marks: they have no ink of their own.
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Face:
    """A parsed font file: `scale` turns its units into thousandths of an em, as PDF counts."""

    name: str
    font: Any
    scale: float

    def glyph(self, character: str) -> int | None:
        """Return the glyph's number, or None where the face lacks the character."""
        found: int | None = self.font.get_nominal_glyph(ord(character))
        return found or None

    def advance(self, glyph: int) -> int:
        """Return the glyph's width in thousandths of an em."""
        units: int = self.font.get_glyph_h_advance(glyph)
        return round(units * self.scale)

    def outline(self, glyph: int) -> str:
        """Return the glyph as path operators, in thousandths of an em."""
        pen = _PathPen(self.scale)
        self.font.draw_glyph_with_pen(glyph, pen)
        return " ".join(pen.operators)


class _PathPen:
    """Receives an outline in the manner of fontTools' pens; PDF has no quadratic curves, they are raised to cubic."""

    def __init__(self, scale: float) -> None:
        self.operators: list[str] = []
        self._scale = scale
        self._at = (0.0, 0.0)

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol's names
        self._add("m", to)

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", to)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        first, second = (
            (end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3) for end in (self._at, to)
        )
        self._add("c", first, second, to)

    def closePath(self) -> None:  # noqa: N802
        self.operators.append("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self._at = points[-1]
        numbers = (f"{value * self._scale:.0f}" for point in points for value in point)
        self.operators.append(f"{' '.join(numbers)} {operator}")


@cache
def load_face(name: str) -> Face:
    """Open one of the carried font files; the file is mapped, not read."""
    parsed = hb.Face(hb.Blob.from_file_path(str(resources() / "fonts" / f"{name}.ttf")))
    return Face(name, hb.Font(parsed), 1000 / parsed.upem)


def clean(text: str) -> str:
    """Return the text as it can be printed: what has no ink is dropped, breaks and odd blanks become blanks."""
    text = _SURROGATE.sub("\ufffd", _IGNORED.sub("", text))
    if text.isprintable():
        return text
    return "".join(" " if _is_blank(character) else character for character in text)


def _is_blank(character: str) -> bool:
    return character != "\u3000" and unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp")


@cache
def face_of(cluster: str, bold: bool = False) -> Face:
    """Return the first face that has every character of a base with its marks, else raise `glyph-missing`."""
    for name in BOLD if bold else REGULAR:
        face = load_face(name)
        if all(face.glyph(character) is not None for character in cluster):
            return face
    raise ShopError("glyph-missing", characters="".join(missing_characters([cluster])) or cluster)


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Return the characters that no carried face has, each once, in the order of their numbers."""
    faces = [load_face(name) for name in REGULAR]
    wanted = set(clean("".join(set("".join(texts)))))
    return sorted(char for char in wanted if all(face.glyph(char) is None for face in faces))

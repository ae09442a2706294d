"""Text as page operators: the common case is one table look-up a character, the rest is shaped."""

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining

from shopdesk.reports.embedding import EmbeddedFace
from shopdesk.reports.faces import BOLD, REGULAR, Face, clean, load_face
from shopdesk.reports.pdf_file import PdfFile
from shopdesk.reports.shaping import Run, is_right_to_left, shape

_KEPT = 4096  # lines remembered: senders, goods and captions come again on page after page


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot or accent drawn as an outline, so that only its letter is read: path operators, place in ems."""

    right: float
    up: float
    outline: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text ready to be shown at any size: fonts with operators, outlines of marks, width in ems."""

    parts: tuple[tuple[str, str], ...]
    width: float
    marks: tuple[Mark, ...] = ()


class _Letters(dict[str, str]):
    """Character → its code in the main face, in hexadecimal; a character that needs more care is a KeyError."""

    def __init__(self, embedded: EmbeddedFace) -> None:
        super().__init__()
        self.embedded = embedded
        self.widths: dict[str, int] = {}

    def __missing__(self, character: str) -> str:
        face = self.embedded.face
        glyph = face.glyph(character)
        if glyph is None or combining(character) or clean(character) != character:
            raise KeyError(character)
        self.widths[character] = face.advance(glyph)
        code = self[character] = f"{self.embedded.code(glyph, character):04X}"
        return code


class Typesetter:
    """Sets lines for one document and remembers which glyphs the document needs."""

    def __init__(self) -> None:
        self._embedded: dict[str, EmbeddedFace] = {}
        self._letters = {
            bold: _Letters(self._embed(load_face(names[0]))) for bold, names in ((False, REGULAR), (True, BOLD))
        }
        self.set = lru_cache(_KEPT)(self._set)

    def width(self, text: str, bold: bool = False) -> float:
        """Return the text's width in ems."""
        letters = self._letters[bold]
        try:
            return sum([letters.widths[character] for character in text]) / 1000
        except KeyError:
            return self.set(text, bold).width

    def fonts(self, pdf: PdfFile) -> dict[str, object]:
        """Write the faces in use into the document; names → font dictionaries."""
        return {face.resource: face.write(pdf) for face in self._embedded.values() if face.in_use}

    def _set(self, text: str, bold: bool = False, right_to_left: bool | None = None) -> Line:
        letters = self._letters[bold]
        try:
            code = "".join([letters[character] for character in text])
        except KeyError:
            return self._set_with_care(clean(text), bold, right_to_left)
        width = sum([letters.widths[character] for character in text]) / 1000
        return Line(((letters.embedded.resource, f"<{code}>Tj"),), width)

    def _set_with_care(self, text: str, bold: bool, right_to_left: bool | None) -> Line:
        turned = is_right_to_left(text) if right_to_left is None else right_to_left
        parts: list[tuple[str, str]] = []
        marks: list[Mark] = []
        pen = 0
        for run in shape(text, bold, turned):
            embedded = self._embed(run.face)
            parts.append((embedded.resource, _adjusted(run, embedded)))
            for glyph in run.glyphs:
                if not glyph.text:
                    outline = run.face.outline(glyph.number)
                    marks.append(Mark((pen + glyph.right) / 1000, glyph.up / 1000, outline))
                pen += glyph.advance
        return Line(tuple(parts), pen / 1000, tuple(marks))

    def _embed(self, face: Face) -> EmbeddedFace:
        return self._embedded.setdefault(face.name, EmbeddedFace(face, f"F{len(self._embedded)}"))


def _adjusted(run: Run, embedded: EmbeddedFace) -> str:
    """Return the run as one string with adjustments; marks leave no trace but the room they take."""
    shown: list[str] = []
    for glyph in run.glyphs:
        if not glyph.text:
            shown.append(str(-glyph.advance))
            continue
        after = run.face.advance(glyph.number) + glyph.right - glyph.advance
        code = f"<{embedded.code(glyph.number, glyph.text):04X}>"
        shown.append(code if glyph.right == after == 0 else f"{-glyph.right} {code} {after}")
    return f"[{' '.join(shown)}]TJ"

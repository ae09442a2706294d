"""Text beyond the main face: split by direction and face, shaped by HarfBuzz, in the order the eye meets it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import combining

import uharfbuzz as hb
from bidi import algorithm
from bidi.mirror import MIRRORED

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import Face, face_of

_MIRRORED = str.maketrans(MIRRORED)
_WORD = re.compile(r"\s+|\S+")
_HEBREW_TO_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a shaped run, lengths in thousandths of an em.

    `text` is what it stands for; a dot or mark that is read with its letter has none.
    """

    number: int
    text: str
    advance: int
    right: int = 0
    up: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face from left to right."""

    face: Face
    glyphs: tuple[Glyph, ...]


def is_right_to_left(text: str) -> bool:
    """Tell whether the text's first strong letter is Hebrew or Arabic (Unicode Annex 9, P2)."""
    return bool(_HEBREW_TO_ARABIC.search(text)) and bool(algorithm.get_base_level(text))


def shape(text: str, bold: bool, right_to_left: bool) -> list[Run]:
    """Return the runs from left to right; raises `glyph-missing` for a character that no face has."""
    levels = _levels(text, right_to_left)
    faces = [face for word in _WORD.findall(text) for face in _faces_of_word(word, bold)]
    runs: list[tuple[int, Face, str]] = []
    for (level, _), group in groupby(range(len(text)), key=lambda at: (levels[at], faces[at].name)):
        places = list(group)
        runs.append((level, faces[places[0]], "".join(text[at] for at in places)))
    return [_shape_run(face, part, level % 2 == 1) for level, face, part in _reordered(runs)]


def _levels(text: str, right_to_left: bool) -> list[int]:
    """Return each character's embedding level; the text holds no explicit controls (see `faces.clean`)."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    algorithm.get_embedding_levels(text, storage)
    for character in storage["chars"]:  # what Unicode has not named has no direction either
        character["type"] = character["type"] or "L"
        character["orig"] = character["orig"] or "L"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [character["level"] for character in storage["chars"]]


def _reordered(runs: list[tuple[int, Face, str]]) -> list[tuple[int, Face, str]]:
    """Turn whole runs round, from the deepest level up (Unicode Annex 9, L2)."""
    for depth in range(max((level for level, _, _ in runs), default=0), 0, -1):
        turned: list[tuple[int, Face, str]] = []
        for deep, group in groupby(runs, key=lambda run: run[0] >= depth):
            together = list(group)
            turned += together[::-1] if deep else together
        runs = turned
    return runs


def _faces_of_word(word: str, bold: bool) -> Iterator[Face]:
    """Yield a face for each character: one for the whole word where a face has it all, else cluster by cluster."""
    whole = _face_or_none(word, bold)
    for cluster in [word] if whole else _clusters(word):
        face = whole or _face_or_none(cluster, bold)
        for character in cluster:
            yield face or face_of(character, bold)


def _face_or_none(text: str, bold: bool) -> Face | None:
    try:
        return face_of(text, bold)
    except ShopError:
        return None


def _clusters(word: str) -> list[str]:
    """Split a word into letters, each with the marks that stand on it."""
    clusters: list[str] = []
    for character in word:
        if clusters and combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _shape_run(face: Face, text: str, backwards: bool) -> Run:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in text])
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    hb.shape(face.font, buffer)
    read = _letters_by_glyph(text, buffer)
    if backwards:
        # A text layer is kept as the eye meets it; readers turn right-to-left runs round, brackets too.
        read = [letters[::-1].translate(_MIRRORED) for letters in read]
    glyphs = []
    for info, place, letters in zip(buffer.glyph_infos, buffer.glyph_positions, read, strict=True):
        moves = (round(value * face.scale) for value in (place.x_advance, place.x_offset, place.y_offset))
        glyphs.append(Glyph(info.codepoint, letters, *moves))
    return Run(face, tuple(glyphs))


def _letters_by_glyph(text: str, buffer: hb.Buffer) -> list[str]:
    """Give each cluster's letters to its first glyph that moves the pen; dots and marks are read with it."""
    members: dict[int, list[int]] = {}
    for at, info in enumerate(buffer.glyph_infos):
        members.setdefault(info.cluster, []).append(at)
    starts = sorted(members)
    read = [""] * len(buffer.glyph_infos)
    moves = [place.x_advance != 0 for place in buffer.glyph_positions]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        speaker = next((at for at in members[start] if moves[at]), members[start][0])
        read[speaker] = text[start:end]
    return read

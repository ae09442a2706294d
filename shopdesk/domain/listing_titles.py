"""Titles: how long each platform lets them be, where a word stands in them, and how they are mended."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# The emoji of Unicode's emoji-data.txt by their ranges; signs of measure (℃, °), marks (™, ®) and ★ are none.
_PICTOGRAPH = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u2775\u2794-\u27bf\u231a\u231b\u23e9-\u23fa"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ufe0f\u20e3\U000e0020-\U000e007f]\u200d?)+"
)
_BETWEEN = r"[\s,，、]"
_COMMAS = " ,，、"
_WHOLE_WORDS = re.compile(rf"[^\s,，、]+{_BETWEEN}*")
# What must not be torn, so that no "350ml" becomes "350m": a run of Latin letters, digits and their signs.
_SMALLEST = re.compile(r"[A-Za-z0-9.%°℃×*+/-]+|\S")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TitleRule:
    """How long a platform lets a title be: in characters, or in hanzi, of which two ASCII characters make one."""

    platform: str
    limit: int
    unit: str
    source: str
    emoji: bool = True


def title_length(title: str, unit: str) -> int:
    """Return a title's length in a platform's unit; half a hanzi counts as a whole one at the end."""
    if unit == "hanzi":
        return len(title) - len(title.encode("ascii", "ignore")) // 2
    return len(title)


def most_repeated(title: str, repeated: int = 3) -> tuple[str, int] | None:
    """Return the word that a title repeats most, and how often, when it is stuffed with it.

    Chinese has no blanks between words: pairs of neighbouring characters stand in for them.
    """
    pieces: Counter[str] = Counter()
    for run in _WORD.findall(title.casefold()):
        pieces.update([run[at : at + 2] for at in range(len(run) - 1)] if _HAN.search(run) else [run])
    found = [(piece, count) for piece, count in pieces.most_common(1) if count >= repeated]
    return found[0] if found else None


def pattern_of(word: str, *, whole: bool = True) -> re.Pattern[str]:
    """Return what finds a word: one of Latin letters only where it begins (and ends, when whole), hanzi anywhere."""
    parts = word.split()
    told = r"\s+".join(re.escape(part) for part in parts)
    head = r"(?<![A-Za-z0-9])" if _is_latin(word.strip()[:1]) else ""
    tail = r"(?![A-Za-z0-9])" if whole and _is_latin(word.strip()[-1:]) else ""
    return re.compile(head + told + tail if parts else r"(?!)", re.IGNORECASE)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def keyword_place(title: str, keyword: str) -> int | None:
    """Return how many hanzi stand before the keyword in a title, None where it is not in it."""
    found = pattern_of(keyword, whole=False).search(title)
    return title_length(title[: found.start()], "hanzi") if found else None


def stands_in(title: str, word: str) -> bool:
    """Tell whether a word stands in a title: "top" does not in "laptop"."""
    return pattern_of(word).search(title) is not None


def has_emoji(title: str) -> bool:
    """Tell whether a title holds a pictograph."""
    return _PICTOGRAPH.search(title) is not None


def without_emoji(title: str) -> str:
    """Return a title without its pictographs."""
    return squeezed(_PICTOGRAPH.sub("", title))


def squeezed(title: str) -> str:
    """Return a title with one blank where it had several."""
    return " ".join(title.split())


def without_word(title: str, word: str) -> str:
    """Return a title in which a word stands no more."""
    found = pattern_of(word)
    while (mended := squeezed(found.sub(" ", title)).strip(_COMMAS)) != title:
        title = mended
    return title


def said_once(title: str, word: str, kept: Sequence[str] = ()) -> str:
    """Return a title in which a word stands once, where it stood first; what must be kept is not torn."""
    found = [match.span() for match in pattern_of(word).finditer(title)]
    spans = _spans_of(title, kept)
    stays = [span for span in found if _meets(span, spans)] or found[:1]
    for start, end in reversed([span for span in found if span not in stays]):
        title = title[:start] + title[end:]
    return squeezed(title)


def fronted(title: str, keyword: str) -> str:
    """Return a title with the keyword in front; where it stood within a word that word stays whole."""
    told = pattern_of(keyword).pattern
    alone = re.search(rf"(?:^|(?<={_BETWEEN})){told}(?={_BETWEEN}|$)", title, re.IGNORECASE)
    if alone is None:
        return squeezed(f"{keyword.strip()} {title.strip(_COMMAS)}")
    before, after = title[: alone.start()].rstrip(), title[alone.end() :].lstrip()
    comma = next((sign for sign in (before[-1:], after[:1]) if sign and sign in ",，、"), "")
    between = comma if comma in ("，", "、") else f"{comma} "
    rest = (before.strip(_COMMAS), after.strip(_COMMAS))
    return squeezed(between.join(part for part in (alone.group(), *rest) if part))


def shortened(title: str, rule: TitleRule, kept: Sequence[str]) -> str:
    """Return a title cut to a platform's limit: words go from its end, then characters; what must be kept stays.

    It is still too long where nothing but what must be kept is left.
    """
    title = _cut(squeezed(title), rule, kept, _WHOLE_WORDS, rule.limit // 2)
    return _cut(title, rule, kept, _SMALLEST, 0)


def _cut(title: str, rule: TitleRule, kept: Sequence[str], pieces: re.Pattern[str], least: int) -> str:
    """Take the last free piece out, again and again, but none that would leave less than the least."""
    while title_length(title, rule.unit) > rule.limit:
        spans = _spans_of(title, kept)
        free = [match.span() for match in pieces.finditer(title) if not _meets(match.span(), spans)]
        shorter = (squeezed(title[:start] + title[end:]).rstrip(_COMMAS) for start, end in reversed(free))
        enough = next((text for text in shorter if text and title_length(text, rule.unit) >= least), None)
        if enough is None:
            break
        title = enough
    return title


def _spans_of(title: str, kept: Sequence[str]) -> list[Span]:
    found = (pattern_of(word, whole=False).search(title) for word in kept)
    return [match.span() for match in found if match]


def _meets(span: Span, spans: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)

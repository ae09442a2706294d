"""Titles: how long each platform lets them be, where the core keyword stands, and what stuffing is."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{2,}")


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
        return -(-sum(1 if char.isascii() else 2 for char in title) // 2)
    return len(title)


def most_repeated(title: str, repeated: int = 3) -> tuple[str, int] | None:
    """Return the word that a title repeats most, and how often, when it is stuffed with it.

    Chinese has no blanks between words: pairs of neighbouring characters stand in for them.
    """
    pieces: Counter[str] = Counter()
    for run in _WORD.findall(title.casefold()):
        pieces.update([run] if run.isascii() else [run[at : at + 2] for at in range(len(run) - 1)])
    found = [(piece, count) for piece, count in pieces.most_common(1) if count >= repeated]
    return found[0] if found else None


def keyword_place(title: str, keyword: str) -> int | None:
    """Return how many hanzi stand before the keyword in a title, None where it is not in it."""
    at = title.casefold().find(keyword.strip().casefold())
    return None if at < 0 else title_length(title[:at], "hanzi")


def has_emoji(title: str) -> bool:
    """Tell whether a title holds a pictograph (Unicode category So, or a variation that makes one)."""
    return any(unicodedata.category(char) == "So" or char == "\N{VARIATION SELECTOR-16}" for char in title)


def squeezed(title: str) -> str:
    """Return a title with one blank where it had several."""
    return " ".join(title.split())


def shortened(title: str, rule: TitleRule, kept: tuple[str, ...]) -> str:
    """Return a title cut to a platform's limit: whole words go from its end, those that must be kept stay."""
    words = squeezed(title).split(" ")
    while len(words) > 1 and title_length(" ".join(words), rule.unit) > rule.limit:
        free = [at for at, word in enumerate(words) if not any(part and part in word for part in kept)]
        if not free:
            break
        del words[free[-1]]
    short = " ".join(words)
    while title_length(short, rule.unit) > rule.limit:
        short = short[:-1].rstrip()
    return short


def said_once(title: str, word: str) -> str:
    """Return a title in which a word stands once, where it stood first; runs of hanzi are not torn."""
    first = title.casefold().find(word.casefold())
    if first < 0:
        return title
    head, tail = title[: first + len(word)], title[first + len(word) :]
    return squeezed(head + re.sub(re.escape(word), "", tail, flags=re.IGNORECASE))

"""Chinese read aloud: the spellings of a character, and whether a text spells a run of characters.

A text spells characters as an input method takes it: each by its whole syllable or by its initial, the last one by as
much of its syllable as is typed (dayin, dyin, dy, day → 打印).
"""

import re
from functools import cache, lru_cache

_PIECE = re.compile(  # a syllable, its initial, or a figure
    r"(?:zh|ch|sh|[b-df-hj-np-tw-z])(?:[aeiouv]{1,3}(?:ng|n)?)?$|[aeo][aiou]?(?:ng|n|r)?$|[0-9]$"
)
_LONGEST = 6  # zhuang
MOST_LETTERS, MOST_WAYS = 24, 16  # a longer text is no word of pinyin; the ways of fewest syllables are meant


@cache
def readings(char: str) -> frozenset[str]:
    """Return how a character is read, without tones, of a heteronym each reading; ü is written v and u."""
    if char.isascii():
        return frozenset(char)
    from pypinyin import Style, pinyin  # loaded late: 0.1 s that only Chinese needs

    told = {reading for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0] if reading}
    return frozenset(told | {reading.replace("v", "u") for reading in told}) or frozenset(char)


@cache
def initials(char: str) -> frozenset[str]:
    """Return the letters that a character's readings begin with."""
    if char.isascii():
        return frozenset(char)
    from pypinyin import Style, pinyin  # loaded late: as above

    told = pinyin(char, style=Style.FIRST_LETTER, heteronym=True)[0]
    return frozenset(reading[0] for reading in told if reading) or frozenset(char)


def spells(characters: str, text: str) -> bool:
    """Tell whether a text in small letters spells the beginning of these characters."""
    if not text or not characters:
        return not text
    rests = _rests(characters[0], text)
    return bool(rests) and ("" in rests or any(spells(characters[1:], rest) for rest in rests))


@lru_cache(20_000)  # what one text leaves at each character that there is
def _rests(char: str, text: str) -> frozenset[str]:
    """Return what may remain of a text after a character; nothing where it does not begin with it."""
    rests = set()
    for reading in readings(char):
        if reading.startswith(text):
            rests.add("")
        pieces = {reading, reading[:1], reading[: 1 + (reading[1:2] == "h")]}
        rests |= {text[len(piece) :] for piece in pieces if text.startswith(piece)}
    return frozenset(rests)


def possible_initials(text: str) -> list[str]:
    """Return the initials of what a text may spell, the fewest syllables first (dayin → dy, day)."""
    if not (text.isascii() and text.isalnum() and len(text) <= MOST_LETTERS):
        return []
    ways: list[list[str]] = [[""]]  # of the text's beginnings, by their length
    for end in range(1, len(text) + 1):
        starts = [at for at in range(max(0, end - _LONGEST), end) if _PIECE.match(text[at:end])]
        ways.append(_fewest({told + text[at] for at in starts for told in ways[at]}))
    return ways[-1] if text else []


def _fewest(told: set[str]) -> list[str]:
    return sorted(told, key=lambda one: (len(one), one))[:MOST_WAYS]

"""Search by any two characters: text is cut into bigrams, kept in FTS5 tables without content.

Digits are cut into fours as well: two digits are in every tenth number, four in few, and numbers are what is searched
for most. A Chinese character stands alone too, it is a word. A hit of the index only says that all pieces occur
somewhere; whoever asks must look at the text itself again.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse, islice, pairwise, product

from shopdesk.db.connection import Connection
from shopdesk.db.pinyin import initials, possible_initials, spells

DIGITS = 4
_MOST_SPELLINGS = 16
_MIXED = re.compile(rf"(\d{{{DIGITS},}})", re.ASCII)


def runs(text: str) -> list[str]:
    """Return the unbroken runs of letters and digits of a text, in lower case."""
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def bigrams(text: str) -> set[str]:
    """Return all pairs of neighbouring letters or digits of a text."""
    lowered = text.lower()
    return {pair for pair in set(map(str.__add__, lowered, lowered[1:])) if pair.isalnum()}


def terms(texts: Iterable[str]) -> str:
    """Return what goes into an index for these texts.

    Pairs that reach over a blank go in too: the index takes them for single letters, which nobody asks it for.
    """
    whole = "\n".join(texts).lower()
    pairs = list(map(str.__add__, whole, whole[1:]))
    fours = filter(str.isdigit, map(str.__add__, pairs, pairs[2:]))
    return " ".join({*pairs, *fours, *filterfalse(str.isascii, whole)})


def title_terms(title: str) -> str:
    """Return what goes into an index for a title: its own pairs and those of its pinyin initials."""
    pairs = bigrams(title)
    for run in _initials(title):
        for left, right in pairwise(run):
            pairs.update(first + second for first, second in product(left, right))
    return " ".join(pairs)


def match_expression(text: str) -> str:
    """Return the FTS5 expression that finds a text, or "" when it is too short for the index."""
    if len(text) == 1 and not text.isascii():
        return f'"{text.lower()}"' if text.isalnum() else ""
    pieces = set()
    for run in _MIXED.split(text.lower()):
        pieces |= fours(run) if len(run) >= DIGITS and run.isdigit() else bigrams(run)
    return " AND ".join(f'"{piece}"' for piece in sorted(pieces))


def title_expression(text: str) -> str:
    """Return the FTS5 expression that finds a title by a text; titles are cut into pairs alone.

    A text that may be pinyin is looked for by the initials of its syllables too: the index holds no more of a spelling.
    """
    ways = {frozenset(bigrams(way)) for way in (text, *possible_initials(text.lower()))} - {frozenset()}
    fewest = [way for way in ways if not any(other < way for other in ways)]  # what they find, those with more find too
    return " OR ".join(sorted(" AND ".join(f'"{pair}"' for pair in sorted(way)) for way in fewest))


def fours(run: str) -> set[str]:
    """Return fours of neighbouring digits that cover a run of digits; each further one would cost its long list."""
    last = len(run) - DIGITS
    return {run[at : at + DIGITS] for at in (*range(0, last, DIGITS), last)}


def title_matches(title: str, text: str) -> bool:
    """Tell whether a title holds the text, or the text spells a run of it in pinyin (spn, shuangpin → 双皮奶)."""
    lowered = text.lower()
    return lowered in title.lower() or is_spelled(title, lowered)


def is_spelled(name: str, text: str) -> bool:
    """Tell whether a text in small letters spells characters of a name in pinyin."""
    return next(_places_spelled(name, text), None) is not None


def spelled_at(title: str, text: str) -> int | None:
    """Return how many characters stand before the ones that a text spells in pinyin, in their run; None without any."""
    return min(_places_spelled(title, text), default=None)


def _places_spelled(title: str, text: str) -> Iterator[int]:
    if text and text.isascii() and not title.isascii():
        for run in runs(title):
            if not run.isascii():
                yield from (at for at in range(len(run)) if spells(run[at:], text))


def matching_titles(connection: Connection, text: str) -> Iterator[int]:
    """Give the ids of the order titles that hold the text or have it as pinyin initials.

    A text without two letters side by side ("A+", "红") is looked for in every title, and not among initials.
    Titles that the index does not hold yet are looked at one by one.
    """
    if expression := title_expression(text):
        rows = connection.execute(
            "SELECT id, title FROM order_titles WHERE id IN (SELECT rowid FROM title_index WHERE title_index MATCH ?)"
            " OR id > (SELECT coalesce(max(id), 0) FROM title_index_docsize)",
            (expression,),
        )
        yield from (row_id for row_id, title in rows if title_matches(title, text))
    else:
        rows = connection.execute("SELECT id FROM order_titles WHERE instr(lowered(title), ?)", (text.lower(),))
        yield from (row_id for (row_id,) in rows)


def initials_text(name: str) -> str:
    """Return the pinyin initials of a name, of heteronyms each: 曾朝 → "cc cz zc zz"."""
    found: list[str] = []
    for run in _initials(name):
        found += ["".join(chosen) for chosen in islice(product(*map(sorted, run)), _MOST_SPELLINGS)]
    return " ".join(found)


def _initials(title: str) -> list[list[frozenset[str]]]:
    """Return the runs of a title's characters as sets of possible initials; several for heteronyms (曾, 朝)."""
    found: list[list[frozenset[str]]] = []
    for run in runs(title):
        if not run.isascii():
            found.append([initials(char) for char in run])
    return found

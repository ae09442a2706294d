"""Tables for a terminal: columns line up although a hanzi is two cells wide."""

import unicodedata
from collections.abc import Iterable, Iterator

from shopdesk.words import ngettext

WIDEST = 44


def columns(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Give the lines of a table: numbers at the right, long texts cut with an ellipsis, but none in the last column."""
    cells = [[_plain(value) for value in row] for row in rows]
    cells = [[*map(_shorten, row[:-1]), *row[-1:]] for row in cells]
    right = [all(_is_number(row[at]) for row in cells) and bool(cells) for at, _ in enumerate(header)]
    table = [list(header), *cells]
    widths = [max(width(row[at]) for row in table) for at in range(len(table[0]))]
    for row in table:
        yield "  ".join(
            _pad(cell, size, to_right) for cell, size, to_right in zip(row, widths, right, strict=True)
        ).rstrip()


def width(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)


def _plain(value: object) -> str:
    """Return the value as one line: control characters of foreign text must not reach the terminal."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else " " for char in text)


def _shorten(text: str) -> str:
    if width(text) <= WIDEST:
        return text
    while width(text) >= WIDEST:
        text = text[:-1]
    return f"{text}…"


def _pad(text: str, size: int, to_right: bool) -> str:
    blanks = " " * (size - width(text))
    return blanks + text if to_right else text + blanks


def _is_number(text: str) -> bool:
    return not text or text.lstrip("-").replace(".", "", 1).replace(",", "").isdigit()


def word_counts(rows: int) -> str:
    """Return the sentence that tells what became of so many rows of a file, with places for the counts."""
    return ngettext(
        "{rows} row: {created} new, {updated} changed, {unchanged} the same, {rejected} refused",
        "{rows} rows: {created} new, {updated} changed, {unchanged} the same, {rejected} refused",
        rows,
    )

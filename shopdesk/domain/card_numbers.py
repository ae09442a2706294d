"""Card numbers in free text are made unreadable: no card number is ever stored."""

import re
from collections.abc import Sequence

MARK = "•"  # not "*": that is how platforms hide a receiver
_SHOWN = 4
_LEAST, _MOST = 13, 19
# Thirteen digits in a row, single blanks or dashes between them, are rare: most texts are done with after this look.
_LONG_RUN = re.compile(r"\d(?:[ \u00a0\u3000._–-]?\d){12,}")
_GROUP = re.compile(r"\d+")
_TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def mask_cards(text: str) -> str:
    """Return a text with every card number in it masked up to its last four digits; what else it holds is kept."""
    if len(text) < _LEAST or not _LONG_RUN.search(text):
        return text
    return _LONG_RUN.sub(lambda found: _mask_run(found[0]), text)


def is_card_number(digits: str) -> bool:
    """Tell whether digits are those of a card: a known prefix of the right length, and a valid Luhn digit."""
    return _has_prefix(digits) and _passes_luhn(digits)


def _mask_run(run: str) -> str:
    """Mask the cards of a run of digits: a card is one group, or some neighbouring groups as they are printed on it."""
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run)]
    chars, at = list(run), 0
    while at < len(groups):
        last = _card_from(run, groups, at)
        if last is None:
            at += 1
            continue
        places = [place for start, end in groups[at : last + 1] for place in range(start, end)]
        for place in places[:-_SHOWN]:
            chars[place] = MARK
        at = last + 1
    return "".join(chars)


def _card_from(run: str, groups: Sequence[tuple[int, int]], first: int) -> int | None:
    """Return the last of the groups from `first` on that are a card together, the longest card there is."""
    digits, found = "", None
    for at in range(first, len(groups)):
        digits += "".join(str(int(char)) for char in run[slice(*groups[at])])
        if len(digits) > _MOST:
            break
        if is_card_number(digits):
            found = at
    return found


def _has_prefix(digits: str) -> bool:
    count = len(digits)
    if not _LEAST <= count <= _MOST:
        return False
    two, three, four = int(digits[:2]), int(digits[:3]), int(digits[:4])
    if digits[0] == "4":  # Visa
        return count in (13, 16, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720:  # MasterCard
        return count == 16
    if two in (34, 37):  # American Express
        return count == 15
    if two == 62 or four == 6011 or 644 <= three <= 649 or two == 65 or 3528 <= four <= 3589:
        return count >= 16  # UnionPay, Discover, JCB
    return (two in (36, 38, 39) or 300 <= three <= 305) and count >= 14  # Diners


def _passes_luhn(digits: str) -> bool:
    numbers = [int(char) for char in reversed(digits)]
    return sum(numbers[::2], sum(_TWICE[number] for number in numbers[1::2])) % 10 == 0

"""Whether what a person types means one of the names a thing has, and how well: a part of it, or its pinyin."""

from collections.abc import Iterable

from shopdesk.db.search import spelled_at


def means(text: str, names: Iterable[str]) -> bool:
    """Tell whether each word of a text is a part of a name, or spells it in pinyin (dd, dingdan → 订单)."""
    return how_far(text, names) is not None


def how_far(text: str, names: Iterable[str]) -> int | None:
    """Return how far a text is from the names, 0 being one of them; None where a word of it means none of them."""
    told = [name.lower() for name in names if name]
    whole = text.strip().lower()
    if whole in told:
        return 0
    far = 0
    for word in whole.split():
        near = min((found for name in told if (found := _distance(word, name)) is not None), default=None)
        if near is None:
            return None
        far += near
    return far


def _distance(word: str, name: str) -> int | None:
    """Return 1 for a name that begins with the word, up to 5 for one that holds its spelling somewhere."""
    at = name.find(word)
    if at >= 0:
        return 1 if at == 0 else 2 if not name[at - 1].isalnum() else 4
    spelled = spelled_at(name, word)
    return None if spelled is None else 3 if spelled == 0 else 5

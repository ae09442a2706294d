"""Whether what a person types means one of the names a thing has: a part of it, or its pinyin initials."""

from collections.abc import Iterable

from shopdesk.db.search import title_matches


def means(text: str, names: Iterable[str]) -> bool:
    """Tell whether each word of a text is a part of a name, or its pinyin initials (dd → 订单)."""
    told = [name for name in names if name]
    return all(any(title_matches(name, word) for name in told) for word in text.split())

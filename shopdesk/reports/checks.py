"""What is looked at before anything is printed: can every character be shown."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import missing_characters

_NOT_SHOWN = ("picture", "logo", "language")


def check_glyphs(contents: Any) -> None:  # noqa: ANN401 - any dataclass of domain.paper
    """Raise `glyph-missing` with all characters of these contents that no carried face has."""
    if missing := missing_characters(_texts(contents)):
        raise ShopError("glyph-missing", characters="".join(missing))


def _texts(contents: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield every text inside, however deep."""
    if isinstance(contents, str):
        yield contents
    elif isinstance(contents, tuple):
        for part in contents:
            yield from _texts(part)
    elif is_dataclass(contents):
        for field in fields(contents):
            if field.name not in _NOT_SHOWN:
                yield from _texts(getattr(contents, field.name))

"""The layouts that travel with the program, and what a layout means for the content drawn on it."""

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import layout_from_json
from shopdesk.domain.layouts import LEAST_TEXT, Box, Layout, Part, conceal
from shopdesk.resources import resources


@cache
def builtin_layouts() -> dict[tuple[str, str], Layout]:
    """Return the built-in layouts by document and name, each document's usual one first."""
    told = json.loads((resources() / "tables" / "layouts.json").read_text("utf-8"))
    layouts = [layout_from_json(layout) for layout in told]
    return {(layout.document, layout.name): layout for layout in layouts}


def builtin_names(document: str) -> tuple[str, ...]:
    """Return the names of a document's built-in layouts."""
    return tuple(name for kind, name in builtin_layouts() if kind == document)


def builtin_layout(document: str, name: str) -> Layout:
    """Return a built-in layout, else raise `layout-unknown`."""
    layout = builtin_layouts().get((document, name.lower()))
    if layout is None:
        raise ShopError("layout-unknown", value=name, allowed=", ".join(builtin_names(document)))
    return layout


@dataclass(frozen=True, slots=True)
class Place:
    """A part ready to be drawn: what it is, its box, and the sizes (points) its letters are tried at."""

    kind: str
    box: Box
    sizes: tuple[float, ...]


def places(layout: Layout, usual: dict[str, tuple[float, ...]]) -> list[Place]:
    """Return the parts that are shown; `usual` are the sizes of a kind's letters where the layout sets no limits."""
    return [
        Place(part.kind, part.box, letter_sizes(part, usual.get(part.kind, (9.0,)), layout.text))
        for part in layout.shown
        if part.box
    ]


def letter_sizes(part: Part, usual: tuple[float, ...], percent: int = 100) -> tuple[float, ...]:
    """Return the sizes that a part's letters are tried at, the largest first, in the layout's size of text.

    Larger text is wished for: what is long still shrinks as far as it would without.
    """
    sizes = list(usual)
    if part.largest or part.smallest:
        size = part.largest or max(usual[0], part.smallest)
        smallest = part.smallest or min(usual[-1], size)
        sizes = []
        while size > smallest + 0.2:
            sizes.append(round(size, 2))
            size *= 0.9
        sizes.append(smallest)
    scaled = [max(size * percent / 100, LEAST_TEXT) for size in sizes]
    return (*scaled, *(size for size in sizes if size < scaled[-1]))


def dress(content: Any, layout: Layout) -> Any:  # noqa: ANN401 - any dataclass of domain.paper
    """Return the content in the layout's language, without what it hides."""
    changes: dict[str, object] = {}
    if layout.language not in ("auto", content.language):
        changes["language"] = layout.language
    if layout.mask and hasattr(content, "receiver"):
        changes["receiver"] = conceal(content.receiver, layout.mask)
    if not layout.logo and hasattr(content, "logo"):
        changes["logo"] = ""
    return replace(content, **changes) if changes else content

"""Categories: a tree of exactly three levels, and what is told of a product in each of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing

LEVELS = 3
ATTRIBUTE_KINDS = ("text", "choice", "number")
BETWEEN = " › "
LONGEST_NAME = 60
MOST_ATTRIBUTES = 60
MOST_CHOICES = 200
_SPLIT = re.compile(r"\s*[>›»]\s*")
_SIGNS = re.compile(r"[()（）\[\]=|｜;；]")  # with these attributes are written into one cell of a file
_COMMAS = re.compile(r"[,，、]")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is told of every product of a category; `choices` are offered, other values are allowed."""

    name: str
    name_en: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    unit: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Category:
    """One category: `path` holds one to three names, widest first; its attributes hold for all below it."""

    uuid: str
    path: tuple[str, ...]
    name_en: str = ""
    attributes: tuple[Attribute, ...] = ()

    @property
    def level(self) -> int:
        """1 for the widest, 3 for the one products stand in."""
        return len(self.path)

    @property
    def name(self) -> str:
        """The category's own name, without those above it."""
        return self.path[-1]


class Completeness(NamedTuple):
    """How much of what its category asks is told of a listing; `missing` names the rest, required ones first."""

    filled: int
    wanted: int
    missing: tuple[str, ...]


def attributes_of(path: Sequence[str], categories: Sequence[Category]) -> tuple[Attribute, ...]:
    """Return what is told of a product in this category: what each of its levels asks, each name once."""
    wanted = {tuple(path[:depth]) for depth in range(1, len(path) + 1)}
    found: dict[str, Attribute] = {}
    for category in sorted((c for c in categories if c.path in wanted), key=lambda c: c.level):
        found |= {attribute.name: attribute for attribute in category.attributes}
    return tuple(found.values())


def inherited_attributes(path: Sequence[str], categories: Sequence[Category]) -> list[tuple[Attribute, str]]:
    """Return what wider categories ask, each with that category's name; what the category asks itself is left out."""
    own = {
        attribute.name for category in categories if category.path == tuple(path) for attribute in category.attributes
    }
    found: dict[str, tuple[Attribute, str]] = {}
    wider = [category for category in categories if category.path == tuple(path[: category.level])]
    for category in sorted(wider, key=lambda c: c.level):
        if category.level < len(path):
            found |= {attribute.name: (attribute, category.name) for attribute in category.attributes}
    return [(attribute, source) for attribute, source in found.values() if attribute.name not in own]


def attribute_finder(categories: Sequence[Category]) -> Callable[[Sequence[str]], tuple[Attribute, ...]]:
    """Return `attributes_of` for one tree that looks each path up once: thousands of listings share a few."""
    known: dict[tuple[str, ...], tuple[Attribute, ...]] = {}

    def find(path: Sequence[str]) -> tuple[Attribute, ...]:
        key = tuple(path)
        if key not in known:
            known[key] = attributes_of(key, categories)
        return known[key]

    return find


def completeness(listing: Listing, categories: Sequence[Category]) -> Completeness:
    """Say how much of what its category asks is told; what is chosen by variant (a colour, a size) counts as told."""
    asked = attributes_of(listing.category, categories)
    missing = [attribute for attribute in asked if not is_told(listing, attribute)]
    names = tuple(a.name for a in sorted(missing, key=lambda attribute: not attribute.required))
    return Completeness(len(asked) - len(missing), len(asked), names)


def is_told(listing: Listing, attribute: Attribute) -> bool:
    """Tell whether an attribute is told of a listing, or chosen by each of its variants."""
    if listing.facts.attributes.get(attribute.name, "").strip():
        return True
    names = {attribute.name, attribute.name_en} - {""}
    return bool(listing.variants) and all(names & variant.options.keys() for variant in listing.variants)


def path_text(path: Sequence[str]) -> str:
    """Return a path as it is shown: "家居日用 › 餐厨 › 锅具"."""
    return BETWEEN.join(path)


def read_path(text: str) -> Path:
    """Return the path that was typed as "家居日用 > 餐厨 > 锅具". Raises ShopError("category-name-invalid")."""
    return check_path(_SPLIT.split(text.strip()))


def check_path(path: Sequence[str]) -> Path:
    """Return a path of one to three names. Raises ShopError("category-name-invalid", value)."""
    if not 1 <= len(path) <= LEVELS:
        raise ShopError("category-name-invalid", value=path_text(path)[:200])
    return tuple(check_name(name) for name in path)


def check_name(name: str) -> str:
    """Return a category's name without blanks around it. Raises ShopError("category-name-invalid", value)."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or _SPLIT.search(name):
        raise ShopError("category-name-invalid", value=name[:LONGEST_NAME])
    return name


def check_attributes(attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Return attributes that a category may hold. Raises ShopError("attribute-invalid", value)."""
    names = [attribute.name for attribute in attributes]
    for attribute in attributes:
        if names.count(attribute.name) > 1 or not _is_whole(attribute):
            raise ShopError("attribute-invalid", value=attribute.name[:LONGEST_NAME])
    if len(attributes) > MOST_ATTRIBUTES:
        raise ShopError("attribute-invalid", value=names[-1])
    return tuple(attributes)


def _is_whole(attribute: Attribute) -> bool:
    words = (attribute.name, attribute.name_en, attribute.unit, *attribute.choices)
    return (
        attribute.name != ""
        and attribute.kind in ATTRIBUTE_KINDS
        and len(attribute.choices) <= MOST_CHOICES
        and all(word == word.strip() and len(word) <= LONGEST_NAME and word.isprintable() for word in words)
        and not any(map(_SIGNS.search, words))
        and not any(_COMMAS.search(choice) or not choice for choice in attribute.choices)
    )

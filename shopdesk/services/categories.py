"""The category tree: read, searched and changed; every verb returns the change, which can be taken back."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import categories as table
from shopdesk.db.categories import CategoryRow
from shopdesk.db.search import title_matches
from shopdesk.domain.categories import Attribute, Category, Path, check_attributes, check_name, check_path, path_text
from shopdesk.domain.errors import ShopError
from shopdesk.services.category_changes import (
    CategoryChange,
    GrowingTree,
    Relocation,
    apply_change,
    change_of,
    paths_of,
    tree_rows,
)
from shopdesk.services.shop import Shop

__all__ = [
    "CategoryChange",
    "add_category",
    "adopt_category",
    "apply_change",
    "count_listings",
    "list_categories",
    "move_category",
    "remove_category",
    "rename_category",
    "search_categories",
    "set_attributes",
    "take_back",
    "unknown_categories",
]


def list_categories(shop: Shop) -> list[Category]:
    """Return the tree depth first, siblings in the order the shop gave them."""
    rows = tree_rows(shop)
    by_uuid = {row.uuid: row for row in rows}
    return [
        Category(uuid, path, by_uuid[uuid].name_en, by_uuid[uuid].attributes) for uuid, path in paths_of(rows).items()
    ]


def count_listings(shop: Shop) -> dict[Path, int]:
    """Return for each category of the tree how many live listings stand in it or below it."""
    found = dict.fromkeys(paths_of(tree_rows(shop)).values(), 0)
    for told, count in table.listings_by_category(shop.connection).items():
        for depth in range(1, len(told) + 1):
            if told[:depth] in found:
                found[told[:depth]] += count
    return found


def search_categories(shop: Shop, text: str) -> list[Category]:
    """Return the categories of which every word is found in a name, an English name or pinyin initials.

    At least one of the words is the category's own, the others may be of those above it.
    """
    words = text.split()
    tree = list_categories(shop)
    english = {category.path: category.name_en for category in tree}

    def hit(path: Path, word: str) -> bool:
        return title_matches(path[-1], word) or word.lower() in english[path].lower()

    def found(path: Path) -> bool:
        above = [path[:depth] for depth in range(1, len(path) + 1)]
        return all(any(hit(part, word) for part in above) for word in words) and any(hit(path, w) for w in words)

    return [category for category in tree if found(category.path)]


def unknown_categories(shop: Shop) -> list[tuple[Path, int]]:
    """Return the categories that listings name and the tree does not hold, with how many listings name each."""
    known = set(paths_of(tree_rows(shop)).values())
    counts = table.listings_by_category(shop.connection)
    return [(path, count) for path, count in counts.items() if path and path not in known]


def add_category(shop: Shop, path: Sequence[str], name_en: str = "") -> CategoryChange:
    """Add a category behind its siblings, and those above it that are missing.

    Raises ShopError with "category-name-invalid" or "category-exists".
    """
    wanted, rows = check_path(path), tree_rows(shop)
    if wanted in paths_of(rows).values():
        raise ShopError("category-exists", value=path_text(wanted))
    tree = GrowingTree(rows)
    at = tree.grow(wanted)
    tree.rows[at] = replace(tree.rows[at], name_en=_english(name_en))
    return apply_change(shop, change_of(rows, tree.rows))


def rename_category(shop: Shop, path: Sequence[str], name: str = "", name_en: str | None = None) -> CategoryChange:
    """Give a category another name, another English name, or both; the listings in it and below follow.

    Raises ShopError with "category-unknown", "category-name-invalid" or "category-exists".
    """
    rows = tree_rows(shop)
    row = _row_at(rows, path)
    english = row.name_en if name_en is None else _english(name_en)
    wanted = replace(row, name=check_name(name) if name else row.name, name_en=english)
    return apply_change(shop, change_of(rows, [wanted]))


def move_category(shop: Shop, path: Sequence[str], parent: Sequence[str], at: int | None = None) -> CategoryChange:
    """Put a category with all below it under another one of the same level as before, as its `at`-th; last without.

    Raises ShopError with "category-unknown", "category-level" or "category-exists".
    """
    rows = tree_rows(shop)
    row = _row_at(rows, path)
    above = _row_at(rows, parent).uuid if parent else ""
    if len(parent) != len(path) - 1:
        raise ShopError("category-level", value=path_text(path), level=len(path))
    siblings = sorted((r for r in rows if r.parent == above and r.uuid != row.uuid), key=lambda r: r.position)
    siblings.insert(len(siblings) if at is None else max(at, 0), replace(row, parent=above))
    wanted = [replace(sibling, position=place) for place, sibling in enumerate(siblings)]
    return apply_change(shop, change_of(rows, wanted))


def remove_category(shop: Shop, path: Sequence[str], into: Sequence[str] | None = None) -> CategoryChange:
    """Remove a category with all below it; its listings go `into` another one.

    Raises ShopError with "category-unknown", "category-in-use" or "category-into-itself".
    """
    rows, gone = tree_rows(shop), tuple(path)
    _row_at(rows, gone)
    relocated: list[Relocation] = []
    if into is not None:
        target = _known(rows, into)
        if target[: len(gone)] == gone:
            raise ShopError("category-into-itself", value=path_text(gone))
        inside = [told for told in table.listings_by_category(shop.connection) if told[: len(gone)] == gone]
        relocated = [_relocation(shop, told, target) for told in inside]
    paths = paths_of(rows)
    removed = [replace(row, live=False) for row in rows if paths[row.uuid][: len(gone)] == gone]
    return apply_change(shop, change_of(rows, removed, relocated))


def set_attributes(shop: Shop, path: Sequence[str], attributes: Sequence[Attribute]) -> CategoryChange:
    """Set what is told of every product of a category. Raises "category-unknown" or "attribute-invalid"."""
    rows = tree_rows(shop)
    wanted = replace(_row_at(rows, path), attributes=check_attributes(attributes))
    return apply_change(shop, change_of(rows, [wanted]))


def adopt_category(
    shop: Shop, path: Sequence[str], into: Sequence[str] | None = None, name_en: str = ""
) -> CategoryChange:
    """Take a category that listings name into the tree, or put its listings `into` one that is there already.

    Raises ShopError with "category-unknown", "category-exists" or "category-name-invalid".
    """
    if into is None:
        return add_category(shop, path, name_en)
    told, target = tuple(path), _known(tree_rows(shop), into)
    relocation = _relocation(shop, told, target)
    if not relocation.listings:
        raise ShopError("category-unknown", value=path_text(told))
    return apply_change(shop, CategoryChange(relocated=(relocation,)))


def take_back(shop: Shop, change: CategoryChange) -> CategoryChange:
    """Undo a change of the tree. Raises the codes of `apply_change`."""
    return apply_change(shop, change.back)


def _english(name: str) -> str:
    return check_name(name) if name.strip() else ""


def _relocation(shop: Shop, before: Path, after: Path) -> Relocation:
    return Relocation(before, after, tuple(table.listings_in(shop.connection, before)))


def _row_at(rows: Sequence[CategoryRow], path: Sequence[str]) -> CategoryRow:
    known = {told: uuid for uuid, told in paths_of(rows).items()}
    if tuple(path) not in known:
        raise ShopError("category-unknown", value=path_text(path))
    return next(row for row in rows if row.uuid == known[tuple(path)])


def _known(rows: Sequence[CategoryRow], path: Sequence[str]) -> Path:
    _row_at(rows, path)
    return tuple(path)

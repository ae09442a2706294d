"""One change of the category tree: rows as they stood and as they shall stand, and the listings that go with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.db import categories as table
from shopdesk.db.categories import CategoryRow
from shopdesk.domain.categories import Path, path_text
from shopdesk.domain.errors import ShopError
from shopdesk.services.category_seed import plant_seed, seed_rows
from shopdesk.services.identity import new_id
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Relocation:
    """Listings, by uuid, that were taken out of one category and put into another."""

    before: Path
    after: Path
    listings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """What was changed in the tree: the rows it touched, one by one before and after, and the listings it put.

    `adopted` are listings that had named a category before the tree held it: they do not keep it from going again.
    """

    before: tuple[CategoryRow, ...] = ()
    after: tuple[CategoryRow, ...] = ()
    relocated: tuple[Relocation, ...] = ()
    adopted: frozenset[str] = frozenset()

    @property
    def back(self) -> "CategoryChange":
        """The change that undoes this one."""
        turned = tuple(Relocation(r.after, r.before, r.listings) for r in reversed(self.relocated))
        return CategoryChange(self.after, self.before, turned, self.adopted)

    def __bool__(self) -> bool:
        return bool(self.after or self.relocated)


def tree_rows(shop: Shop) -> Sequence[CategoryRow]:
    """Return the live categories, wider ones first; an older shop has the seed until something is changed in it."""
    if table.is_planted(shop.connection):
        return table.load_rows(shop.connection)
    return seed_rows(_language(shop))


def _language(shop: Shop) -> str:
    return str(get_setting(shop, "shop.language"))


def paths_of(rows: Iterable[CategoryRow]) -> dict[str, Path]:
    """Return the path of each category by its uuid, depth first and in order."""
    below: dict[str, list[CategoryRow]] = {}
    for row in sorted(rows, key=lambda row: row.position):
        below.setdefault(row.parent, []).append(row)
    found: dict[str, Path] = {}

    def walk(parent: str, path: Path) -> None:
        for row in below.get(parent, ()):
            found[row.uuid] = (*path, row.name)
            walk(row.uuid, found[row.uuid])

    walk("", ())
    return found


class GrowingTree:
    """Rows of a tree that categories are added to; nothing is written yet."""

    def __init__(self, rows: Sequence[CategoryRow]) -> None:
        paths = paths_of(rows)
        self.rows = list(rows)
        self._at = {paths[row.uuid]: at for at, row in enumerate(self.rows)}
        self._last: dict[str, int] = {}
        for row in rows:
            self._last[row.parent] = max(row.position, self._last.get(row.parent, -1))

    def grow(self, path: Path) -> int:
        """Return where a path's row is in `rows`; what is missing of the path is added, each behind its siblings."""
        parent = ""
        for depth in range(1, len(path) + 1):
            here = path[:depth]
            if here not in self._at:
                self._last[parent] = self._last.get(parent, -1) + 1
                self._at[here] = len(self.rows)
                self.rows.append(CategoryRow(new_id(), parent, here[-1], position=self._last[parent]))
            parent = self.rows[self._at[here]].uuid
        return self._at[path]


def change_of(
    rows: Sequence[CategoryRow], wanted: Iterable[CategoryRow], relocated: Iterable[Relocation] = ()
) -> CategoryChange:
    """Return the change that makes these rows of the tree as they are wanted; rows that are so already are left out."""
    known = {row.uuid: row for row in rows}
    after = tuple(row for row in wanted if known.get(row.uuid) != row)
    before = tuple(known.get(row.uuid, replace(row, live=False)) for row in after)
    return CategoryChange(before, after, tuple(relocated))


def apply_change(shop: Shop, change: CategoryChange) -> CategoryChange:
    """Make a change in one transaction and return it; listings follow the categories they stand in.

    Raises ShopError with "category-changed" (the tree is no longer what the change was made for), "category-exists"
    or "category-in-use" (a category is to go in which listings stand).
    """
    with shop.writing():
        plant_seed(shop.connection, _language(shop), shop.now())
        rows = table.load_rows(shop.connection)
        known = {row.uuid: row for row in rows}
        for told in change.before:
            _check_unchanged(known.get(told.uuid), told)
        for relocation in change.relocated:
            table.put_listings(shop.connection, relocation.listings, relocation.before, relocation.after, shop.now())
        wanted = {uuid: row for uuid, row in (known | {row.uuid: row for row in change.after}).items() if row.live}
        old, new = paths_of(rows), paths_of(wanted.values())
        _check_tree(wanted, new)
        _check_free(shop, [path for uuid, path in old.items() if uuid not in wanted], change.adopted)
        table.put_rows(shop.connection, _above_first(change.after, wanted), shop.now())
        adopted = _standing(shop, [path for uuid, path in new.items() if uuid not in old])
        _let_follow(shop, {path: new[uuid] for uuid, path in old.items() if uuid in new})
    return replace(change, adopted=adopted) if adopted else change


def _check_unchanged(current: CategoryRow | None, told: CategoryRow) -> None:
    """Positions may be others: siblings come and go."""
    same = replace(current, position=told.position) == told if current else not told.live
    if not same:
        raise ShopError("category-changed", value=told.name)


def _check_tree(wanted: Mapping[str, CategoryRow], paths: Mapping[str, Path]) -> None:
    taken: set[Path] = set()
    for row in wanted.values():
        if row.uuid not in paths:  # what it stood below is gone
            raise ShopError("category-changed", value=row.name)
        if paths[row.uuid] in taken:
            raise ShopError("category-exists", value=path_text(paths[row.uuid]))
        taken.add(paths[row.uuid])


def _check_free(shop: Shop, removed: Sequence[Path], adopted: frozenset[str]) -> None:
    if not _standing(shop, removed) - adopted:
        return
    for path in removed:
        if staying := _standing(shop, [path]) - adopted:
            raise ShopError("category-in-use", value=path_text(path), count=len(staying))


def _standing(shop: Shop, paths: Sequence[Path]) -> frozenset[str]:
    """Return the live listings, by uuid, that stand in one of these categories or below it."""
    wanted = set(paths)
    if not wanted:
        return frozenset()
    named = table.listings_by_category(shop.connection)
    told = [path for path in named if any(path[:depth] in wanted for depth in range(1, len(path) + 1))]
    return frozenset(uuid for path in told for uuid in table.listings_in(shop.connection, path))


def _above_first(rows: Sequence[CategoryRow], wanted: Mapping[str, CategoryRow]) -> list[CategoryRow]:
    def depth(row: CategoryRow) -> int:
        above = wanted.get(row.parent)
        return 1 + depth(above) if above else 0

    return sorted(rows, key=depth)


def _let_follow(shop: Shop, paths: Mapping[Path, Path]) -> None:
    """Put listings where their category has gone; what is unknown below a known one goes with it."""
    moves: dict[Path, Path] = {}
    if all(before == after for before, after in paths.items()):
        return
    for told in table.listings_by_category(shop.connection):
        known = next((told[:depth] for depth in range(len(told), 0, -1) if told[:depth] in paths), ())
        if known and paths[known] != known:
            moves[told] = (*paths[known], *told[len(known) :])
    if moves:
        table.move_listings(shop.connection, moves, shop.now())

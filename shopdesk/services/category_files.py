"""The category tree from a file and into one: importing twice changes nothing."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.domain.categories import Attribute, check_attributes
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Refused, RowProblem
from shopdesk.exchange.categories import CategoryRecord, category_rows, read_categories
from shopdesk.services.categories import list_categories
from shopdesk.services.category_changes import CategoryChange, GrowingTree, apply_change, change_of, paths_of, tree_rows
from shopdesk.services.imports.refused import neutral
from shopdesk.services.shop import Shop
from shopdesk.whole_files import written_whole


@dataclass(frozen=True, slots=True)
class CategoryImport:
    """What a category file came to: categories by what became of them, refused rows, and the change to take back."""

    change: CategoryChange
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: tuple[RowProblem, ...]


def import_categories(shop: Shop, file: Path) -> CategoryImport:
    """Add a file's categories (level1, level2, level3, name_en, attributes, required) to the tree, all in one change.

    What the tree has stays; attributes that the file names are added or take over what it says of them. Raises
    ShopError with the codes of `open_table`, "columns-missing" or those of `apply_change`.
    """
    told = list(read_categories(file))
    records = [item for item in told if isinstance(item, CategoryRecord)]
    rejected = [item.problem for item in told if isinstance(item, Refused)]
    before = tree_rows(shop)
    tree = GrowingTree(before)
    named: set[tuple[str, ...]] = set()
    for record in records:
        try:
            _take(tree, record)
            named.add(record.path)
        except ShopError as error:
            rejected.append(RowProblem(record.row, error.code, str(error.params.get("value", ""))))
    change = change_of(before, tree.rows)
    if change:
        apply_change(shop, change)
    created = sum(not row.live for row in change.before)
    updated = len(change.before) - created
    paths = paths_of(tree.rows)
    unchanged = len(named - {paths[row.uuid] for row in change.after})
    return CategoryImport(
        change, len(told), created, updated, unchanged, tuple(sorted(rejected, key=lambda problem: problem.row))
    )


def _take(tree: GrowingTree, record: CategoryRecord) -> None:
    at = tree.grow(record.path)
    row = tree.rows[at]
    attributes = row.attributes if record.attributes is None else _merged(row.attributes, record.attributes)
    checked = check_attributes(attributes)
    tree.rows[at] = replace(row, name_en=record.name_en or row.name_en, attributes=checked)


def _merged(known: Sequence[Attribute], told: Sequence[Attribute]) -> list[Attribute]:
    """Return the known attributes with what a file says of them, its new ones behind; its silence changes nothing."""
    by_name = {attribute.name: attribute for attribute in known}
    for attribute in told:
        old = by_name.get(attribute.name)
        by_name[attribute.name] = _filled_up(attribute, old) if old else attribute
    return list(by_name.values())


def _filled_up(told: Attribute, old: Attribute) -> Attribute:
    return replace(
        told,
        name_en=told.name_en or old.name_en,
        kind=old.kind if told.kind == "text" else told.kind,
        choices=told.choices or old.choices,
        unit=told.unit or old.unit,
    )


def export_categories(shop: Shop, target: Path) -> int:
    """Write the tree into a csv that can be imported again, and return how many categories it holds.

    Raises ShopError("file-not-writable").
    """
    categories = list_categories(shop)
    try:
        with written_whole(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(tuple(map(neutral, row)) for row in category_rows(categories))
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    return len(categories)

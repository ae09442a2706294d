"""`categories`: the tree of three levels that the shop's goods stand in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.tables import word_counts
from shopdesk.domain.categories import ATTRIBUTE_KINDS, Attribute, Category, attributes_of, path_text, read_path
from shopdesk.domain.errors import ShopError
from shopdesk.paths import shop_folder
from shopdesk.services import categories
from shopdesk.services.category_files import CategoryImport, export_categories, import_categories
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words import _
from shopdesk.words.categories import count_words, word_kind
from shopdesk.words.errors import word_problem


@click.group("categories", help=_("Keep the tree of categories and what is told of the goods in each."))
def categories_command() -> None:
    """Group the verbs of categories."""


@categories_command.command("list", help=_("List the tree with its listings, or the part that holds a text."))
@click.option("--search", default="", help=_("Only those with these words or pinyin in their names."))
@click.option("--level", type=click.IntRange(1, 3), default=None, help=_("Only categories of this level."))
@click.pass_obj
def list_command(door: Door, search: str, level: int | None) -> int:
    """List the tree."""
    shop = _open(door)
    found = categories.search_categories(shop, search) if search.strip() else categories.list_categories(shop)
    found = [category for category in found if level in (None, category.level)]
    counts = categories.count_listings(shop)
    door.answer_table(
        [_shape(category, counts) for category in found],
        [_("Category"), _("English"), _("Attributes"), _("Listings")],
        lambda: [
            (
                path_text(c.path) if search or level else "  " * (c.level - 1) + c.name,
                c.name_en, len(c.attributes), counts[c.path],
            )
            for c in found
        ],
    )  # fmt: skip
    return 0


@categories_command.command("add", help=_("Add a category; those above it that are missing are added too."))
@click.argument("path", metavar="PATH")
@click.option("--name-en", default="", help=_("Its English name."))
@click.pass_obj
def add_command(door: Door, path: str, name_en: str) -> int:
    """Add a category."""
    shop, wanted = _open(door), read_path(path)
    categories.add_category(shop, wanted, name_en)
    return _answer(door, shop, wanted)


@categories_command.command("rename", help=_("Rename a category; the listings in it follow."))
@click.argument("path", metavar="PATH")
@click.argument("name", default="")
@click.option("--name-en", default=None, help=_("Its English name."))
@click.pass_obj
def rename_command(door: Door, path: str, name: str, name_en: str | None) -> int:
    """Rename a category."""
    if not name and name_en is None:
        raise click.UsageError(_("Say the new name, or the English one with --name-en."))
    shop, old = _open(door), read_path(path)
    categories.rename_category(shop, old, name, name_en)
    return _answer(door, shop, (*old[:-1], name.strip() or old[-1]))


@categories_command.command("move", help=_("Move a category with all below it; the listings in it follow."))
@click.argument("path", metavar="PATH")
@click.option("--under", default="", metavar="PATH", help=_("The category to move it under; its own without."))
@click.option("--at", type=click.IntRange(min=1), default=None, help=_("Its place among its siblings; last without."))
@click.pass_obj
def move_command(door: Door, path: str, under: str, at: int | None) -> int:
    """Move a category."""
    shop, old = _open(door), read_path(path)
    parent = read_path(under) if under else old[:-1]
    categories.move_category(shop, old, parent, None if at is None else at - 1)
    return _answer(door, shop, (*parent, old[-1]))


@categories_command.command("remove", help=_("Remove a category with all below it."))
@click.argument("path", metavar="PATH")
@click.option(
    "--into", default="", metavar="PATH", help=_("Where its listings go; refused without while there are any.")
)
@click.pass_obj
def remove_command(door: Door, path: str, into: str) -> int:
    """Remove a category."""
    shop, gone = _open(door), read_path(path)
    change = categories.remove_category(shop, gone, read_path(into) if into else None)
    moved = sum(len(relocation.listings) for relocation in change.relocated)
    told = {"path": gone, "removed": len(change.after), "listings_moved": moved}
    words = _("Categories removed: {removed}. Listings moved: {listings_moved}.").format(**told)
    door.answer(told, lambda: [words])
    return 0


@categories_command.command("attributes", help=_("Show or change what is told of every product of a category."))
@click.argument("path", metavar="PATH")
@click.option("--add", default="", metavar="NAME", help=_("Add an attribute, or redefine the one of this name."))
@click.option("--name-en", default="", help=_("Its English name."))
@click.option("--kind", type=click.Choice(ATTRIBUTE_KINDS), default=None, help=_("What is entered."))
@click.option("--choices", default="", help=_("What is offered, with commas between."))
@click.option("--unit", default="", help=_("The unit of a number."))
@click.option("--optional", is_flag=True, help=_("It may be left blank."))
@click.option("--drop", multiple=True, metavar="NAME", help=_("Take an attribute away."))
@click.pass_obj
def attributes_command(
    door: Door, path: str, add: str, name_en: str, kind: str | None, choices: str, unit: str, optional: bool,
    drop: tuple[str, ...],
) -> int:  # fmt: skip
    """Show or change a category's attributes."""
    shop, wanted = _open(door), read_path(path)
    own = {attribute.name: attribute for attribute in _find(shop, wanted).attributes}
    if missing := [name for name in drop if name not in own]:
        raise ShopError("attribute-unknown", value=missing[0], category=path_text(wanted))
    kept = [attribute for name, attribute in own.items() if name not in drop]
    if add:
        offered = tuple(filter(None, (choice.strip() for choice in choices.replace("，", ",").split(","))))
        default = "choice" if offered else "number" if unit else "text"
        made = Attribute(add.strip(), name_en.strip(), kind or default, offered, unit.strip(), not optional)
        places = [attribute.name for attribute in kept]
        at = places.index(made.name) if made.name in places else len(kept)
        kept[at : at + 1] = [made]
    if add or drop:
        categories.set_attributes(shop, wanted, kept)
    return _answer_attributes(door, shop, wanted)


@categories_command.command("import", help=_("Add the categories of a csv; what is there stays."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(door: Door, file: Path) -> int:
    """Take a category file in."""
    result = import_categories(_open(door), file)
    told = _report(result, file.name)
    lines = [word_counts(result.rows).format(**told | {"rejected": len(result.rejected)})]
    for problem in result.rejected:
        row = _("row {row}").format(row=problem.row)
        lines.append(f"  {row}: {word_problem(problem)}")
    door.answer(told, lambda: lines)
    return int(bool(result.rejected))


@categories_command.command("export", help=_("Write the tree into a csv that can be imported again."))
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path), help=_("The file to write."))
@click.pass_obj
def export_command(door: Door, target: Path) -> int:
    """Write the tree into a file."""
    told = {"file": str(target), "categories": export_categories(_open(door), target)}
    door.answer(told, lambda: [_("Categories written to {file}: {categories}").format(**told)])
    return 0


@categories_command.command("unknown", help=_("List the categories that listings name and the tree does not hold."))
@click.pass_obj
def unknown_command(door: Door) -> int:
    """List what the tree does not hold."""
    found = categories.unknown_categories(_open(door))
    door.answer_table(
        [{"path": path, "listings": count} for path, count in found],
        [_("Category"), _("Listings")],
        lambda: [(path_text(path), count) for path, count in found],
    )
    return 0


@categories_command.command("adopt", help=_("Add a category that listings name, or put its listings into another."))
@click.argument("path", metavar="PATH")
@click.option("--into", default="", metavar="PATH", help=_("Put its listings there instead of adding it."))
@click.option("--name-en", default="", help=_("Its English name."))
@click.pass_obj
def adopt_command(door: Door, path: str, into: str, name_en: str) -> int:
    """Take a category into the tree, or its listings into another."""
    shop, told = _open(door), read_path(path)
    target = read_path(into) if into else None
    categories.adopt_category(shop, told, target, name_en)
    return _answer(door, shop, target or told)


def _open(door: Door) -> Shop:
    return open_shop(shop_folder(door.shop_folder))


def _find(shop: Shop, path: tuple[str, ...]) -> Category:
    found = next((category for category in categories.list_categories(shop) if category.path == path), None)
    if found is None:
        raise ShopError("category-unknown", value=path_text(path))
    return found


def _answer(door: Door, shop: Shop, path: tuple[str, ...]) -> int:
    category, counts = _find(shop, path), categories.count_listings(shop)
    door.answer(_shape(category, counts), lambda: [f"{path_text(path)}: {count_words(counts[path])}"])
    return 0


def _answer_attributes(door: Door, shop: Shop, path: tuple[str, ...]) -> int:
    own = {attribute.name for attribute in _find(shop, path).attributes}
    asked = attributes_of(path, categories.list_categories(shop))
    door.answer_table(
        [_attribute(attribute) | {"inherited": attribute.name not in own} for attribute in asked],
        [_("Attribute"), _("English"), _("Kind"), _("Unit"), _("Choices"), _("Required"), _("Inherited")],
        lambda: [
            (
                a.name, a.name_en, word_kind(a.kind), a.unit, " ".join(a.choices), _("Yes") if a.required else "",
                "" if a.name in own else _("Yes"),
            )
            for a in asked
        ],
    )  # fmt: skip
    return 0


def _shape(category: Category, counts: Mapping[tuple[str, ...], int]) -> dict[str, Any]:
    return {
        "path": category.path,
        "level": category.level,
        "name": category.name,
        "name_en": category.name_en,
        "attributes": [_attribute(attribute) for attribute in category.attributes],
        "listings": counts[category.path],
        "uuid": category.uuid,
    }


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "name": attribute.name,
        "name_en": attribute.name_en,
        "kind": attribute.kind,
        "choices": attribute.choices,
        "unit": attribute.unit,
        "required": attribute.required,
    }


def _report(result: CategoryImport, file: str) -> dict[str, Any]:
    return {
        "kind": "categories",
        "file": file,
        "rows": result.rows,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "rejected": [
            {"row": problem.row, "code": problem.code, "message": word_problem(problem), "value": problem.value}
            for problem in result.rejected
        ],
    }

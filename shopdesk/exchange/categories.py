"""Category files: a row for each category, with the names of its levels and what is told of its products."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from shopdesk.domain.categories import Attribute, Category, check_attributes, check_name, check_path
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Refused
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row, columns_of, rows_of
from shopdesk.exchange.tables import open_table

LEVEL_COLUMNS = ("level1", "level2", "level3")
COLUMNS = (*LEVEL_COLUMNS, "name_en", "attributes", "required")
_NAMES = {
    "level1": ("大类", "一级", "一级类目", "一级分类", "Level 1", "Category"),
    "level2": ("细分", "中类", "二级", "二级类目", "二级分类", "Level 2", "Subcategory"),
    "level3": ("商品", "具体商品", "小类", "三级", "三级类目", "三级分类", "Level 3"),
    "name_en": ("英文名", "英文名称", "英文", "English"),
    "attributes": ("属性", "商品属性", "Attributes"),
    "required": ("必填", "必填属性", "Required"),
}
ALIASES = {other: name for name, others in _NAMES.items() for other in others}
_BETWEEN = re.compile(r"[;；\n]")
_CHOICES = re.compile(r"[|｜]")
# 容量 (Capacity) [ml]   ·   材质 (Material) = 陶瓷|玻璃
_ATTRIBUTE = re.compile(
    r"(?P<name>[^()（）\[\]=]+?)\s*([(（](?P<en>[^()（）]*)[)）])?\s*(\[(?P<unit>[^\[\]]*)\])?\s*(=(?P<choices>.*))?"
)
_ALL, _NONE = {"yes", "y", "all", "true", "1", "是", "全部", "必填"}, {"no", "n", "none", "false", "0", "否", "无"}


class CategoryRecord(NamedTuple):
    """A category as a file tells it; `attributes` is None where the file says nothing of them."""

    row: int
    path: tuple[str, ...]
    name_en: str
    attributes: tuple[Attribute, ...] | None


def read_categories(path: Path) -> Iterator[CategoryRecord | Refused]:
    """Read a category file row by row. Raises ShopError with a code of `open_table` or "columns-missing"."""
    table = open_table(path)
    known = columns_of(table.header, ALIASES)
    if missing := [name for name in LEVEL_COLUMNS if name not in known]:
        raise ShopError("columns-missing", format="categories", columns=missing)
    for row in rows_of(table, ALIASES):
        try:
            row.check_width()
            yield _record(row)
        except ShopError as error:
            yield refuse(row.number, error)


def _record(row: Row) -> CategoryRecord:
    names = [row.text(name) for name in LEVEL_COLUMNS]
    filled = [name for name in names if name]
    if not filled or names[: len(filled)] != filled:
        raise ShopError("category-gap", value=" / ".join(names))
    english = row.text("name_en")
    if english:
        check_name(english)
    told = row.text("attributes")
    attributes = _read_attributes(told, row.text("required")) if told else None
    return CategoryRecord(row.number, check_path(filled), english, attributes)


def _read_attributes(text: str, required: str) -> tuple[Attribute, ...]:
    needed = {name.strip() for name in _BETWEEN.split(required) if name.strip()}
    everything = not needed or {name.lower() for name in needed} <= _ALL
    nothing = {name.lower() for name in needed} <= _NONE and not everything
    found = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        match = _ATTRIBUTE.fullmatch(part)
        if match is None:
            raise ShopError("attribute-invalid", value=part)
        name, unit = match["name"].strip(), (match["unit"] or "").strip()
        choices = tuple(filter(None, (choice.strip() for choice in _CHOICES.split(match["choices"] or ""))))
        kind = "choice" if choices else "number" if unit else "text"
        wanted = everything or (not nothing and name in needed)
        found.append(Attribute(name, (match["en"] or "").strip(), kind, choices, unit, wanted))
    return check_attributes(found)


def category_rows(categories: Iterable[Category]) -> Iterator[tuple[str, ...]]:
    """Give the rows of a category file, its header first; reading them back changes nothing."""
    yield COLUMNS
    for category in categories:
        names = (*category.path, "", "")[: len(LEVEL_COLUMNS)]
        told = "; ".join(map(_write_attribute, category.attributes))
        needed = [attribute.name for attribute in category.attributes if attribute.required]
        yield (*names, category.name_en, told, "; ".join(needed) or ("no" if told else ""))


def _write_attribute(attribute: Attribute) -> str:
    english = f" ({attribute.name_en})" if attribute.name_en else ""
    unit = f" [{attribute.unit}]" if attribute.unit else ""
    choices = f" = {'|'.join(attribute.choices)}" if attribute.choices else ""
    return f"{attribute.name}{english}{unit}{choices}"

"""The layouts a shop prints on: the built-in ones and its own, copied, changed, hidden and brought back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shopdesk.db import layouts as rows
from shopdesk.db.layouts import LayoutRow
from shopdesk.db.settings import load_settings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import read_layout, with_fields, write_layout
from shopdesk.domain.layouts import LONGEST_NAME, MASKS, Layout, check_layout
from shopdesk.reports.layouts import builtin_layout, builtin_layouts, builtin_names
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout a shop has: its own or a built-in one; `problem` says why a damaged one is replaced by its base."""

    layout: Layout
    own: bool
    hidden: bool = False
    base: str = ""
    problem: ShopError | None = None


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """What became of one layout, by which it is taken back: the rows before and after, None where there was none."""

    document: str
    name: str
    before: LayoutRow | None
    after: LayoutRow | None


def list_layouts(shop: Shop, document: str = "", *, hidden: bool = False) -> list[KeptLayout]:
    """Return a document's layouts, or all: the built-in ones first, then the shop's own, hidden ones if asked."""
    held = {(row.document, row.name.lower()): row for row in rows.load_layouts(shop.connection, document)}
    found = []
    for (of, name), layout in builtin_layouts().items():
        if document in ("", of):
            row = held.pop((of, name.lower()), None)
            found.append(KeptLayout(layout, own=False, hidden=bool(row and row.hidden)))
    found += [_read(row) for row in held.values() if row.text is not None]
    return [kept for kept in found if hidden or not kept.hidden]


def layout_names(shop: Shop, document: str) -> list[str]:
    """Return the names of the layouts that a document is offered on."""
    return [kept.layout.name for kept in list_layouts(shop, document)]


def find_kept(shop: Shop, document: str, name: str) -> KeptLayout:
    """Return a document's layout by its name, hidden or not. Raises ShopError("layout-unknown")."""
    row = rows.load_layout(shop.connection, document, name)
    if row is None or row.text is None:
        try:
            return KeptLayout(builtin_layout(document, name), own=False, hidden=bool(row and row.hidden))
        except ShopError:
            names = [*builtin_names(document), *(kept.name for kept in rows.load_layouts(shop.connection, document))]
            raise ShopError("layout-unknown", value=name, allowed=", ".join(dict.fromkeys(names))) from None
    return _read(row)


def find_layout(shop: Shop, document: str, name: str) -> Layout:
    """Return a layout as it is printed: a damaged one by its base, the shop's own hiding on top. Raises like above."""
    layout = find_kept(shop, document, name).layout
    told = str(load_settings(shop.connection).get("paper.mask", "")).replace(",", " ").split()
    hidden = tuple(word for word in MASKS if word in told or word in layout.mask)
    return layout if hidden == layout.mask else replace(layout, mask=hidden)


def copy_layout(shop: Shop, document: str, name: str, new: str = "") -> LayoutChange:
    """Copy a layout under another name, "name 2" where none is told.

    Raises ShopError with "layout-unknown", "layout-name-taken" or a code of `check_layout`.
    """
    with shop.writing():
        kept = find_kept(shop, document, name)
        taken = {known.layout.name.lower() for known in list_layouts(shop, document, hidden=True)}
        told = new.strip() or _free_name(kept.layout.name, taken)
        if told.lower() in taken:
            raise ShopError("layout-name-taken", value=told)
        copied = check_layout(replace(kept.layout, name=told))
        base = kept.base if kept.own else kept.layout.name
        return _write(shop, LayoutRow(document, told, base, write_layout(copied)))


def change_layout(shop: Shop, layout: Layout) -> LayoutChange:
    """Write one of the shop's own layouts anew.

    Raises ShopError with "layout-unknown", "layout-builtin" or a code of `check_layout`.
    """
    with shop.writing():
        row = rows.load_layout(shop.connection, layout.document, layout.name)
        if row is None or row.text is None:
            builtin_layout(layout.document, layout.name)
            raise ShopError("layout-builtin", value=layout.name)
        return _write(shop, replace(row, text=write_layout(check_layout(layout))))


def set_fields(shop: Shop, document: str, name: str, fields: Mapping[str, str]) -> LayoutChange:
    """Change single fields of an own layout, told as text: "text" = "110", "goods.height" = "40"."""
    with shop.writing():
        return change_layout(shop, with_fields(find_kept(shop, document, name).layout, fields))


def import_layout(shop: Shop, text: str) -> LayoutChange:
    """Take in a layout from its JSON, in place of an own one of its name.

    Raises ShopError with "layout-builtin" or the codes of `read_layout`.
    """
    layout = read_layout(text)
    with shop.writing():
        if (layout.document, layout.name.lower()) in builtin_layouts():
            raise ShopError("layout-builtin", value=layout.name)
        row = rows.load_layout(shop.connection, layout.document, layout.name)
        base = row.base if row else builtin_names(layout.document)[0]
        return _write(shop, LayoutRow(layout.document, row.name if row else layout.name, base, write_layout(layout)))


def hide_layout(shop: Shop, document: str, name: str, hidden: bool = True) -> LayoutChange:
    """Stop offering a layout, or offer it again. Raises ShopError("layout-unknown")."""
    with shop.writing():
        kept = find_kept(shop, document, name)
        row = rows.load_layout(shop.connection, document, name)
        return _write(
            shop, replace(row or LayoutRow(document, kept.layout.name, kept.layout.name, None), hidden=hidden)
        )


def remove_layout(shop: Shop, document: str, name: str) -> LayoutChange:
    """Take an own layout out. Raises ShopError with "layout-unknown" or "layout-builtin"."""
    with shop.writing():
        if not find_kept(shop, document, name).own:
            raise ShopError("layout-builtin", value=name)
        before = rows.load_layout(shop.connection, document, name)
        rows.drop_layout(shop.connection, document, name)
    return LayoutChange(document, name, before, None)


def take_back(shop: Shop, change: LayoutChange) -> None:
    """Put a layout into the state in which it was before the change."""
    _restore(shop, change.document, change.name, change.before)


def do_again(shop: Shop, change: LayoutChange) -> None:
    """Put a layout into the state in which it was after the change."""
    _restore(shop, change.document, change.name, change.after)


def _restore(shop: Shop, document: str, name: str, row: LayoutRow | None) -> None:
    with shop.writing():
        if row is None:
            rows.drop_layout(shop.connection, document, name)
        else:
            rows.put_layout(shop.connection, new_id(), row, shop.now())


def _write(shop: Shop, row: LayoutRow) -> LayoutChange:
    before = rows.load_layout(shop.connection, row.document, row.name)
    rows.put_layout(shop.connection, new_id(), row, shop.now())
    return LayoutChange(row.document, row.name, before, row)


def _read(row: LayoutRow) -> KeptLayout:
    """Return an own layout; where its JSON is damaged, the built-in one that it was made from, and why."""
    try:
        layout = read_layout(row.text or "")
        if (layout.document, layout.name.lower()) != (row.document, row.name.lower()):
            raise ShopError("layout-not-json", detail=layout.name)
        return KeptLayout(layout, True, row.hidden, row.base)
    except ShopError as problem:
        known = builtin_layouts()
        base = known.get((row.document, row.base)) or known[row.document, builtin_names(row.document)[0]]
        return KeptLayout(replace(base, name=row.name), True, row.hidden, row.base, problem)


def _free_name(name: str, taken: set[str]) -> str:
    stem = name[: LONGEST_NAME - 5].rstrip()
    return next(told for at in range(2, 10_000) if (told := f"{stem} {at}").lower() not in taken)

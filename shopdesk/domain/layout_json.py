"""Layouts as JSON and back: what is no layout is refused, never half read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import Box, Layout, Part, Sheet, check_layout

LONGEST = 100_000  # characters; a layout has about two thousand
_BOX = ("x", "y", "width", "height")
_PLAIN = ("width", "height", "margin", "rules", "language", "logo", "mask", "text", "dpi", "note")


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """Return a layout as a JSON object; its parts are an object in their order."""
    told = {field.name: getattr(layout, field.name) for field in fields(layout)}
    told["parts"] = {part.name: _part_to_json(part) for part in layout.parts}
    told["rules"], told["mask"] = list(layout.rules), list(layout.mask)
    told["sheet"] = asdict(layout.sheet) if layout.sheet else None
    return told


def write_layout(layout: Layout) -> str:
    """Return a layout as JSON text."""
    return json.dumps(layout_to_json(layout), ensure_ascii=False, indent=1)


def read_layout(text: str) -> Layout:
    """Read a layout from JSON text. Raises ShopError with "layout-not-json" or a code of `check_layout`."""
    if len(text) > LONGEST:
        raise ShopError("layout-not-json", detail="> 100 kB")
    try:
        return layout_from_json(json.loads(text))
    except (ValueError, RecursionError) as failure:
        raise ShopError("layout-not-json", detail=str(failure)[:80]) from failure


def layout_from_json(told: object) -> Layout:
    """Read a layout from a JSON object. Raises ShopError like `read_layout`."""
    if not isinstance(told, dict) or not isinstance(told.get("parts", {}), dict):
        raise ShopError("layout-not-json", detail="{}")
    known = {field.name for field in fields(Layout)}
    if strange := sorted(str(name) for name in told.keys() - known):
        raise ShopError("layout-not-json", detail=", ".join(strange)[:80])
    sheet = told.get("sheet")
    return check_layout(
        Layout(
            document=_text(told, "document"),
            name=_text(told, "name"),
            width=_number(told, "width"),
            height=_number(told, "height"),
            margin=_number(told, "margin", 4.0),
            parts=tuple(_part(str(name), part) for name, part in told.get("parts", {}).items()),
            rules=tuple(_number({"rules": rule}, "rules") for rule in _list(told, "rules")),
            sheet=None if sheet is None else _sheet(sheet),
            language=_text(told, "language", "auto"),
            logo=_flag(told, "logo"),
            mask=tuple(str(word) for word in _list(told, "mask")),
            text=round(_number(told, "text", 100)),
            dpi=round(_number(told, "dpi", 203)),
            note=_text(told, "note", ""),
        )
    )


def with_fields(layout: Layout, changes: Mapping[str, str]) -> Layout:
    """Return a layout with single fields told as text: "text", "sheet.rows", "goods.height", "logo.shown".

    Raises ShopError with "layout-field-unknown" or like `read_layout`.
    """
    told = layout_to_json(layout)
    for path, text in changes.items():
        whole, _point, field = path.rpartition(".")
        place = told if not whole else told["sheet"] if whole == "sheet" else told["parts"].get(whole)
        if place is None or (not whole and field not in _PLAIN):
            raise ShopError(
                "layout-field-unknown", field=path, allowed=", ".join([*_PLAIN, "PART.x …", "sheet.rows …"])
            )
        place[field] = text.replace(",", " ").split() if field == "mask" else _value(text)
        if field == "rules":
            place[field] = [_value(rule) for rule in text.replace(",", " ").split()]
    return layout_from_json(told)


def _value(text: str) -> object:
    """Return what a text means in JSON; what means nothing there is itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _part_to_json(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(part.box, name) for name in _BOX} if part.box else {}
    told |= {name: size for name in ("smallest", "largest") if (size := getattr(part, name))}
    return told if part.shown else {**told, "shown": False}


def _part(name: str, told: object) -> Part:
    if not isinstance(told, dict) or told.keys() - {*_BOX, "smallest", "largest", "shown"}:
        raise ShopError("layout-not-json", detail=name[:80])
    box = Box(*(_number(told, key) for key in _BOX)) if told.keys() & set(_BOX) else None
    return Part(name, box, _number(told, "smallest", 0.0), _number(told, "largest", 0.0), _flag(told, "shown"))


def _sheet(told: object) -> Sheet:
    if not isinstance(told, dict) or told.keys() - {field.name for field in fields(Sheet)}:
        raise ShopError("layout-not-json", detail="sheet")
    size = [_number(told, name) for name in ("width", "height")]
    count = [round(_number(told, name)) for name in ("columns", "rows")]
    rest = [_number(told, name, 0.0) for name in ("left", "top", "gap_x", "gap_y")]
    return Sheet(size[0], size[1], count[0], count[1], *rest)


def _number(told: dict[str, Any], name: str, usual: float | None = None) -> float:
    value = told.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1e6 < value < 1e6:
        raise ShopError("layout-field-invalid", field=name, value=str(value)[:40], allowed="0–1200")
    return value


def _text(told: dict[str, Any], name: str, usual: str | None = None) -> str:
    value = told.get(name, usual)
    if not isinstance(value, str):
        raise ShopError("layout-field-invalid", field=name, value=str(value)[:40], allowed="…")
    return value


def _flag(told: dict[str, Any], name: str) -> bool:
    value = told.get(name, True)
    if not isinstance(value, bool):
        raise ShopError("layout-field-invalid", field=name, value=str(value)[:40], allowed="true, false")
    return value


def _list(told: dict[str, Any], name: str) -> list[Any]:
    value = told.get(name, [])
    if not isinstance(value, list):
        raise ShopError("layout-field-invalid", field=name, value=str(value)[:40], allowed="[]")
    return value

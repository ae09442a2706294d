"""A JSON file of a shop's interface as rows of text: one record a row, numbers exactly as they are written."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shopdesk.domain.errors import ShopError

LARGEST_FILE = 64 * 1024 * 1024
MOST_COLUMNS = 2_000
_ENVELOPES = ("data", "orders", "products", "items")
_HEAD = 4_096


def is_json(path: Path, encoding: str) -> bool:
    """Tell whether a text begins as JSON does; where its name says otherwise, it must also end so. Raises OSError."""
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        head = file.read(_HEAD).lstrip()
    if path.suffix.lower() == ".json":
        return head.startswith(("{", "["))
    return head.startswith(("[{", "[ {", "[\n", "[\r", '{"', "{\n", "{\r"))


class JsonRows:
    """The records of a JSON file; an object inside a record is spread ("billing.city"), a list stays JSON text.

    Records are the file's list, or what stands under "data", "orders", "products" or "items", or its one object.
    Raises ShopError with json-too-large, json-damaged or file-empty.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        if path.stat().st_size > LARGEST_FILE:
            raise ShopError("json-too-large", file=path.name)
        self._records = [dict(_spread(record)) for record in _records(path, encoding)]
        if not self._records:
            raise ShopError("file-empty", file=path.name)
        names: dict[str, None] = {}
        for record in self._records:
            names |= dict.fromkeys(record)
            if len(names) > MOST_COLUMNS:
                raise ShopError("json-too-large", file=path.name)
        self.header = tuple(names)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Give each record with its number, counted from 1."""
        for number, record in enumerate(self._records, 1):
            yield number, [record.get(name, "") for name in self.header]


def _records(path: Path, encoding: str) -> list[Mapping[str, Any]]:
    text = path.read_text(encoding="utf-8-sig" if encoding == "utf-8" else encoding)
    try:
        told = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise ShopError("json-damaged", file=path.name) from None
    if isinstance(told, dict):
        told = next((told[name] for name in _ENVELOPES if isinstance(told.get(name), dict | list)), told)
    records = [told] if isinstance(told, dict) else told
    if not isinstance(records, list):
        raise ShopError("json-damaged", file=path.name)
    return [record for record in records if isinstance(record, dict)]


def _spread(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from ((_plain(f"{name}.{part}"), _text(inner)) for part, inner in value.items())
        else:
            yield _plain(name), _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _plain(text: str) -> str:
    """Return a text without what no file can hold: half a surrogate pair, a zero."""
    return text if text.isascii() and "\0" not in text else _without_halves(text)


def _without_halves(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()

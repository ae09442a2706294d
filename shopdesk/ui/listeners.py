"""Who waits for a result may be gone when it comes: a closed form, a page that was built anew in another language."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

DEPTH = 3  # a lambda in a function in a method


def is_gone(listener: Callable[..., Any]) -> bool:
    """Tell whether a Qt object that a listener belongs to, was bound to or closes over is no longer there."""
    return any(isinstance(held, QObject) and not isValid(held) for held in _held(listener, DEPTH))


def _held(listener: object, depth: int) -> Iterator[object]:
    if isinstance(listener, partial):
        parts = [listener.func, *listener.args, *listener.keywords.values()]
    else:
        parts = [getattr(listener, "__self__", None)]
        for cell in getattr(listener, "__closure__", None) or ():
            try:
                parts.append(cell.cell_contents)
            except ValueError:  # a name that was never given a value
                continue
    for part in parts:
        yield part
        if depth > 1 and callable(part) and not isinstance(part, QObject | type):
            yield from _held(part, depth - 1)

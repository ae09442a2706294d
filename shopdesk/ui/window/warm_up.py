"""What the other pages need is loaded in pauses after the start, so that a first visit does not wait for it."""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QObject, QTimer

OURS = "shopdesk."
PAUSE_MS = 30


class WarmUp(QObject):
    """Loads modules one by one; between two of them the window does what it is asked."""

    def __init__(self, parent: QObject, modules: Iterable[str]) -> None:
        super().__init__(parent)
        self._waiting = inner_first(modules)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._load_next)
        self._timer.start()

    def _load_next(self) -> None:
        name = next(self._waiting, None)
        if name is None:
            self.deleteLater()
        else:
            import_module(name)


def inner_first(modules: Iterable[str]) -> Iterator[str]:
    """Name the modules of the program that these need and that are not loaded yet, each after those it needs itself."""
    seen: set[str] = set()
    for module in modules:
        yield from _needed(module, seen)


def _needed(name: str, seen: set[str]) -> Iterator[str]:
    if name in seen or name in sys.modules:
        return
    seen.add(name)
    spec = find_spec(name)
    loader = spec.loader if spec is not None else None
    code = loader.get_code(name) if loader is not None and hasattr(loader, "get_code") else None
    for used in code.co_names if code is not None else ():  # what a module imports at its head stands there whole
        if used.startswith(OURS):
            yield from _needed(used, seen)
    yield name

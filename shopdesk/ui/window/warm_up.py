"""What the other pages need is loaded in pauses after the start, so that a first visit does not wait for it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import CodeType, FunctionType
from typing import cast

from PySide6.QtCore import QObject, QTimer

from shopdesk.ui.context import Context

OURS = "shopdesk."
PAUSE_MS = 10

Work = Callable[[Context], None]


class WarmUp(QObject):
    """Loads modules one by one; in between the window does what it is asked. It ends with the last, or with the shop.

    First come works that begin with imports of their own: each is called as soon as it need load nothing.
    """

    def __init__(self, context: Context, works: Iterable[Work], modules: Iterable[str]) -> None:
        super().__init__(context)  # not the window: another may take its place meanwhile
        self._context = context
        self._steps = self._go_through(works, modules)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_through(self, works: Iterable[Work], modules: Iterable[str]) -> Iterator[None]:
        for work in works:
            yield from _load(_named_in(cast(FunctionType, work).__code__))
            work(self._context)
        yield from _load(modules)

    def _go_on(self) -> None:
        if self._context.signalsBlocked() or next(self._steps, self) is self:
            self._timer.stop()
            self.deleteLater()


def _load(modules: Iterable[str]) -> Iterator[None]:
    for name in inner_first(modules):
        import_module(name)
        yield


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
    for used in _named_in(code) if code is not None else ():
        yield from _needed(used, seen)
    yield name


def _named_in(code: CodeType) -> list[str]:
    """Return the modules of the program that this code imports: their whole names stand among its names."""
    return [name for name in code.co_names if name.startswith(OURS)]

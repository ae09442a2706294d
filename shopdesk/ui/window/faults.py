"""Faults that nobody has caught, told by the window and never swallowed."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class Faults(QObject):
    """Hears of every fault that nobody has caught, on whatever thread, and tells the window's thread."""

    met = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._telling = False
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread

    def _hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        if self._telling:  # a fault met while one is told must not tell itself for ever
            return
        self._telling = True
        try:
            self.met.emit(error.with_traceback(trace))
        finally:
            self._telling = False

    def _hear_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._hear(told.exc_type, told.exc_value, told.exc_traceback)

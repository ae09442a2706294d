"""Reads what takes longer beside the window; only the newest wish counts, an older one is broken off."""

import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.services.shop import Shop

CALM_MS = 40  # what is shown at once is painted first, and somebody who types on is not read for twice
Look = Callable[[Shop], Any]
Done = Callable[[Any], None]


class Reader(QObject):
    """One thread with a connection of its own; `failed` carries an error of the newest wish."""

    failed = Signal(object)
    _answered = Signal(int, object)

    def __init__(self, open_reading: Callable[[], Shop]) -> None:
        super().__init__()
        self._open = open_reading
        self._shop: Shop | None = None
        self._turn = 0
        self._reading = False
        self._done: Done | None = None
        self._waiting: queue.SimpleQueue[tuple[int, Look] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._answered.connect(self._tell)
        self._wish: tuple[int, Look] | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._done is not None

    def ask(self, look: Look, done: Done, *, at_once: bool = False) -> None:
        """Ask anew: `done` gets the answer on the window's thread, unless another wish comes first."""
        self.forget()
        self._done, self._wish = done, (self._turn, look)
        if at_once:
            self._begin()
        else:
            self._calm.start()

    def _begin(self) -> None:
        self._waiting.put(self._wish)
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, name="reader", daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Break off what is being read."""
        self._calm.stop()
        self._turn += 1
        self._done = None
        if self._reading and self._shop is not None:
            self._shop.interrupt()

    def close(self) -> None:
        """Break off, and close the connection."""
        self.forget()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=10)

    def _read(self) -> None:
        while (wish := self._waiting.get()) is not None:
            turn, look = wish
            if turn != self._turn:
                continue
            try:
                if self._shop is None:
                    self._shop = self._open()
                self._reading = True
                answer = self._shop.look(look, partial(self._is_wanted, turn))
                self._reading = False
                self._answered.emit(turn, answer)
            except Exception as error:
                self._reading = False
                if turn == self._turn:
                    self.failed.emit(error)
        if self._shop is not None:
            self._shop.close()

    def _is_wanted(self, turn: int) -> bool:
        return turn == self._turn

    def _tell(self, turn: int, answer: object) -> None:
        if turn == self._turn and self._done is not None:
            done, self._done = self._done, None
            done(answer)

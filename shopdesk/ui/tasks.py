"""Long work off the window's thread: one thread owns the write connection, a pool draws pictures and paper."""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from shopdesk.domain.errors import Cancelled
from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Verb = Callable[[Shop, Job], Any]
TOLD_EVERY_S = 0.05


class Task(QObject):
    """A piece of work under way; its signals arrive on the window's thread.

    Connect before it is started: the runner owns it until it has ended.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str, work: Callable[[Job], Any]) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._stop, self._skip = threading.Event(), threading.Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop; what it has written so far is rolled back."""
        self._skip.set()
        self._stop.set()

    def hurry(self) -> None:
        """Ask long work to stop at its next step; what was only waiting for its turn, and is short, is still done."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report progress (called by the work); raises Cancelled when the person has asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= TOLD_EVERY_S or done == total:
            self._told = now
            self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work on the thread that calls; tell what became of it by one signal, then by `ended`."""
        try:
            if self._skip.is_set():
                raise Cancelled
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except BaseException as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class Runner(QObject):
    """Starts tasks and keeps them; `started` announces each to the bottom bar."""

    started = Signal(object)
    _over = Signal(object)

    def __init__(self, open_writing: Callable[[], Shop]) -> None:
        super().__init__()
        self._open_writing = open_writing
        self._tasks: set[Task] = set()
        self._over.connect(self._let_go)
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._pool: ThreadPoolExecutor | None = None
        self._shop: Shop | None = None
        self._writer = threading.Thread(target=self._write_in_order, name="writer", daemon=True)
        self._writer.start()

    def write(self, title: str, verb: Verb) -> Task:
        """Prepare a verb for the write thread; `start` it after connecting."""
        return Task(title, lambda job: verb(self._writing_shop(), job))

    def compute(self, title: str, work: Callable[[Job], Any]) -> Task:
        """Prepare work that needs no write connection: pictures, paper, reading files."""
        return Task(title, work)

    def start(self, task: Task, *, writing: bool = True) -> Task:
        """Start a task; verbs run one after the other in the order they were started."""
        self._tasks.add(task)
        task.ended.connect(lambda: self._tasks.discard(task))
        self.started.emit(task)
        if writing:
            self._waiting.put(task)
        else:
            with suppress(RuntimeError):  # the shop was closed meanwhile: nobody waits for it any more
                self._paper_pool().submit(self._run, task)
        return task

    @property
    def tasks(self) -> list[Task]:
        """What is under way."""
        return list(self._tasks)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._tasks)

    def finish(self, seconds: float) -> bool:
        """Let what is being written be finished, long work at its next step; False where that takes longer."""
        for task in list(self._tasks):
            task.hurry()
        done = threading.Event()
        self._waiting.put(Task("", lambda _job: done.set()))
        return done.wait(seconds)

    def close(self) -> None:
        """Stop what is under way, wait for the write thread, and close its connection."""
        for task in list(self._tasks):
            task.hurry()
        self._waiting.put(None)
        self._writer.join(timeout=30)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, task: Task) -> None:
        """Run a task; only when its last signal is out may it be freed, on the window's thread."""
        task.run()
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._over.emit(task)

    def _let_go(self, task: Task) -> None:
        """Free a task that is over, with all that is connected to it: pages that are gone would stay for its sake."""
        task.deleteLater()

    def _paper_pool(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # loaded late: the first page needs none

            self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="paper")
        return self._pool

    def _writing_shop(self) -> Shop:
        if self._shop is None:
            self._shop = self._open_writing()
        return self._shop

    def _write_in_order(self) -> None:
        while (task := self._waiting.get()) is not None:
            self._run(task)
        if self._shop is not None:
            self._shop.close()

"""What is done at a packing desk, strictly one after the other, beside the window's thread."""

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.domain.pack_commands import command_of
from shopdesk.domain.pack_desk import Deed, Desk
from shopdesk.services.pack_desk import do
from shopdesk.ui.context import Context

SLOW_MS = 300  # an answer that takes longer is waited for visibly
BY_ITSELF = "by itself"  # a deed of the desk's own: nobody asked for it
TELL_MS = 1500  # so long after the last parcel the other pages are told


class PackingWork(QObject):
    """Does deeds in the order in which they came; what the last one left is `desk`.

    `done` tells the desk as it stands and the deed that made it so, `slow` whether an answer is waited for, `failed`
    that the shop's file refused and what was scanned meanwhile is dropped.
    """

    done = Signal(object, object)
    slow = Signal(bool)
    failed = Signal()

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._context = context
        self._waiting: deque[Deed] = deque()
        self._doing: Deed | None = None
        self._answered = False
        self._slow, self._tell = QTimer(self), QTimer(self)
        for timer, interval in ((self._slow, SLOW_MS), (self._tell, TELL_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
        self._slow.timeout.connect(partial(self.slow.emit, True))
        self._tell.timeout.connect(self._tell_others)

    @property
    def busy(self) -> bool:
        """Whether something is done or waits to be."""
        return self._doing is not None or bool(self._waiting)

    def do(self, deed: Deed) -> None:
        """Do something when everything before it is done."""
        self._waiting.append(deed)
        self._next()

    def _next(self) -> None:
        if self._doing is not None or not self._waiting:
            return
        deed = self._doing = self._waiting.popleft()
        self._answered = False
        self._slow.start()
        desk = self.desk
        self._context.write(
            "", lambda shop, job: do(shop, desk, deed, job), changes=set(), done=self._take, ended=self._end
        )

    def _take(self, desk: Desk) -> None:
        deed, before = self._doing, self.desk
        assert deed is not None
        self._answered = True
        self.desk = desk
        if desk.alarm is not None and before.alarm is None:
            self._drop_unheard()
        if deed.kind != "count" and desk.phase == "label" and desk.answer in ("complete", "opened"):
            self._waiting.appendleft(Deed("print", BY_ITSELF))
        if desk.today != before.today or (desk.parcel is None) != (before.parcel is None):
            self._tell.start()
        if desk.label == "queued" and deed.kind in ("print", "reason"):
            self._context.changed.emit(frozenset({"printing"}))  # the printer is not kept waiting
        self.done.emit(desk, deed)

    def _drop_unheard(self) -> None:
        """Let nobody acknowledge an alarm before it was seen: only scans remain, to be refused."""
        self._waiting = deque(deed for deed in self._waiting if deed.kind == "code" and not command_of(deed.text))

    def _end(self) -> None:
        if not self._slow.isActive():
            self.slow.emit(False)
        self._slow.stop()
        self._doing = None
        if not self._answered:
            self._waiting.clear()
            self.failed.emit()
        self._next()

    def _tell_others(self) -> None:
        if not self._context.signalsBlocked():
            self._context.changed.emit(frozenset({"orders"}))

"""Takes queued papers to their printers beside the window, however slow they are."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.print_queue import PrintJob
from shopdesk.services.print_queue import Claim, CountingJob, Send, claim_next, has_next, settle
from shopdesk.ui.context import Context
from shopdesk.ui.tasks import Task
from shopdesk.words import _
from shopdesk.words.errors import word_error

LOOK_MS = 3_000
LANES = 3  # printers that are served at once: previews are drawn on the same threads
Ending = tuple[ShopError | None, int]


class PrintSender(QObject):
    """Sends what is queued, each printer's jobs one after the other; it ends with the context.

    `progressed` tells of a job how many of its pages are on their way, `settled` that one has left the program.
    """

    progressed = Signal(int, int, int)
    settled = Signal(object)

    def __init__(self, context: Context, send: Send, station: str | None = None) -> None:
        super().__init__(context)
        self.context = context
        self._send_pages, self._station = send, station
        self._under_way: dict[int, Task] = {}
        self._claiming = False
        context.changed.connect(lambda changes: self.look() if "printing" in changes else None)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    @property
    def under_way(self) -> frozenset[int]:
        """The jobs that are being sent by this program."""
        return frozenset(self._under_way)

    def look(self) -> None:
        """Take the next job, if there is one; the shop's file is written only then."""
        if self.context.signalsBlocked():  # the context was closed, and its shop with it
            self._timer.stop()
            return
        if self._claiming or len(self._under_way) >= LANES or not has_next(self.context.shop, station=self._station):
            return
        self._claiming = True
        self.context.write(
            _("Print queue"),
            lambda shop, _job: claim_next(shop, station=self._station),
            changes=set(),
            done=self._send,
            ended=self._claimed,
        )

    def stop(self, number: int) -> None:
        """Stop a job on its way; what came out of it a person must say."""
        if task := self._under_way.get(number):
            task.cancel()

    def _claimed(self) -> None:
        self._claiming = False

    def _send(self, claim: Claim | None) -> None:
        if claim is None:  # another program took it, or its pages no longer hold
            self.context.changed.emit(frozenset({"printing", "orders"}))
            return
        number, endings = claim.job.number, list[Ending]()
        title = _("{printer}: job {job}").format(printer=claim.job.printer, job=number)

        def send(task: Job) -> None:
            counting = CountingJob(task)
            endings.append((ShopError("print-stopped"), 1))  # what holds where the program has no more to say
            try:
                self._send_pages(claim.job, claim.pdf, counting)
            except ShopError as error:
                endings.append((error, counting.handed))
            except Cancelled:
                endings.append((ShopError("print-stopped"), max(counting.handed, 1)))
            else:
                endings.append((None, counting.handed))

        task = self.context.runner.compute(title, send)
        self._under_way[number] = task
        task.progressed.connect(partial(self.progressed.emit, number))
        task.failed.connect(lambda error: self.context.failed.emit(error, title))
        task.ended.connect(lambda: self._ended(claim, endings))
        self.context.runner.start(task, writing=False)
        self.context.changed.emit(frozenset({"printing"}))

    def _ended(self, claim: Claim, endings: list[Ending]) -> None:
        self._under_way.pop(claim.job.number, None)
        if self.context.signalsBlocked():
            return
        # Stopped while it still waited for its turn: nothing went out.
        error, handed = endings[-1] if endings else (ShopError("print-nothing-came"), 0)
        self.context.write(
            _("Print queue"),
            lambda shop, _job: settle(shop, claim, error, handed),
            changes={"printing", "orders"} if error else {"printing"},
            done=self._tell,
        )

    def _tell(self, job: PrintJob) -> None:
        self.settled.emit(job)
        if job.fault:
            self.context.told.emit(word_error(job.fault))
        elif job.state == "sent":
            words = _("Sent to {printer}. Look at the paper, then say what came out.")
            self.context.told.emit(words.format(printer=job.printer))

"""The queue beside the printing page: every job as it really stands, and what is to be said of the paper."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QWidget

from shopdesk.domain.print_queue import PrintJob
from shopdesk.services.print_queue import list_copies, list_jobs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, caption, column, label, row, set_text, tell_fold
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.printing import print_verbs
from shopdesk.ui.printing.print_card import KEYS, JobCard, Wish, offers
from shopdesk.ui.printing.print_sender import PrintSender
from shopdesk.ui.printing.print_words import standing, word_standing
from shopdesk.ui.printing.saved_file import SavedFile
from shopdesk.ui.theme import PANEL_NARROW, SPACE
from shopdesk.words import _, ngettext

SETTLED_SHOWN, HISTORY_SHOWN = 5, 60
LOOK_KEY = "Ctrl+L"


class QueuePanel(QFrame):
    """Open jobs in their order, below them what was settled last; `counted` says how many are open."""

    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.other_printer, self.open_jobs = "", 0
        self.setObjectName("sidePanel")
        self.setAccessibleName(_("Print queue"))
        self.setFixedWidth(PANEL_NARROW)
        self._history = False
        self._shown: object = None
        self._cards: list[JobCard] = []
        self._counted: dict[int, tuple[int, int]] = {}
        self._sender: PrintSender | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self._more = button("queueHistory", _("History"), self._toggle_history, look="link")
        self._banner = column(spacing=SPACE[2])
        self._list = column(spacing=SPACE[2])
        inner = QWidget()
        inner.setObjectName("panelBody")
        body = column(self._banner, self._list, None, spacing=SPACE[2], margins=(SPACE[4], 0, SPACE[4], SPACE[4]))
        inner.setLayout(body)
        scroll = QScrollArea()
        scroll.setObjectName("panelScroll")
        scroll.setAccessibleName(_("Print queue"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._scroll = scroll
        head = row(caption(_("Queue")), None, self._more, margins=(SPACE[4], SPACE[3], SPACE[3], SPACE[2]))
        self.saved = SavedFile()
        layout = column(head, self.saved, spacing=0)
        layout.addWidget(scroll, 1)
        self.setLayout(layout)

    # What the page asks

    @property
    def cards(self) -> list[JobCard]:
        """The jobs that are shown, from top to bottom."""
        return self._cards

    def refresh(self) -> None:
        """Read the queue anew; what is being filled in stays as it is."""
        if any(card.asking for card in self._cards) and self.isVisible():
            return
        self._find_sender()
        open_jobs = list_jobs(self.context.shop, open_only=True)
        settled = self._settled({job.number for job in open_jobs})
        under_way = self._sender.under_way if self._sender else frozenset()
        shown = (tuple(open_jobs), tuple(settled), under_way, self.other_printer, self._history)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(open_jobs, settled)
        self.open_jobs = len(open_jobs)
        self.counted.emit(self.open_jobs)

    def focus_first(self) -> None:
        """Take the keyboard to the first job."""
        (self._cards[0] if self._cards else self._more).setFocus()

    # How it is shown

    def _rebuild(self, open_jobs: list[PrintJob], settled: list[PrintJob]) -> None:
        focus = self._focused()
        _empty_out(self._list)
        self._cards = []
        keyed = set(KEYS)
        for job in [*open_jobs, *settled]:
            self._add(job, keyed)
        if not self._cards:
            self._list.addWidget(_empty())
        self._tell_gone(open_jobs)
        set_text(self._more, _("Only the open ones") if self._history else _("History"))
        tell_fold(self._more, self._history)
        self._focus_again(focus)

    def _settled(self, shown: set[int]) -> list[PrintJob]:
        newest = list_jobs(self.context.shop, newest=HISTORY_SHOWN if self._history else 4 * SETTLED_SHOWN)
        settled = [job for job in reversed(newest) if job.number not in shown]
        if self._history:
            return settled
        settled = [job for job in settled if job.state != "cancelled"]
        return sorted(settled, key=lambda job: not job.missing)[:SETTLED_SHOWN]

    def _add(self, job: PrintJob, keyed: set[str]) -> None:
        sending = self._sender is not None and job.number in self._sender.under_way
        stands = standing(job, sending)
        done = self._counted.get(job.number, (0, job.pages or job.labels)) if sending else None
        told = word_standing(job, self.context.shop.now(), done)
        order = list_copies(self.context.shop, job.number)[0].order if job.labels == 1 and job.document else ""
        mine = keyed & set(offers(job, stands, self.other_printer))
        keyed -= mine
        card = JobCard(job, stands, told, order, other_printer=self.other_printer, keyed=mine)
        card.wanted.connect(self._fulfil)
        card.moved.connect(lambda step, card=card: self._move(card, step))
        if done is not None:
            card.show_progress(*done, told)
        self._cards.append(card)
        self._list.addWidget(card)
        card.show()  # at once: it may be given the keyboard

    def _tell_gone(self, jobs: list[PrintJob]) -> None:
        """Say which printers are not there, and that other work goes on."""
        _empty_out(self._banner)
        waiting = Counter(job.printer for job in jobs if job.state == "queued")
        gone = dict.fromkeys(job.printer for job in jobs if job.waits_for_printer)
        for at, printer in enumerate(gone):
            banner = _gone(self.context, printer, waiting[printer], "" if at else LOOK_KEY)
            self._banner.addWidget(banner)
            banner.show()  # at once: its key works then

    def _find_sender(self) -> None:
        """Hear of progress from the window's sender, which comes after the first paint."""
        if self._sender is None and (found := self.context.findChild(PrintSender)) is not None:
            self._sender = found
            found.progressed.connect(self._show_progress)

    def _show_progress(self, number: int, done: int, total: int) -> None:
        self._counted[number] = (done, total)
        for card in self._cards:
            if card.job.number == number:
                card.show_progress(done, total, word_standing(card.job, self.context.shop.now(), (done, total)))

    def _fulfil(self, wish: Wish) -> None:
        for card in self._cards:
            card.close_form()
        if wish.verb == "stop" and self._sender is not None:
            self._sender.stop(wish.job.number)
        else:
            print_verbs.fulfil(self.context, wish, self.other_printer)

    def _toggle_history(self) -> None:
        self._history = not self._history
        self.refresh()

    # The keyboard

    def _move(self, card: JobCard, step: int) -> None:
        at = self._cards.index(card) + step
        if 0 <= at < len(self._cards):
            self._cards[at].setFocus()

    def _focused(self) -> tuple[int, int]:
        """Return at which place and on which job the keyboard is; (-1, 0) is elsewhere."""
        for at, card in enumerate(self._cards):
            inside = self.window().focusWidget()
            if inside is card or (inside is not None and card.isAncestorOf(inside)):
                return at, card.job.number
        return -1, 0

    def _focus_again(self, focus: tuple[int, int]) -> None:
        at, number = focus
        if at < 0:
            return
        same = [card for card in self._cards if card.job.number == number] or self._cards[at:] or self._cards[-1:]
        (same[0] if same else self._more).setFocus()


def _empty_out(layout: QLayout) -> None:
    """Take the cards out at once: what is only about to go would still be found, by its name or its key."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()


def _gone(context: Context, printer: str, waiting: int, key: str) -> QFrame:
    made = QFrame()
    made.setObjectName(f"gone-{printer}")
    made.setProperty("card", "urgent")
    words = ngettext(
        "{printer} is not there. {count} job waits for it; all other work goes on.",
        "{printer} is not there. {count} jobs wait for it; all other work goes on.",
        waiting,
    )
    told = label(words.format(printer=printer, count=f"{waiting:,}"), rank="error", wrap=True)
    told.setObjectName("printerGone")
    look = button("lookAgain", _("Look again"), lambda: print_verbs.wake(context, printer), key=key)
    made.setLayout(column(told, row(look, None), margins=(SPACE[3], SPACE[2], SPACE[3], SPACE[3])))
    return made


def _empty() -> QWidget:
    made = QWidget()
    made.setObjectName("queueEmpty")
    picture = QLabel()
    picture.setPixmap(icon_pixmap("printer", "muted", 32))
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    told = label(
        _("Nothing is queued. What you print stands here until you have said that the paper came out."),
        rank="muted",
        wrap=True,
    )
    told.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setLayout(column(SPACE[6], picture, told, spacing=SPACE[3]))
    return made

"""One wave under way: an armed scan field, lines that are read from afar, and what can be said at the shelf."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.services.wave_picks import Told, pick_line, report_short, take_back
from shopdesk.services.waves import Wave, close_wave, restore_wave, undo_wave
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text, tip_key
from shopdesk.ui.key_words import word_key
from shopdesk.ui.orders.wave_arrange import WaveArrange
from shopdesk.ui.orders.wave_lines import WaveLines
from shopdesk.ui.said import Said
from shopdesk.ui.scan_field import scan_field, take_scan
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, SPACE, TITLE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_state
from shopdesk.words.waves import word_trouble

CHANGES = {"orders", "waves", "counts"}
TURN_KEY = "Ctrl+Shift+O"


class WaveWork(QWidget):
    """Picking: a scan or a key ticks pieces, another key reports that the rest does not lie there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._wave: Wave | None = None
        self._standing = ""
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("waveTitle")
        self._sums = label(size=TITLE, bold=True)
        self._sums.setObjectName("waveSums")
        self.troubles = label(rank="warn", bold=True, wrap=True)
        self.troubles.setObjectName("waveTroubles")
        self._count = button("countShort", _("Count what was not found"), self._to_count, look="link")
        hint = _("Scan what you take; 5*code ticks five, Enter alone the whole line")
        self.scan = scan_field("waveScan", _("Scan or type a code"), hint)
        self.scan.returnPressed.connect(self._scanned)
        self.last = Said("waveLast")
        self.lines = WaveLines(context.thumbnails)
        self.lines.itemDoubleClicked.connect(lambda _item: self.take_line())
        self.arrange = WaveArrange(context, lambda told: self.last.say(told, "error"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._take = button("takeLine", _("Take the line"), self.take_line, primary=True, icon_name="check",
                            key="Ctrl+Return")  # fmt: skip
        self._short = button("shortLine", _("The rest is not there"), self.report, icon_name="circle-x")
        self._print = button("printWave", _("Pick list"), self._to_printing, icon_name="printer")
        self._apart = button("undoWave", _("Break up"), self._take_apart)
        self._close = button("closeWave", _("On to packing"), self._finish, icon_name="package-check")
        self._reopen = button("reopenWave", _("Open again"), self._open_again, icon_name="undo-2")
        self._turn = button("turnWave", _("Its orders"), self._turn_over, icon_name="list")
        keyed = {  # none that a field for text keeps for itself, on any system
            "F8": self._short, "Ctrl+P": self._print, "F9": self._close, "Ctrl+Shift+D": self._apart,
            "Ctrl+O": self._reopen, "Ctrl+L": self._count, TURN_KEY: self._turn,
        }  # fmt: skip
        for key, made in keyed.items():
            tip_key(made, key)
        told = row(self.troubles, self._count)
        told.setStretch(0, 1)
        head = column(
            row(self._title, self._turn, None, self._sums), told, self.scan, self.last,
            spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[2]),
        )  # fmt: skip
        steps = bar(
            "waveSteps", FILTER_BAR, self._take, self._short, self._print, None, self._apart, self._reopen, self._close
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(self.lines)
        self._sides.addWidget(self.arrange)
        whole = column(spacing=0)
        whole.addLayout(head)
        whole.addWidget(self._sides, 1)
        whole.addWidget(steps)
        self.setLayout(whole)

    def _turn_over(self) -> None:
        """Show the wave's orders instead of its lines, or its lines again."""
        orders = self._sides.currentWidget() is self.lines
        self._sides.setCurrentWidget(self.arrange if orders else self.lines)
        set_text(self._turn, _("Its lines") if orders else _("Its orders"))
        self._turn.setToolTip(f"{self._turn.accessibleName()}  {word_key(TURN_KEY)}")
        if self._wave is not None:
            self._offer(self._wave)
        if orders:
            self.arrange.places.setFocus()
        else:
            self.arm()

    def show_wave(self, wave: Wave) -> None:
        """Show a wave as it stands; the line that was current stays so while it is open."""
        if self._wave is None or self._wave.number != wave.number:
            self._standing = ""
            self.last.clear()
        self._wave = wave
        orders = ngettext("{count} order", "{count} orders", len(wave.members)).format(count=len(wave.members))
        self._title.setText(f"{wave.number} · {word_state(wave.state)} · {orders}")
        self._sums.setText(_("{taken} of {pieces}").format(taken=wave.row.taken, pieces=wave.row.pieces))
        troubled = [(m.cart, m.order, word_trouble(m.trouble)) for m in wave.members if m.trouble not in ("", "gone")]
        self.troubles.setText("\n".join(f"{cart}   {order}   {words}" for cart, order, words in troubled))
        self.troubles.setVisible(bool(troubled) and wave.state == "open")
        self._count.setVisible(any(short.count_number for short in wave.shorts))
        self.lines.show_lines(wave.lines, self._standing)
        self.arrange.show_wave(wave)
        self._offer(wave)

    def _offer(self, wave: Wave) -> None:
        is_open, lines = wave.state == "open", self._sides.currentWidget() is self.lines
        for shown in (self.scan, self._print, self._apart, self._close):
            shown.setVisible(is_open)
        self._reopen.setVisible(not is_open)
        for shown in (self._take, self._short):
            shown.setVisible(is_open and lines)
            shown.setEnabled(any(line.open for line in wave.lines))

    def arm(self) -> None:
        """Let the next scan go into the field."""
        (self.scan if self.scan.isVisible() else self.lines).setFocus()

    # What a person does

    def _scanned(self) -> None:
        pieces, code = take_scan(self.scan)
        if code:
            self._pick(code, pieces)
        else:
            self.take_line()

    def take_line(self) -> None:
        """Tick all that is open of the current line."""
        line = self.lines.current
        if line is not None and line.open:
            self._pick(line.what, None)  # what is open then: a scan may be on its way

    def _pick(self, code: str, pieces: int | None) -> None:
        wave = self._wave
        if wave is None or wave.state != "open":
            return
        self._standing = code
        acts: list[str] = []

        def pick(shop: Shop, _job: Job) -> Told:
            told = pick_line(shop, wave.number, code, pieces)
            acts.append(told.act)
            return told

        self.context.write(
            _("Picking"), pick, changes={"waves"}, done=lambda told: self._picked(told, pick, acts),
            refused=self.last.refuse,
        )  # fmt: skip

    def _picked(self, told: Told, pick: Verb, acts: list[str]) -> None:
        self.last.say(f"+{told.pieces}  {told.what}", "ok")
        words = _("Picked: {pieces} × {what}").format(pieces=told.pieces, what=told.what)
        self.context.undo.push(Change(words, lambda shop, _job: take_back(shop, acts[-1]), pick))

    def report(self) -> None:
        """Report that what is open of the current line does not lie at its shelf."""
        wave, line = self._wave, self.lines.current
        if wave is None or line is None or not line.open:
            return
        acts: list[str] = []

        def tell(shop: Shop, _job: Job) -> Told:
            told = report_short(shop, wave.number, line.what)
            acts.append(told.act)
            return told

        def done(told: Told) -> None:
            text = ngettext(
                "{what} short: {count} order on hold, count {number} looks for it",
                "{what} short: {count} orders on hold, count {number} looks for it",
                len(told.held),
            ).format(what=told.what, count=len(told.held), number=told.count or "–")
            self.last.say(text, "warn")
            self.context.note(Change(text, lambda shop, _job: take_back(shop, acts[-1]), tell))

        self.context.write(_("Shelf short"), tell, changes=CHANGES, done=done, refused=self.last.refuse)

    def _to_count(self) -> None:
        found = [short.count_number for short in self._wave.shorts if short.count_number] if self._wave else []
        if found:
            self.context.go("counts", count=found[-1])

    def _to_printing(self) -> None:
        if self._wave is not None:
            asked = [m.order for m in self._wave.members if m.inside and not m.trouble]
            self.context.go("printing", orders=asked, document="pick-list")

    def _finish(self) -> None:
        if self._wave is not None:
            number = self._wave.number
            self._step(
                _("{wave}: picked").format(wave=number),
                lambda shop, _job: close_wave(shop, number),
                lambda shop, _job: restore_wave(shop, number),
            )

    def _take_apart(self) -> None:
        if self._wave is not None:
            number = self._wave.number
            self._step(
                _("{wave}: taken apart").format(wave=number),
                lambda shop, _job: undo_wave(shop, number),
                lambda shop, _job: restore_wave(shop, number),
            )

    def _open_again(self) -> None:
        if self._wave is not None:
            number = self._wave.number
            back = close_wave if self._wave.state == "closed" else undo_wave
            self._step(
                _("{wave}: open again").format(wave=number),
                lambda shop, _job: restore_wave(shop, number),
                lambda shop, _job: back(shop, number),
            )

    def _step(self, title: str, act: Verb, back: Verb) -> None:
        self.context.write(
            title, act, changes=CHANGES, done=lambda _result: self.context.note(Change(title, back, act)),
            refused=self.last.refuse,
        )  # fmt: skip

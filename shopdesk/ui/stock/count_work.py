"""One count under way: an armed scan field, what was found, and the steps from the first scan to the posting."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.stock_counts import CountLine
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.stock_counts import (
    StockCount,
    count_rest_as_zero,
    post_count,
    review_count,
    set_count_state,
    take_entries_back,
    unpost_count,
)
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text
from shopdesk.ui.said import Said
from shopdesk.ui.scan_field import scan_field, take_scan
from shopdesk.ui.stock.count_paste import paste_into_count
from shopdesk.ui.stock.count_table import CountLines, columns, needs_look
from shopdesk.ui.stock.count_verbs import Entry
from shopdesk.ui.stock_words import amount_figure, word_place
from shopdesk.ui.tables.paste_way import PasteWay
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import DECIDING, FILTER_BAR, HEADLINE, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_state

_TELLING = ("expected", "difference", "value")  # columns that a blind count hides


class CountWork(QWidget):
    """Counting and reviewing are one page: what is told of a line grows, nothing moves."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._count: StockCount | None = None
        self._shown_blind = False
        self.model = TableModel(columns(str(get_setting(context.shop, "shop.currency"))), self)
        self.table = TableView(self.model, context.thumbnails, "countTable", _("Lines of the count"))
        self.scan = scan_field("countScan", _("Scan or type a code"), _("Scan or type a code; 5*code counts five"))
        self.scan.returnPressed.connect(self._scanned)
        self.paste = PasteWay(self, self._paste)
        self.paste.watch(self.scan)
        self.last = Said("countLast", size=DECIDING)
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("countTitle")
        self._sums = label(rank="second")
        self._sums.setObjectName("countSums")
        self._lay_out()

    def _lay_out(self) -> None:
        self._pause = button("pauseCount", _("Pause"), self._turn, key="Ctrl+Shift+P")
        self._reveal = button("reviewCount", _("Review"), self._review, icon_name="list-checks", key="Ctrl+R")
        self._rest = button("restAsZero", _("The rest is not there"), self._zero, key="Alt+0")
        self._settle = button("settleCount", _("Take the current line's smaller total"), self._choose, key="Ctrl+D")
        self._list = self.paste.make_button()
        self._post = button("postCount", _("Post all"), self._book, primary=True, icon_name="check", key="Ctrl+Return")
        self._unpost = button("unpostCount", _("Take the posting back"), self._unbook)
        head = column(
            row(self._title, None, self._sums),
            self.scan,
            self.last,
            spacing=SPACE[2],
            margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[2]),
        )
        steps = bar(
            "countSteps",
            FILTER_BAR,
            self._pause,
            self._reveal,
            self._rest,
            self._settle,
            self._list,
            None,
            self._unpost,
            self._post,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(steps)

    def show_count(self, count: StockCount) -> None:
        """Show a count as it stands."""
        if self._count is None or self._count.number != count.number:
            self._shown_blind = count.blind
            self.last.clear()
        self._count = count
        place, state = word_place(count.location), word_state(count.state)
        self._title.setText(f"{count.number} · {place} · {state}")
        self._tell()

    def arm(self) -> None:
        """Let the next scan go into the field."""
        self.scan.setFocus()

    def _tell(self) -> None:
        assert self._count is not None
        is_open, is_posted = self._count.state == "open", self._count.state == "posted"
        lines = review_count(self.context.shop, self._count.number, with_uncounted=not self._shown_blind)
        self.model.show(CountLines(lines))
        self.table.chooser.withhold(_TELLING if self._shown_blind else ())
        counted = [line for line in lines if line.counted >= 0]
        self._sums.setText(self._sum_words(counted))
        self.scan.setVisible(is_open)
        self._list.setVisible(is_open)
        self.last.setVisible(not is_posted)
        waits = self._count.state in ("paused", "cancelled")
        set_text(self._pause, _("Go on counting") if waits else _("Pause"), "Ctrl+Shift+P")
        self._pause.setVisible(not is_posted)
        self._reveal.setVisible(self._count.blind and self._shown_blind)
        uncounted = len(lines) - len(counted)
        self._rest.setVisible(is_open and bool(counted) and uncounted > 0)
        self._settle.setVisible(not is_posted and any(line.rivals for line in lines))
        self._post.setVisible(self._count.state in ("open", "paused") and not self._shown_blind)
        self._post.setEnabled(bool(counted) and not any(line.rivals for line in lines))
        self._unpost.setVisible(is_posted)
        if is_posted and self._count.posted_at:
            self.last.clear()

    def _sum_words(self, lines: list[CountLine]) -> str:
        counted = ngettext("{count} SKU counted", "{count} SKUs counted", len(lines)).format(count=len(lines))
        if self._shown_blind:
            return counted
        differ = sum(bool(line.difference) for line in lines)
        value = amount_figure(sum(line.value for line in lines), str(get_setting(self.context.shop, "shop.currency")))
        again = sum(needs_look(line) for line in lines)
        words = [counted, _("{count} differ, {value} at cost").format(count=differ, value=value)]
        return " · ".join([*words, _("{count} to look at again").format(count=again)] if again else words)

    # What a person does

    def _scanned(self) -> None:
        assert self._count is not None
        pieces, code = take_scan(self.scan)
        if not code:
            return
        entry = Entry(self._count.number, code, pieces, "add")

        def entered(_result: object) -> None:
            self.last.say(f"+{pieces}  {code}", "ok")
            text = _("Counted: {pieces} × {code}").format(pieces=pieces, code=code)
            self.context.undo.push(Change(text, entry.back, entry.there))

        self.context.write(_("Counting"), entry.there, changes={"counts"}, done=entered, refused=self.last.refuse)

    def _paste(self, text: str) -> None:
        assert self._count is not None
        paste_into_count(self.context, self._count.number, text, self.window())

    def _turn(self) -> None:
        assert self._count is not None
        number, before = self._count.number, self._count.state
        after = "paused" if before == "open" else "open"
        self._write(
            _("{count}: {state}").format(count=number, state=word_state(after)),
            lambda shop, _job: set_count_state(shop, number, after),
            lambda shop, _job: set_count_state(shop, number, before),
        )

    def _review(self) -> None:
        self._shown_blind = False
        self._tell()

    def _zero(self) -> None:
        assert self._count is not None
        number = self._count.number
        entries: list[str] = []

        def enter(shop: Shop, _job: Job) -> None:
            entries[:] = count_rest_as_zero(shop, number)

        self._write(
            _("{count}: the rest is not there").format(count=number),
            enter,
            lambda shop, _job: take_entries_back(shop, entries),
        )

    def _choose(self) -> None:
        """Settle the current line, or the first told differently, with the smaller of the totals."""
        assert self._count is not None
        lines = [line for line in review_count(self.context.shop, self._count.number) if line.rivals]
        row_id = self.table.current_id()
        current = self.model.row_at(self.model.row_of(row_id)) if row_id is not None else None
        line = current if current in lines else lines[0]
        least = min(pieces for _who, pieces in line.rivals)
        entry = Entry(self._count.number, line.sku, least, "final")
        self._write(_("{sku}: {pieces} it is").format(sku=line.sku, pieces=least), entry.there, entry.back)

    def _book(self) -> None:
        assert self._count is not None
        number = self._count.number
        self._write(
            _("{count}: differences posted").format(count=number),
            lambda shop, _job: post_count(shop, number),
            lambda shop, _job: unpost_count(shop, number),
        )

    def _unbook(self) -> None:
        assert self._count is not None
        number = self._count.number
        self._write(
            _("{count}: posting taken back").format(count=number),
            lambda shop, _job: unpost_count(shop, number),
            lambda shop, _job: post_count(shop, number),
        )

    def _write(self, title: str, act: Verb, back: Verb) -> None:
        self.context.write(
            title,
            act,
            changes={"counts", "stock"},
            done=lambda _result: self.context.note(Change(title, back, act)),
            refused=self.last.refuse,
        )

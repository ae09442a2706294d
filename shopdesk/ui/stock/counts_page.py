"""Stock counts: begun for a place, scanned by whoever has a scanner, reviewed with their value, posted together."""

from shopdesk.services.stock_counts import StockCount, list_counts, set_count_state, start_count
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button
from shopdesk.ui.stock.count_start import CountStart
from shopdesk.ui.stock.count_work import CountWork
from shopdesk.ui.stock_words import moment, word_place
from shopdesk.ui.tables.list_page import ListPage
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_state


class CountsPage(ListPage):
    """The counts at the left, the one that is under way beside them; its scan field is always armed."""

    name = "counts"
    place = "stock"
    concerns = frozenset({"stock", "counts", "listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "countList", _("Stock counts"))
        self.start = CountStart(context)
        self.start.wanted.connect(self._start)
        self.start.closed.connect(self._leave_form)
        self.work = CountWork(context)
        self.empty = EmptyState("countsEmpty")
        self._counts: list[StockCount] = []
        self._wishes = Wishes()
        due = button("countsDue", _("To count"), self._see_due, icon_name="calendar", key="Ctrl+L")
        new = button("newCount", _("New count"), self._begin, icon_name="plus", key="Ctrl+N")
        self._lay_out(
            ("backToStock", _("Stock")), _("Stock counts"), [due, new], shown=(self.empty, self.start, self.work)
        )
        self.refresh()

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.get("new"):
            self._begin()
        elif "count" in wanted:
            self._stand_on(str(wanted["count"]))
        self.work.arm()

    def refresh(self) -> None:  # noqa: D102
        standing = self.standing
        self._counts = list_counts(self.context.shop)
        self._fill(_entry(count) for count in self._counts)
        if self._counts:
            self._stand_on(standing or self._counts[0].number)
        elif self._stack.currentWidget() is not self.start:
            first = button("firstCount", _("Begin a count"), self._begin, primary=True, icon_name="list-checks")
            text = _("Count a place shelf by shelf; nothing changes until you post all differences together.")
            self.empty.tell("list-checks", _("Nothing has been counted yet"), text, [first])
            self._stack.setCurrentWidget(self.empty)
        self.counted.emit()

    def counts_text(self) -> str:  # noqa: D102
        count = len(self._counts)
        return ngettext("{count} stock count", "{count} stock counts", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._counts)

    # What a person does

    def _see_due(self) -> None:
        self.context.go("analysis", view="due")

    def _begin(self) -> None:
        self.start.begin()
        self._stack.setCurrentWidget(self.start)

    def _start(self, place: str, note: str, blind: bool) -> None:
        uuid = self._wishes.identity(place, note, blind)

        def started(count: StockCount) -> None:
            self._wishes.granted(place, note, blind)
            self._started(count)

        self.context.write(
            _("Begin a count"),
            lambda shop, _job: start_count(shop, place, note=note, blind=blind, uuid=uuid),
            changes={"counts"},
            done=started,
            refused=self.start.refuse,
        )

    def _started(self, count: StockCount) -> None:
        self._stand_on(count.number)
        self.context.note(
            Change(
                _("{count} begun").format(count=count.number),
                lambda shop, _job: set_count_state(shop, count.number, "cancelled"),
                lambda shop, _job: set_count_state(shop, count.number, "open"),
            )
        )

    def _show_key(self, key: str) -> None:
        found = [count for count in self._counts if count.number == key]
        if found:
            self.work.show_count(found[0])
            self._stack.setCurrentWidget(self.work)

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self.work if self._counts else self.empty)
        self.work.arm()

    def _leave(self) -> None:
        if self._stack.currentWidget() is self.start:
            self._leave_form()
        else:
            super()._leave()


def _entry(count: StockCount) -> tuple[str, str, str]:
    second = " · ".join(filter(None, (word_state(count.state), moment(count.started_at), count.note)))
    return count.number, f"{count.number}  {word_place(count.location)}", second

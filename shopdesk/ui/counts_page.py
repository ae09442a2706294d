"""Stock counts: begun for a place, scanned by whoever has a scanner, reviewed with their value, posted together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QVBoxLayout

from shopdesk.services.stock_counts import StockCount, list_counts, start_count
from shopdesk.state_words import word_state
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, label
from shopdesk.ui.count_start import CountStart
from shopdesk.ui.count_work import CountWork
from shopdesk.ui.page import Page
from shopdesk.ui.stock_words import moment, word_place
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW
from shopdesk.words import _, ngettext


class CountsPage(Page):
    """The counts at the left, the one that is under way beside them; its scan field is always armed."""

    name = "counts"
    place = "stock"
    concerns = frozenset({"stock", "counts", "listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setObjectName("countList")
        self.list.setAccessibleName(_("Stock counts"))
        self.list.setUniformItemSizes(True)
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.start = CountStart(context)
        self.start.wanted.connect(self._start)
        self.start.closed.connect(self._leave_form)
        self.work = CountWork(context)
        self.empty = EmptyState("countsEmpty")
        self._stack = QStackedWidget()
        for shown in (self.empty, self.start, self.work):
            self._stack.addWidget(shown)
        self._counts: list[StockCount] = []
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        back = button(
            "backToStock", _("Stock"), lambda: self.context.go("stock"), icon_name="chevron-left", look="quiet"
        )
        title = label(_("Stock counts"), size=HEADLINE, bold=True)
        due = button("countsDue", _("To count"), self._see_due, icon_name="calendar", key="Ctrl+L")
        new = button("newCount", _("New count"), self._begin, icon_name="plus", key="Ctrl+N")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(PANEL_NARROW * 2 // 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, title, None, due, new))
        layout.addWidget(split, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.get("new"):
            self._begin()
        elif "count" in wanted:
            self._stand_on(str(wanted["count"]))
        self.work.arm()

    def refresh(self) -> None:  # noqa: D102
        standing = self.number
        self._counts = list_counts(self.context.shop)
        self.list.blockSignals(True)
        self.list.clear()
        for count in self._counts:
            self.list.addItem(_item(count))
        self.list.blockSignals(False)
        if self._counts:
            self._stand_on(standing or self._counts[0].number)
        elif self._stack.currentWidget() is not self.start:
            first = button("firstCount", _("Begin a count"), self._begin, primary=True, icon_name="list-checks")
            text = _("Count a place shelf by shelf; nothing changes until you post all differences together.")
            self.empty.tell("list-checks", _("Nothing has been counted yet"), text, [first])
            self._stack.setCurrentWidget(self.empty)

    def counts_text(self) -> str:  # noqa: D102
        count = len(self._counts)
        return ngettext("{count} stock count", "{count} stock counts", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._counts)

    @property
    def number(self) -> str:
        """The number of the count that is shown."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    # What a person does

    def _see_due(self) -> None:
        self.context.go("analysis", view="due")

    def _begin(self) -> None:
        self.start.begin()
        self._stack.setCurrentWidget(self.start)

    def _start(self, place: str, note: str, blind: bool) -> None:
        title = _("Begin a count")
        self.context.write(
            title,
            lambda shop, _job: start_count(shop, place, note=note, blind=blind),
            changes={"counts"},
            done=self._started,
            refused=self.start.refuse,
        )

    def _started(self, count: StockCount) -> None:
        self._stand_on(count.number)

    def _stand_on(self, number: str) -> None:
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == number:
                if self.list.currentRow() == at:
                    self._show(self.list.item(at))
                self.list.setCurrentRow(at)

    def _show(self, item: QListWidgetItem | None) -> None:
        found = [count for count in self._counts if item and count.number == item.data(Qt.ItemDataRole.UserRole)]
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
            self.context.go("stock")


def _item(count: StockCount) -> QListWidgetItem:
    first = f"{count.number}  {word_place(count.location)}"
    second = " · ".join(filter(None, (word_state(count.state), moment(count.started_at), count.note)))
    item = QListWidgetItem(f"{first}\n{second}")
    item.setData(Qt.ItemDataRole.UserRole, count.number)
    item.setToolTip(f"{first}, {second}")
    return item

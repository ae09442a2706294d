"""What pages with a table have in common: views, a search, what can be done with selected rows, a panel."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.errors import ShopError
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, EmptyState, bar, column, tool
from shopdesk.ui.page import Page
from shopdesk.ui.search_field import search_field
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.tables.empty_view import tell_no_rows
from shopdesk.ui.tables.first_button import FirstButtons
from shopdesk.ui.tables.hidden_views import HiddenViews
from shopdesk.ui.tables.saved_views import SavedViews
from shopdesk.ui.tables.table_ear import TableEar
from shopdesk.ui.tables.table_model import Column, TableModel, TableSource
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import (
    FILTER_BAR,
    NARROW_WIDTH,
    PANEL,
    PANEL_NARROW,
    SMALL_WIDTH,
    SPACE,
    VIEW_TABS,
)  # fmt: skip
from shopdesk.words import _

STAND_MS = 60


class TablePage(Page):
    """A table under its views; a page of its own says what a view holds and what the panel shows.

    It calls `refresh` at the end of its own making.
    """

    def __init__(
        self,
        context: Context,
        *,
        title: str,
        views: Mapping[str, str],
        columns: Sequence[Column],
        panel: SidePanel,
        search_hint: str,
    ) -> None:
        super().__init__(context)
        self.tabs = ViewTabs(views, f"{self.name}Views")
        self.search = search_field(f"{self.name}Search", search_hint, 280)
        self.model = TableModel(columns, self)
        self.table = TableView(self.model, context.thumbnails, f"{self.name}Table", title)
        self.rows_view: QAbstractItemView = self.table  # or another view of the same model and selection
        self.empty = EmptyState(f"{self.name}Empty")
        self.panel = panel
        self._counts: dict[str, int] = {}
        self._panel_wanted: bool | None = None
        self._keyboard_due = False
        self._lay_out()
        self._connect()
        self.saved, self.ear = SavedViews(self), TableEar(self, title)

    # What a page of its own tells

    def source(self, view: str, search: str) -> TableSource:
        """Return the rows of a view that match the search text."""
        raise NotImplementedError

    def count_views(self) -> Mapping[str, int]:
        """Return how many rows each view holds."""
        raise NotImplementedError

    def filter_parts(self) -> Sequence[QWidget | int | None]:
        """Return what stands in the filter bar beside the search field."""
        return (None,)

    def selection_parts(self) -> Sequence[QWidget | int | None]:
        """Return the buttons that act on the selected rows."""
        return ()

    def selection_text(self, count: int) -> str:
        """Return what the selection bar says of the selected rows."""
        return _("{count} selected").format(count=count)

    def show_row(self, row_id: int) -> None:
        """Show a row in the panel."""
        raise NotImplementedError

    def tell_empty(self, view: str, search: str) -> None:
        """Say in `self.empty` why no row is shown."""
        tell_no_rows(self, view, search)

    # How it is laid out

    def _lay_out(self) -> None:
        self._chosen = ElidedLabel("", bold=True)
        self._chosen.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._chosen.setObjectName("selectionText")
        leave = tool("clearSelection", "x", _("Select nothing  Esc"), self.table.clearSelection)
        self._bars = QStackedWidget()
        self._bars.setFixedHeight(FILTER_BAR)
        self._bars.addWidget(filters := bar("filterBar", FILTER_BAR, self.search, *self.filter_parts()))
        self._selection = bar("selectionBar", FILTER_BAR, self._chosen, None, *self.selection_parts(), leave)
        self._bars.addWidget(self._selection)
        self._first = FirstButtons(filters, self._selection)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        left = QWidget()
        inner = column(self._bars, self._rows, spacing=0)
        inner.setStretch(1, 1)
        left.setLayout(inner)
        self._split = _split(left, self.panel)
        self.panel.setMinimumWidth(PANEL_NARROW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        views = bar("viewBar", VIEW_TABS, self.tabs, HiddenViews(self.tabs), None)
        inside = views.layout()
        assert inside is not None
        inside.setContentsMargins(SPACE[3], 0, SPACE[4], 0)
        layout.addWidget(views)
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _view: self.refresh())
        self.search.textChanged.connect(lambda _text: self._query())
        self.search.returnPressed.connect(self._into_table)
        self.search.installEventFilter(self)
        self.model.counted.connect(self._show_rows)
        self.table.selected.connect(self._show_selection)
        self.table.opened.connect(self._open)
        self.panel.closed.connect(lambda: self.show_panel(False))
        self._standing = QTimer(self)
        self._standing.setSingleShot(True)
        self._standing.setInterval(STAND_MS)
        self._standing.timeout.connect(self._stand_still)
        self.table.stood_on.connect(lambda _id: self._standing.start())
        for key, act in (("Ctrl+F", self._into_search), ("Esc", self._leave)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # What it does

    @property
    def shows_panel(self) -> bool:
        """Whether the panel is shown: as a person has chosen, else where the window is wide enough."""
        wide = self.window().width() >= SMALL_WIDTH
        return wide if self._panel_wanted is None else self._panel_wanted

    def refresh(self) -> None:
        """Read counts and rows anew."""
        self._counts = dict(self.count_views())
        self.tabs.set_counts(self._counts)
        self._query()

    def _query(self) -> None:
        view, search = self.tabs.view, self.search.text().strip()
        self.model.show(self.source(view, search))

    def _show_rows(self, count: int) -> None:
        """Show what a query has found; while somebody types, the panel follows a moment later."""
        self._rows.setCurrentWidget(self.rows_view if count else self.empty)
        if not count:
            self.tell_empty(self.tabs.view, self.search.text().strip())
        elif not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        self._first.follow(leads=not count and self.empty.leads)
        self._show_selection(self.table.selected_count())
        if count and self._keyboard_due and isinstance(self.focusWidget(), (ViewTabs, type(None))):
            self.rows_view.setFocus()
        self._keyboard_due = self._keyboard_due and not count
        if count and self.search.hasFocus():
            self._standing.start()
        else:
            self._show_current()
        self.counted.emit()

    def ask_first(self, asks: bool) -> None:
        """Tell whether a form stands above the panel: its button stands out alone."""
        self._first.follow(asks=asks)

    def _stand_still(self) -> None:
        if self.isVisible():  # a window that was closed meanwhile has no shop to read any more
            self._show_current()

    def _show_current(self) -> None:
        current = self.table.current_id()
        self.panel.setVisible(self.shows_panel and current is not None)
        if current is not None and self.panel.isVisibleTo(self):
            try:
                self.show_row(current)
                self.panel.unveil()
            except ShopError as error:
                if not error.code.endswith("-unknown"):  # it was taken back a moment ago; the table is read anew soon
                    raise

    def show_panel(self, wanted: bool) -> None:
        """Open or close the panel."""
        self._panel_wanted = wanted
        self._show_current()
        if not wanted:
            self.rows_view.setFocus()

    def _open(self, _row_id: int) -> None:
        self.show_panel(True)

    def _show_selection(self, count: int) -> None:
        self._bars.setCurrentIndex(1 if count else 0)
        if count:
            self._chosen.say(self.selection_text(count))
            if (layout := self._selection.layout()) is not None:
                layout.activate()  # at once: the words are never seen cut to the width of those before

    def _into_table(self) -> None:
        self.rows_view.setFocus()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _into_search(self) -> None:
        self.table.clearSelection()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _leave(self) -> None:
        """Take one step back: the selection, then the search, then the panel."""
        if self.table.selected_count():
            self.table.clearSelection()
        elif self.search.text():
            self.search.clear()
        else:
            self.show_panel(False)

    def show_view(self, view: str) -> None:
        """Show a view without a search."""
        self.search.clear()
        self.tabs.stand_on(view)

    def show_row_of(self, row_id: int) -> bool:
        """Stand on a row and open its panel; False when the view does not hold it."""
        if not self.table.go_to(row_id):
            return False
        self.show_panel(True)
        return True

    def kept(self) -> dict[str, object]:
        """Keep the view, the hidden columns and the current row as well."""
        places = [at for at in range(len(self.model.columns)) if self.table.isColumnHidden(at)]
        return super().kept() | {"view": self.tabs.view, "columns": places, "current": self.table.current_id()}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        self.tabs.stand_on(str(kept["view"]))
        places = kept["columns"]
        for at in range(len(self.model.columns)):
            self.table.setColumnHidden(at, isinstance(places, list) and at in places)
        if isinstance(current := kept["current"], int):
            self.table.go_to(current)

    def rows_shown(self) -> int:  # noqa: D102
        return self.model.rowCount()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if watched is self.search and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self._into_table()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        (self.rows_view if self.rows_view.isVisible() else self.empty).setFocus()
        self._keyboard_due = not self.rows_view.isVisible()  # an empty view's rows come a moment later

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.panel.setMaximumWidth(PANEL_NARROW if self.window().width() < NARROW_WIDTH else PANEL + 160)
        if event.oldSize().width() != event.size().width():
            width = PANEL_NARROW if self.window().width() < SMALL_WIDTH else PANEL
            self._split.setSizes([max(self._split.width() - width, 1), width])
            self._show_current()


def _split(left: QWidget, panel: QWidget) -> QSplitter:
    """Put the table and its panel beside each other; the table takes what room is left."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    made.addWidget(left)
    made.addWidget(panel)
    made.setStretchFactor(0, 1)
    return made

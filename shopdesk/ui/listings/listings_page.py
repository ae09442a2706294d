"""The listings: what the shop sells, worst first, as cards or in a table; what is wrong is readable without opening."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.services.exports import Chosen
from shopdesk.services.listing_table import (
    ListingTable,
    average_score,
    count_channels,
    count_listing_views,
    list_shelves,
    listing_handles,
    listing_id,
)
from shopdesk.ui import machine
from shopdesk.ui.context import Context
from shopdesk.ui.listings.category_tree import WIDTH as PANE
from shopdesk.ui.listings.category_tree import CategoryPane
from shopdesk.ui.listings.gallery_actions import ListingActions, delete_key
from shopdesk.ui.listings.gallery_bar import GALLERY, TABLE, FilterBar
from shopdesk.ui.listings.gallery_columns import columns
from shopdesk.ui.listings.gallery_empty import tell_empty
from shopdesk.ui.listings.gallery_sort import WORST_FIRST, SortBox
from shopdesk.ui.listings.listing_gallery import ListingGallery
from shopdesk.ui.listings.listing_panel import ListingPanel
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.export_bar import ExportBar
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import CONTROL_SMALL, NARROW_WIDTH, SMALL_WIDTH
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_state

LAYOUT = "listings.layout"  # what this PC remembers
SEARCH_LEAST, SEARCH_MOST = 120, 260


class ListingsPage(TablePage):
    """Cards and table of one model and one selection; categories at the left, one listing at the right."""

    name = "listings"
    concerns = frozenset({"listings", "stock", "orders", "checks", "scores"})
    panel: ListingPanel

    def __init__(self, context: Context) -> None:
        self._actions: ListingActions | None = None
        self._average: int | None = None
        self._layout = TABLE if machine.recall(LAYOUT) == TABLE else GALLERY
        self._pane_wanted: bool | None = None
        super().__init__(
            context,
            title=_("Listings"),
            views=_views(),
            columns=columns(),
            panel=ListingPanel(context),
            search_hint=_("Title, SKU, barcode, pinyin"),
        )
        self.search.setMinimumWidth(SEARCH_LEAST)
        self.search.setMaximumWidth(SEARCH_MOST)
        held = self.search.parentWidget()
        filters = held.layout() if held else None
        assert isinstance(filters, QHBoxLayout)
        filters.setStretchFactor(self.search, 4)
        self.gallery = ListingGallery(context, self.table, self.model, "listingsGallery")
        self._rows.addWidget(self.gallery)
        self.pane = CategoryPane()
        self._stand_beside()
        self.export_bar = ExportBar(context, ("listings", "stock"), self._to_export)
        self._acting().exported.connect(self.export_bar.export)
        left = self._bars.parentWidget()
        inside = left.layout() if left else None
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(1, self.export_bar)
        self._connect_more()
        self.show_layout(self._layout)
        self._bar.sort.sort_as(WORST_FIRST)
        self.refresh()

    def _acting(self) -> ListingActions:
        if self._actions is None:  # the table's page asks for the bar's buttons while it is made
            self._actions = ListingActions(self.context, self._chosen_ids, self)
        return self._actions

    def _to_export(self) -> Chosen | None:
        """Return the selected listings; without any, those that the page lists, None while they are read."""
        if chosen := self.table.selected_ids():
            return Chosen(rows=list(chosen))
        return Chosen(rows=list(self.model.ids())) if self.model.complete else None

    def _chosen_ids(self) -> Sequence[int]:
        current = self.table.current_id()
        return self.table.selected_ids() or ([] if current is None else [current])

    def _stand_beside(self) -> None:
        """Put the categories to the left of the rows, below the views."""
        whole = self.layout()
        assert whole is not None
        whole.removeWidget(self._split)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.pane)
        beside.addWidget(self._split, 1)
        whole.addLayout(beside)  # type: ignore[attr-defined]
        left = self._bars.parentWidget()
        assert left is not None
        self._left = left
        left.installEventFilter(self)
        left.setMinimumWidth(CONTROL_SMALL)  # the bar shows less when it is narrow, but only once it is

    def _connect_more(self) -> None:
        self.pane.narrowed.connect(self._query)
        self.cells = CellEditor(self.table, self.context)
        self.gallery.opened.connect(self._open)
        self.gallery.previewed.connect(lambda: self.show_panel(not self.panel.isVisible()))
        self.gallery.mended.connect(lambda row_id: self.context.go("image_bench", listing=self._handle(row_id)))
        self._bar.sort.sorted_anew.connect(self._begin_at_top)
        for view in (self.table, self.gallery):
            delete_key(view, self._acting().archive)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": self._new,
            "Ctrl+J": self._check,
            "Ctrl+B": self._toggle_pane,
            "Ctrl+Shift+O": self._bar.sort.showPopup,
            "Ctrl+Shift+G": lambda: self.show_layout(GALLERY),
            "Ctrl+Shift+T": lambda: self.show_layout(TABLE),
            "Ctrl+E": self.export_bar.export,
            **self._acting().keys(),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # What the table asks

    @property
    def shows_panel(self) -> bool:
        """Cards are looked at without the panel until somebody asks for it."""
        return super().shows_panel and (self._layout == TABLE or self._panel_wanted is True)

    def source(self, view: str, search: str) -> ListingTable:  # noqa: D102
        return ListingTable(self.context.shop, view, search, self.pane.tree.path, self.pane.channels)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_listing_views(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._bar = FilterBar(
            SortBox(self.model, self.table),
            toggle_pane=self._toggle_pane,
            show_layout=self.show_layout,
            check_all=self._acting().check_all,
            new=self._new,
        )
        return self._bar.parts()

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return self._acting().parts(self._check, self.table.copy_text)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} listing selected", "{count} listings selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_listing(self.model.row_at(self.model.row_of(row_id)).handle)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        tell_empty(self, view, search)

    @property
    def is_narrowed(self) -> bool:
        """Whether a category or a channel is chosen."""
        return bool(self.pane.tree.path or self.pane.channels)

    @property
    def is_first_use(self) -> bool:
        """Whether the shop has no listing at all."""
        return not self._counts.get("all")

    # What others ask

    def refresh(self) -> None:  # noqa: D102
        super().refresh()
        shop, narrowed = self.context.shop, self.is_narrowed
        self._average = average_score(shop)
        self.pane.tell(list_shelves(shop), self._counts["all"], count_channels(shop))
        if narrowed != self.is_narrowed:  # what was chosen is not there any more
            self._query()
        self.counted.emit()

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if "listing" in wanted:
            row_id = listing_id(self.context.shop, str(wanted["listing"]))
            if row_id is None:
                self.context.told.emit(_("The shop has no listing {listing}.").format(listing=wanted["listing"]))
            elif not self.show_row_of(row_id):
                self.pane.release()
                self.show_view("all")
                self.show_row_of(row_id)

    def show_view(self, view: str) -> None:  # noqa: D102
        super().show_view(view if view in _views() else "all")

    def show_layout(self, layout: str) -> None:
        """Show cards or table from now on, on this PC."""
        if layout != machine.recall(LAYOUT, GALLERY):
            machine.remember(LAYOUT, layout)
        self._layout = layout
        self.rows_view = self.gallery if layout == GALLERY else self.table
        if self.model.rowCount():
            self._rows.setCurrentWidget(self.rows_view)
        if self._layout == GALLERY:
            self.gallery.show_current()
        self._show_pane()
        self._show_current()
        if self.isVisible():
            self.rows_view.setFocus()

    def counts_text(self) -> str:  # noqa: D102
        total = self._counts.get("all", 0)
        text = ngettext("{shown} of {total} listing", "{shown} of {total} listings", total)
        shown = text.format(shown=f"{self.rows_shown():,}", total=f"{total:,}")
        if self._average is None:
            return shown
        return f"{shown} · " + _("average score {points}").format(points=self._average)

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"view": self.tabs.view, "listing": self.panel.handle}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        self.tabs.stand_on(str(kept.get("view", "all")))
        if row_id := listing_id(self.context.shop, str(kept.get("listing", ""))):
            self.table.go_to(row_id)

    # What a person does

    def _new(self) -> None:
        self.context.go("listing", new=True)

    def _begin_at_top(self) -> None:
        if self.model.rowCount() and not self.table.selected_count():
            self.table.stand_on_first()
            self.rows_view.scrollToTop()

    def _open(self, row_id: int) -> None:
        self.context.go("listing", listing=self._handle(row_id))

    def _handle(self, row_id: int) -> str:
        return listing_handles(self.context.shop, [row_id])[0]

    def _check(self) -> None:
        """Check the main images of what is selected; one listing's pictures all, in its panel."""
        if self.table.selected_count() > 1:
            self._acting().check_chosen()
        elif self.table.current_id() is not None:
            self.show_panel(True)
            self.panel.check()

    def _toggle_pane(self) -> None:
        self._pane_wanted = self.pane.isHidden()
        self._show_pane()
        if self._pane_wanted:
            self.pane.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.rows_view.setFocus()

    def _show_pane(self) -> None:
        wide = self.window().width() >= (NARROW_WIDTH if self._layout == GALLERY else SMALL_WIDTH + PANE)
        self.pane.setVisible(wide if self._pane_wanted is None else self._pane_wanted)
        self._bar.show_state(self._layout, not self.pane.isHidden())

    # Qt tells these

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() == QEvent.Type.Resize and watched is self._left:
            self._bar.fit(self._left.width())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        self._show_pane()
        super().resizeEvent(event)


def _views() -> dict[str, str]:
    return {
        "all": _("All"),
        **{status: word_state(status) for status in ("listed", "ready", "draft", "archived")},
        "fails": _("Fails the check"),
        "not-ready": _("Not ready"),
        "title": _("Title to mend"),
        "attributes": _("Attributes missing"),
        "without-picture": _("Without picture"),
        "unchecked": _("Never checked"),
    }

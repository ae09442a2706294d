"""Many listings changed alike: what to change at the left, only the cells that would change at the right."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout
from shiboken6 import isValid

from shopdesk.domain.categories import LEVELS, path_text
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.backups import back_up_before
from shopdesk.services.bulk_edit import (
    BulkPreview,
    CellKey,
    Chosen,
    apply_bulk_edit,
    take_bulk_edit_back,
)
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, label, line, set_text
from shopdesk.ui.listings.bulk_edit_form import BulkEditForm
from shopdesk.ui.listings.bulk_edit_look import BulkLook, Looked
from shopdesk.ui.listings.bulk_edit_table import PreviewRows, PreviewTable, preview_columns
from shopdesk.ui.page import Page
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.theme import FILTER_BAR, FOOTER, HEADLINE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error


class BulkEditPage(Page):
    """What is typed is previewed a moment later, beside the window; only what is shown can be applied."""

    name = "bulk_edit"
    place = "listings"
    concerns = frozenset({"listings", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = BulkEditForm()
        self.form.changed.connect(self._look_soon)
        self._left_out: set[CellKey] = set()
        self.model = TableModel(preview_columns(self._left_out), self)
        self.table = PreviewTable(self.model, context.thumbnails, "bulkTable", _("What changes"))
        self.table.turned.connect(self._turn)
        self.look = BulkLook(context, self.form.operations, self)
        self.look.found.connect(self._found)
        self._titles: dict[str, str] = {}
        self._preview = BulkPreview()
        self._applying = False
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("bulkTitle")
        self._title.setText(_("Bulk edit"))
        self._says = label(rank="second")
        self._says.setObjectName("bulkSays")
        self._lay_out()
        self._tell()

    def _lay_out(self) -> None:
        back = button("backFromBulk", _("Listings"), self._leave, icon_name="chevron-left", look="quiet")
        back.setToolTip("Esc")
        self._apply = button("applyBulk", _("Apply"), self.apply, primary=True, icon_name="check", key="Ctrl+Return")
        self._leave_out = button("leaveOut", _("Leave out"), self._turn)
        set_text(self._leave_out, _("Leave out"), "Space")
        self._leave_out.setToolTip(_("Leaves the chosen cells out, or takes them in again (Space in the table)"))
        self._empty = EmptyState("bulkEmpty")
        self._stack = QStackedLayout()
        for shown in (self._empty, self.table):
            shown.setParent(self)  # the first is shown at once: not as a window of its own
            self._stack.addWidget(shown)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._stack, 1)
        right.addWidget(bar("footer", FOOTER, self._says, None, self._leave_out, self._apply))
        upright = line()
        upright.setProperty("line", "upright")
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.form)
        across.addWidget(upright)
        across.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, self._title, None))
        layout.addLayout(across, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        handles = wanted.get("listings")
        if isinstance(handles, list):
            self._choose([str(handle) for handle in handles])
            self.form.begin()

    def _choose(self, handles: list[str]) -> None:
        self._left_out.clear()
        count = len(handles)
        words = ngettext("Change {count} listing", "Change {count} listings", count)
        self._title.setText(words.format(count=f"{count:,}") if count else _("Bulk edit"))
        self.look.choose(handles)
        self._fit_buttons()

    def refresh(self) -> None:  # noqa: D102
        self.look.anew()
        self._fit_buttons()

    def counts_text(self) -> str:  # noqa: D102
        cells = self.rows_shown()
        return ngettext("{count} cell", "{count} cells", cells).format(count=f"{cells:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._preview.cells)

    def kept(self) -> dict[str, object]:  # noqa: D102
        return {"bulkHandles": self.look.handles, "bulkParts": len(self.form.parts), **super().kept()}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        handles, parts = kept.get("bulkHandles"), kept.get("bulkParts")
        if isinstance(handles, list) and isinstance(parts, int):
            self._choose(handles)
            self.form.begin(parts)
        super().put_back(kept)

    # The preview

    def _look_soon(self) -> None:
        self.look.soon()
        self._fit_buttons()
        if self._stack.currentWidget() is self._empty:
            self._tell_empty()

    def _found(self, looked: Looked) -> None:
        if looked.chosen is not None:
            self._titles = {listing.handle: listing.title for listing in looked.chosen.listings}
            self._offer(looked.chosen)
        self._left_out &= {(cell.handle, *cell.key) for cell in looked.preview.cells}
        self._preview = looked.preview
        self.form.complain(word_error(looked.error) if looked.error else "")
        self.table.clearSelection()  # the same place in another preview is another cell
        self.model.show(PreviewRows(looked.preview, self._titles))
        self._tell()

    def _offer(self, chosen: Chosen) -> None:
        paths = [path_text(category.path) for category in chosen.tree if category.level == LEVELS]
        attributes = {attribute.name for category in chosen.tree for attribute in category.attributes}
        attributes |= {name for listing in chosen.listings for name in listing.facts.attributes}
        brands = {listing.brand for listing in chosen.listings if listing.brand}
        self.form.offer(paths, sorted(attributes), sorted(brands))

    def _tell(self) -> None:
        """Say what would be done, and show the table or why it is empty."""
        shown = self._preview.without(self._left_out)
        listings = len(shown.changes)
        cells = ngettext("{count} cell", "{count} cells", len(shown.cells)).format(count=f"{len(shown.cells):,}")
        words = ngettext("{cells} in {count} listing", "{cells} in {count} listings", listings)
        parts = [words.format(cells=cells, count=f"{listings:,}")]
        warned = sum(bool(cell.warning) for cell in shown.cells)
        for count, told in (
            (len(self._left_out), _("{count} left out")),
            (warned, _("{count} to look at")),
            (len(self._preview.refused), _("{count} cannot")),
        ):
            parts += [told.format(count=f"{count:,}")] if count else []
        self._says.setText(" · ".join(parts))
        rows = len(self._preview.cells) + len(self._preview.refused)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        if not rows:
            self._tell_empty()
        self._fit_buttons()
        self.table.viewport().update()
        self.counted.emit()

    def _tell_empty(self) -> None:
        if not self.look.handles:
            ways = [button("chooseForBulk", _("Choose listings"), self._leave, primary=True, icon_name="images")]
            text = _("Select them in the gallery or the table, then press Edit together there.")
            self._empty.tell("pencil", _("No listing is chosen"), text, ways)
        elif self.form.operations() and not self.look.is_new:
            self._empty.tell("search", _("Previewing"), _("What would change is shown in a moment."))
        elif self.form.operations():
            text = _("These listings are already as they would be.")
            self._empty.tell("check", _("Nothing would change"), text)
        else:
            text = _("Say at the left what to change. Only the cells that would change are shown here before Apply.")
            self._empty.tell("pencil", _("Nothing to change yet"), text)

    def _fit_buttons(self) -> None:
        left = len(self._preview.cells) - len(self._left_out)
        self._apply.setEnabled(self.look.is_new and not self._applying and left > 0)
        self._leave_out.setEnabled(self.look.is_new and bool(self._preview.cells))

    # What a person does

    def apply(self) -> None:
        """Write what is previewed, less what was left out; it can be taken back as a whole."""
        if not self._apply.isEnabled():
            return
        preview = self._preview.without(self._left_out)
        count = len(preview.changes)
        title = ngettext("{count} listing changed", "{count} listings changed", count).format(count=f"{count:,}")

        back = Change(
            title,
            lambda shop, job: take_bulk_edit_back(shop, preview, job),
            lambda shop, job: apply_bulk_edit(shop, preview, job),
        )

        def done(_count: int) -> None:
            self.context.note(back)
            if isValid(self):
                self._left_out.clear()
                self.form.begin()

        self._applying = True
        self._fit_buttons()
        self.context.write(
            _("Changing listings"),
            partial(_apply_safely, preview),
            changes={"listings"},
            done=done,
            refused=self._refuse,
            ended=self._end_applying,
        )

    def _end_applying(self) -> None:
        if isValid(self):
            self._applying = False
            self._fit_buttons()

    def _refuse(self, error: ShopError) -> None:
        """Say why nothing was written, above a preview of the listings as they stand now."""
        if isValid(self):
            self.refresh()
        self.context.failed.emit(error, _("Changing listings"))

    def _turn(self) -> None:
        """Leave the selected cells out, the current one without a selection; take them in where all are out."""
        if not self._leave_out.isEnabled():
            return
        current = self.table.current_id()
        chosen = self.table.selected_ids() or ([current] if current is not None else [])
        if current is not None and current not in chosen:
            chosen = [current]
        rows = (self.model.row_at(self.model.row_of(row_id)) for row_id in chosen)
        keys = {row.key for row in rows if row.key is not None}
        if keys <= self._left_out:
            self._left_out -= keys
        else:
            self._left_out |= keys
        self._tell()

    def _leave(self) -> None:
        self.context.go("listings")


def _apply_safely(preview: BulkPreview, shop: Shop, job: Job) -> int:
    back_up_before(shop, "bulk-edit", job)
    return apply_bulk_edit(shop, preview, job)

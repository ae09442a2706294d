"""Many listings changed alike: what to change at the left, only the cells that would change at the right."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from shopdesk.domain.bulk_edit import Cell as Changed
from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.errors import ShopError
from shopdesk.error_words import word_error
from shopdesk.services.bulk_edit import BulkPreview, apply_bulk_edit, preview_bulk_edit, take_bulk_edit_back
from shopdesk.services.shop import Shop
from shopdesk.ui.bulk_edit_form import FIELD_WORDS, BulkEditForm
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, label
from shopdesk.ui.page import Page
from shopdesk.ui.status import PICTURE
from shopdesk.ui.table_model import Cell, Column, TableModel
from shopdesk.ui.table_view import TableView
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import FILTER_BAR, FOOTER, HEADLINE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _, ngettext

LOOK_MS = 200
WARNINGS = {
    "price-below-cost": N_("Below its cost"),
    "title-too-long": N_("Too long for a platform"),
}


class ChangedCells:
    """The cells of a preview as a table's source."""

    def __init__(self, cells: Sequence[Changed]) -> None:
        self.cells = cells

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the cells in order; without a sort those with a warning come first."""
        keys: dict[str, Callable[[Changed], Any]] = {
            "": lambda cell: (not cell.warning, cell.handle),
            "handle": lambda cell: cell.handle,
            "field": lambda cell: cell.field,
        }
        found = sorted(range(len(self.cells)), key=lambda at: keys[sort](self.cells[at]), reverse=descending)
        return array("q", found)

    def rows(self, ids: Sequence[int]) -> list[Changed]:
        """Return these cells."""
        return [self.cells[at] for at in ids]


class BulkEditPage(Page):
    """What is typed is previewed a moment later, beside the window; nothing is written before Apply."""

    name = "bulk_edit"
    place = "listings"
    concerns = frozenset({"listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = BulkEditForm()
        self.form.changed.connect(self._look_soon)
        self.model = TableModel(_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "bulkTable")
        self._handles: list[str] = []
        self._left_out: set[str] = set()
        self._preview: BulkPreview | None = None
        self._looking: Task | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LOOK_MS)
        self._wait.timeout.connect(self._look)
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("bulkTitle")
        self._says = label(rank="second", wrap=True)
        self._says.setObjectName("bulkSays")
        self._wrong = label(rank="error", wrap=True)
        self._wrong.setObjectName("bulkWrong")
        self._lay_out()

    def _lay_out(self) -> None:
        back = button("backFromBulk", _("Listings"), self._leave, icon_name="chevron-left", look="quiet")
        self._apply = button("applyBulk", _("Apply"), self.apply, primary=True, icon_name="check", key="Ctrl+Return")
        self._leave_out = button("leaveOut", _("Leave this listing out"), self._turn_out, key="Ctrl+D")
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.table, 1)
        right.addWidget(bar("bulkFoot", FOOTER, self._says, self._wrong, None, self._leave_out, self._apply))
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.form)
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
            self._handles, self._left_out = [str(handle) for handle in handles], set()
            count = len(self._handles)
            words = ngettext("Change {count} listing", "Change {count} listings", count)
            self._title.setText(words.format(count=f"{count:,}"))
            self.form.begin()
            self._look()

    def refresh(self) -> None:  # noqa: D102
        self._look_soon()

    def counts_text(self) -> str:  # noqa: D102
        cells = len(self._preview.cells) if self._preview else 0
        return ngettext("{count} cell", "{count} cells", cells).format(count=f"{cells:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._preview.cells) if self._preview else 0

    # The preview

    def _look_soon(self) -> None:
        self._wait.start()

    def _look(self) -> None:
        """Preview what is typed, beside the window; a newer wish takes the place of an older one."""
        if self._looking is not None:
            self._looking.cancel()
        operations, handles = self.form.operations(), list(self._handles)
        if not operations or not handles:
            self._show(BulkPreview((), (), ()))
            return
        self.context.reader.ask(lambda shop: _try_preview(shop, handles, operations), self._found)

    def _found(self, found: "BulkPreview | ShopError") -> None:
        if not isValid(self):
            return
        if isinstance(found, ShopError):
            self._show(BulkPreview((), (), ()))
            self._wrong.setText(word_error(found))
            return
        self._show(found)

    def _show(self, preview: BulkPreview) -> None:
        self._wrong.clear()
        self._preview = preview
        shown = preview.without(self._left_out)
        self.model.show(ChangedCells(shown.cells))
        words = ngettext(
            "{cells} cell in {listings} listings", "{cells} cells in {listings} listings", len(shown.cells)
        )
        parts = [words.format(cells=f"{len(shown.cells):,}", listings=f"{len(shown.changes):,}")]
        if self._left_out:
            parts.append(_("{count} left out").format(count=len(self._left_out)))
        warned = sum(bool(cell.warning) for cell in shown.cells)
        if warned:
            parts.append(_("{count} to look at").format(count=warned))
        self._says.setText(" · ".join(parts))
        if preview.refused:
            _handle, error = preview.refused[0]
            words = ngettext(
                "{count} listing cannot: {why}", "{count} listings cannot, the first: {why}", len(preview.refused)
            )
            self._wrong.setText(words.format(count=len(preview.refused), why=word_error(error)))
        self._apply.setEnabled(bool(shown.changes))
        self._leave_out.setEnabled(bool(shown.cells))
        self.counted.emit()

    # What a person does

    def apply(self) -> None:
        """Write what is previewed; it can be taken back as a whole."""
        if self._preview is None or self._looking is not None:
            return
        preview = self._preview.without(self._left_out)
        count = len(preview.changes)
        title = ngettext("{count} listing changed", "{count} listings changed", count).format(count=count)

        def done(_count: int) -> None:
            self.context.note(
                Change(
                    title,
                    lambda shop, _job: take_bulk_edit_back(shop, preview),
                    lambda shop, _job: apply_bulk_edit(shop, preview),
                )
            )
            self.form.begin()

        self.context.write(
            title,
            lambda shop, _job: apply_bulk_edit(shop, preview),
            changes={"listings"},
            done=done,
            refused=partial(self._refuse),
        )

    def _refuse(self, error: ShopError) -> None:
        self._look()
        self._wrong.setText(word_error(error))

    def _turn_out(self) -> None:
        row_id = self.table.current_id()
        if row_id is not None and self._preview is not None:
            self._left_out.add(self.model.row_at(self.model.row_of(row_id)).handle)
            self._show(self._preview)

    def _leave(self) -> None:
        self.context.go("listings")


def _try_preview(shop: Shop, handles: Sequence[str], operations: Sequence[Operation]) -> BulkPreview | ShopError:
    """Preview; a refusal is an answer for the page."""
    try:
        return preview_bulk_edit(shop, handles, operations)
    except ShopError as error:
        return error


def _columns() -> list[Column]:
    return [
        Column("handle", _("Listing"), lambda cell: Cell(cell.handle), 140),
        Column("", _("SKU"), lambda cell: Cell(cell.sku, role="text-2"), 110),
        Column("field", _("Field"), lambda cell: Cell(_field(cell.field)), 96),
        Column("", _("Before"), lambda cell: Cell(cell.before, role="muted"), 150),
        Column("", _("After"), lambda cell: Cell(cell.after, bold=True), 160, stretch=True),
        Column("", _("Look at"), _warning, 130),
    ]


def _field(field: str) -> str:
    group, _dot, name = field.partition(".")
    words = _(FIELD_WORDS[group])
    return f"{words}: {name}" if name else words


def _warning(cell: Changed) -> Cell:
    return Cell(_(WARNINGS[cell.warning]), status=PICTURE["warn"]) if cell.warning else Cell("")

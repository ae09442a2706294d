"""The records of one file: a table for each kind, and beside it the panel of the current row."""

from functools import partial

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.imports import RowProblem
from shopdesk.services.imports import ImportResult
from shopdesk.ui.context import Context
from shopdesk.ui.controls import label, line, row
from shopdesk.ui.imports.import_panel import ImportPanel
from shopdesk.ui.imports.import_tables import KINDS, RECORD_KEYS, REFUSED_KEYS, ListSource, record_columns
from shopdesk.ui.status import IMPORT_ROW
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import NARROW_WIDTH, PANEL, PANEL_NARROW, RAIL, RAIL_NARROW, SMALL_WIDTH, SPACE
from shopdesk.words import _

SPARED = {  # columns that are left out where the table has less room: number, what to do, what it brings
    "rejected": (("#4", 720), ("#1", 480)),
    "created": (("#3", 480),),
    "updated": (("name", 480),),
}


class Records(QWidget):
    """Shows the records of a kind, and the current one in full."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._result: ImportResult | None = None
        self._remarks: dict[int, RowProblem] = {}
        self._kind = KINDS[0]
        self.models = {kind: TableModel(record_columns(kind, self._remark), self) for kind in KINDS}
        self.tables: dict[str, TableView] = {}
        self._stack = QStackedWidget()
        for kind, model in self.models.items():
            table = TableView(model, context.thumbnails, f"importTable-{kind}", IMPORT_ROW[kind].shown)
            table.stood_on.connect(partial(self._stand_on, kind))
            self.tables[kind] = table
            self._stack.addWidget(table)
        self._more = label(rank="muted", wrap=True)
        self._more.setObjectName("importMore")
        left = QFrame()
        left.setProperty("card", "true")
        inner = QVBoxLayout(left)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self._stack, 1)
        inner.addWidget(line())
        inner.addLayout(row(self._more, margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2])))
        self.panel = ImportPanel()
        layout = row(left, self.panel, spacing=SPACE[3])
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def fit(self, width: int, beside: int = 0) -> None:
        """Share the window's width, less what stands beside; what the table spares is told by the panel."""
        panel = PANEL_NARROW if width <= SMALL_WIDTH else PANEL
        self.panel.setFixedWidth(panel)
        room = width - (RAIL if width >= NARROW_WIDTH else RAIL_NARROW) - 2 * SPACE[5] - beside - panel
        for kind, table in self.tables.items():
            table.chooser.spare([name for name, least in SPARED.get(kind, ()) if room < least])

    @property
    def model(self) -> TableModel:
        """The model of the kind that is shown."""
        return self.models[self._kind]

    def show_result(self, result: ImportResult) -> None:
        """Hold the records of a file."""
        self._result = result
        self._remarks = {problem.row: problem for problem in reversed(result.warnings)}
        preview = result.preview
        assert preview is not None
        held = (preview.created, preview.updated, preview.unchanged, preview.refused)
        for kind, records in zip(KINDS, held, strict=True):
            self.models[kind].show(ListSource(records, REFUSED_KEYS if kind == "rejected" else RECORD_KEYS))

    def show_kind(self, kind: str) -> None:
        """Show the records of a kind, its first one in full."""
        self._kind = kind
        table, model = self.tables[kind], self.models[kind]
        self._stack.setCurrentWidget(table)
        self._more.setText(self._note())
        if model.rowCount() == 0:
            self.panel.show_nothing(_("No row of this kind."))
        elif table.currentIndex().isValid():
            self._show_current(table.current_id() or 0)
        else:
            table.selectRow(0)

    def _note(self) -> str:
        """Return what stands below the table: how many are not shown, or what may be done."""
        assert self._result is not None
        result, shown = self._result, self.model.rowCount()
        counts = (result.created, result.updated, result.unchanged, len(result.rejected))
        total = counts[KINDS.index(self._kind)]
        if total > shown:
            return _("The first {shown} of {total} are shown; all are counted.").format(
                shown=f"{shown:,}", total=f"{total:,}"
            )
        if self._kind == "rejected" and total:
            return _("Correct the file and drop it again as a whole: what is here already is known, the rest is added.")
        return _("Nothing is written yet.")

    def _remark(self, row_number: int) -> RowProblem | None:
        return self._remarks.get(row_number)

    def _stand_on(self, kind: str, row_id: int) -> None:
        if kind == self._kind:
            self._show_current(row_id)

    def take_focus(self) -> None:
        """Stand in the table that is shown, so that the arrow keys work at once."""
        self.tables[self._kind].setFocus()

    def _show_current(self, row_id: int) -> None:
        at = self.model.row_of(row_id)
        if at < 0:
            return
        record, place = self.model.row_at(at), f"{at + 1:,} / {self.model.rowCount():,}"
        if self._kind == "rejected":
            self.panel.show_refused(record, place)
        else:
            self.panel.show_record(record, self._kind, self._remark(record.row), place)

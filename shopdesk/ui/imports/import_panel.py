"""The panel beside the records: the current one in full, or why a row stays out with its cells as they stand."""

from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton

from shopdesk.domain.imports import RowProblem
from shopdesk.services.imports import PreviewRecord, RefusedRow
from shopdesk.ui.controls import StatusLabel, column, label, selectable
from shopdesk.ui.imports.import_tables import number_of
from shopdesk.ui.imports.import_words import tell_and_advise, word_cell, word_field, word_value, word_why
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.status import IMPORT_ROW, Status
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _


class ImportPanel(SidePanel):
    """Shows one record of the file; it stays open as long as the preview."""

    def __init__(self) -> None:
        super().__init__(_("The row in full"))
        self.setObjectName("importPanel")
        self.setProperty("card", "true")
        close = self.findChild(QToolButton, "closePanel")
        assert isinstance(close, QToolButton)
        close.hide()

    def show_record(self, record: PreviewRecord, kind: str, remark: RowProblem | None, place: str) -> None:
        """Show a record that is taken."""
        self.begin(_("Row {row}").format(row=f"{record.row:,}"), [label(place, rank="muted")])
        self.add(StatusLabel(IMPORT_ROW[kind]), facts(((_("Number"), record.name), (_("Goods"), record.title))))
        if remark is not None:
            self._add_remark(remark)
        if kind == "updated":
            self.add(_before_and_after(record), title=_("What changes"))
        elif record.fields:
            told = [(word_field(f), word_value(f.name, f.new, record.currency)) for f in record.fields]
            self.add(facts(told), title=_("What it brings"))
        elif kind == "unchanged":
            self.add(label(_("The shop knows all of this already. It is skipped."), rank="second", wrap=True))

    def show_refused(self, row: RefusedRow, place: str) -> None:
        """Show a row that is not taken: what happened, what it means, what to do, and its cells."""
        problem = row.problem
        self.begin(_("Row {row}").format(row=f"{problem.row:,}"), [label(place, rank="muted")])
        happened, advice = tell_and_advise(problem)
        means = _("This row is not taken; all others are. Nothing of it is lost.")
        told = [
            (_("Number"), number_of(row)),
            (_("What happened"), happened),
            (_("It means"), means),
            (_("What to do"), advice),
        ]
        self.add(StatusLabel(IMPORT_ROW["rejected"]), facts([pair for pair in told if pair[1]]))
        self.add(_cells(row), title=_("The row as it stands in the file"))

    def show_nothing(self, text: str) -> None:
        """Say that no row is current."""
        self.begin("")
        self.add(label(text, rank="muted", wrap=True))

    def _add_remark(self, remark: RowProblem) -> None:
        happened, advice = tell_and_advise(remark)
        shown = StatusLabel()
        shown.show_status(Status("tri", "warn", "warn"), word_why(remark))
        self.add(
            shown,
            label(f"{happened} {advice}".strip(), rank="second", wrap=True),
        )


def _before_and_after(record: PreviewRecord) -> QGridLayout:
    grid = _grid()
    for at, title in enumerate((_("Field"), _("Before"), _("After"))):
        grid.addWidget(label(title, rank="muted", size=CAPTION), 0, at)
    for line, field in enumerate(record.fields, 1):
        grid.addWidget(label(word_field(field), rank="muted", wrap=True), line, 0)
        old = selectable(label(word_value(field.name, field.old, record.currency), rank="second", wrap=True))
        grid.addWidget(old, line, 1)
        new = selectable(label(word_value(field.name, field.new, record.currency), bold=True, wrap=True))
        new.setObjectName(f"after-{field.name}")
        grid.addWidget(new, line, 2)
    return grid


def _cells(row: RefusedRow) -> QGridLayout:
    grid = _grid()
    for line, (name, text) in enumerate(row.cells):
        bad = bool(row.problem.column) and name == row.problem.column
        grid.addWidget(label(name, rank="muted", wrap=True), line, 0)
        shown = selectable(label(word_cell(name, text), rank="error" if bad else "", bold=bad, wrap=True))
        if not bad:
            grid.addWidget(shown, line, 1)
            continue
        shown.setObjectName("badCell")
        marked = QFrame()
        marked.setProperty("card", "urgent")
        marked.setLayout(column(shown, margins=(SPACE[2], SPACE[1], SPACE[2], SPACE[1])))
        grid.addWidget(marked, line, 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE[3])
    grid.setVerticalSpacing(SPACE[2])
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    return grid

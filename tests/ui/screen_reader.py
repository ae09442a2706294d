"""What a screen reader is told of a window: names, states, what is wrong with a field."""

import re
from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QTreeView,
    QWidget,
)

from shopdesk.ui.tables.table_model import CELL_ROLE, Cell
from tests.ui.keyboard import called, controls, inside, whole


def heard(control: QWidget) -> QAccessibleInterface:
    """Return what a screen reader knows of a control."""
    return QAccessible.queryAccessibleInterface(control)


def name_of(control: QWidget) -> str:
    """Return a control's name as it is read out."""
    if isinstance(control, QComboBox):  # on some systems its value is read out first, and its name as its label
        return control.accessibleName().strip()
    return heard(control).text(QAccessible.Text.Name).strip()


def faults_of(window: QWidget) -> Iterator[str]:
    """Tell what has no name or shares it with another, and whose state is not told."""
    alike: dict[tuple[object, str, str], list[QWidget]] = defaultdict(list)
    for control in controls(window):
        told, name = heard(control), name_of(control)
        if not name:
            yield f"{called(control)} has no name"
        elif not _said(name) and name not in (".", "-"):  # keys of a pad, each said as what it is
            yield f"{called(control)} is told as {name}"
        alike[told.role(), name, told.text(QAccessible.Text.Description)].append(control)
        if told.state().disabled == control.isEnabled():
            yield f"{called(control)} does not tell whether it is grey"
        if isinstance(control, QAbstractButton) and control.isCheckable() and not _tells_whether_on(control):
            yield f"{called(control)} does not tell whether it is on"
        if isinstance(control, QLineEdit) and bool(told.state().readOnly) != control.isReadOnly():
            yield f"{called(control)} does not tell whether it can be typed in"
    for (_role, name, _description), same in alike.items():
        if len(same) > 1:
            yield f"{', '.join(called(one) for one in same)} are all called {name}"


def _tells_whether_on(button: QAbstractButton) -> bool:
    state = heard(button).state()
    return bool(state.checkable) and bool(state.checked) == button.isChecked()


# Tables


MARKS = re.compile(r"[★☆✓✗✕⌫▲▼↑↓←→]")  # said as "black star", or not at all
GENERIC = ("Table", "List", "Gallery", "表格", "列表")
TEXT, SEEN_ROWS = QAccessible.Text.Name, 12


def table_faults(window: QWidget) -> Iterator[str]:
    """Tell which table or list has no name of its own, which head has no words, and which cell that shows something."""
    views = [view for view in inside(window, QAbstractItemView) if view.isVisible() and view.model() is not None]
    names: dict[str, str] = {}
    for view in views:
        if isinstance(view, QHeaderView) or not whole(view):
            continue
        name = heard(view).text(TEXT).strip()
        if not name or name in GENERIC:
            yield f"{called(view)} is told as {name or 'nothing'}, not by what it holds"
        elif name in names:
            yield f"{called(view)} and {names[name]} are both called {name}"
        names[name] = called(view)
        yield from _cell_faults(view) if isinstance(view, QTableView) else _line_faults(view)


def _line_faults(view: QAbstractItemView) -> Iterator[str]:
    """Tell which line of a list or tree shows something and has no words; cards are told as one walks to them."""
    model, columns = view.model(), [0]
    if isinstance(view, QTreeView):
        columns = [at for at in range(model.columnCount(QModelIndex())) if not view.isColumnHidden(at)]
    for row in range(min(model.rowCount(QModelIndex()), SEEN_ROWS)):
        for at in columns:
            index = model.index(row, at)
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
            if _paints(index) and not _said(words):
                yield f"{called(view)}: row {row} is told as {words!r}"


def _cell_faults(table: QTableView) -> Iterator[str]:
    shown = [at for at in range(table.model().columnCount()) if not table.isColumnHidden(at)]
    for at in shown:
        if not _said(title := head_of(table, at)):
            yield f"{called(table)}: column {at} is told as {title!r}"
    for row in range(min(table.model().rowCount(), SEEN_ROWS)):
        for at in shown:
            index, told = table.model().index(row, at), cell_of(table, row, at)
            if _paints(index) and not _said(words := told.text(TEXT)):
                yield f"{called(table)}: {head_of(table, at)} of row {row} is told as {words!r}"
            if bool(told.state().selected) != table.selectionModel().isSelected(index):
                yield f"{called(table)}: {head_of(table, at)} of row {row} does not tell whether it is selected"


def head_of(table: QTableView, column: int) -> str:
    """Return what a screen reader says of a column's head."""
    return heard(table).child(column + 1).text(TEXT)


def cell_of(table: QTableView, row: int, column: int) -> QAccessibleInterface:
    """Return what a screen reader knows of a cell; heads of rows and columns are counted among them."""
    return heard(table).child((row + 1) * (table.model().columnCount() + 1) + column + 1)


def _said(words: str) -> bool:
    return any(letter.isalnum() for letter in words) and not MARKS.search(words)


def _paints(index: QModelIndex) -> bool:
    cell = index.data(CELL_ROLE)
    if isinstance(cell, Cell):
        return bool(cell.text or cell.status or cell.picture or cell.spark or cell.share is not None)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.CheckStateRole)
    return any(index.data(role) not in (None, "") for role in roles)

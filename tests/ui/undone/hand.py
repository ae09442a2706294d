"""A hand at one window, what it sees of a page, and the verbs that are tried with Ctrl+Z and Ctrl+Y."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTreeView,
    QWidget,
)

from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.window.main_window import MainWindow

# of what the page stands on, which a verb may change
OF_A_PANEL = {"offersTable", "countTable", "handoverTable", "attributeTable", "wavePlaces", "wavePreview"}
GIVEN_UP = re.compile("Cancelled|Taken apart|Taken back")  # counts, waves, manifests stay in their lists
GROWS = {"allSteps", "goto-picture-unchecked"}  # a history only grows, pictures are checked beside the window
BUTTONS = "buttons"  # among the fields: which buttons are seen
CONTROL = Qt.KeyboardModifier.ControlModifier
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QLabel, QAbstractButton)


class Hand:
    """A hand at one window: it presses what it sees and waits until that is done."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot = window, qtbot
        self.shop = window.context.shop

    @property
    def page(self):
        return self.window.current_page

    def see(self, name: str, kind: type = QWidget):
        found = [one for one in self.page.findChildren(kind, name) if not isinstance(one, QWidget) or one.isVisible()]
        assert found, f"{name} is not seen on {self.page.name}"
        return found[-1]

    def press(self, name: str) -> None:
        control = next(
            (one for one in self.page.findChildren(QAbstractButton, name) if one.isVisible()), None
        ) or self.see(name, QAction)
        assert control.isEnabled(), f"{name} is grey"
        control.click() if isinstance(control, QAbstractButton) else control.trigger()
        self.settle()

    def write(self, name: str, text: str) -> QWidget:
        field = self.see(name, QLineEdit) if self.page.findChildren(QLineEdit, name) else self.see(name, QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        field.insert(text) if isinstance(field, QLineEdit) else field.insertPlainText(text)
        return field

    def enter(self, name: str, text: str) -> None:
        QTest.keyClick(self.write(name, text), Qt.Key.Key_Return)
        self.settle()

    def turn(self, name: str, value: float) -> None:
        box = self.see(name, QAbstractSpinBox)
        box.setFocus()
        box.setValue(value)
        QTest.keyClick(box, Qt.Key.Key_Return)
        self.settle()

    def choose(self, name: str, at: int = -1) -> None:
        box = self.see(name, QComboBox)
        box.setCurrentIndex(at if at >= 0 else (box.currentIndex() + 1) % box.count())
        box.activated.emit(box.currentIndex())
        self.settle()

    def select(self, *rows: int) -> None:
        table = self.page.table
        table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows or (0,):
            table.selectionModel().select(table.model().index(row, 0), flags)
        table.setCurrentIndex(
            table.model().index((rows or (0,))[-1], 0),
        )
        for row in rows:
            table.selectionModel().select(table.model().index(row, 0), flags)
        self.settle()

    def names(self) -> list[str]:
        """Return the names of the buttons that are seen."""
        return [one.objectName() for one in self.page.findChildren(QAbstractButton) if one.isVisible()]

    def settle(self) -> None:
        quiet = 0

        def still() -> bool:
            nonlocal quiet
            context = self.window.context
            busy = context.runner.busy or context.reader.busy or context.upkeep.waiting
            quiet = 0 if busy else quiet + 1
            return quiet > 8  # a page that has just been read may ask for more

        self.qtbot.waitUntil(still, timeout=30_000)

    def key(self, key: Qt.Key) -> None:
        if (focus := self.window.focusWidget()) is not None:
            focus.clearFocus()  # a field would take back what was typed in it first
        QTest.keyClick(self.window, key, CONTROL)
        self.settle()

    def told(self) -> dict[str, object]:
        """Return what the page shows: rows of its tables and lists, counts of its views, what stands in its fields."""
        self.settle()
        told: dict[str, object] = {}
        apart = OF_A_PANEL - set(self.fields)
        for table in self.page.findChildren(TableView):
            if table.objectName() in apart:
                continue
            model = table.table_model
            rows = [model.row_at(row) for row in range(model.rowCount())]
            told[table.objectName()] = sorted(plain(c.cell(row).text for c in model.columns) for row in rows)
        for cells in self.page.findChildren(QTableWidget):
            if cells.objectName() in apart:
                continue
            told[cells.objectName()] = [
                (item.text(), item.checkState())
                for at in range(cells.rowCount() * cells.columnCount())
                if (item := cells.item(*divmod(at, cells.columnCount()))) is not None
            ]
        for one in self.page.findChildren(QListWidget):
            if one.objectName() in apart:
                continue
            items = [one.item(at) for at in range(one.count())]
            texts = [item.text() + "✓" * (item.checkState() == Qt.CheckState.Checked) for item in items]
            told[one.objectName()] = [text for text in texts if text and not GIVEN_UP.search(text)]
        for strip in self.page.findChildren(QListView):
            if not isinstance(strip, QListWidget) and strip.objectName() in self.fields:
                told[strip.objectName()] = leaves(strip.model())
        if BUTTONS in self.fields:
            told[BUTTONS] = sorted(set(self.names()) - GROWS)
        for tree in self.page.findChildren(QTreeView):
            told[tree.objectName()] = leaves(tree.model())
        for tabs in self.page.findChildren(ViewTabs):
            told[tabs.objectName()] = [tabs.tabText(at) for at in range(tabs.count())]
        for field in self.page.findChildren(QWidget):
            if isinstance(field, FIELDS) and field.isVisible() and field.objectName() in self.fields:
                told[field.objectName()] = value_of(field)
        return told

    fields: tuple[str, ...] = ()
    sold: str = ""


def plain(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a row's texts."""
    return tuple(texts)


def leaves(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    """Return the names of a tree, branch by branch."""
    inside = parent or QModelIndex()
    found: list[str] = []
    for row in range(model.rowCount(inside)):
        index = model.index(row, 0, inside)
        found += [str(index.data()), *leaves(model, index)]
    return found


def differing(first: dict[str, object], second: dict[str, object]) -> list[str]:
    """Return what is told differently by two looks at a page, of all that both have looked at."""
    found = []
    for name in first.keys() & second.keys():
        one, other = first[name], second[name]
        if one != other and isinstance(one, list) and isinstance(other, list):
            found += [f"{name} - {row}" for row in one if row not in other]
            found += [f"{name} + {row}" for row in other if row not in one]
            if not any(told.startswith(f"{name} ") for told in found):
                found.append(f"{name}: in another order")
        elif one != other:
            found.append(f"{name}: {one} → {other}")
    return found


def value_of(field: QWidget) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


Do = Callable[[Hand], object]
VERBS: dict[str, tuple[str, Do, Do]] = {}  # the page with what it is asked, what is there before, what is done
FIELDS_OF: dict[str, tuple[str, ...]] = {}


def verb(page: str, before: Do | None = None, *, fields: tuple[str, ...] = (), **wanted: object) -> Callable[[Do], Do]:
    """Note a verb of a page."""

    def note(act: Do) -> Do:
        def go(hand: Hand) -> None:
            hand.window.go(page, **wanted)
            hand.settle()
            if before is not None:
                before(hand)

        name = act.__name__.strip("_").replace("_", " ")
        VERBS[name], FIELDS_OF[name] = (page, go, act), fields
        return act

    return note


def pressing(page: str, name: str, control: str, *rows: int, **wanted: object) -> None:
    """Note a verb that is one press on what is selected."""

    def act(hand: Hand) -> None:
        hand.press(control)

    act.__name__ = name
    verb(page, lambda hand: hand.select(*rows), **wanted)(act)

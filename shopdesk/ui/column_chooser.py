"""Which columns a table shows, and in which order: chosen from its header or by key, remembered on this PC."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu

from shopdesk.ui import machine
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.table_view import TableView

KEY = "Ctrl+Shift+C"


class ColumnChooser(QObject):
    """Shows, hides and orders one table's columns.

    `keeps` is False while a saved view is shown: what is chosen then belongs to that view alone. `memory` tells apart
    the sets of columns that one table shows in turn.
    """

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table, self._moving = table, False
        self._withheld, self._spared = frozenset[str](), frozenset[str]()
        self.keeps, self.memory = True, ""
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.open_at)
        header.sectionMoved.connect(self._moved)
        self.key = QShortcut(QKeySequence(KEY), table)
        self.key.setWhatsThis(_("Columns…"))
        self.key.activated.connect(self.open)
        self.key.activatedAmbiguously.connect(self._open_focused)

    # What is shown

    def names(self) -> list[str]:
        """Return what the columns are called where they are kept: their keys, a number for those without one."""
        return [column.key or f"#{at}" for at, column in enumerate(self._table.table_model.columns)]

    def places_shown(self) -> list[int]:
        """Return the places of the columns shown, in the order they are seen."""
        header = self._table.horizontalHeader()
        order = sorted(range(len(self.names())), key=header.visualIndex)
        return [at for at in order if not self._table.isColumnHidden(at)]

    def shown(self) -> tuple[str, ...]:
        """Return the names of the columns shown, in order; none at all where they are the usual ones."""
        names, shown = self.names(), self.places_shown()
        return () if shown == self._usual() else tuple(names[at] for at in shown)

    def show(self, wanted: Sequence[str]) -> None:
        """Show these columns in this order, the usual ones where none is told; unknown names are left out."""
        names, header = self.names(), self._table.horizontalHeader()
        places = [names.index(name) for name in wanted if name in names]
        seen = set(places or self._usual())
        self._moving = True
        for at, name in enumerate(names):
            self._table.setColumnHidden(at, at not in seen or name in self._withheld)
        for to, at in enumerate(places + [at for at in range(len(names)) if at not in places]):
            header.moveSection(header.visualIndex(at), to)
        self._moving = False
        self._table.keep_room()

    def withhold(self, names: Iterable[str]) -> None:
        """Keep columns out of sight that nobody shall choose at present; the others stand as they were chosen."""
        if (withheld := frozenset(names)) != self._withheld:
            self._withheld = withheld
            self.restore()

    def spare(self, names: Iterable[str]) -> None:
        """Leave columns out of the usual ones where there is little room; whoever wants them can choose them."""
        self._spared = frozenset(names)
        if self.keeps and not self.chosen():
            self.restore()

    def _usual(self) -> list[int]:
        columns = enumerate(zip(self._table.table_model.columns, self.names(), strict=True))
        left_out = self._withheld | self._spared
        return [at for at, (column, name) in columns if not column.hidden and name not in left_out]

    # What this PC remembers

    def restore(self) -> None:
        """Show what was chosen last, without a choice the usual columns."""
        self.show(self.chosen() if self.keeps else ())

    def chosen(self) -> tuple[str, ...]:
        """Return the columns chosen last, in order; none at all without a choice. Columns that are new are shown."""
        told = self._recall()
        usual = [self.names()[at] for at in self._usual()]
        return tuple([n for n, shown in told.items() if shown] + [n for n in usual if n not in told]) if told else ()

    def _recall(self) -> dict[str, bool]:
        told = machine.recall(self._place).split(",")
        return {name[1:]: name[0] == "+" for name in told if name[:1] in ("+", "-") and name[1:] in self.names()}

    @property
    def _place(self) -> str:
        return "columns/" + ".".join(part for part in (self._table.objectName(), self.memory) if part)

    def _keep(self) -> None:
        """Remember what is shown now; of a withheld column what was chosen before."""
        if not self.keeps:
            return
        if not self.shown():
            machine.remember(self._place, "")
            return
        names, before, header = self.names(), self._recall(), self._table.horizontalHeader()
        told = []
        for at in sorted(range(len(names)), key=header.visualIndex):
            shown = not self._table.isColumnHidden(at)
            if names[at] in self._withheld:
                shown = before.get(names[at], not self._table.table_model.columns[at].hidden)
            told.append(("+" if shown else "-") + names[at])
        machine.remember(self._place, ",".join(told))

    def _moved(self, _section: int, _before: int, _after: int) -> None:
        if not self._moving:
            self._keep()

    # How it is chosen

    def open(self) -> None:
        """Offer the columns below the header, as a right click on it does."""
        self.open_at(QPoint(0, self._table.horizontalHeader().height()))

    def open_at(self, place: QPoint) -> None:
        """Offer the columns; the menu stays open until all are chosen."""
        menu = _ColumnMenu(self._table)
        menu.setObjectName("columnsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = self.names()
        for at, column in enumerate(self._table.table_model.columns):
            if names[at] not in self._withheld:
                action = QAction(column.title.replace("&", "&&"), menu, checkable=True)
                action.setData(at)
                action.toggled.connect(lambda shown, at=at: self._toggle(menu, at, shown))
                menu.addAction(action)
        menu.addSeparator()
        usual = menu.addAction(_("Usual columns"))
        usual.setObjectName("usualColumns")
        usual.triggered.connect(self.reset)
        self._mark(menu)
        menu.popup(self._table.horizontalHeader().mapToGlobal(place))

    def reset(self) -> None:
        """Show the usual columns in their usual order again."""
        self.show(())
        self._keep()

    def _toggle(self, menu: QMenu, at: int, shown: bool) -> None:
        if self._table.isColumnHidden(at) == shown:
            self._table.setColumnHidden(at, not shown)
            self._table.keep_room()
            self._keep()
            self._mark(menu)

    def _mark(self, menu: QMenu) -> None:
        """Check what is shown; the last column cannot be hidden, what is usual cannot be made usual."""
        shown = self.places_shown()
        for action in menu.actions():
            if action.isCheckable():
                action.setChecked(action.data() in shown)
                action.setEnabled(action.data() not in shown or len(shown) > 1)
            elif not action.isSeparator():
                action.setEnabled(bool(self.shown()))

    def _open_focused(self) -> None:
        """Of several tables in sight, ask the one with the focus, else the one the key has met."""
        from shopdesk.ui.table_view import TableView  # loaded late: the table knows its chooser

        focus = QApplication.focusWidget()
        (focus.chooser if isinstance(focus, TableView) else self).open()


class _ColumnMenu(QMenu):
    """Stays open while columns are checked and unchecked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        action = self.activeAction()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

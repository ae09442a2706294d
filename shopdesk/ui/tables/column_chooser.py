"""Which columns a table shows, and in which order: chosen from its header or by key, remembered on this PC."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from shopdesk.ui import machine
from shopdesk.ui.announce import announce
from shopdesk.ui.tables.column_menu import ColumnMenu
from shopdesk.ui.tables.column_width import STEP
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_view import TableView

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
        self.key.activatedAmbiguously.connect(self.open_focused)

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
        self._table.widths.keep_room()

    def withhold(self, names: Iterable[str]) -> None:
        """Keep columns out of sight that nobody shall choose at present; the others stand as they were chosen."""
        if (withheld := frozenset(names)) != self._withheld:
            self._withheld = withheld
            self.restore()

    def spare(self, names: Iterable[str]) -> None:
        """Leave columns out of the usual ones where there is little room; whoever wants them can choose them."""
        before, self._spared = self._spared, frozenset(names)
        if self._spared != before and self.keeps and not self.chosen():
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

    def place_of(self, what: str) -> str:
        """Return where this PC remembers something of the set of columns that is shown."""
        return f"{what}/" + ".".join(part for part in (self._table.objectName(), self.memory) if part)

    @property
    def _place(self) -> str:
        return self.place_of("columns")

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
        menu = ColumnMenu(self._table)
        for at in self._offered():
            action = menu.add_column(at, self._table.table_model.columns[at].title)
            action.toggled.connect(lambda shown, at=at: self._toggle(menu, at, shown))
        menu.addSeparator()
        hint = menu.addAction(_("Ctrl+←/→ width, Ctrl+0 fits, Ctrl+↑/↓ place"))
        hint.setObjectName("columnsHint")
        hint.setEnabled(False)
        fit = menu.addAction(_("Fit all widths"))
        fit.setObjectName("fitColumns")
        fit.triggered.connect(self._fit_all)
        usual = menu.addAction(_("Usual columns and widths"))
        usual.setObjectName("usualColumns")
        usual.triggered.connect(self.reset)
        menu.widened.connect(partial(self._widen, menu))
        menu.fitted.connect(partial(self._fit, menu))
        menu.moved.connect(partial(self._move, menu))
        self._mark(menu)
        menu.popup(self._table.horizontalHeader().mapToGlobal(place))

    def _offered(self) -> list[int]:
        """Return the places of the columns that can be chosen, in the order they are seen."""
        names, header = self.names(), self._table.horizontalHeader()
        order = sorted(range(len(names)), key=header.visualIndex)
        return [at for at in order if names[at] not in self._withheld]

    def _widen(self, menu: ColumnMenu, at: int, by: int) -> None:
        if not self._table.isColumnHidden(at):
            self._table.widths.set_width(at, self._table.columnWidth(at) + by * STEP)
            self._tell(menu, at)

    def _fit(self, menu: ColumnMenu, at: int) -> None:
        if not self._table.isColumnHidden(at):
            self._table.widths.fit(at)
            self._tell(menu, at)

    def _fit_all(self) -> None:
        for at in self.places_shown():
            self._table.widths.fit(at)

    def _move(self, menu: ColumnMenu, at: int, by: int) -> None:
        """Let a column change places with its neighbour; the menu follows."""
        offered, header = self._offered(), self._table.horizontalHeader()
        to = offered.index(at) + by
        if not 0 <= to < len(offered):
            return
        header.moveSection(header.visualIndex(at), header.visualIndex(offered[to]))
        actions = {action.data(): action for action in menu.actions() if action.isCheckable()}
        others = [one for one in self._offered() if one != at]
        place = self._offered().index(at)
        below = actions[others[place]] if place < len(others) else next(a for a in menu.actions() if a.isSeparator())
        menu.insertAction(below, actions[at])
        menu.setActiveAction(actions[at])
        self._tell(menu, at)

    def _tell(self, menu: ColumnMenu, at: int) -> None:
        """Say where a column stands now, and how wide."""
        self._mark(menu)
        words = _("{column}: place {place}, {width} wide").format(
            column=self._table.table_model.columns[at].title, place=self._offered().index(at) + 1,
            width=self._table.columnWidth(at),
        )  # fmt: skip
        announce(menu, words)

    def reset(self) -> None:
        """Show the usual columns in their usual order and width again."""
        self._table.widths.reset()
        self.show(())
        self._keep()

    def _toggle(self, menu: ColumnMenu, at: int, shown: bool) -> None:
        if self._table.isColumnHidden(at) == shown:
            self._table.setColumnHidden(at, not shown)
            self._table.widths.keep_room()
            self._keep()
            self._mark(menu)

    def _mark(self, menu: ColumnMenu) -> None:
        """Check what is shown; the last column cannot be hidden, what is usual cannot be made usual."""
        shown = self.places_shown()
        for action in menu.actions():
            if action.isCheckable():
                action.setChecked(action.data() in shown)
                action.setEnabled(action.data() not in shown or len(shown) > 1)
            elif action.objectName() == "usualColumns":
                action.setEnabled(bool(self.shown() or self._table.widths.chosen()))

    def open_focused(self) -> None:
        """Of several tables in sight, ask the one with the focus, else this one."""
        from shopdesk.ui.tables.table_view import TableView  # loaded late: the table knows its chooser

        focus = QApplication.focusWidget()
        (focus.chooser if isinstance(focus, TableView) else self).open()

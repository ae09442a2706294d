"""Columns that give way in a small window, where what names a row would be cut; whoever wants them can choose them."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QObject

from shopdesk.ui.tables.table_view import TableView

_SMALL = "columnsSpared"


def spare_where(small: bool, table: TableView, names: Collection[str]) -> None:
    """Leave these columns out of the usual ones while the window is small."""
    if bool(table.property(_SMALL)) != small:
        table.setProperty(_SMALL, small)
        table.chooser.spare(names if small else ())


class SparedByRoom(QObject):
    """Leaves columns out of a table's usual ones, each where there is less room, in pixels, than told."""

    def __init__(self, table: TableView, rooms: Mapping[str, int]) -> None:
        super().__init__(table)
        self._table, self._rooms = table, rooms
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() == QEvent.Type.Resize:
            room = self._table.width()
            self._table.chooser.spare(name for name, needed in self._rooms.items() if room < needed)
        return super().eventFilter(watched, event)

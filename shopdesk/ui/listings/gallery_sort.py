"""The box that says how the listings are sorted; the table's header and it are one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.words import N_, _

WORST_FIRST = "score asc"
# A column's key and its way, as the box keeps them.
ORDERS = {
    WORST_FIRST: N_("Score: lowest first"),
    "score desc": N_("Score: highest first"),
    "available asc": N_("Available: fewest first"),
    "price asc": N_("Price: lowest first"),
    "price desc": N_("Price: highest first"),
    "changed desc": N_("Changed: latest first"),
    "title asc": N_("Title"),
    " asc": N_("As they came"),
}
LEAST, MOST = 96, 190


class SortBox(QComboBox):
    """Sorts the table's model; `sorted_anew` says that its rows stand in another order by the box's wish."""

    sorted_anew = Signal()

    def __init__(self, model: TableModel, table: TableView) -> None:
        super().__init__()
        self.setObjectName("listingsSort")
        self.setAccessibleName(_("Sorted by"))
        self.setToolTip(_("Sorted by") + "  Ctrl+Shift+O")
        self.setPlaceholderText(_("As the table is"))
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)
        self._model, self._table = model, table
        for key, title in ORDERS.items():
            self.addItem(_(title), key)
        self.currentIndexChanged.connect(self._take_order)
        model.modelReset.connect(self._show_order)

    def sort_as(self, order: str) -> None:
        """Sort by one of ORDERS; the table's header shows it where it has the column."""
        key, way = order.split(" ")
        if (key, way == "desc") == (self._model.sort_key, self._model.descending):
            return
        self._model.sort_key, self._model.descending = key, way == "desc"
        at = next((at for at, column in enumerate(self._model.columns) if key and column.key == key), -1)
        header = self._table.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(at, Qt.SortOrder.DescendingOrder if way == "desc" else Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)
        self._model.refresh()
        self.sorted_anew.emit()

    def _take_order(self, at: int) -> None:
        if at >= 0:
            self.sort_as(self.itemData(at))

    def _show_order(self) -> None:
        order = f"{self._model.sort_key} {'desc' if self._model.descending else 'asc'}"
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(order))
        self.blockSignals(False)
        self.update()

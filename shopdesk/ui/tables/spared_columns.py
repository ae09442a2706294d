"""Columns that give way in a small window, where what names a row would be cut; whoever wants them can choose them."""

from collections.abc import Collection

from shopdesk.ui.tables.table_view import TableView

_SMALL = "columnsSpared"


def spare_where(small: bool, table: TableView, names: Collection[str]) -> None:
    """Leave these columns out of the usual ones while the window is small."""
    if bool(table.property(_SMALL)) != small:
        table.setProperty(_SMALL, small)
        table.chooser.spare(names if small else ())

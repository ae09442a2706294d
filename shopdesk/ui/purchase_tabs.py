"""The second group of tabs above buying in: purchase orders, suppliers, batches; each is a page of its own."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.ui.table_page import TablePage
from shopdesk.ui.view_tabs import ViewTabs
from shopdesk.words import _


def add_area_tabs(page: TablePage) -> ViewTabs:
    """Put the tabs at the right of a page's views; choosing another one goes there, this page keeps its own."""
    areas = {"purchasing": _("Purchase orders"), "suppliers": _("Suppliers"), "batches": _("Batches")}
    made = ViewTabs(areas, "purchasingAreas")
    made.setAccessibleName(_("Purchase orders, suppliers, batches"))
    made.stand_on(page.name)

    def leave(area: str) -> None:
        if area != page.name:
            with QSignalBlocker(made):
                made.stand_on(page.name)
            page.context.go(area)

    made.chosen.connect(leave)
    parent = page.tabs.parentWidget()
    views = parent.layout() if parent else None
    assert isinstance(views, QHBoxLayout)
    views.addWidget(made)
    return made

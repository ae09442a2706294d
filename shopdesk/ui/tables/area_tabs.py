"""A second group of tabs above pages that belong together; choosing another one goes there, this page keeps its own."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.words import _


def add_area_tabs(page: TablePage, name: str, title: str, areas: Mapping[str, str]) -> ViewTabs:
    """Put the tabs of these pages at the right of a page's views."""
    made = ViewTabs(areas, name)
    made.setAccessibleName(title)
    made.setUsesScrollButtons(False)  # room for them would push the tabs off the edge
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


def add_buying_areas(page: TablePage) -> ViewTabs:
    """Lead between purchase orders, suppliers and batches."""
    areas = {"purchasing": _("Purchase orders"), "suppliers": _("Suppliers"), "batches": _("Batches")}
    return add_area_tabs(page, "purchasingAreas", _("Purchase orders, suppliers, batches"), areas)


def add_price_areas(page: TablePage) -> ViewTabs:
    """Lead between prices and promotions."""
    areas = {"prices": _("Prices"), "promotions": _("Promotions")}
    return add_area_tabs(page, "priceAreas", _("Prices and promotions"), areas)

"""The second group of tabs above orders: orders, parcels under way, messages, couriers; each is a page of its own."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.table_page import TablePage
from shopdesk.ui.view_tabs import ViewTabs
from shopdesk.words import _


def area_buttons(context: Context) -> list[QPushButton]:
    """Return the buttons that lead from the orders, whose views need the whole bar, to the other pages."""
    return [
        button(f"to-{area}", title, partial(context.go, area), look="quiet")
        for area, title in _areas().items()
        if area != "orders"
    ]


def _areas() -> dict[str, str]:
    return {"orders": _("Orders"), "messages": _("Messages"), "parcels": _("Parcels"), "couriers": _("Couriers")}


def add_order_areas(page: TablePage) -> ViewTabs:
    """Put the tabs at the right of a page's views; choosing another one goes there, this page keeps its own."""
    made = ViewTabs(_areas(), "orderAreas")
    made.setAccessibleName(_("Orders and what goes with them"))
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

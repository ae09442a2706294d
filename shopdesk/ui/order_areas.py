"""The second group of tabs above orders: orders, parcels under way, messages, couriers; each is a page of its own."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from shopdesk.ui.controls import button
from shopdesk.ui.table_page import TablePage
from shopdesk.ui.view_tabs import ViewTabs
from shopdesk.words import _


def area_buttons(page: TablePage) -> list[QPushButton]:
    """Return the buttons that lead from the orders, whose views need the whole bar, to the other pages."""
    made = []
    for at, (area, title) in enumerate(_areas().items(), start=1):
        if area != page.name:
            leads = button(f"to-{area}", title, partial(page.context.go, area), look="quiet")
            leads.setToolTip(f"{title}  Alt+{at}")
            made.append(leads)
    _set_keys(page)
    return made


def _areas() -> dict[str, str]:
    return {"orders": _("Orders"), "messages": _("Messages"), "parcels": _("Parcels"), "couriers": _("Couriers")}


def _set_keys(page: TablePage) -> None:
    """Let Alt and a figure lead from each of the pages to the others."""
    for at, area in enumerate(_areas(), start=1):
        key = QShortcut(QKeySequence(f"Alt+{at}"), page)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(page.context.go, area))


def add_order_areas(page: TablePage) -> ViewTabs:
    """Put the tabs at the right of a page's views; choosing another one goes there, this page keeps its own."""
    made = ViewTabs(_areas(), "orderAreas")
    made.setAccessibleName(_("Orders and what goes with them"))
    for at, title in enumerate(_areas().values()):
        made.setTabToolTip(at, f"{title}  Alt+{at + 1}")
    made.stand_on(page.name)
    _set_keys(page)

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

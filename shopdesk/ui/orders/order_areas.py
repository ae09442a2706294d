"""The second group of tabs above orders: from orders to messages, parcels, couriers, waves and handover, and back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from shopdesk.ui.controls import button
from shopdesk.ui.tables.area_tabs import add_area_tabs
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _

IN_MENU = ("waves", "handover")  # the bar above the orders has no room for more


def area_actions(page: TablePage, menu: QMenu) -> None:
    """Put the ways to the pages that the bar has no room for into a menu."""
    menu.addSeparator()
    for at, (area, title) in enumerate(_areas().items(), start=1):
        if area in IN_MENU:
            action = QAction(f"{title}\tAlt+{at}", menu)
            action.setObjectName(f"to-{area}")
            action.triggered.connect(partial(_leave, page, area))
            menu.addAction(action)


def _leave(page: TablePage, area: str, _checked: bool = False) -> None:
    page.context.go(area)


def area_buttons(page: TablePage) -> list[QPushButton]:
    """Return the buttons that lead from the orders, whose views need the whole bar, to the other pages."""
    made = []
    for at, (area, title) in enumerate(_areas().items(), start=1):
        if area != page.name and area not in IN_MENU:
            leads = button(f"to-{area}", title, partial(page.context.go, area), look="quiet")
            leads.setToolTip(f"{title}  Alt+{at}")
            made.append(leads)
    _set_keys(page)
    return made


def _areas() -> dict[str, str]:
    return {
        "orders": _("Orders"), "messages": _("Messages"), "parcels": _("Parcels"), "couriers": _("Couriers"),
        "waves": _("Waves"), "handover": _("Handover"),
    }  # fmt: skip


def _set_keys(page: TablePage) -> None:
    """Let Alt and a figure lead from each of the pages to the others."""
    for at, (area, title) in enumerate(_areas().items(), start=1):
        key = QShortcut(QKeySequence(f"Alt+{at}"), page)
        key.setWhatsThis(title)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(page.context.go, area))


def add_order_areas(page: TablePage) -> None:
    """Put the tabs at the right of a page's views, with a key for each."""
    areas = _areas()
    made = add_area_tabs(page, "orderAreas", _("Orders and what goes with them"), areas)
    for at, title in enumerate(areas.values()):
        made.setTabToolTip(at, f"{title}  Alt+{at + 1}")
    _set_keys(page)

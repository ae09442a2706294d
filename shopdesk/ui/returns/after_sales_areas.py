"""The tabs above the pages of after-sales; each page with its title, Alt and a figure lead from one to the other."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from shopdesk.ui.tables.area_tabs import add_area_tabs
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _


def after_sales_areas() -> dict[str, str]:
    """Return the pages and their titles, in the order of their tabs."""
    return {
        "returns": _("Returns"),
        "tickets": _("Tickets"),
        "warranty": _("Warranty"),
        "quality": _("Quality"),
    }


def add_after_sales_areas(page: TablePage) -> None:
    """Put the tabs at the right of a page's views, with a key for each; a single page needs none."""
    areas = after_sales_areas()
    if len(areas) < 2:
        return
    made = add_area_tabs(page, "afterSalesAreas", _("Returns and what goes with them"), areas)
    for at, (area, title) in enumerate(areas.items(), start=1):
        made.setTabToolTip(at - 1, f"{title}  Alt+{at}")
        key = QShortcut(QKeySequence(f"Alt+{at}"), page)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(page.context.go, area))


def words_of_evidence() -> tuple[str, str]:
    """Return what becomes of files that are let go over a case or a ticket."""
    return _("Drop to keep as evidence"), _("Pictures and videos are copied into the shop's folder.")

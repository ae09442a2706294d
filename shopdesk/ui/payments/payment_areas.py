"""The second group of tabs above payments: from the payments to the statements that tell of them, and back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from shopdesk.ui.tables.area_tabs import add_area_tabs
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _


def add_payment_areas(page: TablePage) -> None:
    """Put the tabs at the right of a page's views, with a key for each."""
    areas = {"payments": _("Payments"), "reconcile": _("Reconciliation"), "bills": _("Bills taken")}
    made = add_area_tabs(page, "paymentAreas", _("Payments and statements"), areas)
    for at, (area, title) in enumerate(areas.items(), start=1):
        made.setTabToolTip(at - 1, f"{title}  Alt+{at}")
        key = QShortcut(QKeySequence(f"Alt+{at}"), page)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(page.context.go, area))


def words_of_bill() -> tuple[str, str]:
    """Return what becomes of a file that is let go over one of these pages."""
    return _("Drop to open the bill"), _("You see what it holds before it is taken.")

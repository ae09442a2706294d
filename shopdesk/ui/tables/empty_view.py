"""What a view without rows says, and what leads on from it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from shopdesk.ui.controls import button
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_page import TablePage


def tell_no_rows(page: "TablePage", view: str, search: str) -> None:
    """Say in the empty state of a page that nothing was found, or that the view holds nothing."""
    if search:
        clear = button("clearSearch", _("Clear the search"), page.search.clear)
        text = _("No row of this view holds this text.")
        page.empty.tell("search", _("Nothing found for “{text}”").format(text=search), text, [clear])
    else:
        text = _("This view holds nothing at the moment.")
        page.empty.tell("check", _("Nothing here"), text, ways_on(page, view))


def ways_on(page: "TablePage", view: str) -> list[QPushButton]:
    """Return what leads on from a view without rows: to all of them, where the page shows all."""
    if view == "all" or not page.tabs.has("all"):
        return []
    return [button("showAllRows", _("Show all"), lambda: page.show_view("all"))]

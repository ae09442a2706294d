"""The layouts a shop prints on."""

from shopdesk.domain.layouts import Layout
from shopdesk.reports.layouts import builtin_layout
from shopdesk.services.shop import Shop


def find_layout(shop: Shop, document: str, name: str) -> Layout:
    """Return a document's layout by its name. Raises ShopError("layout-unknown")."""
    return builtin_layout(document, name)

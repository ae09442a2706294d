"""The tabs above the pages of printing: the print itself, the printers, and where documents go."""

from collections.abc import Mapping

from shopdesk.words import _


def printing_areas() -> Mapping[str, str]:
    """Return the pages and their titles."""
    return {"printing": _("Printing"), "printers": _("Printers"), "destinations": _("Where documents go")}

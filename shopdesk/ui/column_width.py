"""How wide a column stands: as it was planned, and never so narrow that its title is cut."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from shopdesk.ui.theme import SPACE


def at_least_title(header: QHeaderView, title: str, planned: int) -> int:
    """Return the planned width, or what the title needs in the language spoken now."""
    words = QFontMetrics(header.font()).horizontalAdvance(title)
    return max(planned, words + 2 * SPACE[2] + 1)

"""How wide a column stands: as it was planned, and never so narrow that its title is cut."""

from PySide6.QtGui import QFontMetrics

from shopdesk.ui.theme import CAPTION, SPACE, font


def at_least_title(title: str, planned: int) -> int:
    """Return the planned width, or what the title needs in the language spoken now."""
    words = QFontMetrics(font(CAPTION)).horizontalAdvance(title)
    return max(planned, words + 2 * SPACE[2] + 1)

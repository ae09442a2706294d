"""How wide a column stands: as it was planned, and never so narrow that its title or its text is nothing any more."""

from collections.abc import Mapping

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from shopdesk.ui.theme import CAPTION, SPACE, font

LEAST = 96  # of a column that takes what room is left


def at_least_title(title: str, planned: int) -> int:
    """Return the planned width, or what the title needs in the language spoken now."""
    words = QFontMetrics(font(CAPTION)).horizontalAdvance(title)
    return max(planned, words + 2 * SPACE[2] + 1)


def keep_room(header: QHeaderView, stretched: Mapping[int, int]) -> None:
    """Let these columns take what room is left; where too little is, they keep their least and the table scrolls."""
    shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
    left = header.viewport().width() - sum(header.sectionSize(at) for at in shown if at not in stretched)
    least = {at: min(planned, LEAST) for at, planned in stretched.items() if at in shown}
    wide = left >= sum(least.values())
    mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
    for at, width in least.items():
        if header.sectionResizeMode(at) != mode:
            header.setSectionResizeMode(at, mode)
            if not wide:
                header.resizeSection(at, width)

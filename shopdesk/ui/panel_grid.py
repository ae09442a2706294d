"""Rows of a panel in columns: each as high as a line of text, whether a link stands in it or words alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from shopdesk.ui.theme import SPACE

LINE = 20  # pixels of a line of body text, and of a link


class PanelGrid(QGridLayout):
    """A grid whose rows keep one step, so that figures can be compared down a column."""

    def __init__(self, *, stretched: int, spacing: int = SPACE[1]) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(SPACE[3])
        self.setVerticalSpacing(spacing)
        self.setColumnStretch(stretched, 1)

    def put(self, at: int, *parts: QWidget) -> None:
        """Lay one row out, from the left."""
        for place, part in enumerate(parts):
            self.addWidget(part, at, place)
        self.setRowMinimumHeight(at, LINE)


def at_right(made: QLabel) -> QLabel:
    """Let a figure stand at the right of its column."""
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made

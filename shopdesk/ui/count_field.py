"""A field for a whole number between two limits, changed by typing, arrows or the wheel."""

from PySide6.QtWidgets import QSpinBox

from shopdesk.ui.theme import CONTROL

_INSET = 7  # beside the style sheet's own two: Qt leaves a spin box's padding out


class CountField(QSpinBox):
    """A spin box as high as every other field, its number as far from the edge as theirs."""

    def __init__(self, least: int, most: int, value: int | None = None) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setValue(least if value is None else value)
        self.setMinimumHeight(CONTROL)
        self.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)

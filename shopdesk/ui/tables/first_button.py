"""Which button of a page stands out: one at a time."""

from PySide6.QtWidgets import QPushButton, QWidget

from shopdesk.ui.controls import set_primary


class FirstButtons:
    """The buttons of a bar that stand out as long as nothing else on the page does."""

    def __init__(self, bar: QWidget) -> None:
        self.buttons = [made for made in bar.findChildren(QPushButton) if made.property("primary")]

    def give_way(self, wanted: bool) -> None:
        """Let them stand back, as where an empty state says what to do first, or stand out again."""
        for made in self.buttons:
            if bool(made.property("primary")) == wanted:
                set_primary(made, not wanted)

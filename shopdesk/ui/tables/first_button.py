"""Which button of a page stands out: one at a time."""

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from shopdesk.ui.controls import set_primary


class FirstButtons:
    """The buttons of bars and panels that stand out as long as nothing else on the page does."""

    def __init__(self, *places: QWidget) -> None:
        self.buttons = [
            made for place in places for made in place.findChildren(QPushButton) if made.property("primary")
        ]
        self._leads = self._asks = False

    def follow(self, *, leads: bool | None = None, asks: bool | None = None) -> None:
        """Let them stand back while an empty state leads on or a form asks something, and stand out again."""
        self._leads = self._leads if leads is None else leads
        self._asks = self._asks if asks is None else asks
        back = self._leads or self._asks
        for made in filter(isValid, self.buttons):  # a panel makes its own anew
            if bool(made.property("primary")) == back:
                set_primary(made, not back)

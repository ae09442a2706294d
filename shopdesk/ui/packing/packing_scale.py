"""Sizes at the packing bench: drawn for 1920 × 1080 and read from two metres; a smaller screen scales all of it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk.ui.controls import label
from shopdesk.ui.theme import font

WIDTH, HEIGHT = 1920, 1080
PLAIN, LINE, TITLE, COUNT, ALARM = 38, 44, 56, 72, 112  # nothing is smaller than 38 px, which are 28 pt
TOUCH = 72
_LEAST, _MOST = 0.45, 3.0


class Scale:
    """How large the bench is drawn; what follows it is fitted anew when the page gets another size."""

    def __init__(self) -> None:
        self.factor = 1.0
        self._fits: list[Callable[[], object]] = []

    def px(self, size: float) -> int:
        """Return a size as it is drawn now."""
        return max(round(size * self.factor), 1)

    def follow(self, fit: Callable[[], object]) -> None:
        """Fit something now and whenever the size changes."""
        self._fits.append(fit)
        fit()

    def fit(self, size: QSize) -> None:
        """Draw for a page of this size."""
        factor = min(max(min(size.width() / WIDTH, size.height() / HEIGHT), _LEAST), _MOST)
        if factor != self.factor:
            self.factor = factor
            for again in self._fits:
                again()

    def text(self, size: int = PLAIN, *, bold: bool = False, rank: str = "", wrap: bool = False) -> QLabel:
        """Return plain text that follows the scale."""
        made = label(bold=bold, rank=rank, wrap=wrap)
        self.follow(lambda: made.setFont(font(self.px(size), bold=bold)))
        return made

    def button(
        self, name: str, words: str, act: Callable[[], object], *, key: str = "", size: int = PLAIN, bold: bool = False
    ) -> QPushButton:
        """Return a button for a thumb; its bare key stands before its words and is heard by the page."""
        made = QPushButton()
        made.setObjectName(name)
        made.setProperty("bench", True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves no focus behind that Enter would press again
        made.clicked.connect(lambda _checked=False: act())
        name_button(made, words, key)

        def fit() -> None:
            made.setFont(font(self.px(size), bold=bold))
            made.setMinimumHeight(self.px(TOUCH))

        self.follow(fit)
        return made


def name_button(made: QPushButton, words: str, key: str = "") -> None:
    """Give a button its words; what strangers wrote makes no mnemonic."""
    shown = words.replace("&", "&&")
    made.setText(f"{key}  {shown}" if key else shown)
    made.setAccessibleName(words)
    made.setToolTip(f"{words}  {key}" if key else words)


def mark(part: QWidget, name: str, value: object, *others: QWidget) -> None:
    """Set a property that the style sheet asks for; only a change is paid for, by the parts that it concerns."""
    if part.property(name) != value:
        part.setProperty(name, value)
        for one in (part, *others):
            size = one.font()
            one.style().polish(one)
            one.setFont(size)  # polishing has set the font it knew, from before the page was scaled

"""A bar that is never wider than its place: where words would be cut, keys go from the buttons into their tips."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton

GAP = "   "  # between a button's words and its key


class CrowdedBar(QFrame):
    """Shows keys from the left as far as they have room; the primary button keeps its key longest."""

    def __init__(self, name: str, height: int, parts: QLayout) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(height)
        self.setLayout(parts)
        self._whole: dict[QPushButton, str] = {}

    def _keyed(self) -> list[QPushButton]:
        """Return the shown buttons that can leave their key to their tip, the first to do so first."""
        found = [b for b in self.findChildren(QPushButton) if not b.isHidden() and GAP in self._text_of(b)]
        found.reverse()
        return sorted(found, key=lambda made: bool(made.property("primary")))

    def _text_of(self, made: QPushButton) -> str:
        """Return a button's words with its key; words given since it was shortened count."""
        whole = self._whole.get(made, "")
        return whole if whole and made.text() == _short(whole) else made.text()

    def _fit(self) -> None:
        needed = self._needed()
        for made in self._keyed():
            whole = self._text_of(made)
            if needed > self.width():
                needed -= _saved(made, whole)
                self._shorten(made, whole)
            elif made.text() != whole:
                self._whole.pop(made, None)
                made.setText(whole)

    def _needed(self) -> int:
        """Return the width at which every key is shown and no words are cut."""
        words = (made for made in self.findChildren(QLabel) if not made.isHidden())
        cut = sum(max(made.sizeHint().width() - made.minimumSizeHint().width(), 0) for made in words)
        now = sum(_saved(made, self._text_of(made)) for made in self._keyed() if made.text() != self._text_of(made))
        return self._least() + cut + now

    def _least(self) -> int:
        layout = self.layout()
        return layout.minimumSize().width() if layout is not None else 0

    def _shorten(self, made: QPushButton, whole: str) -> None:
        self._whole[made] = whole
        if made.text() != _short(whole):
            made.setText(_short(whole))
        if not made.toolTip():
            made.setToolTip("  ".join(part.strip() for part in whole.split(GAP)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        shown = (made for made in self._keyed() if made.text() == self._text_of(made))
        return QSize(self._least() - sum(_saved(made, made.text()) for made in shown), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done


def _short(whole: str) -> str:
    return whole[: whole.rindex(GAP)]


def _saved(made: QPushButton, whole: str) -> int:
    words = made.fontMetrics()
    return words.horizontalAdvance(whole) - words.horizontalAdvance(_short(whole))

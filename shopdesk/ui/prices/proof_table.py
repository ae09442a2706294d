"""A small table of findings on a card, sorted by a click on the name of a column, or by Enter on it."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton

from shopdesk.ui.controls import button, column, heading, label, set_text
from shopdesk.ui.tables.table_model import heard_sorted
from shopdesk.ui.theme import CAPTION, SPACE, font
from shopdesk.words import _

STRETCHED = 5  # a table of more columns gives its room to the fourth, others to the last, figures to what is beyond
WRAPPED = (2, 3)
COLUMN = 72  # pixels, the least of a column


class Found(NamedTuple):
    """A cell: its words, their rank, and by what it is sorted where that is not its words."""

    text: str
    rank: str = ""
    key: float | None = None


class ProofTable(QFrame):
    """Keeps the order of the finding until a column is chosen; the same column once more turns it round."""

    def __init__(self, name: str, title: str, header: Sequence[str], lines: Sequence[Sequence[Found]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", "true")
        self.lines = list(lines)
        self._header = list(header)
        self._sorted, self._descending = -1, False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE[4])
        self._grid.setVerticalSpacing(SPACE[2])
        self.names: list[QPushButton] = []
        for at, words in enumerate(header):
            shown = button(f"{name}-{at}", words, partial(self.sort_by, at), look="link")
            shown.setToolTip(_("Sort by {column}").format(column=words))
            shown.setFont(font(CAPTION))
            shown.setVisible(bool(lines))
            self.names.append(shown)
            self._grid.addWidget(shown, 0, at, self._side(at))
            self._grid.setColumnMinimumWidth(at, COLUMN if lines else 0)
        if not lines:
            words = _("Nothing of your orders is touched by it.")
            self._grid.addWidget(label(words, rank="second"), 1, 0, 1, len(header))
        last = len(header) - 1
        self._grid.setColumnStretch(3 if last >= STRETCHED else last + 1 if self._is_figure(last) else last, 1)
        layout = column(heading(title), spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[4]))
        layout.addLayout(self._grid)
        self.setLayout(layout)
        self._cells: list[QLabel] = []
        self._fill()

    def sort_by(self, at: int) -> None:
        """Sort by a column, by the same once more the other way round; figures begin with the largest."""
        self._descending = not self._descending if at == self._sorted else self._is_figure(at)
        self._sorted = at
        self.lines.sort(key=lambda line: _key(line[at]), reverse=self._descending)
        for place, shown in enumerate(self.names):
            mark = "" if place != at else " ↓" if self._descending else " ↑"
            set_text(shown, self._header[place] + mark)
            shown.setAccessibleName(
                heard_sorted(self._header[place], self._descending) if mark else self._header[place]
            )
        self._fill()

    def _fill(self) -> None:
        for old in self._cells:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._cells = []
        for number, line in enumerate(self.lines, 1):
            for at, cell in enumerate(line):
                shown = label(cell.text, rank=cell.rank, wrap=at in WRAPPED)
                self._cells.append(shown)
                self._grid.addWidget(shown, number, at, Qt.AlignmentFlag.AlignTop | self._side(at))

    def _is_figure(self, at: int) -> bool:
        return bool(self.lines) and self.lines[0][at].key is not None

    def _side(self, at: int) -> Qt.AlignmentFlag:
        """Return the side a column's name and cells stand at: figures stand below each other by their last digit."""
        return Qt.AlignmentFlag.AlignRight if self._is_figure(at) else Qt.AlignmentFlag(0)


def _key(cell: Found) -> tuple[float, str]:
    return (cell.key or 0.0, "") if cell.key is not None else (0.0, cell.text.casefold())

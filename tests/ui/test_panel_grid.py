"""Rows of a panel keep one step, whether a link stands in them or words alone."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from shopdesk.ui.controls import button, label
from shopdesk.ui.panel_grid import PanelGrid, at_right


def test_rows_with_a_link_and_rows_without_stand_equally_far_apart(qtbot):
    grid = PanelGrid(stretched=0)
    for at, first in enumerate((label("a"), button("link", "b", look="link"), label("c"), label("d"))):
        grid.put(at, first, at_right(label("1")))
    holder = QWidget()
    holder.setLayout(grid)
    qtbot.addWidget(holder)
    holder.resize(300, holder.sizeHint().height())
    holder.show()
    tops = [grid.cellRect(at, 1).top() for at in range(4)]
    assert len({after - before for before, after in pairwise(tops)}) == 1

"""The bar that says which orders stayed as they were and why; it stands until it is put away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.services.order_steps import Stayed
from shopdesk.ui.controls import label, row, selectable, tool
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.orders.order_words import stayed_reasons, stayed_title
from shopdesk.ui.theme import SPACE
from shopdesk.words import _


class RefusedBar(QWidget):
    """Shows what a step has left as it was, each reason once; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(bold=True)
        self._title.setObjectName("ordersRefusedTitle")
        self._reasons = selectable(label(rank="second", wrap=True))
        self._reasons.setObjectName("ordersRefusedReasons")
        shape = label()
        shape.setPixmap(shape_pixmap("tri", "warn"))
        away = tool("dismissRefused", "x", _("Put away"), self.hide)
        words = QVBoxLayout()
        words.setSpacing(SPACE[1])
        words.addWidget(self._title)
        words.addWidget(self._reasons)
        card = QFrame()
        card.setObjectName("ordersRefused")
        card.setProperty("card", "soon")
        inside = row(shape, margins=(SPACE[3], SPACE[2], SPACE[2], SPACE[2]))
        inside.setAlignment(shape, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        inside.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        card.setLayout(inside)
        self.setLayout(row(card, margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2])))
        self.hide()

    def tell(self, stayed: Sequence[Stayed]) -> None:
        """Say why these orders stayed as they were; nothing puts the bar away."""
        self.setVisible(bool(stayed))
        if stayed:
            self._title.setText(stayed_title(len(stayed)))
            self._reasons.setText("\n".join(stayed_reasons(stayed)))

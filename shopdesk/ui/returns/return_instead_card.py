"""What goes out instead: the same goods, or others that are picked, another size say."""

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from shopdesk.domain.returns import Case
from shopdesk.services.goods import Goods
from shopdesk.ui.context import Context
from shopdesk.ui.controls import clear, column, heading, label, row, tool
from shopdesk.ui.goods_field import GoodsField
from shopdesk.ui.theme import SPACE
from shopdesk.words import _, listed


class ReturnInsteadCard(QFrame):
    """Picks the goods of the exchange order; nothing picked is the same goods again."""

    def __init__(self, context: Context, currency: str) -> None:
        super().__init__()
        self.setObjectName("returnInsteadCard")
        self.setProperty("card", True)
        self._picked: dict[str, int] = {}
        self._same = label(rank="second", wrap=True)
        self._same.setObjectName("insteadSame")
        self.goods = GoodsField(context, currency)
        self.goods.setObjectName("insteadGoods")
        self.goods.search.setObjectName("findInstead")
        self.goods.search.setPlaceholderText(_("Other goods: SKU, title or pinyin; Enter takes one"))
        self.goods.picked.connect(self._pick)
        self._rows = column(spacing=SPACE[1])
        layout = column(heading(_("Goes out instead")), self._same, self.goods, self._rows, spacing=SPACE[2],
                        margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))  # fmt: skip
        self.setLayout(layout)

    def show_case(self, case: Case, *, anew: bool) -> None:
        """Show a case; its own goods stand there until others are picked."""
        if anew:
            self._picked.clear()
        told = listed(f"{line.title or line.sku} × {line.quantity}" for line in case.lines)
        self._same.setText(_("The same again: {goods}").format(goods=told))
        self.setVisible(case.kind in ("exchange", "reissue") and case.is_open and case.state != "exchanged")
        self._show()

    def pieces(self) -> tuple[tuple[str, int], ...]:
        """Return the goods that were picked; none where the same ones go out."""
        return tuple(self._picked.items()) if not self.isHidden() else ()

    def _pick(self, goods: Goods) -> None:
        self._picked[goods.sku] = self._picked.get(goods.sku, 0) + 1
        self._show()

    def _leave_out(self, sku: str) -> None:
        self._picked.pop(sku, None)
        self._show()

    def _show(self) -> None:
        clear(self._rows)
        self._same.setVisible(not self._picked)
        for sku, pieces in self._picked.items():
            out = tool(f"insteadOut-{sku}", "x", _("Take {sku} out").format(sku=sku), partial(self._leave_out, sku))
            shown = QWidget()
            shown.setLayout(row(label(f"{sku} × {pieces}"), out, None))
            self._rows.addWidget(shown)

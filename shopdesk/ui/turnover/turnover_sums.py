"""The sums of some days in a row of boxes: sales and how they grew, orders, average, paid back, gross profit."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from shopdesk.services.turnover import Turnover
from shopdesk.ui.controls import column, label
from shopdesk.ui.moments import MINUS
from shopdesk.ui.percents import percent
from shopdesk.ui.theme import CAPTION, PAGE, SPACE
from shopdesk.ui.turnover.turnover_columns import money, share
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import sign_of


class Sum(QFrame):
    """One sum: what it is, the figure, and a word on it."""

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", "true")
        self._caption = caption
        self._above: QLabel = label(caption, rank="second", size=CAPTION)
        self._figure: QLabel = label(size=PAGE, bold=True)
        self._word: QLabel = label(rank="muted", size=CAPTION)
        for shown in (self._figure, self._word):
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        parts = (self._above, self._figure, self._word)
        self.setLayout(column(*parts, spacing=2, margins=(SPACE[4], SPACE[2], SPACE[3], SPACE[2])))

    def tell(self, figure: str, word: str, *, rank: str = "muted", tip: str = "", unit: str = "") -> None:
        """Show another figure; `unit` is what it counts."""
        self._above.setText(" · ".join(part for part in (self._caption, unit) if part))
        self._figure.setText(figure)
        self._word.setText(word)
        self._word.setProperty("rank", rank)
        self._word.style().polish(self._word)
        self.setToolTip(tip)
        self.setAccessibleName(" ".join(part for part in (f"{self._caption}:", figure, unit, word) if part))


class TurnoverSums(QFrame):
    """Tells the sums of a turnover."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("turnoverSums")
        self.sales = Sum("sumSales", _("Sales"))
        self.orders = Sum("sumOrders", _("Orders"))
        self.average = Sum("sumAverage", _("Average order"))
        self.refunded = Sum("sumRefunded", _("Paid back"))
        self.profit = Sum("sumProfit", _("Gross profit"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[3])
        for one in (self.sales, self.orders, self.average, self.refunded, self.profit):
            layout.addWidget(one, 1)

    def tell(self, told: Turnover) -> None:
        """Tell other sums."""
        total, currency = told.total, told.currency
        words, rank = _growth(told)
        self.sales.tell(money(total.sales, currency), words, rank=rank, unit=sign_of(currency))
        pieces = ngettext("{count} piece", "{count} pieces", total.pieces)
        self.orders.tell(f"{total.orders:,}", pieces.format(count=f"{total.pieces:,}"))
        each = _("{count} pieces each").format(count=f"{total.pieces / total.orders:.1f}") if total.orders else ""
        conversion = each if told.conversion is None else _("Conversion {share}").format(share=share(told.conversion))
        self.average.tell(money(total.average, currency), conversion)
        part = percent(total.refunded / total.sales) if total.sales else ""
        self.refunded.tell(
            money(total.refunded, currency), _("{share} of the sales").format(share=part) if part else ""
        )
        margin = "" if total.margin is None else _("Margin {share}").format(share=share(total.margin))
        why = _("Goods of known purchase price, without freight and what was paid back")
        self.profit.tell(money(total.profit, currency), margin, tip=why)


def _growth(told: Turnover) -> tuple[str, str]:
    """Return how the sales compare with the days before, and in which colour."""
    if told.growth is None:
        return _("Net {amount}").format(amount=money(told.total.net, told.currency)), "muted"
    sign = "+" if told.growth >= 0 else MINUS
    words = _("{change} than in the days before").format(change=f"{sign}{percent(abs(told.growth))}")
    return words, "ok" if told.growth >= 0 else "warn"

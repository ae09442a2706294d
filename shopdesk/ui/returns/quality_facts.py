"""The sums of after-sales in a column: rate, money, satisfaction, promises kept and how long they took."""

from PySide6.QtWidgets import QFrame

from shopdesk.services.return_figures import Kept, ReturnFigures
from shopdesk.ui.controls import clear, column, heading, label
from shopdesk.ui.orders.order_words import totals_text
from shopdesk.ui.percents import percent
from shopdesk.ui.side_panel import amount_row
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import N_, _, ngettext
from shopdesk.words.currencies import money

WIDTH = 320
PROMISES = {
    "answer": N_("Requests answered"),
    "refund": N_("Refunds in time"),
    "exchange": N_("Exchanges in time"),
    "ticket-answer": N_("First answers in time"),
    "ticket-solve": N_("Solutions in time"),
}
_GOOD, _POOR = 0.95, 0.8


class QualityFacts(QFrame):
    """Tells the sums of a span."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.setObjectName("qualityFacts")
        self.setProperty("card", "true")
        self.setFixedWidth(WIDTH)
        self._facts = column(spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        self.setLayout(self._facts)

    def tell(self, told: ReturnFigures) -> None:
        """Tell other sums."""
        while self._facts.count():
            item = self._facts.takeAt(0)
            if item is not None and (inner := item.layout()) is not None:
                clear(inner)
            elif item is not None and (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        rate = percent(told.returned / told.sold) if told.sold else "–"
        self._facts.addWidget(heading(_("Return rate {rate}").format(rate=rate)))
        words = ngettext("{back} of {sold} piece came back", "{back} of {sold} pieces came back", told.sold)
        self._facts.addWidget(label(words.format(back=f"{told.returned:,}", sold=f"{told.sold:,}"), rank="second"))
        self._add(_("Paid back"), totals_text(told.refunded) or "–", bold=True)
        self._add(_("including freight"), totals_text({c: n for c, n in told.freight.items() if n}) or "–")
        self._add(_("Goods scrapped, at cost"), money(told.written_off, self._currency))
        content = "–" if told.satisfaction is None else f"{told.satisfaction:.1f} / 5 ({told.rated})"
        self._add(_("Satisfaction"), content, bold=True)
        self._facts.addSpacing(SPACE[2])
        self._facts.addWidget(label(_("Promises kept, and the usual time"), rank="muted", size=CAPTION))
        for name, kept in told.promises.items():
            self._add(_(PROMISES[name]), kept_text(kept), rank=_rank(kept))

    def _add(self, name: str, amount: str, *, bold: bool = False, rank: str = "") -> None:
        self._facts.addLayout(amount_row(name, amount, bold=bold, rank=rank))


def kept_text(kept: Kept) -> str:
    """Return how a promise was kept: share, counts, median; "–" where none was made."""
    if not kept.promised:
        return "–"
    share = f"{percent(kept.kept / kept.promised, 0)} ({kept.kept}/{kept.promised})"
    return share if kept.median is None else f"{share} · {span_text(kept.median)}"


def span_text(seconds: int) -> str:
    """Return a span as minutes, hours or days."""
    if seconds < 60:
        return _("under a minute")
    if seconds < 7200:
        return _("{n} min").format(n=seconds // 60)
    if seconds < 172_800:
        return _("{n} h").format(n=seconds // 3600)
    return _("{days} d").format(days=seconds // 86_400)


def _rank(kept: Kept) -> str:
    if not kept.promised or kept.kept / kept.promised >= _GOOD:
        return ""
    return "warn" if kept.kept / kept.promised >= _POOR else "error"

"""One SKU's price: what is left of it, its book, the channels side by side, competitors, and every change."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from shopdesk.domain.margins import Margin
from shopdesk.domain.money import format_amount
from shopdesk.domain.prices import Price, PriceChange
from shopdesk.services.margins import ChannelMargin, compare_channels, margin_on
from shopdesk.services.prices import PriceSheet, list_competitors, price_history, show_price
from shopdesk.services.selling_costs import selling_costs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, button, column, label, row, tool
from shopdesk.ui.customers.customer_words import word_level
from shopdesk.ui.form_fields import field
from shopdesk.ui.moments import dated_stamp, stamp
from shopdesk.ui.percents import percent
from shopdesk.ui.prices.competitor_chart import CompetitorChart
from shopdesk.ui.prices.price_bars import MarginBar, Swatch
from shopdesk.ui.prices.price_form import PriceForm
from shopdesk.ui.prices.price_words import read_amount
from shopdesk.ui.side_panel import SidePanel, amount_row
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.theme import CAPTION, SPACE, TITLE
from shopdesk.words import _, listed
from shopdesk.words.promotions import COST_WORDS, PRICE_KIND_WORDS, word_money
from shopdesk.words.states import word_channel

HISTORY_SHOWN = 12


class PricePanel(SidePanel):
    """Shows one SKU on one channel; what a person wants done is signalled to the page."""

    told = Signal(object)
    removed = Signal(int)
    undone = Signal(int)
    noted = Signal(str, str, int)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Price"))
        self.context = context
        self.form: PriceForm | None = None
        self._sku = ""
        self._shown: object = None

    def show_sku(self, sku: str, channel: str) -> None:
        """Show a SKU, unless it stands there as it is: what is being typed stays."""
        shop = self.context.shop
        sheet = show_price(shop, sku, channel=channel)
        history, competitors = price_history(shop, sku), list_competitors(shop, sku)
        state = (sheet, history, competitors)
        if state == self._shown:
            return
        self._shown, self._sku = state, sku
        here = margin_on(sheet, selling_costs(shop).of(channel))
        self.begin(sheet.goods.called)
        self._add_price(sheet, here)
        self.form = PriceForm(sku, channel, sheet.goods.currency, self.context.shop.now)
        self.form.told.connect(self.told)
        self.add(self.form, title=_("Set a price"))
        if sheet.book:
            self.add(*(self._entry(price, sheet.goods.currency) for price in sheet.book), title=_("In the book"))
        self._add_channels(sku, sheet.goods.currency)
        chart = CompetitorChart("competitorChart")
        chart.show_prices(competitors, sheet.quoted.amount, sheet.goods.currency)
        self.add(*([chart] if competitors else [label(chart.summary(), rank="second")]), self._competitor_form(),
                 title=_("Competitors"))  # fmt: skip
        if history:
            newest = history[:HISTORY_SHOWN]
            self.add(*(self._change(told, sheet.goods.currency) for told in newest), title=_("History"))

    def _add_price(self, sheet: PriceSheet, here: ChannelMargin) -> None:
        money = sheet.goods.currency
        kind = label(_(PRICE_KIND_WORDS[sheet.quoted.kind]), rank="second")
        price = label(word_money(sheet.quoted.amount, money), size=TITLE, bold=True)
        parts: list[QWidget] = [_in_row(price, kind, ElidedLabel(sheet.goods.sku, rank="muted"))]
        if not here.margin.known:
            self.add(*parts, label(_("Its purchase price is not known. Enter it in the listing to see what is left."),
                                     rank="warn", wrap=True))  # fmt: skip
            return
        parts.append(MarginBar("marginBar", here.margin, margin_words(here.margin, money)))
        rows: list[QLayout] = [
            row(Swatch(part), amount_row(_(COST_WORDS[part]), format_amount(amount, money), rank="second"))
            for part, amount in here.margin.costs.items()
        ]
        left = _("{amount} ({percent}%)").format(
            amount=amount_figure(here.margin.net, money), percent=percent(here.margin.percent / 100).removesuffix("%")
        )
        rank = "error" if here.margin.net < 0 else "ok"
        rows.append(row(Swatch("net"), amount_row(_("Net profit"), left, bold=True, rank=rank)))
        floor = word_money(here.floor, money) if here.floor else _("no price pays here")
        rows.append(amount_row(_("Floor"), floor, rank="error" if here.below_floor else ""))
        self.add(*parts, *rows)
        if here.below_floor:
            words = _("This price is below the floor: less is left than the shop wants.")
            self.add(label(words, rank="error", wrap=True), line_above=False)

    def _entry(self, price: Price, money: str) -> QWidget:
        named = [_(PRICE_KIND_WORDS[price.kind]), word_channel(price.channel) if price.channel else _("All channels")]
        if price.level:
            named.append(word_level(price.level))
        if price.least > 1:
            named.append(_("from {count} pieces").format(count=price.least))
        if price.starts or price.ends:
            now = self.context.shop.now()
            named.append(" – ".join(dated_stamp(at, now) if at else "" for at in (price.starts, price.ends)))
        take = tool(
            f"removePrice-{price.row}", "trash-2", _("Take this price out"), partial(self.removed.emit, price.row)
        )
        return _in_row(ElidedLabel(" · ".join(named)), label(word_money(price.amount, money), bold=True), take)

    def _add_channels(self, sku: str, money: str) -> None:
        """Lay the channels side by side, the one with most left first."""
        found = compare_channels(self.context.shop, sku)
        widest = max(max(each.margin.revenue, sum(each.margin.costs.values())) for each in found)
        rows: list[QWidget] = []
        for each in found:
            left = amount_figure(each.margin.net, money) if each.margin.known else "–"
            figure = label(left, bold=True, rank="error" if each.below_floor else "")
            low = _("Below the floor") if each.below_floor else ""
            name = ElidedLabel(" · ".join(filter(None, (word_channel(each.channel), low))))
            rows.append(_in_row(name, label(word_money(each.price, money), rank="second"), figure))
            rows.append(MarginBar(f"channel-{each.channel}", each.margin, margin_words(each.margin, money), widest))
        self.add(*rows, title=_("Which channel suits it"), right=_("Net profit"))

    def _competitor_form(self) -> QWidget:
        self.who = field("competitorName", _("Competitor"), _("Shop or brand"))
        self.asks = field("competitorPrice", _("Its price"), "28.90")
        add = button("noteCompetitor", _("Note it"), self._note, icon_name="plus")
        for edit in (self.who, self.asks):
            edit.returnPressed.connect(self._note)
        made = QWidget()
        layout = row(self.who, self.asks, add)
        layout.setStretch(0, 2)
        layout.setStretch(1, 1)
        made.setLayout(layout)
        return made

    def _note(self) -> None:
        amount = read_amount(self.asks.text())
        for edit, wrong in ((self.who, not self.who.text().strip()), (self.asks, amount is None)):
            edit.setProperty("invalid", wrong)
            edit.style().polish(edit)
            if wrong:
                edit.setFocus()
                return
        self.noted.emit(self._sku, self.who.text().strip(), amount)

    def _change(self, told: PriceChange, money: str) -> QWidget:
        after = listed(f"{_(PRICE_KIND_WORDS[p.kind])} {format_amount(p.amount, money)}" for p in told.added)
        before = listed(format_amount(p.amount, money) for p in told.removed)
        words = f"{before} → {after}" if before and after else after or _("{price} taken out").format(price=before)
        if told.reason:
            words = f"{words} · {told.reason}"
        what: QLabel = ElidedLabel(words, rank="muted" if told.undone else "")
        when = stamp(told.at)
        by = label(f"{when}  {told.actor}" if not told.undone else _("taken back"), rank="muted", size=CAPTION)
        made = QWidget()
        back = tool(f"undoPrice-{told.row}", "undo-2", _("Take this change back"), partial(self.undone.emit, told.row))
        if told.undone:
            back.hide()
        layout = row(column(what, by, spacing=0), back, spacing=SPACE[2])
        layout.setStretch(0, 1)
        made.setLayout(layout)
        return made


def margin_words(margin: Margin, money: str) -> str:
    """Return what a price is made of in one line."""
    parts = [f"{_(COST_WORDS[part])} {format_amount(amount, money)}" for part, amount in margin.costs.items()]
    left = _("Net profit")
    return listed([*parts, f"{left} {format_amount(margin.net, money)}"])


def _in_row(*parts: QWidget) -> QWidget:
    made = QWidget()
    layout = row(*parts)
    for at, part in enumerate(parts):
        layout.setStretch(at, 1 if isinstance(part, ElidedLabel) else 0)
    made.setLayout(layout)
    return made

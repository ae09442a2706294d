"""Why a SKU should be bought, as a sum one can read, and who sells it for how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget
from shiboken6 import isValid

from shopdesk.services.purchase_table import SuggestedRow, explain
from shopdesk.services.suppliers import list_items, list_suppliers
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, button, clear, column, label, row
from shopdesk.ui.side_panel import SidePanel, amount_row
from shopdesk.ui.stock_words import MINUS, figure
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

if TYPE_CHECKING:
    from shopdesk.services.stock_analysis import Outlook


class PurchaseWhy:
    """Fills the panel for one suggestion; the forecast is read beside the window and follows a moment later."""

    def __init__(self, context: Context, told: SuggestedRow) -> None:
        self.context, self.told = context, told
        self._sum = column(spacing=SPACE[1])
        self._told = False

    def fill(self, panel: SidePanel) -> None:
        """Put the sections into the panel."""
        told = self.told
        link = button("suggestedSku", told.sku, lambda: self.context.go("stock", sku=told.sku), look="link")
        panel.add(row(link, None))
        holder = QWidget()
        holder.setObjectName("suggestedWhy")
        holder.setLayout(self._sum)
        if told.foreseen:
            self._sum.addWidget(label(_("Reading…"), rank="muted"))
            self.ask()
        else:
            self._fill(self._simple())
        panel.add(holder, title=_("Why {count}?").format(count=figure(told.suggested)))
        panel.add(*self._offers(), title=_("Who sells it"))

    def ask(self) -> None:
        """Ask for the forecast, unless it was told already: another wish may have broken the asking off."""
        sku = self.told.sku
        if self.told.foreseen and not self._told:
            self.context.reader.ask(lambda shop: explain(shop, sku), self._tell, at_once=True)

    def _fill(self, parts: list[QLayout | QWidget]) -> None:
        clear(self._sum)
        for part in parts:
            if isinstance(part, QLayout):
                holder = QWidget()
                holder.setLayout(part)
                part.setContentsMargins(0, 0, 0, 0)
                self._sum.addWidget(holder)
            else:
                self._sum.addWidget(part)

    def _simple(self) -> list[QLayout | QWidget]:
        told = self.told
        wanted = 2 * told.safety - told.available - told.on_order - told.drafted
        return [
            amount_row(_("Twice the safety line"), figure(2 * told.safety)),
            *self._there(told.available, told.on_order + told.drafted),
            *self._packed(wanted),
        ]

    def _there(self, available: int, coming: int) -> list[QLayout | QWidget]:
        return [
            amount_row(_("Available"), _taken(available)),
            amount_row(_("On its way"), _taken(coming)),
        ]

    def _packed(self, wanted: int) -> list[QLayout | QWidget]:
        told = self.told
        parts: list[QLayout | QWidget] = [amount_row(_("Wanted"), figure(wanted))]
        if told.suggested != wanted:
            words = _("To order, in packs of {pack}, at least {minimum}")
            parts.append(
                amount_row(words.format(pack=told.pack, minimum=told.minimum), figure(told.suggested), bold=True)
            )
        return parts

    def _tell(self, outlook: Outlook | None) -> None:
        if not isValid(self._sum):
            return  # the person has gone on to another row
        self._told = True
        if outlook is None:
            self._fill(self._simple())
            return
        sum_, told = outlook.suggestion, self.told
        days = round(sum_.supply.lead_days)
        until = ngettext("Demand until it comes, {count} day", "Demand until it comes, {count} days", days)
        after = ngettext("Demand of the {count} day after", "Demand of the {count} days after", sum_.cover_days)
        demand = round(sum_.lead_demand)
        both = sum_.target - sum_.safety.pieces
        parts: list[QLayout | QWidget] = [
            amount_row(until.format(count=days), figure(demand)),
            amount_row(after.format(count=sum_.cover_days), f"+{figure(both - demand)}"),
            amount_row(_("Safety line"), f"+{figure(sum_.safety.pieces)}"),
            *self._there(sum_.position.available, sum_.position.on_order + told.drafted),
            *self._packed(sum_.target - sum_.position.pieces - told.drafted),
        ]
        if outlook.forecast.state != "ready":
            words = _("There is too little history for a forecast; the average of the days so far stands for it.")
            parts.append(label(words, rank="muted", size=CAPTION, wrap=True))
        self._fill(parts)

    def _offers(self) -> list[QLayout | QWidget]:
        shop, told = self.context.shop, self.told
        items = list_items(shop, skus=[told.sku])
        if not items:
            words = _("Nobody offers it yet. Say on a supplier's page what it costs there.")
            way = button("offerIt", _("Suppliers"), lambda: self.context.go("suppliers"), look="link")
            return [label(words, rank="second", wrap=True), row(way, None)]
        suppliers = {supplier.code: supplier for supplier in list_suppliers(shop)}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        for at, item in enumerate(items):
            by = suppliers[item.supplier]
            link = button(f"offer-{by.code}", by.name, look="link")
            link.clicked.connect(lambda _checked=False, code=by.code: self.context.go("suppliers", supplier=code))
            days = by.lead_days if item.lead_days is None else item.lead_days
            words = ngettext("{count} day", "{count} days", days).format(count=days)
            terms = ElidedLabel(" · ".join(filter(None, (words, item.code))), rank="muted")
            grid.addWidget(link, at, 0)
            grid.addWidget(terms, at, 1)
            grid.addWidget(label(money(item.price, by.currency)), at, 2)
        grid.setColumnStretch(1, 1)
        return [grid]


def _taken(count: int) -> str:
    """Return what is taken off a sum: −5, what a lack adds to it: +5, and a nought without a sign."""
    return f"{MINUS}{figure(count)}" if count > 0 else f"+{figure(-count)}" if count < 0 else "0"

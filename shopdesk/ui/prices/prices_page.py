"""The prices: every SKU on a channel with what is left of it; one SKU's book, channels and competitors beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount
from shopdesk.domain.prices import Price
from shopdesk.services.identity import new_id
from shopdesk.services.price_table import PriceRow, PriceTable
from shopdesk.services.prices import (
    apply_bulk,
    note_competitor,
    remove_competitor,
    remove_prices,
    set_prices,
    undo_price_change,
)
from shopdesk.services.shop import Shop
from shopdesk.ui.cell_edits import edit_price
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.form_place import FormPlace
from shopdesk.ui.moments import dated_stamp
from shopdesk.ui.percents import percent
from shopdesk.ui.prices.price_bulk import BulkPriceForm
from shopdesk.ui.prices.price_panel import PricePanel
from shopdesk.ui.prices.price_paste import Act, paste_prices
from shopdesk.ui.prices.price_words import channel_choice
from shopdesk.ui.status import Status
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.tables.area_tabs import add_price_areas
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.paste_way import PasteWay
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext
from shopdesk.words.promotions import PRICE_KIND_WORDS


class PricesPage(TablePage):
    """The list of prices with the panel of one SKU."""

    name = "prices"
    concerns = frozenset({"listings", "prices"})
    panel: PricePanel

    def __init__(self, context: Context) -> None:
        self.channel = channel_choice("pricesChannel", _("All channels"))
        self.channel.setAccessibleName(_("Channel shown"))
        self._wishes = Wishes()
        super().__init__(
            context,
            title=_("Prices"),
            views={
                "all": _("All"), "below": _("Below the floor"), "sale": _("Reduced"), "scheduled": _("Scheduled"),
                "uncosted": _("Without cost"),
            },
            columns=_columns(lambda: self.on, context.shop.now),
            panel=PricePanel(context),
            search_hint=_("SKU, title"),
        )  # fmt: skip
        add_price_areas(self)
        self._forms = FormPlace(context, self)
        self.cells = CellEditor(self.table, context)
        self.channel.currentIndexChanged.connect(lambda _at: self.refresh())
        self.panel.told.connect(self._set)
        self.panel.removed.connect(self._remove)
        self.panel.undone.connect(self._undo)
        self.panel.noted.connect(self._note)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return self._prices.narrowed(view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return self._prices.counts()

    def refresh(self) -> None:
        """Read the prices anew."""
        self._prices = PriceTable(self.context.shop, channel=self.on)
        super().refresh()

    @property
    def on(self) -> str:
        """The channel whose prices are shown, "" for all."""
        return str(self.channel.currentData() or "")

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        change = button("bulkPricesAll", _("Change prices"), self.begin_bulk, icon_name="percent", key="Ctrl+B")
        return (self.channel, None, PasteWay(self, self._paste).make_button(), change)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("copyPrices", _("Copy"), self.table.copy_text, icon_name="copy"),
            button("bulkPricesChosen", _("Change prices"), self.begin_bulk, icon_name="percent", primary=True),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} SKU selected", "{count} SKUs selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row: PriceRow = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_sku(row.goods.sku, self.on)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        else:
            way = button("pricesToImport", _("Import listings"), lambda: self.context.go("import"), primary=True)
            text = _("Prices belong to listings: import or write some, then their prices stand here.")
            self.empty.tell("tag", _("No prices yet"), text, [way])

    def counts_text(self) -> str:  # noqa: D102
        below = self._counts.get("below", 0)
        return ngettext("{count} price below the floor", "{count} prices below the floor", below).format(count=below)

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if sku := str(wanted.get("sku", "")):
            self.search.setText(sku)

    # What a person does

    def begin_bulk(self) -> None:
        """Ask how the chosen prices shall change; without a selection, all that are shown."""
        ids = self.table.selected_ids() or list(self.model.ids())
        skus = [row.goods.sku for row in self._prices.rows(ids)]
        if not skus:
            return
        form = BulkPriceForm(self.context, skus, self.on)
        form.saved.connect(lambda: self._bulk(form))
        self._forms.ask(form)

    def _paste(self, text: str) -> None:
        paste_prices(self.context, self.on, text, self.window(), self._note_change)

    def _bulk(self, form: BulkPriceForm) -> None:
        recipe = form.recipe()
        if recipe is None or not form._save.isEnabled():
            return
        skus, starts, reason, channel = form.skus, form.moment(), form.reason.text(), form.channel
        words = ngettext("{count} price changed", "{count} prices changed", len(skus)).format(count=len(skus))

        told = (tuple(skus), recipe, starts, reason, channel)
        uuid = self._wishes.identity(*told)

        def act(shop: Shop, uuid: str) -> int:
            return apply_bulk(shop, skus, recipe, channel=channel, starts=starts, reason=reason, uuid=uuid)

        def done(change: int) -> None:
            if self._wishes.granted(*told):
                self._note_change(words, change, act)

        self._forms.write(_("Changing prices"), lambda shop, _job: act(shop, uuid), done, changes={"prices"}, form=form)

    def _set(self, price: Price) -> None:
        words = _("{kind} of {sku} set").format(kind=_(PRICE_KIND_WORDS[price.kind]), sku=price.sku)
        self._write(words, lambda shop, uuid: set_prices(shop, [price], uuid=uuid), price)

    def _remove(self, entry: int) -> None:
        self._write(_("Price taken out"), lambda shop, uuid: remove_prices(shop, [entry], uuid=uuid), entry)

    def _write(self, words: str, act: Act, wish: Price | int) -> None:
        uuid = self._wishes.identity(wish)

        def done(change: int) -> None:
            if self._wishes.granted(wish):
                self._note_change(words, change, act)

        self.context.write(_("Changing prices"), lambda shop, _job: act(shop, uuid), changes={"prices"}, done=done)

    def _note_change(self, words: str, change: int, act: Act) -> None:
        made = [change]

        def again(shop: Shop, _job: Job) -> None:
            made[0] = act(shop, new_id())  # done again it is a change of its own

        self.context.note(Change(words, lambda shop, _job: undo_price_change(shop, made[0]), again))

    def _undo(self, change: int) -> None:
        self.context.write(
            _("Changing prices"), lambda shop, _job: undo_price_change(shop, change), changes={"prices"},
            done=lambda _result: self.context.told.emit(_("The change was taken back.")),
            refused=self._refused,
        )  # fmt: skip

    def _refused(self, error: ShopError) -> None:
        self.context.failed.emit(error, _("Changing prices"))

    def _note(self, sku: str, who: str, amount: int) -> None:
        channel = self.on
        told = (sku, who, amount, channel)
        uuid = self._wishes.identity(*told)

        def noted(row: int) -> None:
            if not self._wishes.granted(*told):
                return
            change = Change(
                _("Price of {who} noted").format(who=who),
                lambda shop, _job: remove_competitor(shop, row),
                lambda shop, _job: remove_competitor(shop, row, back=True),
            )
            self.context.note(change)

        self.context.write(
            _("Noting a competitor"),
            lambda shop, _job: note_competitor(shop, sku, who, amount, channel=channel, uuid=uuid),
            changes={"prices"}, done=noted,
        )  # fmt: skip

    def _leave(self) -> None:
        """Take one step back: the open form first."""
        if not self._forms.leave():
            super()._leave()


def _columns(on: Callable[[], str], now: Callable[[], datetime]) -> list[Column]:
    usual = edit_price(on)

    def money(amount: int, row: PriceRow) -> str:
        return amount_figure(amount, row.goods.currency)

    def changes(row: PriceRow) -> Cell:
        return Cell(dated_stamp(row.changes_at, now()) if row.changes_at else "", role="text-2")

    def known(row: PriceRow, text: str) -> Cell:
        return Cell(text if row.margin.known else "–", role="error" if row.margin.net < 0 else "text")

    return [
        Column("sku", _("SKU"), lambda row: Cell(row.goods.sku, role="text-2"), 100),
        Column("title", _("Title"), lambda row: Cell(row.goods.called), 150, stretch=True),
        Column("price", _("Price now"), _price_now, 72, right=True,
               edit=replace(usual, only=lambda row: row.quoted.kind == "list")),
        Column("", _("Which price"), _which, 100, hidden=True),
        Column("cost", _("Cost"), lambda row: Cell(money(row.goods.cost, row) if row.goods.cost else "–"), 64,
               right=True),
        Column("net", _("Net profit"), lambda row: known(row, money(row.margin.net, row)), 72, right=True),
        Column("percent", _("Net margin"), lambda row: known(row, percent(row.margin.percent / 100)), 72, right=True),
        Column("floor", _("Floor"), _floor, 72, right=True),
        Column("listed", _("Usual price"), lambda row: Cell(money(row.quoted.listed, row), role="text-2"), 88,
               right=True, hidden=True, edit=usual),
        Column("competitor", _("Lowest other"), lambda row: Cell(money(row.competitor, row) if row.competitor else ""),
               100, right=True, hidden=True),
        Column("", _("Changes on"), changes, 130, hidden=True),
    ]  # fmt: skip


_BELOW = Status("tri", "error", "low")


def _price_now(row: PriceRow) -> Cell:
    price = format_amount(row.quoted.amount, row.goods.currency)
    if row.below_floor:
        tip = _("Below the floor")
        return Cell(price, bold=True, status=_BELOW, tip=tip, heard=f"{price}, {tip}")
    return Cell(price, bold=True, role="text" if row.quoted.kind == "list" else "accent")


def _which(row: PriceRow) -> Cell:
    return Cell(_(PRICE_KIND_WORDS[row.quoted.kind]), role="text-2" if row.quoted.kind == "list" else "accent")


def _floor(row: PriceRow) -> Cell:
    return Cell(format_amount(row.floor, row.goods.currency) if row.floor else "–", role="text-2")

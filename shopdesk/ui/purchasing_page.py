"""Buying in: what should be bought, the purchase orders in their states, and the steps from a draft to the shelf."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.purchases import Purchase
from shopdesk.services.purchase_papers import write_purchase
from shopdesk.services.purchase_table import (
    PurchaseTable,
    SuggestedRow,
    SuggestedTable,
    count_purchases,
    purchase_row,
    suggested_rows,
    today_of,
)
from shopdesk.services.purchases import PurchaseReceipt, Receipt, draft_purchase, show_purchase
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import list_suppliers
from shopdesk.services.traceability import LotTable
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.page import Page
from shopdesk.ui.purchase_columns import money, purchase_columns, suggested_columns
from shopdesk.ui.purchase_panel import PurchasePanel
from shopdesk.ui.purchase_tabs import add_area_tabs
from shopdesk.ui.purchase_verbs import CHANGES, Drafting, Receiving, Removing, Rewriting, TakingBack, standing
from shopdesk.ui.table_model import TableSource
from shopdesk.ui.table_page import TablePage
from shopdesk.ui.tasks import Verb
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

_QUEUED = Qt.ConnectionType.QueuedConnection  # the panel is built anew: whoever asked may be gone by then
_OF_STATE = {"part": "ordered"}  # the view of a state, where it is not called like it


class PurchasingPage(TablePage):
    """Suggestions and purchase orders, and what a person does with them."""

    name = "purchasing"
    concerns = frozenset({"stock", "listings"})
    panel: PurchasePanel

    def __init__(self, context: Context) -> None:
        self._suggested: list[SuggestedRow] = []
        self._columns_of = "suggested"
        self._home = str(get_setting(context.shop, "shop.currency"))
        views = {
            "suggested": _("Suggested"),
            "draft": _("Drafts"),
            "ordered": _("On order"),
            "received": _("Received"),
            "cancelled": _("Cancelled"),
        }
        super().__init__(
            context,
            views=views,
            columns=suggested_columns(self._home),
            panel=PurchasePanel(context),
            search_hint=_("Number, supplier, goods, SKU"),
        )
        add_area_tabs(self)
        self.panel.asked.connect(self._step, _QUEUED)
        self.panel.back_wanted.connect(self._take_back, _QUEUED)
        self.panel.booked.connect(self._receive)
        self.panel.drafted.connect(self._draft_new)
        self.panel.form_left.connect(self._form_left)
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        if view == "suggested":
            return SuggestedTable(self._suggested, search)
        return PurchaseTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        self._suggested = suggested_rows(self.context.shop)
        return {"suggested": len(self._suggested), **count_purchases(self.context.shop)}

    def _query(self) -> None:
        """Show a view's rows under the columns of its kind, with the buttons that fit it."""
        view = self.tabs.view
        wanted = "suggested" if view == "suggested" else "purchases"
        if wanted != self._columns_of:
            self._columns_of = wanted
            today = today_of(self.context.shop)
            suggested = wanted == "suggested"
            self.table.set_columns(suggested_columns(self._home) if suggested else purchase_columns(today, self._home))
        for shown in (self._draft_current, self._draft_selected):
            shown.setVisible(view == "suggested")
        self._remove_selected.setVisible(view in ("draft", "ordered"))
        words = _("Take out") if view == "draft" else _("Cancel the orders")
        set_text(self._remove_selected, words, "Del")
        super()._query()

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._draft_current = self._draft_button("draftCurrent", _("Draft an order"))
        new = button("newPurchase", _("New order"), self._begin_new, icon_name="plus", key="Ctrl+N")
        return (None, new, self._draft_current)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._draft_selected = self._draft_button("draftOrders", _("Draft orders"))
        self._remove_selected = button("removePurchases", _("Take out"), self._remove, icon_name="trash-2")
        copy = button("copyPurchases", _("Copy"), self.table.copy_text, icon_name="copy")
        return (copy, self._remove_selected, self._draft_selected)

    def _draft_button(self, name: str, words: str) -> QPushButton:
        return button(name, words, self._draft, icon_name="truck", key="Ctrl+Return", primary=True)

    def selection_text(self, count: int) -> str:  # noqa: D102
        if self.tabs.view != "suggested":
            words = ngettext("{count} purchase order selected", "{count} purchase orders selected", count)
            return words.format(count=f"{count:,}")
        chosen = self._chosen_rows()
        sums: dict[str, int] = {}
        for row in chosen:
            sums[row.currency] = sums.get(row.currency, 0) + row.total
        words = ngettext("{count} SKU selected", "{count} SKUs selected", count).format(count=f"{count:,}")
        return " · ".join([words, *(money(amount, currency) for currency, amount in sums.items() if amount)])

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row = self.model.row_at(self.model.row_of(row_id))
        if isinstance(row, SuggestedRow):
            self.panel.show_suggested(row)
        else:
            self.panel.show_number(row.number)

    def _show_current(self) -> None:
        if self.panel.new is not None:
            self.panel.show()
        else:
            super()._show_current()

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search and LotTable(self.context.shop, "all", search).ids():
            way = button("traceBatch", _("See the batch"), lambda: self.context.go("batches", lot=search))
            words = _("“{text}” is a batch of goods").format(text=search)
            self.empty.tell("search", words, _("See who delivered it and who bought of it."), [way])
        elif search:
            super().tell_empty(view, search)
        elif view == "suggested" and not list_suppliers(self.context.shop):
            way = button("firstSupplier", _("Add a supplier"), lambda: self.context.go("suppliers", new=True))
            text = _("Nothing lies below its safety line. Add your suppliers and what they offer, to order from them.")
            self.empty.tell("truck", _("Nothing has to be bought"), text, [way])
        else:
            self.empty.tell("check", _("Nothing here"), _EMPTY[view]())

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if number := str(wanted.get("purchase", "")):
            self._stand_on(number)
        if wanted.get("new"):
            self._begin_new()

    def _stand_on(self, number: str) -> None:
        row_id = purchase_row(self.context.shop, number)
        if row_id is None:
            self.context.told.emit(_("The shop has no purchase order {number}.").format(number=number))
            return
        state = show_purchase(self.context.shop, number).state
        self.show_view(_OF_STATE.get(state, state))
        self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        count = sum(self._counts.get(view, 0) for view in ("draft", "ordered"))
        words = ngettext("{count} purchase order under way", "{count} purchase orders under way", count)
        return words.format(count=f"{count:,}")

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        if "newGoods" in kept or "newNote" in kept:
            self._begin_new()
        elif any(name.startswith(("receivePieces", "receiveLot")) for name in kept):
            self.panel.open_receipt()
        Page.put_back(self, kept)

    # What a person does

    def _chosen_rows(self) -> list[SuggestedRow]:
        known = {row.row: row for row in self._suggested}
        return [known[row_id] for row_id in self._chosen_ids() if row_id in known]

    def _chosen_ids(self) -> list[int]:
        """Return the selected rows, else the current one."""
        current = self.table.current_id()
        return self.table.selected_ids() or ([] if current is None else [current])

    def _chosen_numbers(self) -> dict[str, str]:
        rows = [self.model.row_at(self.model.row_of(row_id)) for row_id in self._chosen_ids()]
        return {row.number: row.state for row in rows}

    def _draft(self) -> None:
        """Draft one order for each supplier of the chosen SKUs."""
        if self.tabs.view != "suggested":
            return
        wanted = {row.sku: row.suggested for row in self._chosen_rows()}
        if wanted:
            verb = Drafting(wanted)
            self.context.write(_("Drafting orders"), verb.attempt, changes=CHANGES, done=self._drafted)

    def _drafted(self, verb: Drafting) -> None:
        self.table.clearSelection()
        if verb.drafts:
            self.context.note(verb.change())
        if verb.unsold:
            count = len(verb.unsold)
            words = ngettext(
                "Nobody offers {skus}: say on the suppliers' page who sells it.",
                "Nobody offers {count} of the SKUs ({skus}): say on the suppliers' page who sells them.",
                count,
            )
            shown = ", ".join(verb.unsold[:3]) + (" …" if count > 3 else "")
            self.context.told.emit(words.format(count=count, skus=shown))

    def _begin_new(self) -> None:
        self.panel.open_new()
        self.panel.show()
        assert self.panel.new is not None
        self.panel.new.begin()

    def _draft_new(self, supplier: str, lines: dict[str, int], note: str) -> None:
        form = self.panel.new
        self.context.write(
            _("Drafting orders"),
            lambda shop, _job: draft_purchase(shop, supplier, lines, note=note),
            changes=CHANGES,
            done=self._new_drafted,
            refused=form.refuse if form else None,
        )

    def _new_drafted(self, made: Purchase) -> None:
        removing = Removing([made.number])
        text = _("{number} drafted").format(number=made.number)
        self.context.note(Change(text, removing.attempt, removing.change().undo))
        self.panel.leave_form()
        self._stand_on(made.number)
        if self.panel.lines is not None:
            self.panel.lines.code.setFocus()

    def _remove(self) -> None:
        """Take the chosen drafts out, or cancel the chosen orders."""
        numbers = self._chosen_numbers() if self.tabs.view in ("draft", "ordered") else {}
        if not numbers:
            return
        if self.tabs.view == "draft":
            removing = Removing(list(numbers))
            self._do(_("Taking drafts out"), removing.attempt, removing.change())
        else:
            self._do(_("Cancelling orders"), *standing(numbers, "cancelled"))

    def _step(self, step: str) -> None:
        """Take the step that the panel's button named."""
        purchase = self.panel.purchase
        if purchase is None:
            return
        if step in ("pdf", "sheet"):
            self._write_paper(purchase.number, step)
        elif step == "receive":
            self.panel.open_receipt()
        elif step == "cancel":
            self._do(_("Cancelling orders"), *standing({purchase.number: purchase.state}, "cancelled"))
        elif step == "reopen":
            state = "ordered" if purchase.ordered_at else "draft"
            self._do(_("Putting orders back"), *standing({purchase.number: "cancelled"}, state))
        elif self.panel.lines is not None:
            self._rewrite(purchase, order=step == "order")

    def _rewrite(self, purchase: Purchase, *, order: bool) -> None:
        editor = self.panel.lines
        assert editor is not None
        if not order and not editor.is_changed:
            return
        try:
            verb = Rewriting(purchase, *editor.read(), order=order, expected_on=editor.read_due())
        except (ShopError, ValueError):
            return  # the field says why
        title = _("Ordering") if order else _("Saving the draft")
        self.context.write(
            title,
            verb.attempt,
            changes=CHANGES,
            done=lambda _result: self.context.note(verb.change()),
            refused=editor.refuse,
        )

    def _receive(self, receipts: list[Receipt], place: str) -> None:
        form, number = self.panel.receiving, self.panel.number
        verb = Receiving(number, receipts, place)
        self.context.write(
            _("Receiving goods"),
            verb.attempt,
            changes=CHANGES,
            done=partial(self._received, verb),
            refused=form.refuse if form else None,
        )

    def _received(self, verb: Receiving, made: Purchase) -> None:
        self.context.note(verb.change())
        if self.panel.number == made.number:
            self.panel.leave_form()

    def _take_back(self, receipt: PurchaseReceipt) -> None:
        verb = TakingBack(self.panel.number, receipt)
        self._do(_("Taking a receipt back"), verb.attempt, verb.change())

    def _write_paper(self, number: str, kind: str) -> None:
        suffix, pattern = (".pdf", "PDF (*.pdf)") if kind == "pdf" else (".xlsx", _("Sheets (*.xlsx *.csv)"))
        target = dialogs.choose_target(self, _("Save the purchase order"), f"{number}{suffix}", pattern)
        if target is None:
            return
        path = target if target.suffix else target.with_suffix(suffix)
        title = _("Writing {file}").format(file=path.name)
        verb = partial(_write_paper, number, path)
        self.context.write(title, verb, changes=set(), done=self._written)

    def _written(self, path: Path) -> None:
        self.context.told.emit(_("Saved: {file}").format(file=path))

    def _do(self, title: str, verb: Verb, change: Change) -> None:
        self.context.write(title, verb, changes=CHANGES, done=lambda _result: self.context.note(change))

    def _form_left(self) -> None:
        self.table.setFocus()
        self._show_current()

    def _leave(self) -> None:
        if self.panel.has_form:
            self.panel.leave_form()
        else:
            super()._leave()


def _write_paper(number: str, path: Path, shop: Shop, _job: Job) -> Path:
    write_purchase(shop, number, path)
    return path


_EMPTY = {
    "suggested": lambda: _("Nothing lies below its safety line or is about to run out."),
    "draft": lambda: _("No order is being drafted. Suggestions become drafts with one key."),
    "ordered": lambda: _("Nothing is on its way."),
    "received": lambda: _("No order has been received whole yet."),
    "cancelled": lambda: _("No order was cancelled."),
}

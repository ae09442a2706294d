"""One purchase order: who it goes to, its lines, what has come of it, and the next step."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QWidget

from shopdesk.domain.purchases import OPEN_STATES, Purchase
from shopdesk.services.purchase_table import SuggestedRow, today_of
from shopdesk.services.purchases import PurchaseReceipt, show_purchase, show_receipts
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, column, label, row, tool
from shopdesk.ui.moments import dated
from shopdesk.ui.panel_grid import PanelGrid, at_right
from shopdesk.ui.purchasing.purchase_columns import purchase_status
from shopdesk.ui.purchasing.purchase_lines import PurchaseLines
from shopdesk.ui.purchasing.purchase_new import NewPurchaseForm
from shopdesk.ui.purchasing.purchase_receipt import ReceiveForm
from shopdesk.ui.purchasing.purchase_why import PurchaseWhy
from shopdesk.ui.side_panel import SidePanel, amount_row, facts
from shopdesk.ui.stock_words import figure, moment
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

RECEIPTS_SHOWN = 100


class PurchasePanel(SidePanel):
    """Shows a suggestion, a purchase order or the form of a new one; the page does what its signals ask for.

    `asked` names a step: "save", "order", "receive", "cancel", "reopen", "pdf" or "sheet"; `back_wanted` carries a
    receipt to be taken back, `form_left` tells that a form was closed.
    """

    asked = Signal(str)
    back_wanted = Signal(object)
    booked = Signal(list, str)
    drafted = Signal(str, dict, str)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Purchase order"))
        self.context = context
        self.purchase: Purchase | None = None
        self.lines: PurchaseLines | None = None
        self.receiving: ReceiveForm | None = None
        self.new: NewPurchaseForm | None = None
        self._save: QPushButton | None = None
        self._shown: object = None
        self._why: PurchaseWhy | None = None

    @property
    def number(self) -> str:
        """The purchase order that is shown."""
        return self.purchase.number if self.purchase else ""

    @property
    def has_form(self) -> bool:
        """Whether a form stands open."""
        return self.receiving is not None or self.new is not None

    def show_suggested(self, told: SuggestedRow) -> None:
        """Show why a SKU should be bought."""
        if self.new is not None:
            return
        if self._shown == told:
            if self._why is not None:
                self._why.ask()
            return
        self._forget(told)
        self.begin(told.title)
        self._why = PurchaseWhy(self.context, told)
        self._why.fill(self)

    def show_number(self, number: str) -> None:
        """Show a purchase order, unless it stands there already as it is: what is being typed stays."""
        purchase = show_purchase(self.context.shop, number)
        receipts = show_receipts(self.context.shop, number)
        if self.new is not None or (self.receiving is not None and self.number == number):
            return
        if self._shown == (purchase, receipts):
            return
        self._forget((purchase, receipts))
        self.purchase = purchase
        self._tell(purchase, receipts)

    def open_receipt(self) -> None:
        """Open the form that receives goods."""
        if self.purchase is None or self.purchase.state not in (*OPEN_STATES, "received"):
            return
        purchase = self.purchase
        self._forget(purchase)
        self.purchase = purchase
        self.begin(_("Receive {number}").format(number=purchase.number))
        self.receiving = ReceiveForm(self.context, purchase)
        self.receiving.booked.connect(self.booked)
        self.receiving.closed.connect(self.leave_form, Qt.ConnectionType.QueuedConnection)
        self.add(label(purchase.supplier.name, rank="muted"), self.receiving)
        self.receiving.begin()

    def open_new(self) -> None:
        """Open the form of a new purchase order."""
        self._forget(None)
        self.begin(_("New purchase order"))
        self.new = NewPurchaseForm(self.context)
        self.new.wanted.connect(self.drafted)
        self.new.closed.connect(self.leave_form, Qt.ConnectionType.QueuedConnection)
        self.add(self.new)
        self.new.begin()

    def leave_form(self) -> None:
        """Close the form that stands open; the page shows its row anew."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self._forget(None)
        self.form_left.emit()

    def _forget(self, shown: object) -> None:
        self._shown = shown
        self.purchase = self.lines = self.receiving = self.new = self._save = self._why = None

    # What stands in it

    def _tell(self, purchase: Purchase, receipts: list[PurchaseReceipt]) -> None:
        late = self._is_late(purchase)
        self.begin(purchase.number, [StatusLabel(purchase_status(purchase.state, late))])
        self.add(*self._head(purchase, late))
        if purchase.state == "draft":
            self._add_draft(purchase)
        else:
            self._add_lines(purchase)
        if receipts:
            self._add_receipts(receipts, purchase)
        self.add(self._papers())

    def _is_late(self, purchase: Purchase) -> bool:
        due = purchase.expected_on
        return purchase.state in OPEN_STATES and due is not None and due < today_of(self.context.shop)

    def _head(self, purchase: Purchase, late: bool) -> list[QWidget | QLayout]:
        supplier = purchase.supplier
        link = button(
            "purchaseSupplier", supplier.name, lambda: self.context.go("suppliers", supplier=supplier.code), look="link"
        )
        told: list[tuple[str, str | QWidget]] = [(_("Supplier"), link)]
        reach = " · ".join(filter(None, (supplier.contact, supplier.phone, supplier.email)))
        told += [(_("Contact"), reach)] if reach else []
        told.append((_("Drafted"), moment(purchase.created_at)))
        if purchase.ordered_at and purchase.state != "draft":
            told.append((_("Ordered"), moment(purchase.ordered_at)))
        if purchase.expected_on and purchase.state != "draft":
            today = today_of(self.context.shop)
            days = (today - purchase.expected_on).days
            words = ngettext("{day}, {count} day late", "{day}, {count} days late", days) if late else "{day}"
            told.append((_("Expected on"), words.format(day=dated(purchase.expected_on, today), count=days)))
        return [facts(told), *self._steps(purchase)]

    def _steps(self, purchase: Purchase) -> list[QLayout]:
        """Return the buttons of what can be done next; the first is what is mostly wanted."""
        state, ask = purchase.state, self.asked.emit
        made: list[QWidget | None] = []
        if state == "draft":
            made.append(
                button("orderPurchase", _("Place the order"), partial(ask, "order"), key="Ctrl+Return", primary=True)
            )
            self._save = button("saveLines", _("Save"), partial(ask, "save"), key="Ctrl+S")
            made.append(self._save)
        if state in (*OPEN_STATES, "received"):
            first = state in OPEN_STATES
            words = _("Receive") if first else _("Receive more")
            made.append(button("receiveGoods", words, partial(ask, "receive"), key="Ctrl+R", primary=first))
        if state in OPEN_STATES:
            made.append(button("cancelPurchase", _("Cancel the order"), partial(ask, "cancel"), look="quiet"))
        if state == "cancelled":
            made.append(button("reopenPurchase", _("Put back"), partial(ask, "reopen"), icon_name="undo-2"))
        return [row(*made, None)] if made else []

    def _papers(self) -> QLayout:
        return row(
            button("purchasePdf", "PDF", partial(self.asked.emit, "pdf"), icon_name="printer", key="Ctrl+P"),
            button("purchaseSheet", _("Sheet"), partial(self.asked.emit, "sheet"), icon_name="file-spreadsheet",
                   key="Ctrl+E"),
            None,
        )  # fmt: skip

    def _add_draft(self, purchase: Purchase) -> None:
        self.lines = PurchaseLines(self.context, purchase)
        self.lines.edited.connect(self._fit_save)
        self.lines.submitted.connect(partial(self.asked.emit, "save"))
        count = len(purchase.lines)
        right = ngettext("{count} line", "{count} lines", count).format(count=count)
        self.add(self.lines, title=_("Goods"), right=right)
        self._fit_save()

    def _fit_save(self) -> None:
        if self._save is not None and self.lines is not None:
            self._save.setEnabled(self.lines.is_changed)

    def _add_lines(self, purchase: Purchase) -> None:
        grid = PanelGrid(stretched=0, spacing=SPACE[2])
        currency = purchase.supplier.currency
        for at, line in enumerate(purchase.lines):
            grid.addWidget(_goods(line.title, " · ".join(filter(None, (line.sku, line.code)))), at, 0)
            rank = "ok" if not line.outstanding else "warn" if line.received else "muted"
            grid.addWidget(at_right(label(f"{figure(line.received)} / {figure(line.quantity)}", rank=rank)), at, 1)
            grid.addWidget(at_right(label(money(line.quantity * line.price, currency))), at, 2)
        total = amount_row(_("Sum"), money(purchase.total, currency), bold=True)
        parts: list[QWidget | QLayout] = [grid, total]
        if purchase.note:
            parts.append(label(purchase.note, rank="second", wrap=True))
        self.add(*parts, title=_("Goods"), right=_("Received"))

    def _add_receipts(self, receipts: list[PurchaseReceipt], purchase: Purchase) -> None:
        titles = {line.sku: line.title for line in purchase.lines}
        grid = PanelGrid(stretched=1, spacing=SPACE[2])
        for at, told in enumerate(receipts[:RECEIPTS_SHOWN]):
            when = label(moment(told.at), rank="muted")
            when.setToolTip(told.actor)
            words = _("Take this receipt of {sku} back").format(sku=told.sku)
            back = tool(f"takeBack-{at + 1}", "undo-2", words, partial(self.back_wanted.emit, told))
            grid.put(
                at,
                when,
                _goods(titles.get(told.sku, ""), told.sku),
                self._batch(told),
                at_right(label(f"+{figure(told.pieces)}", rank="ok")),
                back,
            )
        count = sum(told.pieces for told in receipts)
        right = ngettext("{count} piece", "{count} pieces", count).format(count=figure(count))
        self.add(grid, title=_("What has come"), right=right)

    def _batch(self, told: PurchaseReceipt) -> QWidget:
        if not told.lot:
            return label("")
        link = button(f"batch-{told.lot}", told.lot, look="link")
        link.clicked.connect(lambda _checked=False: self.context.go("batches", lot=told.lot))
        if told.expires_on:
            link.setToolTip(_("keeps until {day}").format(day=dated(told.expires_on, today_of(self.context.shop))))
        return link


def _goods(title: str, codes: str) -> QWidget:
    """Return the name of goods with its codes under it."""
    made = QWidget()
    made.setLayout(column(ElidedLabel(title), ElidedLabel(codes, rank="muted", size=CAPTION), spacing=0))
    return made

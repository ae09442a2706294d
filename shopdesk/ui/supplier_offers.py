"""What a supplier offers: a line for each SKU, and the form that adds or changes one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.error_words import word_error
from shopdesk.services.codes import find_code
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import remove_item, save_item
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, button, column, label, row, tool
from shopdesk.ui.move_stock_form import complain, error_line, field
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

OFFERS_SHOWN = 300
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SupplierOffers(QWidget):
    """Codes, prices, least quantities, packs and lead days of what one supplier offers."""

    def __init__(self, context: Context, supplier: Supplier, items: Sequence[SupplierItem]) -> None:
        super().__init__()
        self.setObjectName("supplierOffers")
        self.context, self.supplier = context, supplier
        self._items = {item.sku: item for item in items}
        self.sku = field("offerSku", _("SKU"), _("SKU or barcode"))
        self.code = field("offerCode", _("Its code"))
        self.price = field("offerPrice", _("Price in {currency}").format(currency=supplier.currency), "0.00")
        self.minimum = field("offerMinimum", _("At least"), "1")
        self.pack = field("offerPack", _("In packs of"), "1")
        self.lead = field("offerLead", _("Lead days"), str(supplier.lead_days))
        self.error = error_line("offerError")
        layout = column(spacing=SPACE[2])
        if items:
            layout.addLayout(self._list())
        for fields in ((self.sku, self.code), (self.price, self.minimum, self.pack, self.lead)):
            beside = row(spacing=SPACE[2])
            for edit in fields:
                words = label(edit.accessibleName(), rank="muted", size=CAPTION)
                beside.addLayout(column(words, edit, spacing=SPACE[1]), 1)
                edit.returnPressed.connect(self.submit)
            layout.addLayout(beside)
        layout.addWidget(self.error)
        layout.addLayout(row(button("saveOffer", _("Save the offer"), self.submit, key="Ctrl+Return"), None))
        self.setLayout(layout)

    def _list(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[2])
        grid.setVerticalSpacing(SPACE[1])
        for at, item in enumerate(list(self._items.values())[:OFFERS_SHOWN]):
            sku = button(f"editOffer-{item.sku}", item.sku, look="link")
            sku.clicked.connect(lambda _checked=False, item=item: self.edit(item))
            sku.setToolTip(_("Change this offer"))
            price = label(format_amount(item.price, self.supplier.currency, grouped=True))
            price.setAlignment(_RIGHT)
            words = _("Take the offer of {sku} out").format(sku=item.sku)
            out = tool(f"removeOffer-{item.sku}", "x", words, partial(self._remove, item))
            grid.addWidget(sku, at, 0)
            grid.addWidget(ElidedLabel(_terms(item), rank="muted", size=CAPTION), at, 1)
            grid.addWidget(price, at, 2)
            grid.addWidget(out, at, 3)
        grid.setColumnStretch(1, 1)
        return grid

    def edit(self, item: SupplierItem) -> None:
        """Put an offer into the form."""
        self.sku.setText(item.sku)
        self.code.setText(item.code)
        self.price.setText(format_amount(item.price, self.supplier.currency))
        self.minimum.setText(str(item.minimum))
        self.pack.setText(str(item.pack))
        self.lead.setText("" if item.lead_days is None else str(item.lead_days))
        self.price.setFocus()
        self.price.selectAll()

    def submit(self) -> None:
        """Save the offer that was typed."""
        try:
            item = self._read()
        except ValueError:
            return
        before = self._items.get(item.sku)
        supplier, sku = self.supplier.code, item.sku

        def save(shop: Shop, _job: object) -> None:
            save_item(shop, item)

        def back(shop: Shop, _job: object) -> None:
            if before is None:
                remove_item(shop, supplier, sku)
            else:
                save_item(shop, before)

        text = _("{supplier} offers {sku} for {price}").format(
            supplier=self.supplier.name, sku=sku, price=format_amount(item.price, self.supplier.currency)
        )
        self._write(save, Change(text, back, save))

    def _remove(self, item: SupplierItem) -> None:
        def drop(shop: Shop, _job: object) -> None:
            remove_item(shop, item.supplier, item.sku)

        text = _("{supplier} offers {sku} no longer").format(supplier=self.supplier.name, sku=item.sku)
        self._write(drop, Change(text, lambda shop, _job: save_item(shop, item), drop))

    def _write(self, verb: Verb, change: Change) -> None:
        self.context.write(
            _("Saving an offer"),
            verb,
            changes={"stock"},
            done=lambda _result: self.context.note(change),
            refused=self._refuse,
        )

    def _refuse(self, error: ShopError) -> None:
        self.error.setText(word_error(error))
        self.error.show()

    def _read(self) -> SupplierItem:
        """Return the offer as typed. Raises ValueError, after marking the field."""
        try:
            sku = find_code(self.context.shop, self.sku.text())[1]
        except ShopError as error:
            self._mark(self.sku, word_error(error))
        complain(self.sku, self.error, "")
        try:
            price = parse_amount(self.price.text().strip(), self.supplier.currency)
        except ShopError as error:
            self._mark(self.price, word_error(error))
        if price < 0:
            self._mark(self.price, _("A price is never below 0."))
        complain(self.price, self.error, "")
        least, pack = self._whole(self.minimum, "1", 1), self._whole(self.pack, "1", 1)
        lead = self._whole(self.lead, "", 0) if self.lead.text().strip() else None
        return SupplierItem(self.supplier.code, sku, self.code.text().strip(), price, least, pack, lead)

    def _whole(self, edit: QLineEdit, usual: str, least: int) -> int:
        found = read_pieces(edit.text().strip() or usual)
        if found is None or found < least:
            self._mark(edit, _("Write a whole number, {least} or more.").format(least=least))
        complain(edit, self.error, "")
        assert found is not None
        return found

    def _mark(self, edit: QLineEdit, words: str) -> None:
        complain(edit, self.error, words)
        edit.setFocus()
        raise ValueError(words)


def _terms(item: SupplierItem) -> str:
    """Say a supplier's terms for a SKU in one line; what is usual is left out."""
    told = [item.code]
    if item.minimum > 1:
        told.append(_("at least {count}").format(count=item.minimum))
    if item.pack > 1:
        told.append(_("packs of {count}").format(count=item.pack))
    if item.lead_days is not None:
        told.append(ngettext("{count} day", "{count} days", item.lead_days).format(count=item.lead_days))
    return " · ".join(filter(None, told))

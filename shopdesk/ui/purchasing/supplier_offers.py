"""What a supplier offers: a line for each SKU, and the form that adds or changes one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.codes import find_code
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import remove_item, save_item
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.purchasing.supplier_offer_table import OfferTable
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.currencies import sign_of
from shopdesk.words.errors import word_error


class SupplierOffers(QWidget):
    """Codes, prices, least quantities, packs and lead days of what one supplier offers."""

    def __init__(self, context: Context, supplier: Supplier, items: Sequence[SupplierItem]) -> None:
        super().__init__()
        self.setObjectName("supplierOffers")
        self.context, self.supplier = context, supplier
        self._items = {item.sku: item for item in items}
        self.sku = field("offerSku", _("SKU"), _("SKU or barcode"))
        self.code = field("offerCode", _("Its code"))
        self.price = field("offerPrice", _("Price in {currency}").format(currency=sign_of(supplier.currency)), "0.00")
        self.minimum = field("offerMinimum", _("At least"), "1")
        self.pack = field("offerPack", _("In packs of"), "1")
        self.lead = field("offerLead", _("Lead days"), str(supplier.lead_days))
        self.error = error_line("offerError")
        self.table = OfferTable(context, supplier, items)
        self.table.chosen.connect(self.edit)
        self.table.removed.connect(self._remove)
        if not items:
            self.table.hide()
        layout = column(self.table, spacing=SPACE[2])
        for fields in ((self.sku, self.code), (self.price, self.minimum, self.pack, self.lead)):
            beside = row(spacing=SPACE[2])
            for edit in fields:
                words = label(edit.accessibleName(), rank="muted", size=CAPTION)
                beside.addLayout(column(words, edit, spacing=SPACE[1]), 1)
                edit.returnPressed.connect(self.submit)
            layout.addLayout(beside)
        layout.addWidget(self.error)
        out = button("removeOffer", _("Take the offer out"), self.table.remove, look="quiet", icon_name="x")
        if not items:
            out.hide()
        layout.addLayout(row(button("saveOffer", _("Save the offer"), self.submit, key="Ctrl+Return"), out, None))
        self.setLayout(layout)

    def show_items(self, supplier: Supplier, items: Sequence[SupplierItem]) -> bool:
        """Show other terms of the same SKUs; False where a SKU has come or gone."""
        if {item.sku for item in items} != set(self._items) or supplier.currency != self.supplier.currency:
            return False
        self.supplier, self._items = supplier, {item.sku: item for item in items}
        self.table.show_items(supplier, items)
        return True

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

        text = _("{supplier} no longer offers {sku}").format(supplier=self.supplier.name, sku=item.sku)
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

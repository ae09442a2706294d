"""One supplier: the form of who it is, and what it offers."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.purchases import Supplier
from shopdesk.domain.tickets import QualityFinding
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import (
    LONGEST_LEAD,
    bring_supplier_back,
    list_items,
    remove_supplier,
    save_supplier,
)
from shopdesk.services.tickets import quality_findings
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.purchasing.supplier_offers import SupplierOffers
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import CURRENCIES, word_currency
from shopdesk.words.errors import word_error

NOTE_HEIGHT = 56


class SupplierForm(QWidget):
    """The fields of one supplier."""

    def __init__(self, supplier: Supplier) -> None:
        super().__init__()
        self.setObjectName("supplierForm")
        self.before = supplier
        self.edits: dict[str, QLineEdit] = {
            "code": field("supplierCode", _("Code"), _("Short, such as JDZ")),
            "name": field("supplierName", _("Name")),
            "contact": field("supplierContact", _("Contact")),
            "phone": field("supplierPhone", _("Telephone")),
            "email": field("supplierEmail", _("E-mail")),
            "address": field("supplierAddress", _("Address")),
        }
        for name, edit in self.edits.items():
            edit.setText(str(getattr(supplier, name)))
        self.lead = field("supplierLead", _("Lead days"))
        self.lead.setText(str(supplier.lead_days))
        known = dict.fromkeys((supplier.currency, *CURRENCIES))
        self.currency: QComboBox = choice(
            "supplierCurrency", _("Currency of its prices"), [(c, word_currency(c)) for c in known]
        )
        self.note = TextField(supplier.note)
        self.note.setObjectName("supplierNote")
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.error = error_line("supplierError")
        layout = column(spacing=SPACE[2])
        for pair in (("code", "name"), ("contact", "phone"), ("email",), ("address",)):
            both = row(spacing=SPACE[3])
            for name in pair:
                both.addLayout(_captioned(self.edits[name]), 3 if name == "name" else 2)
            layout.addLayout(both)
        last = row(spacing=SPACE[3])
        last.addLayout(_captioned(self.lead), 1)
        last.addLayout(_captioned(self.currency), 1)
        layout.addLayout(last)
        layout.addLayout(_captioned(self.note))
        layout.addWidget(self.error)
        self.setLayout(layout)

    def read(self) -> Supplier | None:
        """Return the supplier as typed; None where a field had to be marked."""
        days = read_pieces(self.lead.text())
        if days is None or not 0 <= days <= LONGEST_LEAD:
            words = _("Write a whole number of days, at most {most}.")
            complain(self.lead, self.error, words.format(most=LONGEST_LEAD))
            self.lead.setFocus()
            return None
        complain(self.lead, self.error, "")
        told = {name: edit.text().strip() for name, edit in self.edits.items()}
        return replace(
            self.before, **told, lead_days=days, currency=str(self.currency.currentData()),
            note=self.note.toPlainText().strip(),
        )  # fmt: skip


class SupplierPanel(SidePanel):
    """Edits one supplier; `saved` carries it, `form_left` tells that the form of a new one was closed."""

    saved = Signal(object)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Supplier"))
        self.context = context
        self.form: SupplierForm | None = None
        self.offers: SupplierOffers | None = None
        self.is_new = False
        self._shown: object = None

    def show_supplier(self, supplier: Supplier) -> None:
        """Show a supplier, unless it stands there already as it is: what is being typed stays."""
        items = list_items(self.context.shop, supplier=supplier.code)
        findings = [one for one in quality_findings(self.context.shop) if one.supplier == supplier.name]
        if self.is_new or self._shown == (supplier, items, findings):
            return
        same = isinstance(self._shown, tuple) and self._shown[::2] == (supplier, findings)
        if same and self.offers is not None and self.offers.show_items(supplier, items):
            self._shown = (supplier, items, findings)  # a cell was edited: the hand stays where it is
            return
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._shown = (supplier, items, findings)
        self.begin(supplier.name)
        self.form = SupplierForm(supplier)
        self._add_form(self.form, _("Save"))
        self.offers = SupplierOffers(self.context, supplier, items)
        right = ngettext("{count} SKU", "{count} SKUs", len(items)).format(count=len(items))
        self.add(self.offers, title=_("What it offers"), right=right)
        self._add_findings(findings)
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def _add_findings(self, findings: list[QualityFinding]) -> None:
        """Say of which goods buyers complain again and again."""
        rows: list[QLabel] = []
        for one in findings:
            words = ngettext("{goods}: {n} complaint", "{goods}: {n} complaints", one.complaints)
            goods = " · ".join(part for part in (one.sku, one.lot, one.title) if part)
            rows.append(label(words.format(goods=goods, n=one.complaints), rank="error", wrap=True))
        if rows:
            see = button("supplierFindings", _("Show the findings"), partial(self.context.go, "quality",
                         view="findings"), look="link")  # fmt: skip
            self.add(*rows, row(see, None), title=_("Quality findings"))

    def open_new(self) -> None:
        """Open the form of a new supplier."""
        self.is_new, self._shown, self.offers = True, None, None
        self.begin(_("New supplier"))
        currency = str(get_setting(self.context.shop, "shop.currency"))
        self.form = SupplierForm(Supplier("", "", currency=currency))
        self._add_form(self.form, _("Add"))

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            self.form.edits["code"].setFocus()

    def leave_form(self) -> None:
        """Close the form of a new supplier."""
        self.is_new, self._shown = False, None
        self.form_left.emit()

    def _add_form(self, form: SupplierForm, words: str) -> None:
        steps = row(button("saveSupplier", words, self.submit, key="Ctrl+S", primary=True))
        if self.is_new:
            steps.addWidget(button("leaveSupplier", _("Cancel"), self.leave_form, look="quiet"))
        steps.addStretch(1)
        self.add(form, steps)
        for edit in (*form.edits.values(), form.lead):
            edit.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Save what was typed."""
        form = self.form
        after = form.read() if form is not None else None
        if form is None or after is None or (after == form.before and not self.is_new):
            return
        before = "" if self.is_new else form.before.code
        title = _("Saving a supplier")
        self.context.write(
            title,
            lambda shop, _job: save_supplier(shop, after, before=before),
            changes={"stock"},
            done=lambda made: self._saved(form.before if before else None, made),
            refused=self._refuse,
        )

    def _saved(self, before: Supplier | None, made: Supplier) -> None:
        self.is_new = False
        self.context.note(_added(made) if before is None else change_supplier(before, made))
        self.saved.emit(made)

    def _refuse(self, error: ShopError) -> None:
        if self.form is not None:
            self.form.error.setText(word_error(error))
            self.form.error.show()


def _added(made: Supplier) -> Change:
    """Return an added supplier with its way back."""
    taken: list[int] = []

    def back(shop: Shop, _job: Job) -> None:
        taken[:] = [remove_supplier(shop, made.code)]

    return Change(
        _("Supplier {name} added").format(name=made.name), back,
        lambda shop, _job: bring_supplier_back(shop, taken[0]),
    )  # fmt: skip


def change_supplier(before: Supplier, after: Supplier) -> Change:
    """Return a supplier's change with its way back."""
    return Change(
        _("Supplier {name} changed").format(name=after.name),
        lambda shop, _job: save_supplier(shop, before, before=after.code),
        lambda shop, _job: save_supplier(shop, after, before=before.code),
    )


def _captioned(shown: QWidget) -> QVBoxLayout:
    return column(label(shown.accessibleName(), rank="muted", size=CAPTION), shown, spacing=SPACE[1])

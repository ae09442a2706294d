"""The form of a new purchase order: from whom, and the first goods of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.codes import find_code
from shopdesk.services.suppliers import list_suppliers
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.goods_paste import paste_goods
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tables.paste_way import PasteWay
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error


class NewPurchaseForm(QWidget):
    """`wanted` carries supplier, pieces by SKU and note; `closed` tells that none is wanted."""

    wanted = Signal(str, dict, str)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("newPurchaseForm")
        self.context = context
        options = [(told.code, f"{told.name}  {told.code}") for told in list_suppliers(context.shop)]
        self.supplier = choice("newSupplier", _("Supplier"), options)
        self.code = field("newGoods", _("First goods"), _("SKU or barcode"))
        self.paste = PasteWay(self, self._paste)
        self.paste.watch(self.code)
        self.pieces = field("newPieces", _("Pieces"), "1")
        self.note = field("newNote", _("A note to the supplier"))
        self.error = error_line("newError")
        self.make = button("makeDraft", _("Make a draft"), self.submit, key="Ctrl+S", primary=True)
        leave = button("leaveNew", _("Cancel"), self.closed.emit, look="quiet")
        layout = column(spacing=SPACE[1])
        for shown in (self.supplier, self.code, self.pieces, self.note):
            layout.addWidget(label(shown.accessibleName(), rank="muted", size=CAPTION))
            layout.addWidget(shown)
        layout.addWidget(self.error)
        layout.addLayout(row(self.make, self.paste.make_button(), leave, None))
        if not options:
            self.make.setEnabled(False)
            layout.addWidget(label(_("There is no supplier yet."), rank="muted"))
            way = button("toSuppliers", _("Add a supplier"), lambda: context.go("suppliers", new=True), look="link")
            layout.addLayout(row(way, None))
        self.setLayout(layout)
        for edit in (self.code, self.pieces, self.note):
            edit.returnPressed.connect(self.submit)
            edit.textEdited.connect(lambda _text, edit=edit: complain(edit, self.error, ""))

    def begin(self) -> None:
        """Stand in the first field."""
        self.supplier.setFocus()

    def refuse(self, error: ShopError) -> None:
        """Say why no draft was made."""
        self.make.setEnabled(True)
        self.error.setText(word_error(error))
        self.error.show()

    def _paste(self, text: str) -> None:
        """Make a draft of a whole list."""
        if self.make.isEnabled():
            title = _("New order: {supplier}").format(supplier=self.supplier.currentText())
            paste_goods(self.context, title, text, self.window(), self._draft)

    def _draft(self, goods: dict[str, int]) -> None:
        if self.make.isEnabled():
            self.make.setEnabled(False)
            self.wanted.emit(str(self.supplier.currentData()), goods, self.note.text().strip())

    def submit(self) -> None:
        """Ask for the draft."""
        count = read_pieces(self.pieces.text() or "1")
        if count is None or count <= 0:
            complain(self.pieces, self.error, _("Write a whole number above 0."))
            self.pieces.setFocus()
            return
        try:
            sku = find_code(self.context.shop, self.code.text())[1]
        except ShopError as error:
            complain(self.code, self.error, word_error(error))
            self.code.setFocus()
            return
        self._draft({sku: count})

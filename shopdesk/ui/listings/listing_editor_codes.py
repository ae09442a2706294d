"""The codes under which platforms know each SKU: added and taken away where they stand."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.platform_codes import add_code, list_codes, remove_code
from shopdesk.services.shop import Shop
from shopdesk.ui.controls import button, clear, column, label, row, tool
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.listing_fields_choice import CalmCombo
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.variant_table import VariantTable
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_channel


class CodesEditor(QWidget):
    """What platforms call the variants; an order with such a code finds its goods."""

    def __init__(self, draft: ListingDraft, table: VariantTable) -> None:
        super().__init__()
        self.setObjectName("codesEditor")
        self.draft, self._table = draft, table
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setVerticalSpacing(SPACE[1])
        self._grid.setColumnStretch(2, 1)
        self.sku, self.channel, self.code = CalmCombo(), CalmCombo(), QLineEdit()
        names = {
            "codeSku": _("SKU of the code"),
            "codeChannel": _("Channel of the code"),
            "codeText": _("Platform code"),
        }
        for field, (name, words) in zip((self.sku, self.channel, self.code), names.items(), strict=True):
            field.setObjectName(name)
            field.setAccessibleName(words)
        self.channel.addItem(_("Every channel"), "")
        for channel in CHANNELS:
            self.channel.addItem(word_channel(channel), channel)
        self.code.setPlaceholderText(_("What the platform calls it"))
        self.code.returnPressed.connect(self.add)
        add = button("addCode", _("Add code"), self.add, icon_name="plus")
        self.error = error_line("codeError")
        for box in (self.sku, self.channel):
            box.setMinimumContentsLength(12)
        new = row(self.sku, self.channel, self.code, add)
        new.setStretch(2, 1)
        whole = column(label(_("Platform codes"), rank="muted", size=CAPTION), spacing=SPACE[2])
        whole.addLayout(self._grid)
        whole.addLayout(new)
        whole.addWidget(self.error)
        self.setLayout(whole)
        table.stood.connect(self._follow)
        draft.changed.connect(self.show_codes)
        self.show_codes()

    def show_codes(self) -> None:
        """Show the codes of the listing's variants."""
        skus = [variant.sku for variant in self.draft.listing.variants if variant.sku]
        clear(self._grid)
        for at, (sku, channel, code) in enumerate(list_codes(self.draft.context.shop, skus) if skus else []):
            shown = word_channel(channel) if channel else _("Every channel")
            self._grid.addWidget(label(sku, rank="second"), at, 0)
            self._grid.addWidget(label(shown, rank="second"), at, 1)
            self._grid.addWidget(label(code), at, 2)
            take = tool(f"removeCode-{at}", "x", _("Take the code {code} away").format(code=code), lambda: None)
            take.clicked.connect(partial(self._remove, sku, channel, code))
            self._grid.addWidget(take, at, 3)
        with QSignalBlocker(self.sku):
            chosen = self.sku.currentText()
            self.sku.clear()
            self.sku.addItems(skus)
            self.sku.setCurrentIndex(max(self.sku.findText(chosen), 0))
        self.setEnabled(bool(skus))

    def add(self) -> None:
        """Let the code that is typed mean the chosen SKU."""
        code, sku, channel = self.code.text().strip(), self.sku.currentText(), str(self.channel.currentData())
        if not code:
            self.code.setFocus()
            return
        what = _("{sku} is {code} at {channel}").format(sku=sku, code=code, channel=self.channel.currentText())
        put, take = partial(_add, sku, channel, code), partial(_take, channel, code)
        self.draft.act(what, lambda _listing: (put, take, put), refused=self._refuse, done=self._added)

    def _remove(self, sku: str, channel: str, code: str, _checked: bool = False) -> None:
        what = _("{code} no longer means {sku}").format(code=code, sku=sku)
        put, take = partial(_add, sku, channel, code), partial(_take, channel, code)
        self.draft.act(what, lambda _listing: (take, put, take), refused=self._refuse)

    def _added(self) -> None:
        if isValid(self):
            self.code.clear()
            self._complain("")

    def _refuse(self, error: ShopError) -> None:
        if isValid(self):
            self._complain(word_error(error))

    def _complain(self, why: str) -> None:
        self.error.setText(why)
        self.error.setVisible(bool(why))

    def _follow(self) -> None:
        """Offer the SKU of the row that is current."""
        at = self.sku.findText(self._table.sku)
        if at >= 0 and not self.code.text():
            self.sku.setCurrentIndex(at)


def _add(sku: str, channel: str, code: str, shop: Shop, _job: Job) -> int:
    return add_code(shop, sku, code, channel)


def _take(channel: str, code: str, shop: Shop, _job: Job) -> None:
    remove_code(shop, code, channel)

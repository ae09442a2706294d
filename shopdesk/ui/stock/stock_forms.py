"""Small forms in the stock panel: what a kit is made of, and labels for goods."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox

from shopdesk.domain.errors import ShopError
from shopdesk.services.stock_labels import LABEL_SHEETS
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.count_field import CountField
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.words import _

MOST_PIECES = 10_000


class KitForm(PanelForm):
    """The parts of a kit, one a line as SKU=pieces; a kit is built of them and broken into them."""

    def __init__(self, sku: str, parts: Sequence[tuple[str, int]]) -> None:
        super().__init__("kitForm", _("{sku} is made of").format(sku=sku), _("Save parts"))
        self.sku, self._begun = sku, "\n".join(f"{part}={each}" for part, each in parts)
        self._parts = TextField(self._begun)
        self._parts.setTabChangesFocus(True)
        self._parts.setPlaceholderText("SKU=2")
        self._parts.setFixedHeight(4 * CONTROL)
        self.body.addLayout(self.ask(_("One part a line: SKU=pieces. Nothing: no kit."), self._parts, "kitParts"))
        self._pieces = CountField(1, MOST_PIECES)
        self.build = button("buildKit", _("Build"))
        self.take_apart = button("breakKit", _("Take apart"))
        self._pieces.setObjectName("kitPieces")
        self._pieces.setAccessibleName(_("How many kits"))
        if parts:
            self.body.addLayout(row(self._pieces, self.build, self.take_apart, None, spacing=SPACE[2]))

    @property
    def is_changed(self) -> bool:
        """Whether something was typed."""
        return self._parts.toPlainText() != self._begun

    @property
    def parts(self) -> dict[str, int]:
        """The parts as they are typed. Raises ShopError("line-unreadable")."""
        found: dict[str, int] = {}
        for line in filter(None, map(str.strip, self._parts.toPlainText().splitlines())):
            sku, _sign, each = line.rpartition("=")
            if not sku or not (each.isascii() and each.isdigit()):
                raise ShopError("line-unreadable", value=line)
            found[sku.strip()] = found.get(sku.strip(), 0) + int(each)
        return found

    @property
    def pieces(self) -> int:
        """How many kits are built or taken apart."""
        return self._pieces.value()


class LabelsForm(PanelForm):
    """How many labels of each SKU, on which sheet, from which place on."""

    def __init__(self, skus: Mapping[str, int]) -> None:
        super().__init__("labelsForm", _("Stock labels"), _("Save as PDF"))
        self._skus = skus
        words = ", ".join(list(skus)[:4]) + (" …" if len(skus) > 4 else "")
        self.body.addWidget(label(words, rank="second", wrap=True))
        self._each, self._start = CountField(0, MOST_PIECES, 1), CountField(1, 200)
        self._each.setSpecialValueText(_("as many as lie there"))
        self._sheet = QComboBox()
        self._sheet.addItems(list(LABEL_SHEETS))
        self._prices = QCheckBox(_("With prices"))
        self._prices.setObjectName("labelPrices")
        for made in (self._each, self._start, self._sheet):
            made.setMinimumHeight(CONTROL)
        first = row(self.ask(_("Labels of each"), self._each, "labelCount"), spacing=SPACE[2])
        first.addLayout(self.ask(_("Sheet"), self._sheet, "labelSheet"))
        first.addLayout(self.ask(_("From label"), self._start, "labelStart"))
        self.body.addLayout(first)
        self.body.addWidget(self._prices)

    @property
    def wanted(self) -> dict[str, int]:
        """Labels by SKU."""
        each = self._each.value()
        return {sku: count for sku, lying in self._skus.items() if (count := each or max(lying, 0))}

    @property
    def sheet(self) -> str:
        """The layout's name."""
        return self._sheet.currentText()

    @property
    def start_at(self) -> int:
        """The first place of the first sheet."""
        return self._start.value()

    @property
    def prices(self) -> bool:
        """Whether prices stand on them."""
        return self._prices.isChecked()

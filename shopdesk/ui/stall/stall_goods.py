"""Goods at the stall beside their tiles: how many or how heavy, weighed or not, fetched from the office."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from shopdesk.services.stall_goods import PERS
from shopdesk.ui.controls import clear, column, label, row
from shopdesk.ui.stall.stall_parts import NumberPad, Sheet, amount_field, large
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _

Choice = tuple[str, str]  # a SKU and its words
MOST = 4


class CountSheet(Sheet):
    """How many pieces, or how many grams; `told` carries the number."""

    told = Signal(int)

    def __init__(self) -> None:
        super().__init__("countSheet", _("Quantity"))
        self._what = label(size=HEADLINE, wrap=True)
        self.amount = amount_field("countAmount", _("Quantity"))
        self.amount.setMaxLength(6)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.returnPressed.connect(self.take)
        self.pad = NumberPad("countPad")
        self.pad.target = self.amount
        confirm = large("countDone", _("Apply"), self.take, look="way", primary=True, below="Enter")
        both = row(spacing=SPACE[4])
        both.addLayout(column(self._what, self.amount, None), 3)
        right = column(self.pad, confirm, spacing=SPACE[2])
        right.setStretch(0, 1)
        both.addLayout(right, 2)
        self.body.addLayout(both)

    def ask(self, words: str, what: str, count: int = 0) -> None:
        """Ask for pieces or grams of something."""
        self.begin()
        self.title.setText(words)
        self._what.setText(what)
        self.amount.setText(str(count) if count else "")
        self.amount.setFocus()
        self.amount.selectAll()

    def take(self) -> None:
        """Take the number, where it is one."""
        text = self.amount.text().strip()
        if text.isdecimal() and int(text):
            self.told.emit(int(text))
        else:
            self.refuse(_("Write a whole number from 1 on."))
            self.amount.selectAll()


class GoodsSheet(Sheet):
    """Finds goods by what is typed or scanned; one of those found is chosen."""

    def __init__(self, name: str, title: str, empty: str, find: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(name, title)
        self._find, self._name = find, name
        self.sku = ""
        self._shown: list[Choice] = []
        self._buttons: list[QPushButton] = []
        self.field = amount_field(f"{name}Find", _("Search by name or pinyin"))
        self.field.textChanged.connect(lambda text: self.show_found(self._find(text.strip())))
        self.field.returnPressed.connect(self.take_first)
        self._list = QVBoxLayout()
        self._empty = empty
        self._none = label(rank="second", size=HEADLINE, wrap=True)

    def begin(self) -> None:
        """Begin anew, with what is most likely meant."""
        super().begin()
        self.setEnabled(True)
        self.sku = ""
        self.field.clear()
        self.show_found(self._find(""))
        self.field.setFocus()

    def show_found(self, told: Sequence[Choice]) -> None:
        """Show goods to choose from; what was chosen stays so while it is among them."""
        self._shown = list(told)[:MOST]
        if self.sku not in {sku for sku, _words in self._shown}:
            self.sku = ""
        clear(self._list)
        self._buttons = []
        for at, (sku, words) in enumerate(self._shown):
            made = large(f"{self._name}-{at}", words, partial(self.choose, sku), key=f"Alt+{at + 1}", size=15)
            made.setCheckable(True)
            made.setChecked(sku == self.sku)
            made.setProperty("stall", "choice")
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._list.addWidget(made)
            self._buttons.append(made)
        self._none.setText(_("No goods were found.") if self.field.text().strip() else self._empty)
        self._none.setVisible(not self._shown)

    def choose(self, sku: str) -> None:
        """Mean these goods from now on."""
        self.sku = sku
        self.refuse()
        for made, (one, _words) in zip(self._buttons, self._shown, strict=True):
            made.setChecked(one == sku)

    def take_first(self) -> None:
        """Mean the first that was found, where nothing was chosen yet."""
        if self._shown and not self.sku:
            self.choose(self._shown[0][0])

    def chosen(self) -> str:
        """Return the SKU that is meant; where none is, say so."""
        self.take_first()
        if not self.sku:
            self.refuse(_("Choose the goods first."))
        return self.sku


class WeighSheet(GoodsSheet):
    """Says how goods are sold; `told` carries the SKU and the grams its price is for, 0 for pieces."""

    told = Signal(str, int)

    def __init__(self, find: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(
            "weighSheet", _("Weighed goods"), _("Nothing is sold by weight yet. Type or scan what is."), find
        )
        made = [
            large(
                f"weighPer-{per}", _("Price for {n} g").format(n=per) if per else _("By pieces"),
                partial(self._take, per), look="way", key=f"Alt+{at}", size=15,
            )
            for at, per in enumerate(PERS, start=5)
        ]  # fmt: skip
        hint = label(_("Choose the goods, then how they are sold."), rank="second", size=15, wrap=True)
        left = column(self.field, self._none)
        left.addLayout(self._list)
        left.addStretch(1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(column(hint, *made, None), 2)
        self.body.addLayout(both)

    def ask(self) -> None:
        """Show what is weighed, and find other goods."""
        self.begin()

    def _take(self, per: int) -> None:
        if sku := self.chosen():
            self.told.emit(sku, per)


class FetchSheet(GoodsSheet):
    """Fetches goods from the office; `told` carries the SKU and how many pieces."""

    told = Signal(str, int)

    def __init__(self, find: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(
            "fetchSheet",
            _("Fetch goods from the office"),
            _("Nothing is running out here. Type or scan what to fetch."),
            find,
        )
        self.amount = amount_field("fetchPieces", _("Quantity"))
        self.amount.setMaxLength(6)
        self.amount.returnPressed.connect(self.take)
        self.pad = NumberPad("fetchPad")
        self.pad.target = self.amount
        confirm = large("fetchDone", _("Fetch"), self.take, look="way", primary=True, below="Ctrl+Enter")
        left = column(self.field, self._none)
        left.addLayout(self._list)
        left.addStretch(1)
        right = column(self.amount, self.pad, confirm)
        right.setStretch(1, 1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.body.addLayout(both)

    def ask(self, sku: str = "", pieces: int = 0) -> None:
        """Ask what is fetched; these pieces of a SKU where a sale lacks them."""
        self.begin()
        if sku:
            self.field.setText(sku)
            self.take_first()
        self.amount.setText(str(pieces) if pieces else "")
        (self.amount if sku else self.field).setFocus()

    def choose(self, sku: str) -> None:
        """Mean these goods, and write how many next."""
        super().choose(sku)
        self.amount.setFocus()

    def take(self) -> None:
        """Take what is written."""
        text = self.amount.text().strip()
        if not self.chosen():
            return
        if not text.isdecimal() or not int(text):
            self.refuse(_("Write a whole number from 1 on."))
            self.amount.setFocus()
            return
        self.setEnabled(False)
        self.told.emit(self.sku, int(text))

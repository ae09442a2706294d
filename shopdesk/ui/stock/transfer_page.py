"""Goods carried from place to place: to the stall in the morning, back in the evening, as one transfer."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.codes import find_code
from shopdesk.services.goods import goods_called
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop
from shopdesk.services.stock_table import StockRow, StockTable, places
from shopdesk.services.transfers import lying_goods, takeable_pieces, transfer_stock, undo_transfer
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, column, label, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.page import Page
from shopdesk.ui.stock.transfer_line import TransferLine
from shopdesk.ui.stock.transfer_paste import TransferPaste
from shopdesk.ui.stock_words import figure, read_pieces, word_place
from shopdesk.ui.theme import FILTER_BAR, FOOTER, HEADLINE, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

HITS = 8
WIDEST = 880


class TransferPage(Page):
    """From, to, a field that takes scans and names, and the lines that are carried together."""

    name = "transfer"
    place = "stock"
    concerns = frozenset({"stock", "orders", "listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.lines: dict[str, TransferLine] = {}
        options = [(code, word_place(code)) for code in places(context.shop)]
        self.origin = choice("transferFrom", _("Out of"), options)
        self.target = choice("transferTo", _("To"), options)
        self.target.setCurrentIndex(min(1, self.target.count() - 1))  # carried to where it lies, it would go nowhere
        hint = _("Scan, or type SKU, goods or pinyin; Enter adds one")
        self.scan = field("transferScan", _("Goods to carry"), hint)
        self.hits = QListWidget()
        self.hits.setObjectName("transferHits")
        self.hits.setAccessibleName(_("Goods found"))
        self.hits.setFixedHeight(HITS * 22)
        self.hits.hide()
        self.error = error_line("transferError")
        self.paste = TransferPaste(self)
        self.paste.way.watch(self.scan)
        self.carry = button("carryGoods", _("Carry"), self.submit, key="Ctrl+S", primary=True)
        self._sum = label(rank="muted")
        self._rows = column(spacing=SPACE[3])
        self.empty = EmptyState("transferEmpty")
        self._lay_out()
        self._connect()
        self._set_carrying(False)

    def _lay_out(self) -> None:
        back = button(
            "backToStock", _("Stock"), lambda: self.context.go("stock"), icon_name="chevron-left", look="quiet"
        )
        everything = button("everythingThere", _("Everything that lies there"), self.fill, key="Ctrl+Shift+A")
        ends = row(label(_("Out of"), rank="muted"), self.origin, SPACE[2], label(_("To"), rank="muted"), self.target)
        ends.addStretch(1)
        what = row(self.scan, self.paste.way.make_button(), everything)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        margins = (SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        text = _("Scan what is carried, or take everything that lies there.")
        self.empty.tell("arrow-left-right", _("Nothing on the list yet"), text)
        whole = column(ends, what, self.hits, self._rows, self.error, spacing=SPACE[3], margins=margins)
        whole.addWidget(self.empty, 1)
        whole.addStretch(0)
        inner.setLayout(whole)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        title = label(_("Carry goods"), size=HEADLINE, bold=True)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, title, None))
        layout.addWidget(scroll, 1)
        layout.addWidget(bar("footer", FOOTER, self._sum, None, self.carry))

    def _connect(self) -> None:
        self.scan.returnPressed.connect(self._take_typed)
        self.scan.textEdited.connect(lambda _text: self.hits.hide())
        self.hits.itemActivated.connect(self._take_hit)
        for box in (self.origin, self.target):
            box.currentIndexChanged.connect(lambda _at: self.refresh())
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        for box, code in ((self.origin, wanted.get("origin")), (self.target, wanted.get("target"))):
            if code and box.findData(code) >= 0:
                box.setCurrentIndex(box.findData(code))
        skus = wanted.get("skus")
        for sku in skus if isinstance(skus, list) else []:
            if sku not in self.lines:
                self.add(str(sku))
        self.scan.setFocus()

    def refresh(self) -> None:  # noqa: D102
        for box in (self.origin, self.target):
            known = [box.itemData(at) for at in range(box.count())]
            for code in places(self.context.shop):
                if code not in known:
                    box.addItem(word_place(code), code)
        for line in self.lines.values():
            line.tell_free(self._free(line.sku))
        self._tell_sum()

    def counts_text(self) -> str:  # noqa: D102
        return ngettext("{count} SKU", "{count} SKUs", len(self.lines)).format(count=len(self.lines))

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.lines)

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"skus": list(self.lines)}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        self.show_wanted({"skus": kept.get("skus")})
        super().put_back(kept)

    # What a person does

    def add(self, sku: str, pieces: int = 1) -> None:
        """Carry one of a SKU, or one more; or so many."""
        if sku in self.lines:
            self.lines[sku].add(pieces)
        else:
            self._begin_line(sku, pieces)
        self._tell_sum()

    def fill(self) -> None:
        """Take everything that lies at the place the goods come from."""
        for sku, pieces in lying_goods(self.context.shop, str(self.origin.currentData())).items():
            if sku not in self.lines:
                self._begin_line(sku, pieces)
            else:
                self.lines[sku].pieces.setText(str(pieces))
        self._tell_sum()

    def take_back(self) -> bool:  # noqa: D102
        return self.paste.last.take_back()

    def submit(self) -> None:
        """Carry all lines as one transfer; a line that cannot be carried says so, and nothing is carried."""
        told = {sku: line.read(self._free(sku)) for sku, line in self.lines.items()}
        goods = {sku: pieces for sku, pieces in told.items() if pieces is not None}
        if len(goods) < len(told):
            self._stand_in_first_refused()
        elif self.carry.isEnabled():
            self._carry(goods)

    def _carry(self, goods: Mapping[str, int]) -> None:
        self._set_carrying(True)
        carried = _Carried(goods, str(self.origin.currentData()), str(self.target.currentData()))
        task = self.context.write(
            _("Carrying goods"),
            lambda shop, _job: carried.carry(shop),
            changes={"stock"},
            done=lambda _result: self._done(carried),
            refused=lambda error: self._refuse(word_error(error)),
        )
        task.failed.connect(lambda _error: self._set_carrying(False))
        task.cancelled.connect(lambda: self._set_carrying(False))

    def _set_carrying(self, carrying: bool) -> None:
        self._carrying = carrying
        self._tell_sum()

    def _done(self, carried: "_Carried") -> None:
        self._set_carrying(False)
        for sku in list(self.lines):
            self.drop(sku)
        self.context.note(carried.change())
        self.scan.setFocus()

    def _take_typed(self) -> None:
        text = self.scan.text().strip()
        self._refuse("")
        if not text:
            return
        try:
            skus = [(find_code(self.context.shop, text)[1], "")]
        except ShopError:
            table = StockTable(self.context.shop, "all", text)
            found, _all = table.first_ids("", False)
            rows: list[StockRow] = table.rows(found[:HITS]) if found else []
            skus = [(told.sku, " · ".join(filter(None, (told.sku, told.options, told.title)))) for told in rows]
        if len(skus) == 1:
            self._take(skus[0][0])
        elif skus:
            self._offer(skus)
        else:
            self._refuse(_("Nothing found for “{text}”").format(text=text))
            self.scan.selectAll()

    def _offer(self, skus: list[tuple[str, str]]) -> None:
        self.hits.clear()
        for sku, words in skus:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, sku)
            self.hits.addItem(item)
        self.hits.setCurrentRow(0)
        self.hits.show()
        self.hits.setFocus()

    def _take_hit(self, item: QListWidgetItem) -> None:
        self._take(str(item.data(Qt.ItemDataRole.UserRole)))

    def _take(self, sku: str) -> None:
        self.hits.hide()
        self.scan.setText("")  # Ctrl+Z means the list then, no longer the field
        self.scan.setFocus()
        self.add(sku)

    def _begin_line(self, sku: str, pieces: int) -> None:
        called = goods_called(self.context.shop, [sku])
        if sku not in called:
            self._refuse(word_error(ShopError("sku-unknown", value=sku)))
            return
        line = TransferLine(sku, called[sku], pieces)
        line.tell_free(self._free(sku))
        line.left.connect(self.drop, Qt.ConnectionType.QueuedConnection)
        line.entered.connect(self.scan.setFocus)
        line.pieces.textChanged.connect(lambda _text: self._tell_sum())
        self.lines[sku] = line
        self._rows.addWidget(line)
        self.counted.emit()

    def drop(self, sku: str) -> None:
        """Take a line off the list."""
        if line := self.lines.pop(sku, None):
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._tell_sum()
        self.counted.emit()

    def _free(self, sku: str) -> int | None:
        origin, target = str(self.origin.currentData()), str(self.target.currentData())
        return takeable_pieces(self.context.shop, sku, origin=origin, target=target)

    def _stand_in_first_refused(self) -> None:
        first = next(line for line in self.lines.values() if line.error.text())
        first.pieces.setFocus()
        first.pieces.selectAll()

    def _tell_sum(self) -> None:
        pieces = sum(read_pieces(line.pieces.text()) or 0 for line in self.lines.values())
        words = ngettext("{count} piece in all", "{count} pieces in all", pieces)
        self._sum.setText(words.format(count=figure(pieces)) if self.lines else "")
        self.empty.setVisible(not self.lines)
        self.carry.setEnabled(bool(self.lines) and not self._carrying)

    def _refuse(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _leave(self) -> None:
        if self.hits.isVisible():
            self.hits.hide()
            self.scan.setFocus()
        else:
            self.context.go("stock")


class _Carried:
    """A transfer that was booked: taken back whole, and carried again as a transfer of its own."""

    def __init__(self, goods: Mapping[str, int], origin: str, target: str) -> None:
        self._goods, self._origin, self._target = dict(goods), origin, target
        self._uuid, self._reference = new_id(), ""

    def carry(self, shop: Shop) -> None:
        """Carry; the same one twice is carried once."""
        self._reference = transfer_stock(shop, self._goods, origin=self._origin, target=self._target, uuid=self._uuid)

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        words = ngettext(
            "{count} piece carried from {origin} to {target}",
            "{count} pieces carried from {origin} to {target}",
            sum(self._goods.values()),
        )
        text = words.format(
            count=sum(self._goods.values()), origin=word_place(self._origin), target=word_place(self._target)
        )
        return Change(
            text, lambda shop, _job: undo_transfer(shop, self._reference), lambda shop, _job: self._again(shop)
        )

    def _again(self, shop: Shop) -> None:
        self._uuid = new_id()
        self.carry(shop)

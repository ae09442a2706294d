"""The field that picks goods: a scan, a SKU, a title or its initials; Enter on a single hit takes it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from shopdesk.services.goods import Goods, find_goods
from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

WAIT_MS = 120
ROWS_SHOWN = 6
GAP = "  ·  "
BESIDE, LEAST_TITLE = 48, 80  # pixels: what border and scroll bar take, what a title keeps at the least


class GoodsField(QWidget):
    """What is typed is looked for; `picked` carries the goods that were taken."""

    picked = Signal(object)

    def __init__(self, context: Context, currency: str) -> None:
        super().__init__()
        self.setObjectName("goodsField")
        self._context, self._currency = context, currency
        self._found: list[Goods] = []
        self.search = field("findGoods", _("Add goods"), _("Scan, SKU, title or pinyin; Enter adds one"))
        self.error = error_line("goodsError")
        self.list = QListWidget()
        self.list.setObjectName("goodsFound")
        self.list.setAccessibleName(_("Goods found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        layout = column(self.search, self.error, self.list, spacing=4)
        self.setLayout(layout)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._look_for_typed)
        self.search.textChanged.connect(lambda _text: self._typed())
        self.search.returnPressed.connect(self.take)
        self.list.itemActivated.connect(self._take_item)
        self.list.itemClicked.connect(self._take_item)
        self.search.installEventFilter(self)

    def look(self) -> None:
        """Show what the text finds."""
        self._wait.stop()
        self._found = find_goods(self._context.shop, self.search.text())
        self.list.clear()
        for goods in self._found:
            item = QListWidgetItem(self._told(goods))
            item.setToolTip(goods.title)
            self.list.addItem(item)
        height = self.list.sizeHintForRow(0) if self._found else 0
        self.list.setFixedHeight(min(len(self._found), ROWS_SHOWN) * height + 2 * self.list.frameWidth() + 4)
        self.list.setVisible(bool(self._found))

    def _look_for_typed(self) -> None:
        self.look()
        count = len(self._found)
        words = ngettext("{count} hit, the down arrow leads to it", "{count} hits, the down arrow leads to them", count)
        announce(self.search, words.format(count=count) if count else _("Nothing found"))

    def take(self) -> None:
        """Take the single hit; several are to be chosen from, none is said."""
        if not self.search.text().strip():
            return
        self.look()
        if len(self._found) == 1:
            self._take(self._found[0])
        elif not self._found:
            words = _("No goods with “{text}”. Type a part of the title, pinyin or the SKU.")
            complain(self.search, self.error, words.format(text=self.search.text().strip()))
        else:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _told(self, goods: Goods) -> str:
        """Return the line of a hit; a long title gives way to what tells its SKUs apart."""
        words = (goods.options, goods.sku, money(goods.price, self._currency), word_available(goods.available))
        tail = GAP.join(part for part in words if part)
        metrics = self.list.fontMetrics()
        room = max(self.search.width() - metrics.horizontalAdvance(GAP + tail) - BESIDE, LEAST_TITLE)
        return metrics.elidedText(goods.title, Qt.TextElideMode.ElideRight, room) + GAP + tail

    def _typed(self) -> None:
        complain(self.search, self.error, "")
        if self.search.text().strip():
            self._wait.start()
        else:
            self._wait.stop()
            self.list.hide()

    def _take_item(self, item: QListWidgetItem) -> None:
        at = self.list.row(item)
        if 0 <= at < len(self._found):
            self._take(self._found[at])

    def _take(self, goods: Goods) -> None:
        self.search.setText("")  # Ctrl+Z means the list then, no longer the field
        self._wait.stop()
        self.list.hide()
        self.search.setFocus()
        self.picked.emit(goods)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self.list.setCurrentRow(max(self.list.currentRow(), 0))
                self.list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                return True
        return super().eventFilter(watched, event)


def word_available(pieces: int) -> str:
    """Say how many pieces nobody has yet."""
    return _("{count} available").format(count=f"{pieces:,}".replace("-", "\N{MINUS SIGN}"))

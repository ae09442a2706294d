"""What was done on a page is taken back by Ctrl+Z and done again by Ctrl+Y; pages that cannot say why in this list.

Each verb is done with the page's own controls; what the page shows is compared, not what the file holds: nothing is
ever deleted there.
"""

import ast
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTreeView,
    QWidget,
)

import shopdesk.ui
from shopdesk import app
from shopdesk.domain.prices import Price
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.payments import take
from shopdesk.services.prices import set_prices
from shopdesk.services.promotions import save_promotion
from shopdesk.services.purchases import draft_purchase, order_purchase
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import save_item, save_supplier
from shopdesk.services.tickets import open_ticket
from shopdesk.ui.context import Context
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.page_names import PAGES
from tests.conftest import NOW

OF_A_PANEL = {"offersTable", "countTable"}  # they belong to what the page stands on, which a verb may change
GIVEN_UP = re.compile("Cancelled|Taken apart")  # counts and waves stay in their lists: nothing is deleted
CONTROL = Qt.KeyboardModifier.ControlModifier
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QSpinBox)


NO_UNDO = {  # modules of the window that write and offer no way back, and why
    "backups_page": "a backup takes nothing away",
    "bill_page": "its bill is taken back from the page of its lines",
    "forecast_section": "reckons anew what rules and sales say",
    "history_page": "takes back: that is a deed of its own, which the history takes back",
    "listing_editor_check": "a check says what is",
    "listing_panel": "a check says what is",
    "packing_work": "a bench of its own with Ctrl+Z of its own: it takes scans back",
    "price_paste": "hands what was done to the page of prices",
    "print_page": "paper: its job is taken out of the queue, or told not to have come out",
    "print_sender": "paper that has come out stays",
    "stall_deeds": "a till is balanced, never undone: refund, recall, count again",
    "stall_extras": "a till is balanced: cash out after cash in",
    "stall_paper": "paper",
    "form_place": "hands what was done to the page that asked",
}


class Hand:
    """A hand at one window: it presses what it sees and waits until that is done."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot = window, qtbot
        self.shop = window.context.shop

    @property
    def page(self):
        return self.window.current_page

    def see(self, name: str, kind: type = QWidget):
        found = [one for one in self.page.findChildren(kind, name) if not isinstance(one, QWidget) or one.isVisible()]
        assert found, f"{name} is not seen on {self.page.name}"
        return found[-1]

    def press(self, name: str) -> None:
        control = next(
            (one for one in self.page.findChildren(QAbstractButton, name) if one.isVisible()), None
        ) or self.see(name, QAction)
        assert control.isEnabled(), f"{name} is grey"
        control.click() if isinstance(control, QAbstractButton) else control.trigger()
        self.settle()

    def write(self, name: str, text: str) -> QWidget:
        field = self.see(name, QLineEdit) if self.page.findChildren(QLineEdit, name) else self.see(name, QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        field.insert(text) if isinstance(field, QLineEdit) else field.insertPlainText(text)
        return field

    def choose(self, name: str, at: int = -1) -> None:
        box = self.see(name, QComboBox)
        box.setCurrentIndex(at if at >= 0 else (box.currentIndex() + 1) % box.count())
        self.settle()

    def select(self, *rows: int) -> None:
        table = self.page.table
        table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows or (0,):
            table.selectionModel().select(table.model().index(row, 0), flags)
        table.setCurrentIndex(
            table.model().index((rows or (0,))[-1], 0),
        )
        for row in rows:
            table.selectionModel().select(table.model().index(row, 0), flags)
        self.settle()

    def settle(self) -> None:
        quiet = 0

        def still() -> bool:
            nonlocal quiet
            context = self.window.context
            busy = context.runner.busy or context.reader.busy or context._judging.isActive()
            quiet = 0 if busy else quiet + 1
            return quiet > 8  # a page that has just been read may ask for more

        self.qtbot.waitUntil(still, timeout=30_000)

    def key(self, key: Qt.Key) -> None:
        if (focus := self.window.focusWidget()) is not None:
            focus.clearFocus()  # a field would take back what was typed in it first
        QTest.keyClick(self.window, key, CONTROL)
        self.settle()

    def told(self) -> dict[str, object]:
        """Return what the page shows: rows of its tables and lists, counts of its views, what stands in its fields."""
        self.settle()
        told: dict[str, object] = {}
        for table in self.page.findChildren(TableView):
            if table.objectName() in OF_A_PANEL and table.objectName() not in self.fields:
                continue
            model = table.table_model
            rows = [model.row_at(row) for row in range(model.rowCount())]
            told[table.objectName()] = sorted(plain(c.cell(row).text for c in model.columns) for row in rows)
        for one in self.page.findChildren(QListWidget):
            texts = [one.item(at).text() for at in range(one.count())]
            told[one.objectName()] = [text for text in texts if text and not GIVEN_UP.search(text)]
        for tree in self.page.findChildren(QTreeView):
            told[tree.objectName()] = leaves(tree.model())
        for tabs in self.page.findChildren(ViewTabs):
            told[tabs.objectName()] = [tabs.tabText(at) for at in range(tabs.count())]
        for field in self.page.findChildren(QWidget):
            if isinstance(field, FIELDS) and field.isVisible() and field.objectName() in self.fields:
                told[field.objectName()] = value_of(field)
        return told

    fields: tuple[str, ...] = ()


def plain(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a row's texts; what is opened again has a number of its own."""
    return tuple(re.sub(r"^TK-\d+$", "TK", text) for text in texts)


def leaves(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    """Return the names of a tree, branch by branch."""
    inside = parent or QModelIndex()
    found: list[str] = []
    for row in range(model.rowCount(inside)):
        index = model.index(row, 0, inside)
        found += [str(index.data()), *leaves(model, index)]
    return found


def differing(first: dict[str, object], second: dict[str, object]) -> list[str]:
    """Return what is told differently by two looks at a page, of all that both have looked at."""
    found = []
    for name in first.keys() & second.keys():
        one, other = first[name], second[name]
        if one != other and isinstance(one, list) and isinstance(other, list):
            found += [f"{name} - {row}" for row in one if row not in other]
            found += [f"{name} + {row}" for row in other if row not in one]
        elif one != other:
            found.append(f"{name}: {one} → {other}")
    return found


def value_of(field: QWidget) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


Do = Callable[[Hand], object]
VERBS: dict[str, tuple[str, Do, Do]] = {}  # the page with what it is asked, what is there before, what is done
FIELDS_OF: dict[str, tuple[str, ...]] = {}


def verb(page: str, before: Do | None = None, *, fields: tuple[str, ...] = (), **wanted: object) -> Callable[[Do], Do]:
    """Note a verb of a page."""

    def note(act: Do) -> Do:
        def go(hand: Hand) -> None:
            hand.window.go(page, **wanted)
            hand.settle()
            if before is not None:
                before(hand)

        name = act.__name__.strip("_").replace("_", " ")
        VERBS[name], FIELDS_OF[name] = (page, go, act), fields
        return act

    return note


def pressing(page: str, name: str, control: str, *rows: int, **wanted: object) -> None:
    """Note a verb that is one press on what is selected."""

    def act(hand: Hand) -> None:
        hand.press(control)

    act.__name__ = name
    verb(page, lambda hand: hand.select(*rows), **wanted)(act)


pressing("orders", "confirm_orders", "confirmOrders", *range(46), view="new")
pressing("orders", "ship_orders", "shipOrders", 0, 1, view="to-ship")
pressing("orders", "hold_orders", "holdOrders", 0, 1, 2, view="new")
pressing("orders", "cancel_orders", "cancelOrders", 0, view="new")
pressing("orders", "pick_orders", "pickOrders", 0, 1, view="to-print")
pressing("parcels", "parcel_delivered", "markDelivered", 0, view="under-way")
pressing("parcels", "parcel_in_trouble", "markTrouble", 0, view="under-way")
pressing("parcels", "parcel_lost", "markLost", 0, view="under-way")
pressing("parcels", "parcel_back", "markReturned", 0, view="under-way")
pressing("messages", "message_sent", "markSent", 0)
pressing("suppliers", "supplier_taken_out", "removeSuppliers", 0)
pressing("listings", "listings_archived", "archiveListings", 0, 1)
pressing("customers", "customers_joined", "joinCustomers", 0, 1)


def of_one_receiver(hand: Hand) -> None:
    rows = [hand.page.model.row_at(row) for row in range(hand.page.model.rowCount())]
    found = {(row.name, row.city) for row in rows}
    pairs = ([at for at, row in enumerate(rows) if (row.name, row.city) == one] for one in sorted(found))
    hand.select(*next(pair for pair in pairs if len(pair) > 1))


@verb("orders", of_one_receiver, view="together")
def merge_orders(hand: Hand) -> None:
    hand.press("mergeOrders")


@verb("orders", lambda hand: hand.select(0), view="new")
def note_an_order(hand: Hand) -> None:
    hand.press("noteOrder")
    hand.write("noteText", "加固包装")
    hand.press("noteFormSave")


@verb("customers", lambda hand: hand.select(0), fields=("customerNote", "customerTags"))
def write_about_a_customer(hand: Hand) -> None:
    hand.write("customerTags", "老客户")
    hand.press("saveCustomer")


@verb("customers", lambda hand: hand.select(0))
def block_a_customer(hand: Hand) -> None:
    hand.write("blockReason", "拒收三次")
    hand.press("blockCustomer")


@verb("couriers", lambda hand: hand.select(0))
def change_a_courier(hand: Hand) -> None:
    hand.write("courierNameEn", "Renamed Express")
    hand.press("saveCourier")


@verb("stock", lambda hand: hand.select(0), view="all")
def move_stock(hand: Hand) -> None:
    hand.press("moveCurrent")
    hand.write("movePieces", "5")
    hand.press("bookMove")


@verb("stock", lambda hand: hand.select(0), view="all", fields=("safetyEdit", "shelfEdit"))
def a_safety_line(hand: Hand) -> None:
    QTest.keyClick(hand.write("safetyEdit", "77"), Qt.Key.Key_Return)
    hand.settle()


@verb("stock", lambda hand: hand.select(0), view="all", fields=("safetyEdit", "shelfEdit"))
def a_shelf(hand: Hand) -> None:
    QTest.keyClick(hand.write("shelfEdit", "Z-1-1"), Qt.Key.Key_Return)
    hand.settle()


@verb("places", new=True)
def add_a_place(hand: Hand) -> None:
    hand.write("placeCode", "back-room")
    hand.write("placeName", "后仓")
    hand.press("savePlace")


@verb("suppliers", new=True)
def add_a_supplier(hand: Hand) -> None:
    hand.write("supplierCode", "NEW")
    hand.write("supplierName", "新样板厂")
    hand.press("saveSupplier")


@verb("suppliers", lambda hand: hand.select(0))
def change_a_supplier(hand: Hand) -> None:
    hand.write("supplierLead", "33")
    hand.press("saveSupplier")


@verb("suppliers", lambda hand: hand.select(0), fields=("offersTable",))
def add_an_offer(hand: Hand) -> None:
    hand.write("offerSku", "QH-BSK-L")
    hand.write("offerPrice", "12.50")
    hand.press("saveOffer")


@verb("suppliers", lambda hand: hand.select(0), fields=("offersTable",))
def take_an_offer_out(hand: Hand) -> None:
    hand.press("removeOffer")


@verb("purchasing", lambda hand: hand.select(0), view="draft")
def take_a_draft_out(hand: Hand) -> None:
    hand.press("removePurchases")


@verb("purchasing", lambda hand: hand.select(0), view="draft")
def order_goods(hand: Hand) -> None:
    hand.press("orderPurchase")


@verb("purchasing", lambda hand: hand.select(0), view="ordered")
def cancel_an_order_of_goods(hand: Hand) -> None:
    hand.press("cancelPurchase")


@verb("prices", lambda hand: hand.select(0))
def set_a_price(hand: Hand) -> None:
    hand.write("priceAmount", "66.60")
    hand.press("savePrice")


@verb("prices", lambda hand: hand.select(0))
def take_a_price_out(hand: Hand) -> None:
    seen = (b.objectName() for b in hand.page.findChildren(QAbstractButton) if b.isVisible())
    name = next(name for name in seen if name.startswith("removePrice-"))
    hand.press(name)


@verb("prices")
def note_a_competitor(hand: Hand) -> None:
    hand.select(0)
    hand.write("competitorName", "隔壁小店")
    hand.write("competitorPrice", "9.90")
    hand.press("noteCompetitor")


@verb("promotions", lambda hand: hand.select(0), view="all")
def start_a_promotion(hand: Hand) -> None:
    hand.press("startPromotion")


@verb("promotions", lambda hand: hand.select(0), view="all")
def change_a_promotion(hand: Hand) -> None:
    hand.press("editPromotion")
    hand.write("promotionName", "改过的活动")
    hand.press("savePromotion")


@verb("counts", new=True)
def begin_a_count(hand: Hand) -> None:
    hand.press("startCount")


def counting(hand: Hand) -> None:
    hand.press("startCount")


@verb("counts", counting, fields=("countTable",), new=True)
def enter_a_count(hand: Hand) -> None:
    QTest.keyClick(hand.write("countScan", "3*QH-BSK-L"), Qt.Key.Key_Return)
    hand.settle()


@verb("counts", counting, new=True)
def pause_a_count(hand: Hand) -> None:
    hand.press("pauseCount")


@verb("waves", new=True)
def make_a_wave(hand: Hand) -> None:
    hand.press("makeWave")


def waving(hand: Hand) -> None:
    hand.press("makeWave")


@verb("waves", waving, new=True)
def take_a_line(hand: Hand) -> None:
    hand.press("takeLine")


@verb("waves", waving, new=True)
def report_a_short_shelf(hand: Hand) -> None:
    hand.press("shortLine")


@verb("waves", waving, new=True)
def close_a_wave(hand: Hand) -> None:
    hand.press("closeWave")


@verb("waves", waving, new=True)
def break_a_wave_up(hand: Hand) -> None:
    hand.press("undoWave")


@verb("listings", lambda hand: hand.select(0))
def duplicate_a_listing(hand: Hand) -> None:
    hand.press("duplicateListing")
    hand.window.go("listings")
    hand.settle()


@verb("tickets", new=True)
def open_a_ticket(hand: Hand) -> None:
    hand.write("ticketSubject", "杯子缺口")
    hand.press("ticketFormSave")


@verb("tickets", lambda hand: hand.select(0), view="open")
def answer_a_ticket(hand: Hand) -> None:
    hand.write("ticketAnswer", "已补发")
    hand.press("saveTicketAnswer")


@verb("warranty", lambda hand: hand.select(0), view="all")
def note_a_serial_number(hand: Hand) -> None:
    hand.write("warrantySerial", "SN-778899")
    hand.press("noteSerial")


def of_the_stall(hand: Hand) -> None:
    hand.page.search.setText("S-4711")
    hand.settle()
    hand.select(0)


@verb("payments", of_the_stall, view="all")
def take_a_payment_back(hand: Hand) -> None:
    hand.press("undoPayment")


@verb("settings", fields=("setting-orders.confirm_hours", "setting-sender.city"))
def change_a_setting(hand: Hand) -> None:
    QTest.keyClick(hand.write("setting-sender.city", "别的城市"), Qt.Key.Key_Return)
    hand.settle()


@verb("categories")
def add_a_category(hand: Hand) -> None:
    hand.press("newCategory")
    hand.write("newCategoryName", "新类目")
    hand.press("saveNewCategory")


class Flashes(QObject):
    """Notes parts of a page that were shown before they had a place: as windows of their own, for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QMenu | QDialog | MainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def flashes(qapp):
    watch = Flashes()
    qapp.installEventFilter(watch)
    yield watch.seen
    qapp.removeEventFilter(watch)


def furnish(shop: Shop) -> None:
    """Put into the sample shop what some verbs need."""
    save_supplier(shop, Supplier("AAA", "甲样板厂", lead_days=5))
    save_item(shop, SupplierItem("AAA", "QH-MUG-W", price=350))
    draft_purchase(shop, "AAA", {"QH-MUG-W": 12})
    ordered = draft_purchase(shop, "AAA", {"QH-MUG-W": 24})
    order_purchase(shop, ordered.number)
    set_prices(shop, [Price("QH-APC-M", "sale", 3_000)])
    steps = (Step(10_000, amount=1_000),)
    save_promotion(shop, Promotion("SPRING", "春季满减", "threshold", steps=steps, ends=NOW + timedelta(9)), new=True)
    open_ticket(shop, "颜色不对", channel="chat")
    take(shop, "S-4711", "cash", 1_000, sale=True)


@pytest.fixture
def hand(folder, qtbot, flashes):
    context = Context(folder, now=lambda: NOW)
    furnish(context.shop)
    window = app.open_window(folder, context)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hand(window, qtbot)
    window.close()
    assert flashes == [], "shown as a window of its own before it has its place"


@pytest.mark.parametrize("name", VERBS)
def test_what_was_done_is_taken_back_and_done_again(name, hand):
    page, go, act = VERBS[name]
    go(hand)
    hand.fields = FIELDS_OF[name]
    newest = hand.window.context.undo.newest
    before = hand.told()
    act(hand)
    assert hand.window.context.undo.newest is not newest, "the bottom bar offers no way back"
    hand.window.go(page)
    after = hand.told()
    assert differing(before, after), "nothing of it is seen on the page"
    for _round in range(2):
        hand.key(Qt.Key.Key_Z)
        assert hand.window.context.undo.newest is newest
        assert differing(before, hand.told()) == []
        hand.key(Qt.Key.Key_Y)
        assert differing(after, hand.told()) == []
    hand.key(Qt.Key.Key_Z)
    assert differing(before, hand.told()) == []


def writing_modules() -> dict[str, bool]:
    """Return the window's modules that change something in the shop, and whether they offer a way back."""
    found = {}
    for file in sorted(Path(shopdesk.ui.__file__).parent.glob("*.py")):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
        writes = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "write"]
        told = [word.value for call in writes for word in call.keywords if word.arg == "changes"]
        if any(not (isinstance(value, ast.Call) and not value.args) for value in told):
            found[file.stem] = bool({"note", "push"} & names)
    return found


def test_whoever_writes_offers_a_way_back_or_is_listed_with_its_reason():
    without = {name for name, offers in writing_modules().items() if not offers} - {"context"}
    assert sorted(without - NO_UNDO.keys()) == [], "offer a way back (context.note), or say why not"


def test_no_part_of_a_page_is_ever_a_window_of_its_own(hand, flashes):
    for page in PAGES:
        hand.window.go(page)
        hand.settle()
        if page not in ("packing", "stall"):
            hand.window.go(page, new=True)
            hand.settle()
    assert flashes == []

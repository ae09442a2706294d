"""The page of orders as a shopkeeper works with it: views, keys, steps that can be taken back, and why some stayed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout

from shopdesk.services.orders import confirm_order, each_order, hold_order, list_orders, show_order
from shopdesk.services.shop import create_shop
from shopdesk.ui.context import Context
from shopdesk.ui.orders.order_words import SELDOM
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.page import Page
from shopdesk.ui.tables.table_model import CELL_ROLE
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rail import Place

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLACES = [
    Place("orders", "clipboard-list", "Orders", "Ctrl+1"),
    Place("printing", "printer", "Printing", "Ctrl+2"),
    Place("stock", "boxes", "Stock", "Ctrl+3"),
    Place("import", "arrow-left-right", "In and out", "Ctrl+4"),
]


class Asked(Page):
    """A page that only remembers what it was asked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[dict[str, object]] = []
        field = QLineEdit()
        field.setAccessibleName("Field")
        QVBoxLayout(self).addWidget(field)

    def show_wanted(self, wanted: dict[str, object]) -> None:
        self.asked.append(wanted)


def opened(folder, qtbot) -> MainWindow:
    context = Context(folder)
    context.shop = replace(context.shop, now=lambda: NOW)
    window = MainWindow(context, PLACES, {place.page: Asked for place in PLACES} | {"orders": OrdersPage})
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.go("orders")
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def window(folder, qtbot):
    made = opened(folder, qtbot)
    yield made
    made.close()


@pytest.fixture
def page(window) -> OrdersPage:
    return window.current_page


@pytest.fixture
def press(page, qtbot, wait):
    """Press a key in the table and wait until what it began has ended."""

    def act(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(page.table, key, modifier)
        wait(page.context)

    return act


@pytest.fixture
def choose(page):
    """Select orders by number, as clicks with Ctrl would."""

    def act(*numbers: str) -> None:
        page.table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in numbers:
            at = page.model.row_of(int(number[3:]))
            assert at >= 0, f"{number} is not shown"
            page.table.selectionModel().select(page.model.index(at, 0), flags)

    return act


def column(page: OrdersPage, key: str) -> int:
    return next(at for at, column in enumerate(page.model.columns) if column.key == key)


def shown(page: OrdersPage, title: str) -> list[str]:
    at = next(at for at, column in enumerate(page.model.columns) if column.title == title)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def words(page: OrdersPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    return found.text() if found else ""


def panel_text(page: OrdersPage) -> str:
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel))


def told(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.bottom.findChildren(QLabel))


def numbers(page: OrdersPage, view: str, count: int = 3) -> list[str]:
    return [order.number for order in list_orders(page.context.shop, view=view)][:count]


def clean(page: OrdersPage, count: int) -> list[str]:
    """New orders that nothing keeps from being confirmed."""
    found = [order for order in list_orders(page.context.shop, view="new") if not order.flags]
    return [order.number for order in found][:count]


def state(page: OrdersPage, number: str) -> str:
    return show_order(page.context.shop, number).fulfilment


def test_the_most_urgent_order_stands_first_with_its_clock(page):
    dues = [order.ship_by for order in list_orders(page.context.shop, view="to-ship")]
    assert page.model.rowCount() == len(dues) > 5
    cell = page.model.index(0, 0).data(CELL_ROLE)
    assert cell.text.startswith("\N{MINUS SIGN}") and cell.role == "error" and cell.share == 1.0
    clocks = [page.model.row_at(row).ship_by for row in range(page.model.rowCount())]
    assert clocks == sorted(dues)


def test_every_view_counts_what_it_holds(page):
    for view, count in page.count_views().items():
        page.show_view(view)
        assert page.model.rowCount() == count == len(list_orders(page.context.shop, view=view)), view


def test_the_bottom_bar_counts_the_view_that_is_shown(window, page):
    page.show_view("short")
    assert window.bottom.counts.text() == f"{page.model.rowCount()} of 300 orders"


def test_new_orders_are_confirmed_and_taken_back_by_keyboard_alone(page, press, choose, window, qtbot, wait):
    page.show_view("new")
    first, second = clean(page, 2)
    choose(first, second)
    press(Qt.Key.Key_Return, CTRL)
    assert {state(page, first), state(page, second)} == {"confirmed"}
    assert "2 orders confirmed" in told(window)
    press(Qt.Key.Key_Z, CTRL)
    assert {state(page, first), state(page, second)} == {"new"}
    press(Qt.Key.Key_Y, CTRL)
    assert {state(page, first), state(page, second)} == {"confirmed"}


def test_an_order_that_stays_says_why_above_the_table(page, press, choose, window):
    short, held = numbers(page, "short", 1)[0], clean(page, 1)[0]
    good = clean(page, 2)[1]
    each_order(page.context.shop, [held], hold_order)
    page.show_view("new")
    choose(short, held, good)
    press(Qt.Key.Key_Return, CTRL)
    assert page.refused.isVisible()
    assert words(page, "ordersRefusedTitle") == "2 stayed as they were"
    reasons = words(page, "ordersRefusedReasons")
    assert f"not enough goods for {short}" in reasons and f"{held} is on hold" in reasons
    assert f"1 order confirmed: {good}, 2 stayed as they were" in told(window)
    press(Qt.Key.Key_Z, CTRL)
    assert state(page, good) == "new" and "hold" in show_order(page.context.shop, held).flags
    page.findChild(QToolButton, "dismissRefused").click()
    assert not page.refused.isVisible()


def test_the_same_reason_is_said_once(page, press, qtbot):
    page.show_view("short")
    count = page.model.rowCount()
    assert count > 1
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert words(page, "ordersRefusedReasons").count("not enough goods") == 1
    assert words(page, "ordersRefusedTitle").startswith(str(count))


def test_holding_is_released_by_undo_and_by_the_same_key(page, press, choose):
    number = numbers(page, "to-ship", 1)[0]
    button = page.findChild(QPushButton, "holdOrders")
    choose(number)
    assert button.text() == "Hold"
    press(Qt.Key.Key_H, CTRL)
    assert "hold" in show_order(page.context.shop, number).flags
    press(Qt.Key.Key_Z, CTRL)
    assert "hold" not in show_order(page.context.shop, number).flags
    press(Qt.Key.Key_H, CTRL)
    choose(number)
    assert button.text() == "Release"
    press(Qt.Key.Key_H, CTRL)
    assert "hold" not in show_order(page.context.shop, number).flags


def test_a_cancelled_order_comes_back_with_its_goods_reserved(page, press, choose):
    order = next(order for order in list_orders(page.context.shop, view="to-ship") if order.fulfilment == "packed")
    choose(order.number)
    press(Qt.Key.Key_Delete)
    assert state(page, order.number) == "cancelled"
    assert page.model.row_of(int(order.number[3:])) == -1, "it has left the view"
    press(Qt.Key.Key_Z, CTRL)
    assert state(page, order.number) == "packed"


def test_delete_in_the_search_field_cancels_nothing(page, choose, qtbot, wait):
    choose(number := numbers(page, "to-ship", 1)[0])
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Delete)
    wait(page.context)
    assert state(page, number) in ("confirmed", "picking", "packed")


def test_a_shipped_parcel_comes_back_to_the_bench_by_undo(page, press, choose):
    order = next(order for order in list_orders(page.context.shop, view="to-ship") if order.fulfilment == "packed")
    choose(order.number)
    press(Qt.Key.Key_S, CTRL | SHIFT)
    after = show_order(page.context.shop, order.number)
    assert (after.fulfilment, after.courier) == ("shipped", order.courier or "zto")
    press(Qt.Key.Key_Z, CTRL)
    assert state(page, order.number) == "packed"


def test_picking_and_packing_stand_in_the_menu_and_can_be_taken_back(page, press, choose, wait):
    order = next(order for order in list_orders(page.context.shop, view="to-ship") if order.fulfilment == "confirmed")
    choose(order.number)
    page.findChild(QAction, "packOrders").trigger()
    wait(page.context)
    assert state(page, order.number) == "packed"
    press(Qt.Key.Key_Z, CTRL)
    assert state(page, order.number) == "confirmed"


def test_everything_chosen_is_asked_to_be_printed_in_the_order_of_the_list(window, page, press):
    listed = shown(page, "Order")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_P, CTRL)
    assert window.current_page.asked == [{"orders": listed}]


def test_a_pick_list_is_asked_for_by_name(window, page, choose):
    choose(number := numbers(page, "to-ship", 1)[0])
    page.findChild(QAction, "printPickList").trigger()
    assert window.current_page.asked == [{"orders": [number], "document": "pick-list"}]


def test_the_selection_says_what_it_comes_to(page, choose):
    picked = [order for order in list_orders(page.context.shop, view="to-ship") if order.currency == "CNY"][:2]
    choose(*(order.number for order in picked))
    pieces = sum(line.quantity for order in picked for line in order.lines)
    total = sum(order.total for order in picked) / 100
    assert words(page, "selectionText") == f"2 orders selected · {pieces} pieces · ¥{total:.2f}"


def test_goods_are_found_by_their_initials(page, qtbot):
    page.show_view("all")
    qtbot.keyClicks(page.search, "hjk")
    assert 0 < page.model.rowCount() < 300
    assert all("合金筷" in order.lines[0].title or len(order.lines) > 1 for order in found(page))


def found(page: OrdersPage):
    return [show_order(page.context.shop, number) for number in shown(page, "Order")]


def test_a_search_without_hits_offers_all_orders(page, qtbot):
    page.show_view("short")
    number = numbers(page, "shipped", 1)[0]
    qtbot.keyClicks(page.search, number)
    assert page.empty.isVisible()
    page.findChild(QPushButton, "searchAll").click()
    assert shown(page, "Order") == [number]


def test_a_click_on_the_header_sorts_by_total(page):
    header, at = page.table.horizontalHeader(), column(page, "total")
    header.setSortIndicator(at, Qt.SortOrder.DescendingOrder)
    totals = [page.model.row_at(row).total for row in range(page.model.rowCount())]
    assert totals == sorted(totals, reverse=True)
    page.show_view("all")
    assert shown(page, "Order")[0] == list_orders(page.context.shop, limit=1)[0].number, "another view begins as usual"


def test_an_order_named_elsewhere_is_shown_with_its_panel(window, page):
    number = numbers(page, "shipped", 1)[0]
    window.go("orders", order=number)
    assert page.tabs.view == "all" and page.panel.isVisible()
    assert page.panel.title.text() == number
    in_view = numbers(page, "short", 1)[0]
    page.show_view("short")
    window.go("orders", order=in_view)
    assert page.tabs.view == "short", "the view that holds it already stays"


def test_a_seldom_view_gets_its_tab_when_it_is_wanted(window, page):
    at = [page.tabs.tabText(at) for at in range(page.tabs.count()) if not page.tabs.isTabVisible(at)]
    assert len(at) == len(SELDOM)
    window.go("orders", view="cancelled")
    assert set(shown(page, "State")) <= {"Cancelled"} and page.tabs.view == "cancelled"


def test_names_are_masked_until_they_are_asked_for(page):
    order = list_orders(page.context.shop, view="to-ship")[0]
    page.show_row_of(int(order.number[3:]))
    to = order.receiver
    assert all("**" in text for text in shown(page, "Receiver") if text)
    assert to.phone not in panel_text(page) and to.street not in panel_text(page)
    page.findChild(QPushButton, "revealReceiver").click()
    assert to.name in panel_text(page) and to.phone in panel_text(page) and to.street in panel_text(page)
    other = list_orders(page.context.shop, view="to-ship")[1]
    page.show_row_of(int(other.number[3:]))
    assert other.receiver.phone not in panel_text(page), "another order begins masked"


def test_copied_rows_are_as_masked_as_the_screen(page, press):
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert shown(page, "Order")[0] in copied
    assert not any(order.receiver.name in copied for order in list_orders(page.context.shop, view="to-ship"))


def test_numbers_are_copied_one_a_line(page, choose):
    chosen = shown(page, "Order")[:2]
    choose(*chosen)
    page.findChild(QAction, "copyNumbers").trigger()
    assert QGuiApplication.clipboard().text().split("\n") == chosen


def test_a_flag_tells_what_to_do(page):
    page.show_view("short")
    at = next(at for at, column in enumerate(page.model.columns) if column.title == "Flags")
    tip = page.model.index(0, at).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Short") and "Receive goods" in tip


def test_the_panel_tells_clock_goods_money_and_what_happened(page, window):
    order = next(order for order in list_orders(page.context.shop, view="to-ship") if order.lines[0].matched)
    page.show_row_of(int(order.number[3:]))
    text = panel_text(page)
    assert ("left" in text or "late" in text) and "All reserved" in text and "Confirmed" in text
    link = page.findChild(QPushButton, "stockOfLine")
    assert link.text() == order.lines[0].sku
    link.click()
    assert window.current_page.asked == [{"sku": order.lines[0].sku}]


def test_what_others_change_is_seen_at_once(page, wait):
    number = clean(page, 1)[0]
    before = page.model.rowCount()
    page.context.write("", lambda shop, job: each_order(shop, [number], confirm_order), changes={"orders"})
    wait(page.context)
    assert page.model.rowCount() == before + 1 and page.model.row_of(int(number[3:])) >= 0


@pytest.fixture
def empty_window(tmp_path, qtbot):
    create_shop(tmp_path / "empty", now=lambda: NOW).close()
    made = opened(tmp_path / "empty", qtbot)
    yield made
    made.close()


def test_a_shop_without_orders_offers_the_import(empty_window):
    empty_window.findChild(QPushButton, "importOrders").click()
    assert empty_window.current_page.asked == [{"choose": True}]


def test_in_a_narrow_window_the_table_stands_beside_its_panel_without_scrolling(window, page, qtbot):
    window.resize(1024, 700)
    page.show_panel(True)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0, timeout=20_000)
    assert page.table.chooser.shown() == (), "columns spared for room are no choice of anybody"


def test_beside_the_panel_the_goods_keep_room_for_their_names_and_the_channel_gives_way(window, page, qtbot):
    columns = [column.title for column in page.model.columns]
    goods, channel = columns.index("Goods"), columns.index("Channel")
    window.resize(1366, 768)
    page.show_panel(True)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(channel) and page.table.columnWidth(goods) > 160, timeout=20_000)
    assert page.table.chooser.shown() == ()
    page.show_panel(False)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(channel), timeout=20_000)


def test_below_the_goods_stands_which_of_their_kind_and_how_many_lines_more(page):
    at = next(at for at, column in enumerate(page.model.columns) if column.title == "Goods")
    cells = [page.model.columns[at].cell(page.model.row_at(row)) for row in range(page.model.rowCount())]
    several = next(cell for cell in cells if "more" in cell.second)
    assert several.second.endswith("+1 more") and "more" not in several.text
    assert page.model.index(cells.index(several), at).data() == f"{several.text} {several.second}"

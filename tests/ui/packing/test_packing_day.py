"""A packing day by keyboard alone: an export dropped, confirmed, listed, labelled, shipped, and taken back."""

import csv
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from shopdesk import app
from shopdesk.services.imports import list_batches
from shopdesk.services.orders import list_orders
from shopdesk.services.stock import list_stock, move_stock
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SKU = "QH-MUG-W"
BUYERS = ("样板一", "样板二", "样板三")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A Pinduoduo export of three paid orders for goods of the sample shop."""
    path = tmp_path / "today.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [
            {
                "商品": "陶瓷马克杯",
                "订单号": f"260609-90{at}",
                "订单状态": "待发货",
                "用户实付金额(元)": "39.00",
                "商品数量(件)": "1",
                "商家编码-规格维度": SKU,
                "收货人": buyer,
                "手机": f"1390000000{at}",
                "省": "浙江省",
                "市": "杭州市",
                "区": "西湖区",
                "街道": f"样板路{at}号",
                "订单成交时间": "2026-06-09 12:00:00",
            }
            for at, buyer in enumerate(BUYERS)
        ]
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def window(folder: Path, qtbot):
    opened = app.open_window(folder, Context(folder))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    qtbot.waitExposed(opened)
    move_stock(opened.context.shop, SKU, 10, reason="purchase")
    yield opened
    opened.close()


def test_a_packing_day_by_keyboard(window, qtbot, hands_on, export, tmp_path, monkeypatch):
    hands, shop = hands_on(window), window.context.shop
    before = {level.sku: (level.on_hand, level.reserved) for level in list_stock(shop)}[SKU]
    saved = iter((tmp_path / "labels.pdf", tmp_path / "pick-list.pdf"))
    monkeypatch.setattr(dialogs, "choose_target", lambda *_: next(saved))

    hands.drop(export)  # the one thing a keyboard cannot do; Ctrl+I is its way
    hands.settle()
    assert hands.see(QPushButton, "importTake").isEnabled()
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.see(QWidget, "importDone").isVisible()
    numbers = [o.number for o in list_orders(shop, search="260609-90")]
    assert len(numbers) == len(BUYERS)

    hands.press(Qt.Key.Key_2, CONTROL)  # orders
    window.current_page.show_view("new")
    hands.press(Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(window.focusWidget(), "260609-90")
    hands.settle()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_A, CONTROL)
    assert hands.see(QLabel, "selectionText").text().startswith("3 orders selected")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert {o.fulfilment for o in list_orders(shop, search="260609-90")} == {"confirmed"}

    window.current_page.show_view("to-ship")
    hands.press(Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(window.focusWidget(), "260609-90")
    hands.settle()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_P, CONTROL)
    assert window.current_page.name == "printing"
    assert "3" in hands.see(QLabel, "printSummary").text()
    hands.press(Qt.Key.Key_S, CONTROL)
    assert len(pypdfium2.PdfDocument(tmp_path / "labels.pdf")) == len(BUYERS)
    document = hands.tab_to("document")
    assert isinstance(document, QComboBox)
    while document.currentData() != "pick-list":
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_S, CONTROL)
    text = pypdfium2.PdfDocument(tmp_path / "pick-list.pdf")[0].get_textpage().get_text_bounded()
    assert SKU in text and all(number in text for number in numbers)

    hands.press(Qt.Key.Key_Escape)
    assert window.current_page.name == "orders"
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.press(Qt.Key.Key_S, CONTROL | SHIFT)
    assert {o.fulfilment for o in list_orders(shop, search="260609-90")} == {"shipped"}
    on_hand = {level.sku: level.on_hand for level in list_stock(shop)}[SKU]
    assert on_hand == before[0] - len(BUYERS)

    for state in ("confirmed", "new"):  # shipping, then confirming, taken back
        hands.press(Qt.Key.Key_Z, CONTROL)
        assert {o.fulfilment for o in list_orders(shop, search="260609-90")} == {state}
    assert {level.sku: (level.on_hand, level.reserved) for level in list_stock(shop)}[SKU] == before
    assert list_batches(shop)[0].undone_at is None

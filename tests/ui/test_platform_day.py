"""A day of 300 orders over four platforms: files dropped, confirmed, labelled, shipped, and handed back."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk import app
from shopdesk.services.imports import import_file
from shopdesk.services.orders import list_orders
from shopdesk.services.settings import set_setting
from shopdesk.services.shop import create_shop
from shopdesk.services.stock import list_stock
from shopdesk.services.today import read_today
from shopdesk.services.waybills import add_waybills, number_range
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EACH = 75
SKUS = ("CUP-W", "CUP-B", "TOWEL")
AT = "2026-11-13 08:00:00"
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)  # a Friday, 10:24 in Shanghai


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def pieces(at: int) -> int:
    return 2 if at % 5 == 0 else 1


def taobao(folder: Path) -> list[Path]:
    orders = [
        {
            "订单编号": f"24580000000000{at:04d}", "买家会员名": f"tb-{at}", "买家应付货款": "30.00",
            "买家应付邮费": "0.00", "总金额": "30.00", "订单状态": "买家已付款，等待卖家发货",
            "收货人姓名": f"淘样{at}",
            "收货地址": f"浙江省 杭州市 西湖区 样板路{at}号(310000)", "联系手机": f"'1390000{at:04d}",
            "订单创建时间": AT, "订单付款时间": AT, "宝贝标题": "杯子", "宝贝种类": "1", "宝贝总数量": str(pieces(at)),
            "物流单号": "", "物流公司": "", "订单备注": "", "退款金额": "0.00",
        }
        for at in range(EACH)
    ]  # fmt: skip
    lines = [
        {
            "订单编号": order["订单编号"], "标题": "杯子", "价格": "15.00", "购买数量": str(pieces(at)),
            "商家编码": SKUS[at % 3], "商品属性": "白",
        }
        for at, order in enumerate(orders)
    ]  # fmt: skip
    return [write(folder / "ExportOrderList.csv", orders, "gb18030"), write(folder / "Detail.csv", lines, "gb18030")]


def pinduoduo(folder: Path) -> Path:
    return write(folder / "pdd.csv", [
        {
            "商品": "杯子", "订单号": f"261113-{at:015d}\t", "订单状态": "待发货", "用户实付金额(元)": "30.00",
            "商品数量(件)": str(pieces(at)), "商家编码-规格维度": SKUS[at % 3], "收货人": f"拼样{at}",
            "手机": f"1380000{at:04d}", "省": "江苏省", "市": "南京市", "区": "玄武区", "街道": f"样板街{at}号",
            "订单成交时间": AT,
        }
        for at in range(EACH)
    ])  # fmt: skip


def jingdong(folder: Path) -> Path:
    return write(folder / "jd.csv", [
        {
            "订单号": f"2900000{at:05d}", "商品ID": f"100{at % 3}", "货号": SKUS[at % 3], "商品名称": "杯子",
            "订购数量": str(pieces(at)), "京东价": "15.00", "订单金额": "30.00", "下单时间": AT, "付款确认时间": AT,
            "订单状态": "等待出库", "客户姓名": f"京样{at}", "客户地址": f"北京市 市辖区 朝阳区 样板胡同{at}号",
            "联系电话": f"1370000{at:04d}", "运费金额": "0.00", "订单备注": "", "商家备注": "",
        }
        for at in range(EACH)
    ], "gb18030")  # fmt: skip


def douyin(folder: Path) -> Path:
    return write(folder / "douyin.csv", [
        {
            "主订单编号": f"\t69200000000000{at:05d}", "子订单编号": f"\t69200000000000{at:05d}", "选购商品": "杯子",
            "商品规格": "白", "商品数量": str(pieces(at)), "商家编码": SKUS[at % 3], "商品单价": "15.00",
            "订单应付金额": "30.00", "订单状态": "待发货", "订单提交时间": AT, "支付完成时间": AT,
            "收件人": f"抖样{at}", "收件人手机号": f"1360000{at:04d}", "省": "四川省", "市": "成都市",
            "区": "锦江区", "街道": "样板街道", "详细地址": f"{at}号",
        }
        for at in range(EACH)
    ])  # fmt: skip


@pytest.fixture
def window(tmp_path: Path, qtbot):
    """A shop of its own with goods for the day and numbers for 300 parcels."""
    shop = create_shop(tmp_path / "shop", name="青禾杂货", now=lambda: NOW)
    goods = [
        {
            "ID": str(at), "Type": "simple", "SKU": sku, "Name": f"样品 {sku}", "Published": "1",
            "Regular price": "15.00", "Stock": "200",
        }
        for at, sku in enumerate(SKUS, start=1)
    ]  # fmt: skip
    import_file(shop, write(tmp_path / "goods.csv", goods))
    add_waybills(shop, "zto", number_range("73110000000001", "73110000000300"))
    set_setting(shop, "orders.courier", "zto")
    shop.close()
    opened = app.open_window(tmp_path / "shop", Context(tmp_path / "shop", now=lambda: NOW))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def cards(shop) -> dict[str, int]:
    return {card.kind: card.count for card in read_today(shop).cards}


def step(hands, view: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Take a step with every order of a view."""
    hands.press(Qt.Key.Key_2, CONTROL)
    hands.window.current_page.show_view(view)
    hands.settle()
    hands.window.current_page.table.setFocus()
    hands.press(Qt.Key.Key_A, CONTROL)
    text = hands.see(QLabel, "selectionText").text()
    assert text.startswith("300 orders selected"), text
    hands.press(key, modifiers)


def test_three_hundred_orders_of_four_platforms(window, hands_on, tmp_path, monkeypatch):
    hands, shop = hands_on(window), window.context.shop
    files = [*taobao(tmp_path), pinduoduo(tmp_path), jingdong(tmp_path), douyin(tmp_path)]
    wanted = Counter[str]()
    for _ in range(4):
        wanted.update({sku: sum(pieces(at) for at in range(EACH) if SKUS[at % 3] == sku) for sku in SKUS})

    hands.drop(*files)
    hands.settle()
    assert hands.see(QPushButton, "importTake").isEnabled()
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.see(QWidget, "importDone").isVisible()
    assert Counter(order.channel for order in list_orders(shop)) == dict.fromkeys(
        ("taobao", "pdd", "jd", "douyin"), EACH
    )
    assert not any(order.flags for order in list_orders(shop)), Counter(order.flags for order in list_orders(shop))
    assert cards(shop)["new"] == 4 * EACH

    step(hands, "new", Qt.Key.Key_Return, CONTROL)
    assert {order.fulfilment for order in list_orders(shop)} == {"confirmed"}
    assert {level.sku: level.reserved for level in list_stock(shop)} == wanted

    monkeypatch.setattr(dialogs, "choose_target", lambda *_: tmp_path / "labels.pdf")
    step(hands, "to-ship", Qt.Key.Key_P, CONTROL)
    hands.press(Qt.Key.Key_S, CONTROL)
    assert len(pypdfium2.PdfDocument(tmp_path / "labels.pdf")) == 4 * EACH
    numbers = {order.waybill for order in list_orders(shop)}
    assert numbers == {f"73110000000{at:03d}" for at in range(1, 301)}

    step(hands, "to-ship", Qt.Key.Key_S, CONTROL | SHIFT)
    assert {order.fulfilment for order in list_orders(shop)} == {"shipped"}
    assert {level.sku: (level.on_hand, level.reserved) for level in list_stock(shop)} == {
        sku: (200 - wanted[sku], 0) for sku in SKUS
    }
    assert not {"new", "to-print", "printed", "to-pack"} & set(cards(shop))

    def choose(_parent, _title, _name, patterns):
        return tmp_path / "back.csv", next(at for at, pattern in enumerate(patterns) if "pdd-shipments" in pattern)

    monkeypatch.setattr(dialogs, "choose_target_and_form", choose)
    hands.press(Qt.Key.Key_K, CONTROL | SHIFT)
    with (tmp_path / "back.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["订单号"].strip(): row["快递单号"].strip() for row in csv.DictReader(file)}
    del told["order_sn"]  # the template's second heading
    assert told == {order.channel_order_no: order.waybill for order in list_orders(shop) if order.channel == "pdd"}

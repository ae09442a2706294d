"""A stocked shop and platform files, made in a line each."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file
from shopdesk.services.orders import add_order, each_order
from shopdesk.services.stock import show_stock

RECEIVER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
TAOBAO = {
    "订单编号": "1234567890123456789",
    "买家会员名": "tb-invented",
    "买家应付货款": "90.00",
    "买家应付邮费": "8.00",
    "总金额": "98.00",
    "订单状态": "买家已付款，等待卖家发货",
    "收货人姓名": "测试人",
    "收货地址": "广东省 广州市 越秀区 样板路1号(510180)",
    "联系手机": "13900000000",
    "订单创建时间": "2026-11-12 10:00:00",
    "订单付款时间": "2026-11-12 10:00:30",
    "宝贝标题": "加厚收纳盒",
    "宝贝种类": "1",
    "宝贝总数量": "3",
    "物流单号": "",
    "物流公司": "",
    "订单备注": "",
    "退款金额": "0.00",
}
LINE = {
    "订单编号": TAOBAO["订单编号"],
    "标题": "加厚收纳盒",
    "价格": "30.00",
    "购买数量": "3",
    "商家编码": "BOX",
    "商品属性": "白",
}
PRODUCT = {"ID": "1", "Type": "simple", "SKU": "BOX", "Name": "加厚收纳盒", "Published": "1", "Regular price": "30.00"}


@pytest.fixture
def write_csv(tmp_path: Path):
    """Write rows given as dicts to a csv below tmp_path."""

    def write(name: str, *rows: Mapping[str, str]) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def taobao(write_csv):
    """Write a Taobao order file; every row says what differs from an ordinary paid order."""
    return lambda *rows: write_csv("orders.csv", *(TAOBAO | row for row in rows))


@pytest.fixture
def taobao_lines(write_csv):
    """Write the lines that belong to a Taobao order file."""
    return lambda *rows: write_csv("lines.csv", *(LINE | row for row in rows))


@pytest.fixture
def products(write_csv):
    """Write a WooCommerce product file, a row for each SKU with its stock."""

    def write(**stock: int | str) -> Path:
        return write_csv(
            "products.csv",
            *(
                PRODUCT | {"ID": str(at), "SKU": sku, "Name": f"{sku} 收纳盒", "Stock": str(pieces)}
                for at, (sku, pieces) in enumerate(stock.items(), start=1)
            ),
        )

    return write


@pytest.fixture
def stock_up(shop, products):
    """Put listings of one SKU each into the shop, with this many pieces in the office."""
    return lambda **stock: import_file(shop, products(**stock))


@pytest.fixture
def sell(shop):
    """Write a paid order for these SKUs and return its number."""
    return lambda **lines: add_order(shop, list(lines.items()), RECEIVER, paid=True).number


@pytest.fixture
def do(shop):
    """Do one thing to orders and return the only outcome, or raise what refused it."""

    def act(verb, *numbers: str):
        (outcome,) = each_order(shop, numbers, verb)
        if outcome.error:
            raise outcome.error
        return outcome.order

    return act


@pytest.fixture
def levels(shop):
    """Tell on hand, reserved and available of a SKU."""

    def tell(sku: str) -> tuple[int, int, int]:
        level = show_stock(shop, sku).level
        return level.on_hand, level.reserved, level.available

    return tell


@pytest.fixture
def refusal():
    """Tell the code with which something is refused."""

    def code_of(act, *arguments, **named) -> str:
        with pytest.raises(ShopError) as caught:
            act(*arguments, **named)
        return caught.value.code

    return code_of


@pytest.fixture
def contents(shop):
    """Return everything that stands in the shop's tables but the log of deeds, to see that nothing has changed."""

    def read() -> dict[str, list[Sequence[object]]]:
        names = shop.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name <> 'audit_log'"
            " ORDER BY name"
        ).fetchall()
        return {name: shop.connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}

    return read

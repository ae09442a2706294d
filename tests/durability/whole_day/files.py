"""The files that the whole day takes in, all of it invented."""

import csv
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from shopdesk.imaging.sample_pictures import draw_product
from tests.bills import alipay_line, write_alipay

TAOBAO = {
    "订单编号": "1234567890123456789", "买家会员名": "tb-invented", "买家应付货款": "90.00", "买家应付邮费": "8.00",
    "总金额": "98.00", "订单状态": "买家已付款，等待卖家发货", "收货人姓名": "测试人",
    "收货地址": "广东省 广州市 越秀区 样板路1号(510180)", "联系手机": "13900000001",
    "订单创建时间": "2026-11-12 10:00:00", "订单付款时间": "2026-11-12 10:00:30", "宝贝标题": "加厚收纳盒",
    "宝贝种类": "1", "宝贝总数量": "3", "物流单号": "", "物流公司": "", "订单备注": "", "退款金额": "0.00",
}  # fmt: skip
LINES = {"订单编号": "1234567890123456789", "标题": "加厚收纳盒", "价格": "30.00", "购买数量": "3", "商家编码": "BOX",
         "商品属性": "白"}  # fmt: skip
SHEET = {"单号": "M1", "品名": "收纳盒", "货号": "BOX", "数量": "2", "单价": "30", "收件人": "测试人"}


PDD = "261112-123456789012345"
PDD_ROW = {
    "订单号": PDD, "商品": "加厚收纳盒", "商品数量(件)": "2", "商家编码-规格维度": "BOX", "订单状态": "待发货",
    "用户实付金额(元)": "60.00", "收货人": "测试人", "手机": "13900000003", "省": "浙江省", "市": "杭州市",
    "区": "西湖区", "街道": "样板路3号", "订单成交时间": "2026-11-12 10:00:00", "支付时间": "2026-11-12 10:00:30",
    "商品总价(元)": "60.00", "商品规格": "白", "商品id": "1", "快递单号": "", "快递公司": "", "商家备注": "",
    "买家留言": "",
}  # fmt: skip


def write_files(folder: Path) -> None:
    """Put them into the shop's folder."""
    write_rows(folder / "taobao.csv", TAOBAO, TAOBAO | {"订单编号": "1234567890123456790", "联系手机": "13900000002"})
    write_rows(folder / "lines.csv", LINES, LINES | {"订单编号": "1234567890123456790"})
    write_rows(folder / "strange.csv", SHEET, SHEET | {"单号": "M2"})
    write_rows(folder / "pdd.csv", PDD_ROW)
    write_rows(folder / "stocktaking.csv", {"货号": "MUG", "库存": "28"}, {"货号": "LAMP", "库存": "27"})
    shelf = {"on_hand": "0", "reserved": "0", "available": "0", "safety": "3"}
    write_rows(folder / "own-stock.csv", {"sku": "MUG"} | shelf | {"here: office": "29"}, {"sku": "TEA"} | shelf)
    write_rows(folder / "count.csv", {"sku": "BOX", "quantity": "36"}, {"sku": "LAMP", "quantity": "30"})
    draw_product("mug", "#5b7ea3", "#ffffff", size=540).save(folder / "one.png")
    Image.new("RGB", (900, 900), "blue").save(folder / "two.png")
    write_alipay(
        folder / "bill.csv",
        alipay_line("2026111322001", "T200P1234567890123456789", "98.00", fee="-0.54"),
        alipay_line("2026111322002", "T200P999", "5.00"),
    )


def write_rows(path: Path, *rows: Mapping[str, str]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

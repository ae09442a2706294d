"""Importing 100,000 orders against the sqlite3 shell's `.import` of the same file, alternating.

`--format pdd` (23 columns, one line an order) or `taobao` (46 columns, receivers and titles).
"""

import argparse
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

COLUMNS = (
    "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),"
    "商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,"
    "商家备注,售后状态,快递单号,快递公司,订单成交时间"
)
TAOBAO = (
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
    "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,"
    "联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,"
    "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,"
    "特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,"
    "异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,退款金额,预约门店"
)
STATES = ("待发货", "已发货，待收货", "已收货")


def write_file(path: Path, rows: int) -> None:
    """Write an invented export: 500 titles, one line an order, as Pinduoduo writes it."""
    chance, start = random.Random(7), datetime(2026, 1, 1)  # noqa: DTZ001 - the platform writes no zone
    titles = [f"家用加厚收纳盒带盖大号整理箱 第{number}款" for number in range(500)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(COLUMNS + "\n")
        for row in range(rows):
            kind, pieces = chance.randrange(500), chance.choice((1, 1, 1, 2, 3))
            at = start + timedelta(seconds=chance.randrange(300 * 86_400))
            total, state = f"{pieces * (kind + 990) / 100:.2f}", chance.choice(STATES)
            sent = "" if state == "待发货" else f"{at + timedelta(hours=9):%Y-%m-%d %H:%M:%S}"
            waybill = f"4312345{row:08d}" if sent else ""
            file.write(
                f"{titles[kind]},{at:%y%m%d}-{row:015d}\t,{state},{total},0.00,0.00,0.00,0.00,{total},{total},{pieces},"
                f"{sent},,{kind + 10**9},大号,{kind},SKU-{kind:04d},P-{kind:04d},,无售后或售后取消,{waybill},"
                f"{'中通快递' if waybill else ''},{at:%Y-%m-%d %H:%M:%S}\n"
            )


def write_taobao_file(path: Path, rows: int) -> None:
    """Write an invented export as Taobao writes it."""
    chance, start = random.Random(7), datetime(2026, 1, 1)  # noqa: DTZ001 - the platform writes no zone
    titles = [f"家用加厚收纳盒带盖大号整理箱 第{number}款" for number in range(500)]
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write(",".join(f'"{name}"' for name in TAOBAO.split(",")) + "\n")
        for row in range(rows):
            at = start + timedelta(seconds=chance.randrange(300 * 86_400))
            total, paid = f"{chance.randrange(990, 29_900) / 100:.2f}", at + timedelta(seconds=chance.randrange(5, 900))
            house, pieces = chance.randrange(1, 999), chance.choice((1, 1, 1, 2))
            cells = [
                f"2458{row:014d}", f"tb{row:07d}", "", total, "0.00", "0", total, "0", total, "0",
                "买家已付款，等待卖家发货", "", f"测{chance.choice('甲乙丙丁戊己庚辛')}{chance.choice('一二三四五六')}",
                f"浙江省 杭州市 西湖区 示例街道示例路{house}号{chance.randrange(1, 30)}幢(310000)", "快递", "",
                f"'138{chance.randrange(10**8):08d}", f"{at:%Y-%m-%d %H:%M:%S}", f"{paid:%Y-%m-%d %H:%M:%S}",
                chance.choice(titles), "1", "", "", "", str(pieces), "0", "示例店", "订单未关闭", "0", "0元", "",
                "手机订单", "",
            ]  # fmt: skip
            ids = ['"' + cell + '"' for cell in cells[1:]]
            rest = ['=""', '"否"', '"否"', '"否"', *['""'] * 7, '"0.00"', '""']
            file.write(",".join([f'="{cells[0]}"', *ids, *rest]) + "\n")


class Took(NamedTuple):
    """Seconds by the clock, and seconds of the processor: on a busy machine only the latter tell something."""

    clock: float
    processor: float


def time_shell(source: Path, folder: Path) -> Took:
    """Return what the sqlite3 shell's .import into a new file takes."""
    command = ["sqlite3", str(folder / "shell.db"), "-cmd", ".mode csv", f".import {source} orders"]
    return _measure(lambda: subprocess.run(command, check=True), resource.RUSAGE_CHILDREN)


def time_shopdesk(source: Path, folder: Path) -> Took:
    """Return what our import into a new shop takes, in this process (start-up is the start's benchmark)."""
    from shopdesk.services.imports import import_file
    from shopdesk.services.shop import create_shop

    shop = create_shop(folder / "shop")
    return _measure(lambda: import_file(shop, source), resource.RUSAGE_SELF)


def _measure(work: Callable[[], object], whose: int) -> Took:
    used, start = _processor(whose), time.perf_counter()
    work()
    return Took(time.perf_counter() - start, _processor(whose) - used)


def _processor(whose: int) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _middle(taken: Sequence[Took], place: int) -> float:
    return statistics.median(took[place] for took in taken)


def main() -> None:
    """Measure and print one JSON line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--format", choices=("pdd", "taobao"), default="pdd")
    told = options.parse_args()
    ours, floor = [], []
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "orders.csv")
        (write_file if told.format == "pdd" else write_taobao_file)(source, told.rows)
        for number in range(told.rounds):
            folder = Path(place, str(number))
            folder.mkdir()
            floor.append(time_shell(source, folder))
            ours.append(time_shopdesk(source, folder))
            shutil.rmtree(folder, ignore_errors=True)
    shown = {
        "format": told.format,
        "rows": told.rows,
        "import_s": round(_middle(ours, 0), 3),
        "shell_s": round(_middle(floor, 0), 3),
        "ratio": round(_middle(ours, 0) / _middle(floor, 0), 2),
        "processor_ratio": round(_middle(ours, 1) / _middle(floor, 1), 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    json.dump(shown, sys.stdout)
    print()


if __name__ == "__main__":
    main()

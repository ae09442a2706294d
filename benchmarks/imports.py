"""Importing 100,000 Pinduoduo orders against the sqlite3 shell's `.import` of the same file, alternating."""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

COLUMNS = (
    "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),"
    "商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,"
    "商家备注,售后状态,快递单号,快递公司,订单成交时间"
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


def time_shell(source: Path, folder: Path) -> float:
    """Return the seconds of the sqlite3 shell's .import into a new file."""
    command = ["sqlite3", str(folder / "shell.db"), "-cmd", ".mode csv", f".import {source} orders"]
    return _seconds(lambda: subprocess.run(command, check=True))


def time_shopdesk(source: Path, folder: Path) -> float:
    """Return the seconds of our import into a new shop, in this process (start-up is the start's benchmark)."""
    from shopdesk.services.imports import import_file
    from shopdesk.services.shop import create_shop

    shop = create_shop(folder / "shop")
    return _seconds(lambda: import_file(shop, source))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print one JSON line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    told = options.parse_args()
    ours, floor = [], []
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "pdd.csv")
        write_file(source, told.rows)
        for number in range(told.rounds):
            folder = Path(place, str(number))
            folder.mkdir()
            floor.append(time_shell(source, folder))
            ours.append(time_shopdesk(source, folder))
            shutil.rmtree(folder, ignore_errors=True)
    shown = {
        "rows": told.rows,
        "import_s": round(statistics.median(ours), 3),
        "shell_s": round(statistics.median(floor), 3),
        "ratio": round(statistics.median(ours) / statistics.median(floor), 2),
    }
    json.dump(shown, sys.stdout)
    print()


if __name__ == "__main__":
    main()

"""Addresses taken apart: the table loaded, lines a second on one core, and how many are right.

python benchmarks/addresses.py [FOLDER]   (FOLDER holds the shared address files; without it lines are made up)
"""

import json
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from shopdesk.domain.address_parsing import parse_address
from shopdesk.exchange.divisions import load_divisions

LINES = 20_000
INVENTED = (
    "王小梅 13800001234 湖南省郴州市桂东县清泉镇1号",
    "广东省深圳市龙岗区坂田街道五和大道100号3栋2单元501，李明，13900005678",
    "北京北京市朝阳区北京北京市朝阳区呼家楼街道东三环北路5号",
    "收货人: 陈晓\n手机号码: 13700001111\n所在地区: 广东省深圳市龙岗区龙岗街道\n详细地址: 三巷十号三楼",
    "上海市松江九亭镇盛龙路729号",
)


def lines_of(folder: Path) -> list[str]:
    """Return every line of the shared files that is not empty."""
    told = [case["line"] for case in json.loads((folder / "akebe_lines.json").read_text("utf-8"))]
    told += json.loads((folder / "zh_address_parse_lines.json").read_text("utf-8"))
    told += [line.rpartition(",")[0] for line in (folder / "cpca_addr_500.csv").read_text("utf-8").splitlines()[1:]]
    told += (folder / "pupuk_addresses.txt").read_text("utf-8").splitlines()
    return [line for line in told if line.strip()]


def main() -> None:
    """Print the figures, in processor time of one core."""
    begun = time.process_time()
    divisions = load_divisions()
    print(f"table loaded in {1000 * (time.process_time() - begun):.0f} ms")
    lines = lines_of(Path(sys.argv[1])) if len(sys.argv) > 1 else list(INVENTED)
    begun = time.process_time()
    for line in islice(cycle(lines), LINES):
        parse_address(line, divisions)
    print(f"{LINES / (time.process_time() - begun):,.0f} lines a second ({len(lines)} different lines)")


if __name__ == "__main__":
    main()

"""A shop with very many orders, all invented, for the benchmarks of the window; kept for the next run.

python benchmarks/big_shop.py FOLDER ORDERS
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.db import order_writes
from shopdesk.db.order_writes import match_lines
from shopdesk.db.times import write_time
from shopdesk.paths import SHOP_FILE
from shopdesk.services.identity import new_ids
from shopdesk.services.listings import list_listings
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.search import catch_up
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words import spoken

AT_ONCE = 20_000
OPEN_SHARE = 0.005
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰海燕志新建国文博雅婷"
PLACES = (("浙江省", "杭州市"), ("四川省", "成都市"), ("湖北省", "武汉市"), ("广东省", "广州市"), ("陕西省", "西安市"))
CHANNELS = ("taobao", "pdd", "jd", "douyin", "shopify", "woocommerce")
FLAGS = ("hold", "short", "unmatched", "masked", "suspicious", "refunding")


def make_big_shop(folder: Path, orders: int) -> None:
    """Make the shop unless it is there already."""
    if (folder / SHOP_FILE).exists():
        return
    part = folder.with_name(folder.name + ".part")
    spoken.use("zh_CN")
    shop = create_sample_shop(part)
    chance = random.Random(1)
    goods = [(v.sku, one.title, v.price or 100) for one in list_listings(shop) for v in one.variants]
    first = order_writes.next_order_id(shop.connection)
    for start in range(first, first + orders, AT_ONCE):
        with shop.writing():
            _add(shop, chance, goods, range(start, min(start + AT_ONCE, first + orders)), first + orders)
    match_lines(shop.connection)
    catch_up(shop)
    shop.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shop.close()
    part.rename(folder)


def _add(shop: Shop, chance: random.Random, goods: list[tuple[str, str, int]], rows: range, end: int) -> None:
    titles = order_writes.title_ids(shop.connection, [title for _, title, _ in goods])
    now = datetime.now(UTC).replace(microsecond=0)
    heads, lines = [], []
    for uuid, line_uuid, row in zip(new_ids(len(rows)), new_ids(len(rows)), rows, strict=True):
        sku, title, price = chance.choice(goods)
        is_open = row > end - (end * OPEN_SHARE)
        paid = now - timedelta(minutes=(end - row) * 30 if not is_open else chance.randrange(60 * 40))
        fulfilment = chance.choice(("new", "confirmed", "picking")) if is_open else "delivered"
        heads.append(_head(chance, row, uuid, price, paid, fulfilment))
        lines.append((line_uuid, row, 0, sku, titles[title], "", 1 + row % 3, price, None))
    order_writes.add_orders(shop.connection, heads)
    order_writes.add_lines(shop.connection, lines)


def _head(
    chance: random.Random, row: int, uuid: str, price: int, paid: datetime, fulfilment: str
) -> tuple[object, ...]:
    name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
    province, city = chance.choice(PLACES)
    columns: dict[str, object] = dict.fromkeys(order_writes.ORDER_COLUMNS, "")
    columns |= dict.fromkeys((*FLAGS, "provisional", "shipping", "discount"), 0)
    columns |= dict.fromkeys(("created_batch", "touched_batch"))
    columns |= {
        "id": row, "uuid": uuid, "channel": CHANNELS[row % 6], "channel_order_no": str(2_400_000_000_000_000_000 + row),
        "after_sales": "none", "created_at": write_time(paid), "placed_at": write_time(paid),
        "paid_at": write_time(paid), "ship_by": write_time(paid + timedelta(hours=48)), "payment": "paid",
        "leave_by": write_time(paid + timedelta(hours=48)),
        "fulfilment": fulfilment, "buyer": f"b{row:x}", "name": name, "phone": f"139{chance.randrange(10**8):08d}",
        "country": "CN", "province": province, "city": city, "district": "示例区", "street": f"样板街 {row % 900} 号",
        "currency": "CNY", "total": price, "courier": "zto",
        "waybill": "" if fulfilment != "delivered" else f"7831{row:010d}",
    }  # fmt: skip
    return tuple(columns[name] for name in order_writes.ORDER_COLUMNS)


if __name__ == "__main__":
    make_big_shop(Path(sys.argv[1]), int(sys.argv[2]))
    open_shop(Path(sys.argv[1])).close()

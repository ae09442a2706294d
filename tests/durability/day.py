"""A day of a small shop as a list of verbs, each one transaction, and what the shop holds after each of them.

The clock is fixed and ids are left out, so that two shops that have done the same hold the same. A verb that is done
a second time, because nobody knew whether it was done, changes nothing.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from shopdesk.db.connection import Connection
from shopdesk.domain.addresses import Receiver
from shopdesk.services import order_edits, orders, shipments, stock
from shopdesk.services.imports import import_file
from shopdesk.services.orders import each_order
from shopdesk.services.settings import set_setting
from shopdesk.services.shop import Shop, create_shop

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
RECEIVER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
SKUS = ("BOX", "MUG", "LAMP")
ORDERS = 6
Verb = Callable[[Shop], object]
_DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|(TR|KT)-[0-9A-F]{10}")
# Codes are drawn, as ids are; when a file was written is the disk's affair.
_OTHERS = {("coupon_codes", "code"), ("picture_files", "changed"), ("picture_checks", "changed")}
_OTHER = ("uuid", "hash", "applied")

_CSV = "ID,Type,SKU,Name,Published,Regular price\n" + "".join(
    f"{at},simple,{sku},加厚收纳盒 {sku},1,30.00\n" for at, sku in enumerate(SKUS, start=1)
)


def make_shop(folder: Path) -> Shop:
    """Make the shop of the day, with its files to import beside it."""
    shop = create_shop(folder, name="青禾杂货", now=lambda: NOW)
    (folder / "goods.csv").write_text(_CSV, "utf-8")
    return shop


def verbs() -> list[Verb]:
    """Return the day, verb by verb; none is without effect."""
    day: list[Verb] = [lambda shop: import_file(shop, shop.folder / "goods.csv")]
    day += [lambda shop, sku=sku: stock.move_stock(shop, sku, 40, reason="receipt", uuid=f"in {sku}") for sku in SKUS]
    for n in range(1, ORDERS + 1):
        number = f"SD-{n:06d}"
        lines = [(SKUS[n % 3], 1 + n % 2), (SKUS[(n + 1) % 3], 1)]
        day += [
            lambda shop, lines=lines, n=n: orders.add_order(shop, lines, RECEIVER, paid=True, uuid=f"order {n}"),
            lambda shop, number=number: each_order(shop, [number], orders.confirm_order),
            lambda shop, number=number, n=n: order_edits.note_order(shop, number, f"note {n}"),
            lambda shop, number=number, n=n: shipments.ship_orders(
                shop, [number], courier="zto", waybill=f"ZT{n:012d}"
            ),
            lambda shop, n=n: stock.move_stock(shop, SKUS[n % 3], -1, reason="damage", uuid=f"out {n}"),
            lambda shop, n=n: set_setting(shop, "sender.street", f"样板路 {n} 号"),
        ]
        if n % 3 == 0:
            day += [
                lambda shop, number=number: shipments.unship_orders(shop, [number]),
                lambda shop, number=number: each_order(shop, [number], orders.cancel_order),
            ]
    return day


@cache
def _plan(schema: int) -> dict[str, str]:
    """Keep the questions of `contents` for each schema that was met."""
    return {}


def contents(connection: Connection) -> str:
    """Return a digest of what the shop holds but for its search index, drawn ids, and how often a file was read."""
    digest = hashlib.sha256()
    schema = connection.execute("SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema ORDER BY name)")
    plan = _plan(hash(schema.fetchone()[0]))
    if not plan:
        plan.update(_questions(connection))
    looks = ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in plan)
    filled = connection.execute(f"SELECT {looks}").fetchone()
    for (table, question), some in zip(plan.items(), filled, strict=True):
        if some:
            for row in sorted(_DRAWN.sub("", repr(row)) for row in connection.execute(question).fetchall()):
                digest.update(f"{table}{row}".encode())
    return digest.hexdigest()


def _questions(connection: Connection) -> dict[str, str]:
    told: dict[str, str] = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        if table in ("batches", "audit_log") or "_index" in table or table.startswith(("sqlite_", "_sqlite")):
            continue
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        kept = ", ".join(
            f'"{c}"' for c in columns if (table, c) not in _OTHERS and not any(word in c for word in _OTHER)
        )
        if kept:
            told[table] = f'SELECT {kept} FROM "{table}"'
    return told


def outcomes(folder: Path, day: list[Verb] | None = None) -> list[str]:
    """Live through the day undisturbed; return what the shop holds before the first verb and after each."""
    shop = make_shop(folder)
    told = [contents(shop.connection)]
    for verb in day or verbs():
        verb(shop)
        told.append(contents(shop.connection))
    shop.close()
    return told

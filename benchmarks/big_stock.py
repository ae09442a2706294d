"""Stock of very many SKUs and movements: the table's first page, a quantity's proof, the audit, classes and outlooks.

python benchmarks/big_stock.py FOLDER [SKUS] [MOVEMENTS]      makes the shop once, measures it, prints a table
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from shopdesk.db import stock_rows
from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.paths import SHOP_FILE
from shopdesk.services.abc_classes import list_classes, read_classes
from shopdesk.services.identity import new_ids
from shopdesk.services.shop import Shop, create_shop, open_shop
from shopdesk.services.stock import audit_stock
from shopdesk.services.stock_table import StockTable, count_stock_views, tell_stock

AT_ONCE = 50_000
RUNS = 7
DAYS = 400
PAGE = 32


def make_big_stock(folder: Path, skus: int, movements: int) -> None:
    """Make the shop unless it is there already: each SKU is received once and sold on days drawn at random."""
    if (folder / SHOP_FILE).exists():
        return
    part, chance = folder.with_name(folder.name + ".part"), random.Random(1)
    shop = create_shop(part)
    shop.connection.execute("PRAGMA synchronous = OFF")
    now = datetime.now(UTC).replace(microsecond=0)
    with shop.writing():
        _add_skus(shop.connection, skus, chance, write_time(now))
    for start in range(0, movements, AT_ONCE):
        with shop.writing():
            _add_movements(shop.connection, range(start, min(start + AT_ONCE, movements)), skus, chance, now)
    shop.connection.execute("ANALYZE")
    shop.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shop.close()
    part.rename(folder)


def _add_skus(connection: Connection, skus: int, chance: random.Random, at: str) -> None:
    ids = new_ids(2 * skus)
    connection.executemany(
        "INSERT INTO listings (id, uuid, handle, title, description, category, brand, status, currency, created_at,"
        " updated_at, digest) VALUES (?1, ?2, 'p' || ?1, '测试商品 ' || ?1, '', '[]', '', 'listed', 'CNY', ?3, ?3, '')",
        [(row, ids[row - 1], at) for row in range(1, skus + 1)],
    )
    connection.executemany(
        "INSERT INTO variants (id, uuid, listing_id, position, sku, barcode, options, price, list_price, cost,"
        " weight_g, safety) VALUES (?1, ?2, ?1, 0, printf('S-%06d', ?1), '', '{}', ?3, 0, ?4, 100, ?5)",
        [
            (row, ids[skus + row - 1], 1000 + chance.randrange(9000), 300 + chance.randrange(700), chance.randrange(20))
            for row in range(1, skus + 1)
        ],
    )


def _add_movements(connection: Connection, rows: range, skus: int, chance: random.Random, now: datetime) -> None:
    made = []
    for uuid, row in zip(new_ids(len(rows)), rows, strict=True):
        if row < skus:
            made.append((uuid, row + 1, 1, 100 + chance.randrange(100), "receipt", now - timedelta(days=DAYS)))
        else:  # a few SKUs sell most of the pieces
            variant = min(int(skus * chance.random() ** 3) + 1, skus)
            at = now - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
            made.append((uuid, variant, 1, -1 - chance.randrange(2), "sale", at))
    connection.executemany(
        "INSERT INTO movements (uuid, variant_id, location_id, quantity, reason, reference, at, actor)"
        " VALUES (?, ?, ?, ?, ?, '', ?, 'bench')",
        [(*told, write_time(at)) for *told, at in made],
    )


def _time(act: Callable[[], object], runs: int = RUNS) -> float:
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return median(took) * 1000


def _measure_classes(shop: Shop) -> None:
    """ABC over 90 days with the first rows and the curve, beside one plain sum of the same sales."""
    start = time.perf_counter()
    since = read_classes(shop, 90).since
    print(f"ABC, span not kept    {(time.perf_counter() - start) * 1000:8.1f} ms")

    def classes() -> None:
        found = read_classes(shop, 90)
        list_classes(shop, found, limit=PAGE)
        found.by_sales.curve(200)

    plain = (
        "SELECT variant_id, sum(quantity * coalesce(unit_price, 1)) FROM movements"
        " WHERE reason = 'sale' AND at >= ? GROUP BY 1"
    )
    summed = _time(lambda: shop.connection.execute(plain, (write_time(since),)).fetchall())
    print(f"ABC over 90 days      {_time(classes):8.1f} ms   raw {summed:8.1f} ms")


def main(folder: Path, skus: int, movements: int) -> None:
    """Measure and print, each beside the raw SQL that gives the same answer on the same file."""
    make_big_stock(folder, skus, movements)
    shop = open_shop(folder)
    raw = shop.connection.execute
    table = StockTable(shop)

    def first_page() -> object:
        return table.rows((table.first_ids("", False)[0] or [])[:PAGE])

    first, worst = (
        _time(first_page),
        f"SELECT * FROM stock_sums WHERE live ORDER BY here - reserved + made - safety, variant_id LIMIT {PAGE}",
    )
    print(f"first page            {first:8.1f} ms   raw {_time(lambda: raw(worst).fetchall()):8.1f} ms")
    ids = table.ids()
    print(f"  32 rows of it       {_time(lambda: table.rows(ids[:PAGE])):8.1f} ms")
    print(f"  all ids             {_time(table.ids):8.1f} ms")
    print(f"views counted         {_time(lambda: count_stock_views(shop)):8.1f} ms")
    for sort in ("title", "sku", "available", "sold"):
        print(f"  sorted by {sort:10}{_time(lambda sort=sort: table.ids(sort), 3):8.1f} ms")
    proof = _time(lambda: tell_stock(shop, "S-000050"))
    moves = "SELECT * FROM movements WHERE variant_id = 50"
    print(f"a quantity's proof    {proof:8.1f} ms   raw {_time(lambda: raw(moves).fetchall()):8.1f} ms")
    audit = _time(lambda: audit_stock(shop), 3)
    sums = "SELECT variant_id, location_id, sum(quantity) FROM movements GROUP BY 1, 2"
    print(f"audit                 {audit:8.1f} ms   raw {_time(lambda: raw(sums).fetchall(), 3):8.1f} ms")
    _measure_classes(shop)
    print(f"rows of {stock_rows.CHART_DAYS} days' sales; {skus:,} SKUs, {movements:,} movements")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(told) for told in [*sys.argv[2:], 100_000, 1_000_000][:2]))

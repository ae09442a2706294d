"""Search as one types over 1,000,000 orders: the worst of 1,000 texts, in process; and Today read whole.

python benchmarks/search.py [ORDERS] [FOLDER]   (FOLDER is kept for the next run)
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from big_shop import make_big_shop

from shopdesk.services.order_table import OrderTable
from shopdesk.services.search import catch_up
from shopdesk.services.shop import Shop, open_shop
from shopdesk.services.today import read_today

TEXTS, DAYS, ROUNDS = 1_000, 20, 3


def typed(shop: Shop) -> list[str]:
    """Return what hands type: ever longer beginnings and pieces of what stands in orders chosen at random."""
    chance, found = random.Random(3), []
    last = shop.connection.execute("SELECT max(id) FROM orders").fetchone()[0]
    while len(found) < TEXTS:
        row = shop.connection.execute(
            "SELECT o.number, o.channel_order_no, o.name, o.phone, o.waybill, t.title FROM orders o"
            " JOIN order_lines l ON l.order_id = o.id JOIN order_titles t ON t.id = l.title_id WHERE o.id = ?",
            (chance.randrange(1, last + 1),),
        ).fetchone()
        text = chance.choice([cell for cell in row or () if cell and len(cell) > 1] or [""])
        start = chance.choice((0, 0, max(len(text) - 4, 0)))
        found += [text[start : start + length] for length in range(2, min(len(text) - start, 12) + 1)]
    return found[:TEXTS]


def milliseconds(act: Callable[[], object]) -> float:
    """Return the shortest of a few times, by the processor: another process is nobody's keystroke."""
    taken = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        act()
        taken.append((time.thread_time() - start) * 1000)
    return min(taken)


def main() -> None:
    """Measure and print one JSON line."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "shop"
        make_big_shop(folder, orders)
        shop = open_shop(folder)
        catch_up(shop)
        took = {text: milliseconds(lambda text=text: search(shop, text)) for text in dict.fromkeys(typed(shop))}
        ordered, worst = sorted(took.values()), max(took, key=lambda text: took[text])
        today = [milliseconds(lambda: read_today(shop)) for _ in range(DAYS)]
        shop.close()
    shown = {
        "texts": len(took), "worst_ms": round(ordered[-1], 2), "worst_text": worst,
        "of_100_ms": [round(ordered[len(ordered) * part // 100], 2) for part in (50, 95, 99)],
        "today_ms": round(statistics.median(today), 1),
    }  # fmt: skip
    print(json.dumps(shown, ensure_ascii=False))


def search(shop: Shop, text: str) -> object:
    """Find what the window shows at a keystroke, the first page, and read its rows."""
    table = OrderTable(shop, "all", text)
    found = table.first_ids("", False) if table.is_large else None
    return table.rows(list(found.ids if found and found.ids else ())[:30])


if __name__ == "__main__":
    main()

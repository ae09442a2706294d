"""From a scan to the painted case on the returns bench: `python benchmarks/returns_bench.py SHOP_FOLDER`.

The folder is a copy of a large shop: parcels that have left get cases in it.
"""

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CASES, BUDGET_MS = 200, 100


def main(folder: Path) -> int:
    """Scan many parcels and print the median, the slowest of twenty, and the slowest."""
    from shopdesk import app
    from shopdesk.services.returns import open_return
    from shopdesk.ui.context import Context
    from shopdesk.ui.returns.return_bench_page import ReturnBenchPage

    running = app.application()
    context = Context(folder)
    shop = context.shop
    rows = shop.connection.execute(
        "SELECT number FROM orders WHERE fulfilment = 'shipped' AND after_sales = 'none' AND group_id IS NULL"
        " ORDER BY id DESC LIMIT ?",
        (CASES * 4,),
    ).fetchall()
    codes = []
    for (number,) in rows:
        if len(codes) == CASES:
            break
        case = open_return(shop, number, [], reason="quality", waybill=f"BENCH{len(codes):05d}")
        if case.state == "approved":
            codes.append(case.waybill)
    page = ReturnBenchPage(context)
    page.resize(1366, 700)
    page.show()
    running.processEvents()
    took, spent = [], []
    for code in codes:
        begun, cpu = time.perf_counter(), time.process_time()
        page.scan(code)
        while page.desk is None or page.desk.details.case.waybill != code:
            running.processEvents()
        page.repaint()
        took.append((time.perf_counter() - begun) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
        while context.runner.busy:
            running.processEvents()
    page.hide()
    context.close()
    told = sorted(took)
    slow = told[int(len(told) * 0.95)]
    print(f"{len(told)} scans: median {statistics.median(told):.0f} ms, 95 % {slow:.0f} ms, slowest {told[-1]:.0f} ms;")
    print(f"computed alone: median {statistics.median(spent):.0f} ms")
    return int(slow > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""The longest time in which the window does not answer while 20,000 orders are imported."""

import itertools
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from imports import write_file
from pause import pause
from PySide6.QtCore import QTimer

from shopdesk import app
from shopdesk.services.imports import import_files
from shopdesk.services.sample import create_sample_shop

TICK_MS = 2


def main() -> None:
    """Measure and print one JSON line."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as scratch:
        folder, file = Path(scratch) / "shop", Path(scratch) / "orders.csv"
        create_sample_shop(folder).close()
        write_file(file, orders)
        window = app.open_window(folder)
        window.resize(1366, 768)
        window.show()
        window.go("orders", view="all")
        pause(1_000)
        ticks: list[float] = []
        timer = QTimer()
        timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
        timer.start(TICK_MS)
        start = time.perf_counter()
        results = []
        window.context.write(
            "import", lambda shop, job: import_files(shop, [file], job=job), changes=set(), done=results.append
        )
        while not results:
            app.QApplication.processEvents()
        seconds = time.perf_counter() - start
        timer.stop()
        gaps = sorted((later - earlier for earlier, later in itertools.pairwise(ticks)), reverse=True)
        window.close()
    shown = {"import_s": round(seconds, 2), "longest_gap_ms": round(gaps[0] * 1000, 1)}
    print(json.dumps(shown | {"next_gaps_ms": [round(gap * 1000, 1) for gap in gaps[1:4]]}))


if __name__ == "__main__":
    main()

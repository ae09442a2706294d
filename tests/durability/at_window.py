"""The program with its window, driven by a hand that knows no mercy; each verb is a process that must end with 0.

python -m tests.durability.at_window backup|events|leave|soak FOLDER NUMBER SEED     (the answer is one JSON line)
"""

import itertools
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from shopdesk import app
from shopdesk.services import orders
from shopdesk.services.backups import make_backup
from shopdesk.services.imports import import_file
from shopdesk.services.imports.undo import undo_import
from shopdesk.services.orders import each_order
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.window.main_window import MainWindow
from tests.durability.day import RECEIVER
from tests.durability.hands import RandomHands

TICK_MS = 2
ROUND_MS = 120


def main(verb: str, folder: Path, number: int, seed: int) -> int:
    """Do one verb and return the program's exit status."""
    keep_to_itself()
    doing = {"backup": back_up, "events": throw_events, "leave": leave_under_load, "soak": soak}[verb]
    told, status = doing(folder, number, seed)
    print(json.dumps(told), flush=True)
    return status


def keep_to_itself() -> None:
    """Let no dialog of the system and no other program come up."""
    dialogs.choose_files = lambda *_a: []
    dialogs.choose_target = lambda *_a: None
    dialogs.choose_folder = lambda *_a: None
    QDesktopServices.openUrl = lambda *_a: False


def window() -> MainWindow | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)


def with_window(act: Callable[[MainWindow], None]) -> None:
    """Call `act` once the window stands there with its page painted."""

    def look() -> None:
        shown = window()
        if shown is not None and not shown.context.reader.busy:
            waiting.stop()
            act(shown)

    waiting = QTimer(app.application())
    waiting.timeout.connect(look)
    waiting.start(50)


def _when_idle(shown: MainWindow, act: Callable[[], None]) -> None:
    """Call `act` once nothing has been at work beside the window for two seconds."""
    looks = itertools.count()

    def look() -> None:
        nonlocal looks
        if shown.context.runner.busy:
            looks = itertools.count()
        elif next(looks) == 20:
            waiting.stop()
            act()

    waiting = QTimer(shown)
    waiting.timeout.connect(look)
    waiting.start(100)


def rss() -> int:
    """Return what this process holds in memory, in bytes; 0 where the system does not say it so."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def back_up(folder: Path, _number: int, _seed: int) -> tuple[dict[str, Any], int]:
    """Back a shop up while its window stands on all its orders; tell how long it took and the window's longest gap."""
    told: dict[str, Any] = {}
    ticks: list[float] = []

    def start(shown: MainWindow) -> None:
        shown.go("orders", view="all")
        _when_idle(shown, lambda: begin(shown))  # the first start's own check and backup are done by then

    def begin(shown: MainWindow) -> None:
        beat = QTimer(shown)
        beat.timeout.connect(lambda: ticks.append(time.perf_counter()))
        beat.start(TICK_MS)
        began = time.perf_counter()

        def done(_made: object) -> None:
            beat.stop()
            gaps = sorted((later - one for one, later in itertools.pairwise(ticks)), reverse=True)
            told.update(seconds=time.perf_counter() - began, gap_ms=gaps[0] * 1000, ticks=len(ticks))
            told.update(next_gaps_ms=[gap * 1000 for gap in gaps[1:4]])
            shown.close()

        shown.context.look("Backup", lambda shop, job: make_backup(shop, "asked", job), done)

    with_window(start)
    return told, app.run_window(folder)


def throw_events(folder: Path, number: int, seed: int) -> tuple[dict[str, Any], int]:
    """Throw keys, clicks, wheels, sizes and files at whatever is on the screen, then close the window."""
    hands = RandomHands(random.Random(seed), folder, number)
    with_window(lambda _shown: hands.begin())
    status = app.run_window(folder)
    return {"events": hands.thrown, "kinds": hands.kinds}, status


def leave_under_load(folder: Path, _number: int, seed: int) -> tuple[dict[str, Any], int]:
    """Close the window at a random moment while it imports, reads and backs up."""
    rolled = random.Random(seed)

    def load(shown: MainWindow) -> None:
        context = shown.context
        for act in rolled.sample((_import, _order, _back), 2):
            context.write("load", lambda shop, job, act=act: act(shop, folder), changes={"orders"})
        for page in rolled.sample(sorted(app.PAGES), 3):
            QTimer.singleShot(rolled.randrange(400), shown, lambda page=page: _go(shown, page))
        QTimer.singleShot(rolled.randrange(900), shown, shown.close)

    with_window(load)
    return {}, app.run_window(folder)


def soak(folder: Path, seconds: int, seed: int) -> tuple[dict[str, Any], int]:
    """Do a shop's work over and over; tell what the process held in memory along the way."""
    rolled = random.Random(seed)
    samples: list[int] = []
    began = time.monotonic()
    rounds = itertools.count()

    def round_of_work() -> None:
        shown, at = window(), next(rounds)
        if shown is None or shown.context.runner.busy:
            return
        if time.monotonic() - began > seconds:
            beat.stop()
            shown.close()
            return
        if time.monotonic() - began > len(samples) * seconds / 60:
            samples.append(rss())
        work = (_import, _order, _back)[at % 3] if at % 9 < 3 else None
        if work is not None:
            shown.context.write("work", lambda shop, _job: work(shop, folder), changes={"orders", "stock"})
        else:
            _go(shown, rolled.choice(sorted(app.PAGES)))

    beat = QTimer(app.application())
    beat.timeout.connect(round_of_work)
    with_window(lambda _shown: beat.start(ROUND_MS))
    status = app.run_window(folder)
    return {"samples": samples, "rounds": next(rounds)}, status


def _go(shown: MainWindow, page: str) -> None:
    if shown.isVisible() and page not in ("listing", "promotion_proof"):  # they show one thing that must be named
        shown.go(page)


def _import(shop: Shop, folder: Path) -> None:
    """Take a file in and back again."""
    undo_import(shop, import_file(shop, folder / "orders.csv").batch)


def _order(shop: Shop, _folder: Path) -> None:
    """Add an order by hand, confirm it and cancel it."""
    sku = shop.connection.execute("SELECT sku FROM variants ORDER BY sku LIMIT 1").fetchone()[0]
    order = orders.add_order(shop, [(sku, 1)], RECEIVER, paid=True)
    each_order(shop, [order.number], orders.confirm_order)
    each_order(shop, [order.number], orders.cancel_order)


def _back(shop: Shop, _folder: Path) -> None:
    make_backup(shop, "asked")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))

"""Ten thousand listings in the gallery: its first page, a keystroke and a scroll step against a repaint of the cached.

python benchmarks/listing_gallery.py [LISTINGS] [FOLDER]   (FOLDER is kept for the next run)
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pause import pause
from PySide6.QtCore import QEvent, QObject

from shopdesk import app
from shopdesk.db.search import title_terms
from shopdesk.paths import SHOP_FILE
from shopdesk.services.listing_scores import catch_up
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.shop import Shop, open_shop
from shopdesk.words import spoken

ROUNDS = 5
STEPS = 120
STEP_PX = 120  # three notches of Qt's wheel
BETWEEN_KEYS_MS = 150
TEXTS = ("mkb", "马克杯", "QH-MUG", "陶瓷", "zzzz")
APART = 1_000  # the copy of row 7 in round 12 is row 12,007

_COPIES = (
    "INSERT INTO listings (id, uuid, handle, title, description, category, brand, status, currency, created_at,"
    " updated_at, digest) SELECT id + :from, lower(hex(randomblob(16))), handle || '-' || :round,"
    " title || ' ' || :round, description, category, brand, status, currency, created_at, updated_at, ''"
    " FROM listings WHERE id < :apart",
    "INSERT INTO variants (id, uuid, listing_id, position, sku, barcode, options, price, list_price, cost, weight_g)"
    " SELECT id + :from, lower(hex(randomblob(16))), listing_id + :from, position, sku || '-' || :round, '', options,"
    " price + :round, list_price, cost, weight_g FROM variants WHERE id < :apart AND listing_id < :apart",
    "INSERT INTO pictures (id, uuid, listing_id, position, place, role) SELECT id + :from,"
    " lower(hex(randomblob(16))), listing_id + :from, position, :round || '-' || place, role FROM pictures"
    " WHERE id < :apart AND listing_id < :apart",
    "INSERT INTO stock (variant_id, location_id, quantity) SELECT variant_id + :from, location_id, quantity FROM stock"
    " WHERE variant_id < :apart",
)


def make_shop(folder: Path, listings: int) -> None:
    """Make the shop unless it is there already: the sample's listings again and again, each with its own pictures."""
    if (folder / SHOP_FILE).exists():
        return
    part = folder.with_name(folder.name + ".part")
    spoken.use("zh_CN")
    shop = create_sample_shop(part)
    count = shop.connection.execute("SELECT count(*) FROM listings").fetchone()[0]
    with shop.writing():
        for turn in range(1, -(-listings // count)):
            for statement in _COPIES:
                shop.connection.execute(statement, {"from": turn * APART, "round": turn, "apart": APART})
        titles = shop.connection.execute("SELECT id, title FROM listings WHERE id > ?", (APART,)).fetchall()
        shop.connection.executemany(
            "INSERT INTO listing_index (rowid, terms) VALUES (?, ?)",
            [(row, title_terms(title)) for row, title in titles],
        )
        _add_pictures(shop)
    catch_up(shop)
    shop.close()
    part.rename(folder)


def _add_pictures(shop: Shop) -> None:
    """Lay each copy's picture into the folder as a link, and say of some what a check has found."""
    places = shop.connection.execute("SELECT id, place FROM pictures WHERE id > ?", (APART,)).fetchall()
    for _row, place in places:
        turn, _dash, original = place.partition("-")
        if turn.isdigit() and (shop.images / original).is_file():
            (shop.images / place).hardlink_to(shop.images / original)
    for row, place in places:
        if (file := shop.images / place).is_file() and row % 4:
            facts, verdict = file.stat(), ("pass", "pass", "warn", "fail")[row % 4]
            shop.connection.execute(
                "INSERT INTO picture_checks VALUES (?, 'shopdesk', ?, ?, '', ?, '2026-11-13T02:24:00Z')",
                (place, facts.st_size, facts.st_mtime_ns, verdict),
            )


class Painted(QObject):
    """Counts the paintings of the gallery's cards, or of what stands there when nothing is found."""

    def __init__(self, page: QObject) -> None:
        super().__init__(page)
        self.count = 0
        page.gallery.viewport().installEventFilter(self)
        page.empty.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def settle(window: app.MainWindow) -> None:
    """Wait until nothing is read any more."""
    pause(400)  # listings are judged a moment after the last change
    while window.context.runner.busy or window.context.reader.busy:
        pause(10)
    pause(60)


def main() -> None:
    """Measure and print one JSON line."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"shopdesk-gallery-{listings}"
    make_shop(folder, listings)
    open_shop(folder).close()
    spoken.use("zh_CN")
    window = app.open_window(folder)
    window.resize(1366, 768)
    window.show()
    settle(window)
    first = milliseconds(lambda: open_page(window))
    settle(window)
    page = window.current_page
    page.show_layout("gallery")
    settle(window)
    repaint = repaint_ms(page)
    steps = scroll(window)
    told = {
        "listings": page.model.rowCount(),
        "first_page_ms": round(first, 1),
        "first_page_ratio": round(first / repaint, 2),
        "repaint_ms": round(repaint, 2),
        "keys": keystrokes(window, page),
        **steps,
    }
    print(json.dumps(told | {"worst_key": max(told["keys"].values())}, ensure_ascii=False))
    window.close()


def open_page(window: app.MainWindow) -> None:
    """Go to the listings and wait until its cards are painted."""
    window.go("listings")
    window.current_page.gallery.viewport().repaint()


def repaint_ms(page: QObject) -> float:
    """Return how long a repaint takes of what is cached."""
    return statistics.median(milliseconds(page.gallery.viewport().repaint) for _ in range(15))


def keystrokes(window: app.MainWindow, page: QObject) -> dict[str, float]:
    """Return, for the last letter of each text, key press to painted cards as a multiple of a repaint."""
    seen = Painted(page)
    ratios = {}
    for text in TEXTS:
        spans, repaints = [], []
        for _ in range(ROUNDS):
            page.search.clear()
            settle(window)
            repaints.append(repaint_ms(page))
            page.search.setFocus()
            page.search.setText(text[:-1])
            pause(BETWEEN_KEYS_MS)
            spans.append(milliseconds(lambda text=text: type_last(page, text, seen)))
        ratios[text] = round(statistics.median(spans) / statistics.median(repaints), 2)
    page.search.clear()
    settle(window)
    return ratios


def type_last(page: QObject, text: str, seen: Painted) -> None:
    """Type the last letter and wait until the result is painted."""
    before = seen.count
    page.search.insert(text[-1])
    while seen.count == before:
        app.QApplication.processEvents()


def scroll(window: app.MainWindow) -> dict[str, float]:
    """Return a wheel's step over cards never seen, painted: its median, its 95th part, and its multiple of a repaint.

    Pictures are made meanwhile beside the window; `pictures_ms` is how long after the last step all of them stand.
    """
    page = window.current_page
    bar = page.gallery.verticalScrollBar()
    spans = []
    for step in range(1, STEPS + 1):
        spans.append(milliseconds(lambda step=step: scroll_to(page, step * STEP_PX)))
    pictures = milliseconds(lambda: settle(window))
    repaint = repaint_ms(page)
    jumps = [milliseconds(lambda part=part: scroll_to(page, bar.maximum() * part // 20)) for part in range(1, 20)]
    settle(window)
    spans.sort()
    return {
        "scroll_ms": round(statistics.median(spans), 2),
        "scroll_95_ms": round(spans[len(spans) * 95 // 100], 2),
        "scroll_ratio": round(statistics.median(spans) / repaint, 2),
        "jump_ms": round(statistics.median(jumps), 2),
        "jump_ratio": round(statistics.median(jumps) / repaint, 2),
        "pictures_ms": round(pictures, 0),
    }


def scroll_to(page: QObject, place: int) -> None:
    """Scroll and wait until what has come into sight is painted."""
    page.gallery.verticalScrollBar().setValue(place)
    app.QApplication.sendPostedEvents()
    app.QApplication.processEvents()


if __name__ == "__main__":
    main()

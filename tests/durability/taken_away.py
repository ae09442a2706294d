"""The program with its window while its drive is full, or pulled and plugged in again, in the midst of a deed.

Run with the shim of failing.c loaded before libc: `python -m tests.durability.taken_away full|pulled FOLDER SEED`
(the answer is one JSON line). What lies beside FOLDER stays: the file that is imported, the paper that is printed.
"""

import ctypes
import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from shopdesk import app
from shopdesk.db import checks
from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.jobs import Job
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services import bulk_edit, documents, order_steps, orders, pack_scans, packing, sales, shifts, transfers
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.imports import import_file
from shopdesk.services.shop import Shop, as_shop_error, open_shop
from shopdesk.services.stock import audit_stock, move_stock
from shopdesk.ui.dialogs import ErrorDialog
from shopdesk.ui.window import shop_watch
from shopdesk.ui.window.main_window import MainWindow
from tests.durability import at_window, day
from tests.durability.whole_day.files import PDD_ROW, write_rows
from tests.durability.whole_day.find import JOB, newest, one

SHIM = ctypes.CDLL(None)
GOODS, NEW_ORDERS, PARCELS = 300, 1_000, 20
MOST_WRITES = 12
LOOK_MS, WATCH_MS = 20, 100
NAMED = {"done", "disk-full", "disk-error", "shop-gone", "backup-folder-refused", "backup-no-room"}
Steps = Iterator[Callable[[], object]]


@dataclass(frozen=True)
class Deed:
    """Something done in the window: the verb, how much of it stands, how much stands when it is done whole."""

    act: Callable[[Shop, Job], object]
    count: Callable[[Shop], int]
    whole: int
    named: bool = True  # it has an identity: done a second time it changes nothing


def deeds(beside: Path) -> dict[str, Deed]:
    """Return what is tried; each is done once in a shop."""

    def edit(shop: Shop, job: Job) -> None:
        handles = [row[0] for row in shop.connection.execute("SELECT handle FROM listings ORDER BY id LIMIT 300")]
        preview = bulk_edit.preview_bulk_edit(shop, handles, [Operation("brand", "set", "青禾")])
        bulk_edit.apply_bulk_edit(shop, preview, job)

    def print_all(shop: Shop, job: Job) -> None:
        texts = [row[0] for row in shop.connection.execute("SELECT number FROM orders WHERE uuid LIKE 'order %'")]
        documents.print_document(shop, "packing-slips", beside / "slips.pdf", texts=texts, job=job)

    def rows(question: str) -> Callable[[Shop], int]:
        return lambda shop: int(one(shop, question))

    cart = Cart((CartLine("BOX", 2),))
    return {
        "import": Deed(
            lambda shop, job: import_file(shop, beside / "many.csv", job=job),
            rows("SELECT count(*) FROM orders WHERE channel_order_no LIKE '261112-%' AND removed_at IS NULL"),
            NEW_ORDERS,
        ),
        "bulk": Deed(edit, rows("SELECT count(*) FROM listings WHERE brand = '青禾'"), GOODS),
        "print": Deed(print_all, rows("SELECT count(*) FROM prints"), PARCELS, named=False),
        "scan": Deed(
            lambda shop, _job: pack_scans.scan_code(shop, newest(shop, "pack_sessions"), "BOX", uuid="scan 1"),
            rows("SELECT count(*) FROM pack_scans WHERE uuid = 'scan 1'"),
            1,
        ),
        "sale": Deed(
            lambda shop, _job: sales.sell(shop, cart, [("cash", 6000, "")], uuid="sale 1"),
            rows("SELECT count(*) FROM sales"),
            1,
        ),
        "backup": Deed(
            lambda shop, job: make_backup(shop, "asked", job),
            lambda shop: sum(backup.reason == "asked" for backup in list_backups(shop.folder)),
            1,
            named=False,
        ),
    }  # fmt: skip


def prepare(folder: Path) -> None:
    """Make the shop: goods, parcels that wait, one of them open on the bench, goods and a till at the stall."""
    shop = day.make_shop(folder)
    import_file(shop, folder / "goods.csv")
    listed = "".join(f"{at},simple,G-{at},加厚收纳盒 {at},1,30.00\n" for at in range(1, GOODS - len(day.SKUS) + 1))
    (folder / "more.csv").write_text("ID,Type,SKU,Name,Published,Regular price\n" + listed, "utf-8")
    import_file(shop, folder / "more.csv")
    move_stock(shop, "BOX", 100, reason="receipt")
    transfers.transfer_stock(shop, {"BOX": 10}, origin="office", target="stall")
    made = [orders.add_order(shop, [("BOX", 1)], day.RECEIVER, paid=True, uuid=f"order {at}") for at in range(PARCELS)]
    order_steps.take_step(shop, JOB, "confirm", [order.number for order in made])
    packing.open_parcel(shop, made[0].number, station="1")
    shifts.start_shift(shop, cash=0)
    shop.close()
    numbers = [f"261112-{at:015d}" for at in range(NEW_ORDERS)]
    write_rows(folder.parent / "many.csv", *(PDD_ROW | {"订单号": number} for number in numbers))


class Story:
    """Lives through all deeds, one after the other, each of them disturbed; `told` is what came of them."""

    def __init__(self, way: str, folder: Path, rolled: random.Random) -> None:
        self._way, self._folder = way, folder
        names = list(deeds(folder.parent))
        self._points = [(name, rolled.randint(1, MOST_WRITES)) for name in rolled.sample(names, len(names))]
        self.told: dict[str, Any] = {"points": len(names), "bad": [], "answers": Counter(), "said": []}
        self._answer = ""
        self._heard: list[str] = []  # since the drive was taken away
        self._met: MainWindow | None = None
        self._waiting: Callable[[], object] = self._is_calm
        self._steps = self._live()
        self._timer = QTimer(app.application())
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        self._hear()
        shown = at_window.window()
        if shown is not None and shown is not self._met:
            self._met = shown
            shown.context.failed.connect(self._note)
        if self._waiting():
            self._waiting = next(self._steps, self._end)

    def _end(self) -> bool:
        self._timer.stop()
        QApplication.closeAllWindows()
        return False

    def _hear(self) -> None:
        """Close what the window says in dialogs; a fault of the program is none of what it should say."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, ErrorDialog) and dialog.isVisible():
                if dialog.details:
                    self.told["bad"].append(f"a fault of the program: {dialog.details}")
                dialog.accept()

    def _note(self, error: BaseException, _doing: str) -> None:
        """Note what the window is told: each of its errors is said in a dialog."""
        self._heard.append(_code(error))
        if self._heard[-1] not in self.told["said"]:
            self.told["said"].append(self._heard[-1])

    @property
    def _shown(self) -> MainWindow:
        shown = at_window.window()
        assert shown is not None
        return shown

    def _is_calm(self) -> bool:
        shown = at_window.window()
        return shown is not None and not shown.context.runner.busy and not shown.context.reader.busy

    def _is_answered(self) -> bool:
        return bool(self._answer) and self._is_calm()

    def _live(self) -> Steps:
        for name, writes in self._points:
            deed, where = deeds(self._folder.parent)[name], f"{self._way}, {name}, write {writes}"
            yield from self._disturb(deed, writes)
            self.told["answers"][self._answer] += 1
            self._judge(deed, where)
            if deed.named or self._count(deed) != deed.whole:
                self._do(deed)
                yield self._is_answered
                self._judge(deed, f"{where}, done again")

    def _disturb(self, deed: Deed, writes: int) -> Steps:
        """Do a deed on a drive that is full, or gone, from one of its writes on; then all is well again."""
        folder = str(self._folder).encode()
        if self._way == "full":
            SHIM.failing_fill(ctypes.c_long(writes), folder)
            self._do(deed)
            yield self._is_answered
            SHIM.failing_fill(ctypes.c_long(-1), folder)
            return
        SHIM.failing_pull(ctypes.c_long(writes), folder)
        self._do(deed)
        yield self._is_answered
        away, old = self._folder.with_name("unplugged"), self._shown
        self._heard.clear()
        self._folder.rename(away)
        for page in ("stock", "orders"):
            QTimer.singleShot(0, old, lambda page=page: old.go(page))  # what it raises is met as any fault is
        yield lambda: "shop-gone" in self._heard and self._is_calm()
        shutil.copytree(away, self._folder)  # another device: none of its files is one that is still held open
        shutil.rmtree(away)
        yield lambda: self._is_calm() and self._shown is not old

    def _do(self, deed: Deed) -> None:
        def act(shop: Shop, job: Job) -> None:
            try:
                deed.act(shop, job)
            except Exception as error:
                self._answer = _code(error)
                raise
            self._answer = "done"

        self._answer = ""
        self._shown.context.write("deed", act, changes={"orders", "stock", "listings", "backups"})

    def _count(self, deed: Deed) -> int:
        shop = open_shop(self._folder)
        try:
            return deed.count(shop)
        finally:
            shop.close()

    def _judge(self, deed: Deed, where: str) -> None:
        """Note what is wrong: half a deed, one that was said to be done and is not, a shop that is not sound."""
        shop = open_shop(self._folder)
        try:
            stands, wrong = deed.count(shop), checks.integrity(shop.connection)
            if wrong or not audit_stock(shop).ok:
                self.told["bad"].append(f"{where}: not sound {wrong}")
            if stands not in ((deed.whole,) if self._answer == "done" else (0, deed.whole)):
                self.told["bad"].append(f"{where}: {self._answer}, {stands} of {deed.whole}")
            if self._answer not in NAMED:
                self.told["bad"].append(f"{where}: {self._answer}")
        finally:
            shop.close()


def _code(error: BaseException) -> str:
    known = as_shop_error(error)
    return known.code if known else repr(error)


def main(way: str, folder: Path, seed: int) -> int:
    """Live through the deeds in a random order and return the program's exit status."""
    at_window.keep_to_itself()
    shop_watch.EVERY_MS = WATCH_MS
    prepare(folder)
    stories: list[Story] = []
    at_window.with_window(lambda _shown: stories.append(Story(way, folder, random.Random(seed))))
    status = app.run_window(folder)
    print(json.dumps(stories[0].told), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))

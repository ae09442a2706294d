"""What the pictures show: every page of the window on the sample shop, most with something of it chosen.

A scene bears the name of its page and, after a hyphen, what else is to be seen.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.ui.window.main_window import MainWindow

SETTLE_MS = 350
PATIENCE_MS = 20_000


def scenes(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return each picture's name and what a person does before it, in the order they are made."""
    go = window.go
    return {
        "today": lambda: go("today"),
        "orders": lambda: go("orders"),
        "orders-panel": lambda: (go("orders"), open_row(window, 2)),
        "orders-selected": lambda: (go("orders"), select_some(window)),
        "orders-receiver": lambda: (go("orders"), open_receiver(window)),
        "orders-nothing_found": lambda: (window.current_page.forms.leave(), window.current_page.search.setText("zzz")),
        "new_order": lambda: (window.current_page.search.clear(), go("new_order")),
        "parcels": lambda: (go("parcels"), open_row(window, 0)),
        "messages": lambda: (go("messages"), open_row(window, 0)),
        "couriers": lambda: (go("couriers"), open_row(window, 0)),
        "waves-new": lambda: go("waves", new=True),
        "waves": lambda: make_wave(window),
        "handover": lambda: go("handover"),
        "printing": lambda: go("printing", view="to-print"),
        "printers": lambda: go("printers", new=True),
        "destinations": lambda: go("destinations"),
        "layouts": lambda: go("layouts"),
        "listings": lambda: go("listings"),
        "listings-panel": lambda: open_row(window, 1),
        "listing": lambda: go("listing", listing=a_listing(window)),
        "image_bench": lambda: (go("image_bench"), window.take_files(greyed(window))),
        "bulk_edit": lambda: go("bulk_edit", listings=some_listings(window)),
        "categories": lambda: go("categories"),
        "prices": lambda: (go("prices"), open_row(window, 0)),
        "promotions": lambda: go("promotions", new=True),
        "promotion_proof": lambda: go("promotion_proof", calendar=True),
        "stock": lambda: go("stock", sku="QH-CDL-C"),
        "counts": lambda: go("counts"),
        "analysis-abc": lambda: go("analysis", view="abc"),
        "analysis-forecast": lambda: go("analysis", view="forecast"),
        "analysis-value": lambda: go("analysis", view="value"),
        "places": lambda: go("places"),
        "transfer": lambda: go("transfer"),
        "batches": lambda: go("batches"),
        "purchasing": lambda: (go("purchasing"), open_row(window, 0)),
        "suppliers": lambda: (go("suppliers"), open_row(window, 0)),
        "customers": lambda: (go("customers"), open_row(window, 0)),
        "returns": lambda: (go("returns"), open_row(window, 0)),
        "return_new": lambda: go("return_new", order=a_shipped_order(window)),
        "return_bench": lambda: go("return_bench", case=case_on_the_bench(window)),
        "return_policy": lambda: go("return_policy"),
        "tickets": lambda: (go("tickets"), open_row(window, 0)),
        "replies": lambda: (go("replies"), open_row(window, 0)),
        "warranty": lambda: go("warranty"),
        "quality": lambda: go("quality"),
        "turnover": lambda: go("turnover"),
        "turnover-sku": lambda: go("turnover", view="sku"),
        "import": lambda: go("import"),
        "import-preview": lambda: go("import", files=sample_files(window)),
        "bill": lambda: go("bill", files=[a_bill(window)]),
        "reconcile": lambda: (take_bill(window), go("reconcile")),
        "bills": lambda: (go("bills"), open_row(window, 0)),
        "payments": lambda: (go("payments"), open_row(window, 0)),
        "settings": lambda: go("settings"),
        "backups": lambda: (back_up(window), go("backups")),
        "backups-panel": lambda: open_row(window, 0),
        "history": lambda: (go("history"), open_row(window, 0)),
        "packing-waiting": lambda: at_size(window, "packing"),
        "packing": lambda: pack_something(window),
        "packing-alarm": lambda: window.current_page.do("code", "QH-MUG-B"),
        "stall": lambda: sell_something(window),
    }


def settle(window: "MainWindow") -> None:
    """Wait until nothing runs and everything is painted."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

    turn = QEventLoop()  # QTest.qWait would hold up every other thread meanwhile
    watch = QElapsedTimer()
    watch.start()
    quiet = QElapsedTimer()
    quiet.start()
    while watch.elapsed() < PATIENCE_MS and quiet.elapsed() < SETTLE_MS:
        QTimer.singleShot(25, turn.quit)
        turn.exec()
        if window.context.runner.busy:
            quiet.restart()


# What a person does


def at_size(window: "MainWindow", page: str) -> None:
    """Show a page that fills the screen at the size of the other pictures."""
    size = window.size()
    window.go(page)
    window.showNormal()
    window.resize(size)


def open_row(window: "MainWindow", row: int) -> None:
    """Open the panel of a row, where the page has so many."""
    settle(window)
    table = window.current_page.table
    index = table.model().index(row, 0)
    if index.isValid():
        table.setCurrentIndex(index)
        table.activated.emit(index)


def select_some(window: "MainWindow") -> None:
    """Select the first five rows, as Shift and the arrow do."""
    from PySide6.QtCore import QItemSelectionModel

    settle(window)
    table = window.current_page.table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(5):
        table.selectionModel().select(table.model().index(row, 0), flags)


def open_receiver(window: "MainWindow") -> None:
    """Ask for another receiver of an order."""
    open_row(window, 2)
    settle(window)
    window.current_page.panel.decided.emit("receiver")


def make_wave(window: "MainWindow") -> None:
    """Make the wave that is proposed."""
    window.current_page.start.make.click()


def pack_something(window: "MainWindow") -> None:
    """Open the parcel of an order that waits for it."""
    from shopdesk.services.orders import list_orders

    at_size(window, "packing")
    waiting = [order for order in list_orders(window.context.shop, view="to-pack") if len(order.lines) > 1]
    window.current_page.do("code", waiting[0].number)


def sell_something(window: "MainWindow") -> None:
    """Open the till and put some goods into the cart."""
    from shopdesk.domain.sales import Cart, CartLine
    from shopdesk.services.shifts import current_shift, start_shift
    from shopdesk.services.stall_prices import list_stall_goods

    shop = window.context.shop
    if current_shift(shop) is None:
        start_shift(shop, cash=30_000)
    at_size(window, "stall")
    goods = [told for told in list_stall_goods(shop) if told.left > 2][:3]
    lines = zip(goods, (2, 1, 1), strict=False)
    window.current_page.set_cart(Cart(tuple(CartLine(told.sku, pieces) for told, pieces in lines)))


# What is chosen


def sample_files(window: "MainWindow") -> list[Path]:
    """Return files as they may be dropped: orders, goods and a picture."""
    from shopdesk.resources import resources

    sample = resources() / "sample"
    picture = next((window.context.shop.folder / "images").rglob("*.jpg"))
    return [sample / "ExportOrderList-sample.csv", sample / "woocommerce-products-sample.csv", picture]


def some_listings(window: "MainWindow") -> list[str]:
    """Return the handles of six listings."""
    from shopdesk.services.listings import list_listings

    return [listing.handle for listing in list_listings(window.context.shop)][:6]


def a_listing(window: "MainWindow") -> str:
    """Return the handle of the listing with the most variants."""
    from shopdesk.services.listings import list_listings

    return max(list_listings(window.context.shop), key=lambda listing: len(listing.variants)).handle


def a_shipped_order(window: "MainWindow") -> str:
    """Return an order whose buyer may send something back."""
    from shopdesk.services.orders import list_orders

    return list_orders(window.context.shop, view="shipped")[0].number


def case_on_the_bench(window: "MainWindow") -> str:
    """Return a case whose parcel is here and waits to be looked at."""
    from shopdesk.services.returns import list_returns

    waiting = list_returns(window.context.shop, view="received")
    return next((case.number for case in waiting if case.state == "received"), waiting[0].number)


def a_bill(window: "MainWindow") -> Path:
    """Write a bill of the shop's newest payments, as Alipay would: most agree, one differs, one is nobody's."""
    from shopdesk.services.payments import derive_payments, list_payments
    from tests.bills import alipay_line, write_alipay

    shop = window.context.shop
    derive_payments(shop)
    known = [one for one in list_payments(shop) if (one.method, one.kind) == ("alipay", "payment") and one.order][:14]
    lines = [
        alipay_line(f"20261113220014{at:014d}", one.order, f"{(one.amount - 200 * (at == 3)) / 100:.2f}",
                    at=f"{one.at:%Y-%m-%d %H:%M:%S}", fee=f"-{one.fee / 100:.2f}")
        for at, one in enumerate(known)
    ]  # fmt: skip
    stray = alipay_line("2026111322001400009999", "", "1288.50", at=f"{known[0].at:%Y-%m-%d %H:%M:%S}")
    return write_alipay(shop.folder / "alipay-2026-11.csv", *lines, stray)


def take_bill(window: "MainWindow") -> None:
    """Take the bill that was looked at."""
    from shopdesk.services.reconciliation import take_statement

    take_statement(window.context.shop, a_bill(window))


def back_up(window: "MainWindow") -> None:
    """Make a backup or two, so that there is something to be seen."""
    from shopdesk.services.backups import make_backup

    for reason in ("import", "changes"):
        make_backup(window.context.shop, reason)


def greyed(window: "MainWindow") -> list[Path]:
    """Return some of the shop's pictures as a telephone takes them at noon: small, on a ground that is not white."""
    from PIL import Image

    made = []
    for file in sorted((window.context.shop.folder / "images").rglob("*.jpg"))[:4]:
        dull = Image.open(file).convert("RGB").resize((900, 900)).point(lambda level: round(level * 0.93))
        made.append(window.context.shop.folder / f"{file.stem}-dull.png")
        dull.save(made[-1])
    return made


def of_the_manual(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return the scenes of the manual: one of each chapter."""
    pages = "today orders image_bench stock printing return_bench bill reconcile turnover backups"
    known = scenes(window)
    return {
        **{page: known[page] for page in pages.split()},
        "import": known["import-preview"],
        "prices": partial(window.go, "prices"),
        **{page: known[page] for page in ("stall", "packing")},  # they fill the screen
    }

"""Picture every page of the sample shop: `python3 dev.py shots DIR`, in both languages, light and dark, three sizes.

Each language and size is a process of its own, as a person's start of the program is.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

LANGUAGES = ("zh_CN", "en")
SIZES = {"1366": (1366, 768, 1.0), "1920": (1920, 1080, 1.0), "200": (1366, 768, 2.0)}
THEMES = ("light", "dark")
PATIENCE_MS = 20_000
SETTLE_MS = 350


def main(target: Path) -> int:
    """Make all pictures below `target` and return the worst exit status."""
    target.mkdir(parents=True, exist_ok=True)
    status = 0
    with tempfile.TemporaryDirectory(prefix="shopdesk-shots-") as scratch:
        for language in LANGUAGES:
            for size, (_width, _height, scale) in SIZES.items():
                environment = os.environ | {
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_SCALE_FACTOR": str(scale),
                    "SHOPDESK_LANG": language,
                    "TZ": "Asia/Shanghai",
                    "HOME": scratch,
                    "XDG_CONFIG_HOME": f"{scratch}/config",
                }
                command = [sys.executable, __file__, str(target), language, size, scratch]
                status = max(status, subprocess.call(command, env=environment))
    return status


def picture(target: Path, language: str, size: str, scratch: Path) -> None:
    """Make the pictures of one language and size."""
    from shopdesk import app
    from shopdesk.services.sample import create_sample_shop
    from shopdesk.ui import theme
    from shopdesk.ui.context import Context
    from shopdesk.words import spoken

    spoken.use(language)
    now = datetime.now(UTC).replace(hour=2, minute=24, second=0, microsecond=0)  # 10:24 in the shop
    folder = scratch / f"shop-{language}"
    if not folder.exists():
        create_sample_shop(folder, now=lambda: now).close()
    application = app.application()
    app.speak(language)
    for shown_theme in THEMES:
        theme.apply(application, shown_theme)
        window = app.open_window(folder, Context(folder, now=lambda: now))
        width, height, _scale = SIZES[size]
        window.resize(width, height)
        window.show()
        for name, prepare in scenes(window).items():
            prepare()
            settle(window)
            window.grab().save(str(target / f"{name}-{language}-{shown_theme}-{size}.png"))
        window.close()
        window.deleteLater()
    first_start(app.speak, folder, target, language, size)
    print(f"{language} {size}", file=sys.stderr)


def scenes(window) -> dict[str, Callable[[], object]]:  # noqa: ANN001 - Qt is imported late
    """Return each picture's name and what a person does before it."""
    from shopdesk.resources import resources

    sample = resources() / "sample"
    files = [sample / "ExportOrderList-sample.csv", sample / "woocommerce-products-sample.csv"]
    picture_file = next((window.context.shop.folder / "images").rglob("*.jpg"))
    return {
        "01-today": lambda: window.go("today"),
        "02-orders": lambda: window.go("orders"),
        "03-orders-selected": lambda: (window.go("orders"), select_some(window)),
        "04-orders-nothing-found": lambda: window.current_page.search.setText("zzz"),
        "05-printing": lambda: (window.go("orders"), window.current_page.search.clear(), window.go("printing")),
        "06-listings": lambda: window.go("listings"),
        "07-stock": lambda: window.go("stock", sku="QH-CDL-C"),
        "08-import-history": lambda: window.go("import"),
        "09-import-preview": lambda: window.go("import", files=[*files, picture_file]),
        "10-settings": lambda: window.go("settings"),
        "12-new-order": lambda: window.go("new_order"),
        "13-order-form": lambda: (window.go("orders"), window.current_page.forms.leave(), open_receiver(window)),
        "14-messages": lambda: window.go("messages"),
        "15-parcels": lambda: window.go("parcels"),
        "16-couriers": lambda: window.go("couriers"),
        "17-customers": lambda: window.go("customers"),
        "18-analysis": lambda: window.go("analysis", view="abc"),
        "19-forecast": lambda: window.go("analysis", view="forecast"),
        "20-value": lambda: window.go("analysis", view="value"),
        "21-places": lambda: window.go("places"),
        "22-transfer": lambda: window.go("transfer"),
        "23-printers": lambda: window.go("printers"),
        "24-destinations": lambda: window.go("destinations"),
        "25-new-wave": lambda: window.go("waves", new=True),
        "26-wave": lambda: (settle(window), window.current_page.start.make.click()),
        "27-handover": lambda: window.go("handover"),
        "28-packing": lambda: pack_something(window),
        "29-packing-error": lambda: window.current_page.do("code", "QH-MUG-B"),
    }


def pack_something(window) -> None:  # noqa: ANN001
    """Open the parcel of an order that waits for it, at the size of the other pictures."""
    from shopdesk.services.orders import list_orders

    size = window.size()
    window.go("packing")
    window.showNormal()
    window.resize(size)
    waiting = [order for order in list_orders(window.context.shop, view="to-pack") if len(order.lines) > 1]
    window.current_page.do("code", waiting[0].number)


def open_receiver(window) -> None:  # noqa: ANN001
    """Ask for another receiver of the current order."""
    window.current_page.panel.decided.emit("receiver")


def select_some(window) -> None:  # noqa: ANN001
    """Select the first five rows, as Shift and the arrow do."""
    from PySide6.QtCore import QItemSelectionModel

    table = window.current_page.table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(5):
        table.selectionModel().select(table.model().index(row, 0), flags)


def first_start(speak: Callable[[str], None], folder: Path, target: Path, language: str, size: str) -> None:
    """Picture the first start."""
    from shopdesk.ui.window.first_run import FirstRun

    asked = FirstRun(Path("/shop"), speak, ("today", "packing", "stall"))
    asked.show()
    asked.grab().save(str(target / f"11-first-start-{language}-dark-{size}.png"))
    asked.close()


def settle(window) -> None:  # noqa: ANN001
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


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(main(Path(sys.argv[1])))
    picture(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))

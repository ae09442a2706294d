"""Make the manual's pictures: `python3 dev.py shots manual`, one of each chapter in both languages, light, small."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from shots import LANGUAGES, pack_something, settle

HERE = Path(__file__).resolve().parent
SIZE = (1366, 768)
COLOURS = 128  # enough for a page of words, a third of the bytes


def main() -> int:
    """Make the pictures of each language in a process of its own, and return the worst exit status."""
    status = 0
    with tempfile.TemporaryDirectory(prefix="shopdesk-manual-") as scratch:
        for language in LANGUAGES:
            home = {"HOME": scratch, "XDG_CONFIG_HOME": f"{scratch}/config", "TZ": "Asia/Shanghai"}
            environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "SHOPDESK_LANG": language}
            status = max(status, subprocess.call([sys.executable, __file__, language, scratch], env=environment))
    return status


def picture(language: str, scratch: Path) -> None:
    """Make the pictures of one language."""
    from shopdesk import app
    from shopdesk.services.sample import create_sample_shop
    from shopdesk.ui import theme
    from shopdesk.ui.context import Context
    from shopdesk.words import spoken

    spoken.use(language)
    now = datetime.now(UTC).replace(hour=2, minute=24, second=0, microsecond=0)  # 10:24 in the shop
    folder = scratch / f"shop-{language}"
    create_sample_shop(folder, now=lambda: now).close()
    application = app.application()
    app.speak(language)
    theme.apply(application, theme.LIGHT)
    window = app.open_window(folder, Context(folder, now=lambda: now))
    window.resize(*SIZE)
    window.show()
    target = HERE / "pictures" / language
    target.mkdir(parents=True, exist_ok=True)
    for name, prepare in scenes(window).items():
        prepare()
        settle(window)
        keep(window.grab(), target / f"{name}.png")
    window.close()
    print(language, file=sys.stderr)


def scenes(window) -> dict[str, Callable[[], object]]:  # noqa: ANN001 - Qt is imported late
    """Return each picture's name and what a person does before it."""
    from shopdesk.resources import resources

    sample = resources() / "sample"
    files = [sample / "ExportOrderList-sample.csv", sample / "woocommerce-products-sample.csv"]
    return {
        "today": lambda: window.go("today"),
        "import": lambda: window.go("import", files=files),
        "orders": lambda: window.go("orders"),
        "image_bench": lambda: (window.go("image_bench"), window.take_files(greyed(window))),
        "stock": lambda: window.go("stock", sku="QH-CDL-C"),
        "printing": lambda: window.go("printing", view="to-print"),
        "prices": lambda: window.go("prices"),
        "return_bench": lambda: window.go("return_bench", case=case_on_the_bench(window)),
        "stall": lambda: sell_something(window),
        "bill": lambda: window.go("bill", files=[a_bill(window)]),
        "reconcile": lambda: (take_bill(window), window.go("reconcile")),
        "backups": lambda: (back_up(window), window.go("backups")),
        "packing": lambda: pack_something(window),
    }


def case_on_the_bench(window) -> str:  # noqa: ANN001
    """Return a case whose parcel is here and waits to be looked at."""
    from shopdesk.services.returns import list_returns

    waiting = list_returns(window.context.shop, view="received")
    return next((case.number for case in waiting if case.state == "received"), waiting[0].number)


def sell_something(window) -> None:  # noqa: ANN001
    """Open the till and put some goods into the cart, at the size of the other pictures."""
    from shopdesk.domain.sales import Cart, CartLine
    from shopdesk.services.shifts import start_shift
    from shopdesk.services.stall_prices import list_stall_goods

    size, shop = window.size(), window.context.shop
    start_shift(shop, cash=30_000)
    window.go("stall")
    window.showNormal()
    window.resize(size)
    goods = [told for told in list_stall_goods(shop) if told.left > 2][:3]
    lines = zip(goods, (2, 1, 1), strict=False)
    window.current_page.set_cart(Cart(tuple(CartLine(told.sku, pieces) for told, pieces in lines)))


def a_bill(window) -> Path:  # noqa: ANN001
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


def take_bill(window) -> None:  # noqa: ANN001
    """Take the bill that was looked at."""
    from shopdesk.services.reconciliation import take_statement

    take_statement(window.context.shop, a_bill(window))


def back_up(window) -> None:  # noqa: ANN001
    """Make a backup or two, so that there is something to be seen."""
    from shopdesk.services.backups import make_backup

    for reason in ("import", "changes"):
        make_backup(window.context.shop, reason)


def greyed(window) -> list[Path]:  # noqa: ANN001
    """Return some of the shop's pictures as a telephone takes them at noon: small, on a ground that is not white."""
    from PIL import Image

    made = []
    for file in sorted((window.context.shop.folder / "images").rglob("*.jpg"))[:4]:
        dull = Image.open(file).convert("RGB").resize((900, 900)).point(lambda level: round(level * 0.93))
        made.append(window.context.shop.folder / f"{file.stem}-dull.png")
        dull.save(made[-1])
    return made


def keep(shown, file: Path) -> None:  # noqa: ANN001
    """Write a picture with few colours."""
    from PIL import Image

    whole = file.with_suffix(".whole.png")
    shown.save(str(whole))
    Image.open(whole).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    whole.unlink()


if __name__ == "__main__":
    sys.exit(main()) if len(sys.argv) == 1 else picture(sys.argv[1], Path(sys.argv[2]))

"""`shopdesk --selftest`: does this copy of the program work on this PC? Touches no shop of the user's."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from shopdesk.words import LANGUAGES, translator

PASSED, FAILED = 0, 1
# Each is loaded only when it is needed: without one the program starts, and lets down whoever needs it.
LIBRARIES = (
    *("bidi.mirror", "platformdirs", "pypdfium2.raw", "pypinyin", "python_calamine", "reportlab.pdfbase.pdfdoc"),
    *("sqlite_utils.migrations", "uharfbuzz", "xlsxwriter", "zxingcpp", "PIL.ImageCms", "PIL.ImageDraw"),
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg"),
)
WINDOW_WAIT_S = 30


def run_selftest() -> int:
    """Live through a small day in a folder of its own, one line a step; 0 when every step went well."""
    folder = Path(tempfile.mkdtemp(prefix="shopdesk-selftest-"))
    # Neither this PC's settings nor its screen are touched, and what is printed stays readable in any code page.
    os.environ["SHOPDESK_CONFIG"] = str(folder / "config")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps = (_parts_loaded_by_name, _words, _manual, _time_zones, _picture_formats, _a_packing_day, _the_window)
    try:
        outcomes = [_taken(step, folder) for step in steps]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    _say("selftest", "ok" if all(outcomes) else "failed")
    return PASSED if all(outcomes) else FAILED


def _taken(step: Callable[[Path], str], folder: Path) -> bool:
    """Take one step; whatever goes wrong in it is told, and the next step is taken all the same."""
    name, start = step.__name__.strip("_").replace("_", " "), time.perf_counter()
    try:
        told = step(folder)
    except Exception as error:
        _say("failed", f"{name}: {type(error).__name__}: {error}")
        return False
    _say("ok", f"{name}: {told} ({time.perf_counter() - start:.1f} s)")
    return True


def _say(word: str, told: str) -> None:
    """Write one line; the window's program has nowhere to write on Windows, its exit status says it all."""
    if sys.stdout is not None:
        print(f"{word:>8}  {told}".encode("ascii", "backslashreplace").decode("ascii"), flush=True)


def _parts_loaded_by_name(_: Path) -> str:
    """Load what no import statement names: a packaged program may lack it and not notice for weeks."""
    from shopdesk.app import page_modules
    from shopdesk.cli import COMMANDS
    from shopdesk.exchange.formats import FORMATS
    from shopdesk.exchange.outbound import EXPORTS

    modules = [f"shopdesk.cli.{module}" for module in COMMANDS.values()]
    modules += page_modules()
    modules += [f"shopdesk.exchange.{name}" for entry in FORMATS for name in (entry.module, *entry.dialects)]
    modules += [f"shopdesk.exchange.{entry.module}" for entry in EXPORTS]
    modules += LIBRARIES
    for module in dict.fromkeys(modules):
        import_module(module)
    return f"{len(set(modules))} modules"


def _words(_: Path) -> str:
    """Every language but English must say something else than English does."""
    for language in LANGUAGES:
        if language != "en" and translator(language).gettext("Orders") == "Orders":
            raise LookupError(f"the words of {language} are missing")
    return ", ".join(LANGUAGES)


def _manual(_: Path) -> str:
    """Every chapter of the manual must be there in every language."""
    from shopdesk.ui.window.manual import CHAPTERS, read_title

    for language in LANGUAGES:
        if not all(read_title(chapter, language) for chapter in CHAPTERS):
            raise LookupError(f"the manual of {language} has no titles")
    return f"{len(CHAPTERS)} chapters"


def _time_zones(_: Path) -> str:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    return datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo("Asia/Shanghai")).isoformat()


def _picture_formats(_: Path) -> str:
    from PIL import features

    lacking = [name for name in ("jpg", "zlib", "libtiff", "webp", "avif") if not features.check(name)]
    if lacking:
        raise LookupError(f"Pillow lacks {', '.join(lacking)}")
    return f"Pillow {features.version('pil')}"


def _a_packing_day(folder: Path) -> str:
    """Make a shop, import, check pictures, confirm, print every paper, ship, and let the doctor look."""
    from shopdesk.services.tour import DOCUMENTS, take_tour

    tour = take_tour(folder / "day", lambda step, _: _say("", step))
    missing = [file for file in DOCUMENTS.values() if not (tour.folder / file).read_bytes().startswith(b"%PDF")]
    if missing or not tour.sound:
        raise ValueError(f"papers missing: {missing}; doctor: {tour.summary['doctor']}")
    return f"{tour.summary['labels']['printed']} labels, {tour.summary['shipped']['sent']} parcels, doctor ok"


def _the_window(folder: Path) -> str:
    """Open the window on that day's shop and wait until Today stands painted."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtGui import QImageReader

    from shopdesk.app import application, open_window

    app = application()
    shown = open_window(folder / "day" / "shop")
    loop = QEventLoop()
    shown.painted.connect(loop.quit)
    QTimer.singleShot(WINDOW_WAIT_S * 1000, loop, loop.quit)
    shown.show()
    loop.exec()
    rows, picture = shown.rows_shown(), shown.grab()
    shown.hide()  # not closed: a window that closes writes its place into this PC's settings
    shown.context.close()
    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    lacking = {"jpeg", "png", "svg", "webp"} - formats
    if rows <= 0 or picture.isNull() or lacking:
        raise ValueError(f"{rows} rows shown; picture formats lacking: {sorted(lacking)}")
    return f"{app.platformName()}, {rows} rows, {picture.width()} x {picture.height()}"

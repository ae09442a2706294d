"""The program with its window: one application, one window for each shop, faults told and never swallowed."""

import gc
import os
import sys
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.paths import SHOP_FILE
from shopdesk.resources import resources
from shopdesk.services.shop import as_shop_error
from shopdesk.ui import machine, theme
from shopdesk.ui.context import Context
from shopdesk.ui.page import Page
from shopdesk.ui.window import eases
from shopdesk.ui.window.faults import Faults
from shopdesk.ui.window.focus_ring import FocusRing
from shopdesk.ui.window.main_window import MainWindow, PageMaker
from shopdesk.ui.window.page_names import PAGES, places
from shopdesk.ui.window.roles import known_roles, role_of_this_pc
from shopdesk.words import LANGUAGES, _, language_of_system, spoken

SESSION_END_S = 20.0
TITLE_BAR = 40  # what a system puts above a window, at most
SWITCH_S = 0.0005  # while an import runs, the window's thread gets its turn soon: 5 ms for each would be felt


def application() -> QApplication:
    """Return the one application, made and dressed at the first call."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    sys.setswitchinterval(SWITCH_S)
    eases.enlarge()
    made = QApplication(["ShopDesk"])
    made.setApplicationName("ShopDesk")
    made.setApplicationDisplayName("ShopDesk")
    made.setDesktopFileName("shopdesk")
    _bring_a_font()
    theme.apply(made, wanted_theme())
    FocusRing(made)
    eases.keep_still(made)
    return made


def wanted_theme() -> str:
    """Return the theme this PC was given, else the system's."""
    kept = machine.recall(machine.THEME, machine.SYSTEM)
    return kept if kept in theme.THEMES else theme.system_theme()


def wanted_language() -> str:
    """Return the language this PC was given, else the system's; SHOPDESK_LANG goes first."""
    told = (os.environ.get("SHOPDESK_LANG", ""), machine.recall(machine.LANGUAGE))
    return next((language for language in told if language in LANGUAGES), language_of_system())


def speak(language: str) -> None:
    """Speak a language in the window, in Qt's own dialogs too."""
    app = application()
    spoken.use(language)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def open_window(folder: Path, context: Context | None = None) -> MainWindow:
    """Open the window on the shop in a folder. Raises ShopError with the codes of `open_shop`."""
    application()
    opened = MainWindow(context or Context(folder), places(), _makers())
    opened.restore_geometry()
    opened.rebuild.connect(partial(_rebuild, opened))
    opened.context.restore_asked.connect(_bring_back)
    opened.go(_first_page())
    return opened


def _first_page() -> str:
    """Return where this PC opens; SHOPDESK_ROLE goes before what it was said to be for."""
    role = known_roles(PAGES).get(os.environ.get("SHOPDESK_ROLE", "") or role_of_this_pc())
    return role.page if role else "today"


def page_modules(pages: Iterable[str] = PAGES) -> list[str]:
    """Return the modules of pages, which are loaded by name."""
    return [f"shopdesk.ui.{PAGES[page][0]}" for page in pages]


def _makers() -> dict[str, PageMaker]:
    return {page: partial(_make_page, module, name) for page, (module, name) in PAGES.items()}


def _make_page(module: str, name: str, context: Context) -> Page:
    made = getattr(import_module(f"shopdesk.ui.{module}"), name)(context)
    assert isinstance(made, Page)
    return made


def _rebuild(old: MainWindow) -> None:
    """Put a new window in the place of the old one: its words and looks are others, what was typed stays."""
    speak(wanted_language())
    theme.apply(application(), wanted_theme())
    new = _take_place(old, old.context)
    new.show()
    old.hide()
    old.deleteLater()


def _take_place(old: MainWindow, context: Context) -> MainWindow:
    """Return a new window that stands where the old one stood, with what was typed there."""
    page, kept = old.leave()
    new = MainWindow(context, places(), _makers())
    new.rebuild.connect(partial(_rebuild, new))
    new.setGeometry(old.geometry())
    new.take_over(page, kept)
    new.setWindowState(old.windowState())
    return new


def _open_anew() -> None:
    """Open a shop anew whose drive was away: what its window has held open since then is dead."""
    from shopdesk.services.log_book import close_log  # loaded late: most days need none

    old = _shown_window()
    if old is None:
        return
    folder = old.context.shop.folder
    close_log(folder)
    try:
        context = Context(folder, now=old.context.shop.now)
    except ShopError as error:
        _offer_rescue(error)
        return
    context.restore_asked.connect(_bring_back)
    new = _take_place(old, context)
    _work_beside(new)
    new.show()
    old.setEnabled(False)  # it counts no more: its shop is closed
    old.hide()
    old.context.close()
    old.deleteLater()
    context.told.emit(_("The shop's file is there again."))


def run_window(folder: Path) -> int:
    """Run the program with its window until it is closed, and return its exit status."""
    from shopdesk.ui.window.single_window import SingleWindow  # loaded late: tests open windows without it

    app = application()
    speak(wanted_language())
    app.commitDataRequest.connect(lambda _manager: finish_first())
    faults = Faults()
    single = SingleWindow(folder)
    if not single.is_first and single.raise_the_first():
        return 0
    shown = _first_window(folder)
    if shown is None:
        return 0
    faults.met.connect(_tell_fault)
    single.asked.connect(lambda: _top_window().come_forward())
    if os.environ.get("SHOPDESK_START_PROBE"):
        shown.painted.connect(partial(_tell_first_paint, shown))
    else:
        shown.painted.connect(single.listen)
        _work_beside(shown)
    shown.painted.connect(gc.enable)
    _fit(shown)
    shown.appear()
    status = app.exec()
    single.leave()  # a start that comes now opens a window of its own and need not wait for the backup
    if not os.environ.get("SHOPDESK_START_PROBE"):
        back_up_on_exit(folder)
    return status


def _fit(shown: MainWindow) -> None:
    """Fill the screen with a window that would not fit on it: its edges would be out of reach."""
    room = shown.screen().availableSize()
    if shown.width() > room.width() or shown.height() + TITLE_BAR > room.height():
        shown.setWindowState(shown.windowState() | Qt.WindowState.WindowMaximized)


def finish_first() -> None:
    """Hold up the end of the system's session until what is being written is written."""
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, MainWindow) and shown.isVisible():
            shown.context.runner.finish(SESSION_END_S)


def _work_beside(shown: MainWindow) -> None:
    """Let what belongs to a window begin once its first page stands on the screen."""
    context = shown.context
    shown.painted.connect(context.catch_up_search)
    shown.painted.connect(context.catch_up_classes)
    shown.painted.connect(context.catch_up_outlooks)
    shown.painted.connect(context.release_due)
    shown.painted.connect(context.keep_clocks)
    shown.painted.connect(context.audit_quietly)
    shown.painted.connect(partial(_load_more, shown))
    context.failed.connect(partial(_log, context.shop.folder))


def back_up_on_exit(folder: Path) -> None:
    """Back up what was changed since the last backup; what stands in its way is told at the next start."""
    from shopdesk.services.backups import backup_if_changed  # loaded late: after the window has gone
    from shopdesk.services.shop import open_shop

    try:
        shop = open_shop(folder)
    except ShopError:
        return
    try:
        backup_if_changed(shop, "exit")
    except ShopError:
        return
    finally:
        shop.close()


def _keep_backups(context: Context) -> None:
    from shopdesk.ui.window.backup_keeper import BackupKeeper  # loaded late: after the first paint
    from shopdesk.ui.window.damage_judge import DamageJudge
    from shopdesk.ui.window.shop_watch import ShopWatch

    keeper, judge, watch = BackupKeeper(context), DamageJudge(context), ShopWatch(context)  # the context owns them
    keeper.damaged.connect(_offer_rescue)
    judge.damaged.connect(_offer_rescue)
    judge.gone.connect(watch.look)
    judge.sound.connect(_open_anew, Qt.ConnectionType.QueuedConnection)
    watch.returned.connect(_open_anew, Qt.ConnectionType.QueuedConnection)
    keeper.start()
    watch.start()


def _offer_rescue(error: ShopError) -> None:
    """Close the window of a shop that was found damaged: nothing of it is shown any more, the ways out are."""
    _leave_for_rescue(error, None)


def _bring_back(path: Path) -> None:
    _leave_for_rescue(None, path)


def _leave_for_rescue(error: ShopError | None, path: Path | None) -> None:
    from shopdesk.ui.window.rescue import RescueWindow  # loaded late: most days need none

    old = _shown_window()
    if old is None:  # it was told twice: the ways out are offered already
        return
    folder = old.context.shop.folder
    asked = RescueWindow(folder, error)
    asked.finished.connect(lambda result: _after_rescue(asked, folder, error is None or bool(result)))
    asked.show()  # before the window goes: without any window the program would end
    old.close()
    old.deleteLater()
    if path is not None:
        asked.bring_back(path)


def _after_rescue(asked: QDialog, folder: Path, sound: bool) -> None:
    """Open the shop that stands there now, after a restore that was given up the old one; a damaged one never."""
    shown = _first_window(folder) if sound else None
    if shown is not None:
        _work_beside(shown)
        _fit(shown)
        shown.appear()
    else:
        QApplication.quit()
    asked.deleteLater()


def paint(queue: str, pdf: bytes, title: str, copies: int, job: Job) -> None:
    """Print on a printer of the system for the command line, which has no window. Raises what `paper_printer` does."""
    from shopdesk.ui.printing import paper_printer

    application()
    paper_printer.paint(queue, pdf, title, copies, job)


def _load_more(shown: MainWindow) -> None:
    """Load in pauses what works beside the window, and what its other pages need."""
    from shopdesk.ui.window.warm_up import WarmUp  # loaded late: after the first paint

    works = (_keep_backups, _watch_pictures, _send_prints)
    WarmUp(shown.context, works, page_modules(place.page for place in shown.places))


def _watch_pictures(context: Context) -> None:
    from shopdesk.ui.window.picture_inbox import PictureInbox  # loaded late: after the first paint

    PictureInbox(context)  # the context owns it


def _send_prints(context: Context) -> None:
    from shopdesk.ui.printing.print_sender import PrintSender  # loaded late: after the first paint
    from shopdesk.ui.printing.print_work import deliver

    PrintSender(context, deliver)  # the context owns it


def _first_window(folder: Path) -> MainWindow | None:
    """Open the shop's window, making the shop first where there is none; None when the person gives up."""
    try:
        if not (folder / SHOP_FILE).exists():
            from shopdesk.services.rescue import can_be_rescued  # loaded late: as below

            if can_be_rescued(folder, gone := ShopError("shop-missing", path=str(folder / SHOP_FILE))):
                raise gone
            from shopdesk.ui.window.first_run import make_shop  # loaded late: needed once in a shop's life

            chosen = make_shop(folder, speak, PAGES)
            if chosen is None:
                return None
            folder = chosen
        return open_window(folder)
    except ShopError as error:
        return _rescued(folder, error)


def _rescued(folder: Path, error: ShopError) -> MainWindow | None:
    """Say why the shop does not open; where there are ways out, offer them and open what came back."""
    from shopdesk.services.rescue import WAITING, can_be_rescued  # loaded late: most days need none

    if error.code not in WAITING and not can_be_rescued(folder, error):
        from shopdesk.ui.dialogs import error_dialog

        error_dialog(error, _("Opening the shop")).exec()
        return None
    from shopdesk.ui.window.rescue import RescueWindow

    if RescueWindow(folder, error).exec() != QDialog.DialogCode.Accepted:
        return None
    return _first_window(folder)


def _log(folder: Path, error: BaseException, doing: str = "") -> None:
    """Write an error into the shop's log; one of ours is a line, a fault of the program all its steps."""
    from shopdesk.services.log_book import open_log  # loaded late: most days need none

    known = as_shop_error(error)
    open_log(folder).error("%s: %s", doing, known or type(error).__name__, exc_info=None if known else error)


def _tell_fault(error: BaseException) -> None:
    from shopdesk.ui.dialogs import error_dialog
    from shopdesk.ui.window.damage_judge import DamageJudge  # loaded late: most days need none

    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    shown = max(windows, key=MainWindow.isVisible, default=None)
    if shown is None:
        return
    _log(shown.context.shop.folder, error)
    judge = shown.context.findChild(DamageJudge)
    if not shown.isVisible() or (judge is not None and judge.hear(error)):  # left: nobody is there to be told
        return
    error_dialog(error, "", shown).open()


def _shown_window() -> MainWindow | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)


def _top_window() -> MainWindow:
    return next(w for w in reversed(QApplication.topLevelWidgets()) if isinstance(w, MainWindow) and w.isVisible())


def _tell_first_paint(shown: MainWindow) -> None:
    """Say that the first page with data has been painted, and leave."""
    print(f"first-paint {shown.rows_shown()}", file=sys.stderr, flush=True)
    shown.close()


def _bring_a_font() -> None:
    """Bring our own Chinese font where the system has none; a missing glyph would be drawn as a box."""
    if _CHINESE.isdisjoint(QFontDatabase.families()):
        for name in ("NotoSansSC-Regular.ttf", "NotoSans-Regular.ttf"):  # Qt draws bold from these, not from a third
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


_CHINESE = {"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei"}

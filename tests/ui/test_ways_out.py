"""Whatever has happened to a shop's file: the page says it in both languages, and each way out of it works by key."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton

from shopdesk import app
from shopdesk.db import shopfile
from shopdesk.domain.errors import ShopError
from shopdesk.services.backups import make_backup
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.shop import open_shop
from shopdesk.ui.window.rescue import RescueWindow
from shopdesk.words import spoken

PAGE, CONTROL = 4096, Qt.KeyboardModifier.ControlModifier


def _put(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(data)


def _middle(file: Path) -> None:
    _put(file, file.stat().st_size // 2 // PAGE * PAGE, b"\x5a" * PAGE)


def _index(file: Path) -> None:
    """Spoil a page of an index alone: every table is whole."""
    with sqlite3.connect(file) as opened:
        root = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'orders_placed'").fetchone()[0]
    opened.close()
    _put(file, (root - 1) * PAGE, b"\x5a" * PAGE)


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as opened:
        opened.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('shopdesk', 'm9999', '')"
        )
    opened.close()


AT_START: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda file: file.unlink(), "The shop's file is gone"),
    "empty": (lambda file: file.write_bytes(b""), "The shop's file is empty"),
    "foreign": (
        lambda file: file.write_bytes(b"holiday pictures " * 900),
        "What stands in the shop's place is not a shop",
    ),
    "header": (lambda file: _put(file, 16, b"\xff" * 40), "The shop's file is damaged"),
    "first page": (lambda file: _put(file, 100, b"\x5a" * (PAGE - 100)), "The shop's file is damaged"),
}
LATER: dict[str, Callable[[Path], object]] = {"page": _middle, "index": _index}
SECOND = "13900004321"


@pytest.fixture
def kept(folder: Path) -> Path:
    """A shop with a backup, in which something was changed since."""
    shop = open_shop(folder)
    set_setting(shop, "sender.city", "before")
    make_backup(shop)
    set_setting(shop, "sender.city", "after")
    shop.close()
    return folder


@pytest.fixture
def asked(monkeypatch, qtbot) -> list[RescueWindow]:
    """The pages that were shown before the window; each is left at once."""
    shown: list[RescueWindow] = []

    def leave(page: RescueWindow) -> int:
        qtbot.addWidget(page)
        page.show()
        shown.append(page)
        return 0

    monkeypatch.setattr(RescueWindow, "exec", leave)
    monkeypatch.setattr("shopdesk.ui.window.rescue.QDesktopServices.openUrl", lambda _: True)
    return shown


def said(page: RescueWindow) -> str:
    return page.findChild(QLabel, "rescueTold").text()


def press(page: RescueWindow, qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=10_000)
    qtbot.keyClick(page, key, modifier)


def bring_back_by_key(page: RescueWindow, folder: Path, qtbot) -> None:
    """Bring the newest backup back with a key; the shop is what it was, and what stood there is kept as it was."""
    file = folder / "shop.db"
    damaged = file.read_bytes() if file.exists() else None
    qtbot.waitExposed(page)
    press(page, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.result() == QDialog.DialogCode.Accepted, timeout=30_000)
    shop = open_shop(folder)
    assert get_setting(shop, "sender.city") == "before"
    shop.close()
    aside = [path.read_bytes() for path in (folder / "backups" / "aside").rglob("shop.db")]
    assert aside == ([] if damaged is None else [damaged])


@pytest.mark.parametrize("what", AT_START)
def test_what_does_not_open_is_said_in_both_languages_and_a_backup_comes_back(what, kept, asked, qtbot):
    spoil, title = AT_START[what]
    spoil(kept / "shop.db")
    before = (kept / "shop.db").read_bytes() if what != "missing" else None
    for language in ("zh_CN", "en"):
        spoken.use(language)
        assert app._first_window(kept) is None
        page = asked[-1]
        text = page.findChild(QLabel, "rescueText").text()
        assert text and "--shop" not in text and "init" not in text, "no words of the command line"
        assert page.findChild(QListWidget, "rescueBackups").count() == 1
        assert (page.findChild(QPushButton, "rescueSalvage") is None) == (what in ("missing", "empty"))
    assert asked[-1].findChild(QLabel, "rescueTitle").text() == title
    assert before is None or (kept / "shop.db").read_bytes() == before
    bring_back_by_key(asked[-1], kept, qtbot)


@pytest.mark.parametrize("what", LATER)
def test_what_is_found_while_it_is_open_is_salvaged_packed_and_brought_back(
    what, kept, asked, qtbot, monkeypatch, tmp_path
):
    LATER[what](kept / "shop.db")
    damaged = (kept / "shop.db").read_bytes()
    page = RescueWindow(kept, ShopError("shop-damaged", path=str(kept / "shop.db"), detail="page 7"))
    page.exec()
    qtbot.waitExposed(page)
    for key, name in ((Qt.Key.Key_P, "copy.zip"), (Qt.Key.Key_R, "report.zip")):
        monkeypatch.setattr("shopdesk.ui.dialogs.choose_target", lambda *_, name=name: tmp_path / name)
        press(page, qtbot, key)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists() and page.help.isEnabled(), timeout=30_000)
    press(page, qtbot, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "the report lies in" in said(page) and page.bring.isEnabled(), timeout=60_000)
    assert (kept / "shop.db").read_bytes() == damaged
    (report,) = (kept / "backups").glob("salvaged-*.txt")
    assert "orders" in report.read_text("utf-8")
    page.list.setCurrentRow(1)
    bring_back_by_key(page, kept, qtbot)


def test_a_newer_shop_is_neither_replaced_nor_salvaged_and_the_next_try_may_open_it(kept, asked, qtbot):
    _newer(kept / "shop.db")
    before = (kept / "shop.db").read_bytes()
    assert app._first_window(kept) is None
    page = asked[-1]
    qtbot.waitExposed(page)
    assert page.findChild(QLabel, "rescueTitle").text() == "The shop was made by a newer ShopDesk"
    assert page.findChild(QPushButton, "rescueRestore") is None
    assert page.findChild(QPushButton, "rescueSalvage") is None
    assert page.focusWidget() is page.again, "Enter tries again"
    press(page, qtbot, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    assert page.result() == QDialog.DialogCode.Accepted
    assert (kept / "shop.db").read_bytes() == before


@pytest.mark.parametrize("code", ["shop-busy", "shop-in-use", "shop-not-writable"])
def test_what_is_in_the_way_goes_away_and_the_next_try_opens_the_shop(code, kept, asked, qtbot, monkeypatch):
    real, tries = shopfile.open_file, []

    def open_file(path, *told):
        tries.append(path)
        if len(tries) == 1:
            raise ShopError(code, path=str(path), detail="")
        return real(path, *told)

    def again(page: RescueWindow) -> int:
        qtbot.addWidget(page)
        page.show()
        assert page.again.isVisible() and not page.findChildren(QListWidget)
        press(page, qtbot, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
        return page.result()

    monkeypatch.setattr(shopfile, "open_file", open_file)
    monkeypatch.setattr(RescueWindow, "exec", again)
    window = app._first_window(kept)
    assert window is not None and len(tries) >= 2
    qtbot.addWidget(window)
    window.show()
    window.close()


def test_a_log_that_was_spoilt_is_left_out_and_the_shop_is_whole(kept):
    """What SQLite cannot trust of the log is no part of the shop; what was taken over before it is."""
    shop = open_shop(kept)
    set_setting(shop, "sender.phone", SECOND)
    copy = Path(shutil.copytree(kept, kept.with_name("copy")))
    shop.close()
    log = copy / "shop.db-wal"
    _put(log, 32 + 24, b"\x5a" * 512)
    (copy / "shop.db-shm").unlink(missing_ok=True)
    shop = open_shop(copy)
    assert shop.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert get_setting(shop, "sender.phone") != SECOND and get_setting(shop, "sender.city") == "after"
    shop.close()

"""Backups in the window: made and brought back; a damaged shop is closed and leads to its ways out."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QPushButton

from shopdesk import app
from shopdesk.domain.errors import ShopError
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.shop import open_shop, utc_now
from shopdesk.ui.context import Context
from shopdesk.ui.settings.backups_page import BackupsPage
from shopdesk.ui.window.backup_keeper import BackupKeeper
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rescue import RescueWindow


def spoil(folder: Path) -> None:
    file = folder / "shop.db"
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2 // 4096 * 4096)
        opened.write(b"\x5a" * 4096)


@pytest.fixture
def page(context, qtbot):
    shown = BackupsPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_backup_is_made_told_and_asked_back(page, context, folder, qtbot, wait, monkeypatch, tmp_path):
    assert page.rows_shown() == 0 and page.empty.isVisibleTo(page)
    primaries = [b for b in page.findChildren(QPushButton) if b.property("primary") and b.isVisible()]
    assert [b.objectName() for b in primaries] == ["firstBackup"], "one way on, with the key of the bar's button"
    qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.rows_shown() == 1, timeout=20_000)
    assert page.now.isVisible()
    assert "1 backup" in page.counts_text() and "the last just now" in page.counts_text()
    assert page.findChild(QLabel, "backupsState").text() == ""
    qtbot.waitUntil(lambda: page.panel._told.text() == "It holds the same as today.", timeout=20_000)
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_folder", lambda *_: tmp_path)
    page.findChild(QPushButton, "backupsMirror").click()
    qtbot.waitUntil(lambda: page.rows_shown() == 2 and any(tmp_path.glob("ShopDesk-*/*.db")), timeout=20_000)
    wait(context)
    assert get_setting(context.shop, "backups.mirror") == str(tmp_path)
    set_setting(context.shop, "sender.phone", "13900001234")
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_target", lambda *_: tmp_path / "report.zip")
    page.findChild(QPushButton, "helpReport").click()
    qtbot.waitUntil((tmp_path / "report.zip").exists, timeout=20_000)
    with zipfile.ZipFile(tmp_path / "report.zip") as packed:
        told = packed.read("report.json").decode()
    assert '"version"' in told and "13900001234" not in told
    wait(context)
    with qtbot.waitSignal(context.restore_asked) as asked:
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args[0].parent == folder / "backups"


def test_what_was_changed_is_backed_up_without_being_asked(context, folder, qtbot, wait):
    keeper = BackupKeeper(context)
    keeper.start()
    qtbot.waitUntil(lambda: len(list_backups(folder)) == 1, timeout=20_000)
    wait(context)
    keeper.keep()
    wait(context)
    assert len(list_backups(folder)) == 1  # nothing was changed
    set_setting(context.shop, "sender.city", "Another town")
    keeper.keep()
    qtbot.waitUntil(lambda: len(list_backups(folder)) == 2, timeout=20_000)
    wait(context)


def test_damage_is_found_after_the_first_paint_and_no_backup_is_made(context, folder, qtbot, wait):
    spoil(folder)
    keeper = BackupKeeper(context)
    with qtbot.waitSignal(keeper.damaged, timeout=20_000) as told:
        keeper.start()
    assert told.args[0].code == "shop-damaged"
    wait(context)
    assert list_backups(folder) == []


def test_a_clock_that_was_set_back_is_told_after_the_first_paint(context, folder, qtbot, wait):
    ahead = open_shop(folder, now=lambda: utc_now() + timedelta(days=2))
    set_setting(ahead, "sender.city", "Tomorrow")
    ahead.close()
    keeper = BackupKeeper(context)
    with qtbot.waitSignal(context.failed, timeout=20_000) as told:
        keeper.start()
    assert told.args[0].code == "clock-behind"
    qtbot.waitUntil(lambda: len(list_backups(folder)) == 1, timeout=20_000)  # work and backups go on
    wait(context)


@pytest.fixture
def rescue(folder, qtbot):
    shop = open_shop(folder)
    set_setting(shop, "sender.city", "before")
    make_backup(shop)
    set_setting(shop, "sender.city", "after")
    shop.close()
    spoil(folder)
    shown = RescueWindow(folder, ShopError("shop-damaged", path=str(folder / "shop.db"), detail="page 7"))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_without_a_backup_the_way_on_is_another_file(qtbot, tmp_path):
    shown = RescueWindow(tmp_path, ShopError("shop-missing", path=str(tmp_path / "shop.db")))
    qtbot.addWidget(shown)
    primaries = [one.objectName() for one in shown.findChildren(QPushButton) if one.property("primary")]
    assert primaries == ["rescueOther"] and shown.bring.isHidden()


def test_a_damaged_shop_is_salvaged_or_brought_back(rescue, folder, qtbot, monkeypatch, tmp_path):
    assert rescue.findChild(QLabel, "rescueTitle").text() == "The shop's file is damaged"
    assert rescue.findChild(QListWidget, "rescueBackups").count() == 1
    monkeypatch.setattr("shopdesk.ui.window.rescue.QDesktopServices.openUrl", lambda _: True)
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_target", lambda *_: tmp_path / "help.zip")
    told = rescue.findChild(QLabel, "rescueTold")
    rescue.help.click()
    qtbot.waitUntil(lambda: (tmp_path / "help.zip").exists() and rescue.help.isEnabled(), timeout=20_000)
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_target", lambda *_: tmp_path / "report.zip")
    rescue.report.click()
    qtbot.waitUntil(lambda: (tmp_path / "report.zip").exists() and rescue.report.isEnabled(), timeout=20_000)
    rescue.salvage.click()
    qtbot.waitUntil(lambda: "the report lies in" in told.text() and rescue.bring.isEnabled(), timeout=20_000)
    assert rescue.list.count() == 2
    rescue.list.setCurrentRow(1)
    rescue.bring.click()
    qtbot.waitUntil(lambda: rescue.result() == QDialog.DialogCode.Accepted, timeout=20_000)
    shop = open_shop(folder)
    assert get_setting(shop, "sender.city") == "before"
    shop.close()


def test_a_backup_that_is_unsound_too_is_told_and_another_can_be_chosen(rescue, folder, qtbot):
    for path in (folder / "backups").glob("*.db"):
        path.write_bytes(path.read_bytes()[:60_000])
    rescue.bring.click()
    told = rescue.findChild(QLabel, "rescueTold")
    qtbot.waitUntil(lambda: "is not sound" in told.text() and rescue.bring.isEnabled(), timeout=20_000)
    assert rescue.isVisible() and (folder / "shop.db").exists()


def shown_windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]


@pytest.fixture
def opened(folder, qtbot):
    made = app.open_window(folder, Context(folder))
    made.show()
    qtbot.waitExposed(made)
    make_backup(made.context.shop)
    set_setting(made.context.shop, "sender.city", "Later")
    yield made
    for left in shown_windows():
        left.close()
        left.deleteLater()


def test_a_backup_comes_back_into_a_new_window(opened, folder, qtbot):
    name = list_backups(folder)[0].name
    opened.context.restore_asked.emit(folder / "backups" / name)
    qtbot.waitUntil(lambda: len(shown_windows()) == 1 and shown_windows()[0] is not opened, timeout=60_000)
    assert get_setting(shown_windows()[0].context.shop, "sender.city") != "Later"
    assert list((folder / "backups" / "aside").rglob("shop.db"))


def test_a_file_that_only_looked_damaged_is_opened_anew(opened, qtbot, wait):
    app._keep_backups(opened.context)
    wait(opened.context)
    opened.context.failed.emit(ShopError("shop-damaged", path="shop.db", detail="its drive was pulled"), "Reading")
    qtbot.waitUntil(lambda: len(shown_windows()) == 1 and shown_windows()[0] is not opened, timeout=20_000)
    assert get_setting(shown_windows()[0].context.shop, "sender.city") == "Later"


def test_what_is_found_damaged_is_closed_and_got_out_of(opened, folder, qtbot, wait):
    app._keep_backups(opened.context)
    wait(opened.context)  # it has backed up by now
    set_setting(opened.context.shop, "sender.city", "After the backup")
    with (folder / "shop.db").open("r+b") as file:
        file.seek(file.seek(0, 2) // 2 // 4096 * 4096)
        file.write(b"\x5a" * 4096)
    opened.context.failed.emit(ShopError("shop-damaged", path="shop.db", detail="page 7"), "Reading")
    qtbot.waitUntil(lambda: shown_windows() == [], timeout=20_000)
    rescue = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RescueWindow) and w.isVisible())
    rescue.bring.click()
    qtbot.waitUntil(lambda: len(shown_windows()) == 1, timeout=60_000)
    assert get_setting(shown_windows()[0].context.shop, "sender.city") == "Later"


def test_a_backup_from_elsewhere_is_asked_back(page, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_files", lambda *_: [tmp_path / "stick.db"])
    with qtbot.waitSignal(page.context.restore_asked) as asked:
        qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [tmp_path / "stick.db"]

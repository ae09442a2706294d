"""Locked files, drives that vanish, clocks that jump, folders that take nothing: each is said in words."""

import os
import shutil
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.db import audit_log, shopfile
from shopdesk.domain.errors import ShopError
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.doctor import clock_behind, examine
from shopdesk.services.orders import list_orders
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.shop import open_shop
from shopdesk.words.errors import word_error
from tests.durability.day import NOW, contents, make_shop, outcomes, verbs


def refused(act, *arguments) -> str:
    with pytest.raises(ShopError) as caught:
        act(*arguments)
    return caught.value.code


def test_a_file_that_is_locked_for_long_is_busy_and_then_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(shopfile, "BUSY_MS", 50)
    monkeypatch.setattr(shopfile, "PRAGMAS", (*shopfile.PRAGMAS[:-1], "busy_timeout = 50"))
    shop = make_shop(tmp_path / "shop")
    other = shopfile.connect(shop.folder / "shop.db")
    other.execute("BEGIN IMMEDIATE")
    assert refused(set_setting, shop, "sender.city", "A") == "shop-busy"
    other.execute("ROLLBACK")
    other.close()
    set_setting(shop, "sender.city", "A")
    shop.close()


def test_a_drive_that_vanishes_is_said_and_nothing_is_written_into_the_void(tmp_path):
    shop = make_shop(tmp_path / "shop")
    set_setting(shop, "sender.city", "A")
    shutil.move(shop.folder, tmp_path / "unplugged")
    assert refused(set_setting, shop, "sender.city", "B") == "shop-gone"
    assert refused(make_backup, shop) in ("shop-gone", "backup-folder-refused")
    shutil.move(tmp_path / "unplugged", shop.folder)
    set_setting(shop, "sender.city", "C")
    assert get_setting(shop, "sender.city") == "C"
    shop.close()


class Pulled(type(Path())):  # type: ignore[misc]
    """A path on a drive that was pulled: every question is answered with an error."""

    def exists(self) -> bool:
        raise OSError(5, "Input/output error")


def test_a_drive_that_answers_with_errors_is_gone(tmp_path):
    shop = make_shop(tmp_path / "shop")
    assert refused(set_setting, replace(shop, folder=Pulled(shop.folder)), "sender.city", "B") == "shop-gone"
    shop.close()


def test_clocks_that_jump_disturb_neither_work_nor_backups(tmp_path):
    moments = iter([NOW, NOW + timedelta(days=800), NOW - timedelta(days=800), NOW, NOW + timedelta(hours=1)] * 50)
    folder = tmp_path / "shop"
    make_shop(folder).close()
    shop = open_shop(folder, now=lambda: next(moments))
    for n in range(8):
        set_setting(shop, "sender.city", f"T{n}")
        make_backup(shop)
    numbers = [b.number for b in list_backups(folder)]
    assert numbers == sorted(numbers, reverse=True) and {6, 7, 8} <= set(numbers)
    shop.close()


@pytest.mark.parametrize("jump", [timedelta(days=-2), timedelta(days=365)])
def test_a_clock_that_jumps_removes_and_hides_nothing_and_is_told_once_it_is_behind(tmp_path, jump):
    folder = tmp_path / "shop"
    shop = make_shop(folder)
    for verb in verbs()[:8]:
        verb(shop)
    make_backup(shop)
    shop.close()
    jumped = open_shop(folder, now=lambda: NOW + jump)
    assert (clock_behind(jumped) is not None) == (jump < timedelta(0)), "set back: the last work lies ahead of it"
    before = [order.number for order in list_orders(jumped)]
    for n in range(6):
        set_setting(jumped, "sender.city", f"T{n}")
        make_backup(jumped)
    assert clock_behind(jumped) is None, "work goes on by this clock now"
    assert [order.number for order in list_orders(jumped)] == before == ["SD-000001"]
    assert len(list_backups(folder)) >= 4 and len({backup.number for backup in list_backups(folder)}) >= 4
    assert not audit_log.broken_links(jumped.connection)
    jumped.close()
    back = open_shop(folder, now=lambda: NOW)
    told = clock_behind(back)
    assert (told is not None) == (jump > timedelta(0)), "it was ahead for a while"
    if told is not None:
        assert "2027-11-13" in word_error(told)
        assert [finding.code for finding in examine(back).findings] == ["clock-behind"]
    for n in range(4):
        set_setting(back, "sender.city", f"B{n}")
        make_backup(back)
    newest = sorted(list_backups(folder), key=lambda backup: backup.number)[-3:]
    assert all(backup.verified and backup.made_at == NOW for backup in newest), "those of today are never pushed out"
    back.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="only where permissions hold")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    shop = make_shop(tmp_path / "shop")
    shop.close()
    (shop.folder / "shop.db").chmod(0o444)
    assert refused(open_shop, shop.folder) == "shop-not-writable"


def test_readers_see_whole_verbs_while_others_write(tmp_path):
    """A reader never meets half a verb: every state it sees is one of those that stand between two verbs."""
    wanted = set(outcomes(tmp_path / "undisturbed"))
    shop = make_shop(tmp_path / "shop")
    seen: list[str] = []
    ended = threading.Event()

    def look() -> None:
        reader = open_shop(shop.folder)
        while not ended.is_set():
            reader.connection.execute("BEGIN")
            seen.append(contents(reader.connection))
            reader.connection.execute("COMMIT")
        reader.close()

    looking = threading.Thread(target=look)
    looking.start()
    for verb in verbs():
        verb(shop)
    ended.set()
    looking.join()
    shop.close()
    assert seen and set(seen) <= wanted

"""Full disks, damaged files, two programs at once, drives that vanish: nothing is lost and each is said in words."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shopdesk.db import checks, shopfile
from shopdesk.domain.errors import ShopError
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.restore import check_backup
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import audit_stock
from tests.durability.day import NOW, contents, make_shop, outcomes, verbs

REPOSITORY = Path(__file__).resolve().parents[2]
DAMAGED = int(os.environ.get("SHOPDESK_DAMAGED", "40"))
TOGETHER = int(os.environ.get("SHOPDESK_TOGETHER", "60"))
FULL_STEPS = 3 if TOGETHER > 1000 else 23


def test_a_disk_that_is_full_at_any_page_takes_a_verb_whole_or_not_at_all(tmp_path, measured):
    wanted = outcomes(tmp_path / "undisturbed")
    refusals = points = 0
    for spare in range(0, 90, FULL_STEPS):
        folder = tmp_path / f"full-{spare}"
        shop = make_shop(folder)
        pages = shop.connection.execute("PRAGMA page_count").fetchone()[0]
        shop.connection.execute(f"PRAGMA max_page_count = {pages + spare}")
        points, done = points + 1, 0
        for verb in verbs():
            try:
                verb(shop)
            except ShopError as error:
                assert error.code == "disk-full"
                refusals += 1
                break
            done += 1
        assert contents(shop.connection) == wanted[done]
        shop.connection.execute("PRAGMA max_page_count = 1000000")
        for verb in verbs()[done:]:  # room was made: the day goes on where it stood
            verb(shop)
        assert contents(shop.connection) == wanted[-1] and checks.integrity(shop.connection) == []
        shop.close()
    assert refusals > 0
    measured(
        "disk full at every k-th page",
        f"{points} points, {refusals} refusals",
        "0 half done; goes on once there is room",
    )


def spoil(data: bytearray, rolled: random.Random) -> str:
    """Damage a file in one of the ways in which disks and hands damage them."""
    pages = len(data) // 4096
    way = rolled.choice(("cut", "zeroed", "garbage", "swapped", "header", "foreign"))
    at, other = rolled.sample(range(1, pages), 2)
    if way == "cut":
        del data[rolled.randrange(100, len(data) - 4096) :]
    elif way in ("zeroed", "garbage"):
        data[at * 4096 : at * 4096 + 4096] = bytes(4096) if way == "zeroed" else rolled.randbytes(4096)
    elif way == "swapped":
        one, two = data[at * 4096 : at * 4096 + 4096], data[other * 4096 : other * 4096 + 4096]
        data[at * 4096 : at * 4096 + 4096], data[other * 4096 : other * 4096 + 4096] = two, one
    elif way == "header":
        data[: rolled.randrange(16, 100)] = rolled.randbytes(1)
    else:
        data[:] = rolled.randbytes(len(data))
    return way


def test_damage_is_found_and_never_served(tmp_path, measured):
    shop = make_shop(tmp_path / "sound")
    for verb in verbs():
        verb(shop)
    true = contents(shop.connection)
    shop.close()
    sound = (tmp_path / "sound" / "shop.db").read_bytes()
    found = harmless = 0
    for seed in range(DAMAGED):
        data = bytearray(sound)
        spoil(data, random.Random(seed))
        file = tmp_path / f"{seed}.db"
        file.write_bytes(data)
        try:
            opened = shopfile.open_file(file)
        except ShopError as error:
            assert error.code in ("shop-damaged", "shop-foreign", "shop-empty", "shop-newer")
            assert file.read_bytes() == bytes(data)
            found += 1
            continue
        try:
            if checks.integrity(opened):
                found += 1
            else:
                assert contents(opened) == true, f"served wrong data: seed {seed}"
                harmless += 1
        finally:
            opened.close()
            file.unlink()
    assert found + harmless == DAMAGED and found > DAMAGED * 0.7
    measured("damaged files: cut, zeroed, garbage, swapped, header", f"{DAMAGED:,} files",
             f"{found:,} found, {harmless:,} in unused pages, 0 wrong data served")  # fmt: skip


WORKER = """
import sys, time, json
from pathlib import Path
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import move_stock
shop, name, count, spans = open_shop(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), []
for n in range(count):
    start = time.perf_counter()
    move_stock(shop, "BOX", 1, reason="receipt", uuid=f"{name} {n}")
    spans.append(time.perf_counter() - start)
spans.sort()
print(json.dumps([len(spans), spans[int(len(spans) * 0.99)]]))
"""


@pytest.mark.timeout(max(120, TOGETHER))
def test_two_programs_write_while_a_third_backs_up(tmp_path, measured):
    shop = make_shop(tmp_path / "shop")
    verbs()[0](shop)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    both = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(shop.folder), name, str(TOGETHER)], env=environment,
                         stdout=subprocess.PIPE, text=True)
        for name in ("window", "command")
    ]  # fmt: skip
    made = 0
    while any(program.poll() is None for program in both):
        check_backup(make_backup(shop).file)
        shop.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        made += 1
    told = [json.loads(program.communicate()[0]) for program in both]
    assert [count for count, _ in told] == [TOGETHER, TOGETHER]
    pieces = shop.connection.execute("SELECT sum(quantity) FROM stock").fetchone()[0]
    assert pieces == 2 * TOGETHER and audit_stock(shop).ok and made > 0
    shop.close()
    slowest = max(p99 for _, p99 in told)
    tried = f"2 × {TOGETHER:,} transactions, {made} backups"
    measured("two programs writing, a third backing up and checkpointing", tried,
             f"0 errors, 0 lost, p99 {slowest * 1000:.0f} ms")  # fmt: skip


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


def test_clocks_that_jump_disturb_neither_work_nor_backups(tmp_path):
    from datetime import timedelta

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

"""Nothing is lost: backups are made, judged, thinned out, mirrored, and brought back."""

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk import whole_files
from shopdesk.db import backup_file
from shopdesk.domain.backups import Backup, to_remove
from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.services import backup_files, restore
from shopdesk.services.backups import back_up_before, backup_if_changed, change_mark, list_backups, make_backup
from shopdesk.services.restore import check_backup, compare
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.services.shop import open_shop
from tests.conftest import NOW


def code_of(act, *arguments) -> str:
    with pytest.raises(ShopError) as caught:
        act(*arguments)
    return caught.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def spoil(path: Path) -> None:
    """Overwrite a page in the middle, where no header tells of it."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\x5a" * 4096)


def test_a_backup_is_a_sound_shop_with_its_manifest(sample_shop):
    made = make_backup(sample_shop)
    told = json.loads(made.file.with_suffix(".json").read_text("utf-8"))
    assert names(made.file.parent) == sorted([made.file.name, made.file.with_suffix(".json").name])
    assert told["sha256"] == backup_files.fingerprint(made.file)
    assert told["counts"]["orders"] > 100 and told["number"] == 1 and told["findings"] == []
    with sqlite3.connect(made.file) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert other.execute("SELECT count(*) FROM orders").fetchone()[0] == told["counts"]["orders"]
    other.close()


def test_what_still_lies_in_the_log_is_in_the_backup(shop):
    set_setting(shop, "sender.city", "杭州市")
    assert (shop.folder / "shop.db-wal").stat().st_size > 0
    made = make_backup(shop)
    with backup_file.looked_at(made.file) as copied:
        assert copied.execute("SELECT value FROM settings WHERE name = 'sender.city'").fetchone() == ('"杭州市"',)


def test_where_nothing_was_changed_no_second_one_is_made(shop):
    first = backup_if_changed(shop, "changes")
    assert first is not None and first.fresh
    assert backup_if_changed(shop, "changes") is None
    set_setting(shop, "sender.city", "杭州市")
    second = backup_if_changed(shop, "changes")
    assert second is not None and second.fresh and second.backup.number == 2


def test_a_start_and_an_exit_without_work_add_no_backup(shop):
    set_setting(shop, "sender.city", "杭州市")
    first = make_backup(shop, "exit")
    shop.close()  # the log flows into the file: its time is another now, what it holds is not
    again = open_shop(shop.folder, now=shop.now)
    assert first.backup.mark != change_mark(shop.folder)
    told = backup_if_changed(again, "changes")
    assert told is not None and not told.fresh and told.file == first.file
    assert backup_if_changed(again, "changes") is None
    assert [b.name for b in list_backups(shop.folder)] == [first.file.name]
    again.close()


def test_a_damaged_shop_is_refused_and_the_good_backups_stay(sample_shop):
    good = make_backup(sample_shop)
    folder = sample_shop.folder
    sample_shop.close()
    spoil(folder / "shop.db")
    damaged = open_shop(folder)
    assert code_of(make_backup, damaged) == "shop-damaged"
    damaged.close()
    assert [b.name for b in list_backups(folder)] == [good.file.name]
    assert names(folder / "backups") == sorted([good.file.name, good.file.with_suffix(".json").name])


def test_a_ledger_that_differs_is_kept_but_never_counts_as_good(sample_shop):
    good = make_backup(sample_shop)
    sample_shop.connection.execute("UPDATE stock SET quantity = quantity + 1")
    poor = make_backup(sample_shop)
    assert poor.backup.findings and not poor.backup.verified
    assert [b.name for b in list_backups(sample_shop.folder) if b.verified] == [good.file.name]


def test_a_full_disk_removes_nothing(shop, monkeypatch):
    good = make_backup(shop)
    set_setting(shop, "sender.city", "杭州市")
    usage = shutil.disk_usage(shop.folder)
    monkeypatch.setattr(backup_files.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert code_of(make_backup, shop) == "backup-no-room"
    monkeypatch.undo()

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_files.os, "fsync", full)
    assert code_of(make_backup, shop) == "disk-full"
    assert names(shop.folder / "backups") == sorted([good.file.name, good.file.with_suffix(".json").name])


def test_a_backup_can_be_stopped_and_leaves_nothing(sample_shop):
    class Impatient:
        def step(self, done, total):
            raise Cancelled

    with pytest.raises(Cancelled):
        make_backup(sample_shop, job=Impatient())
    assert names(sample_shop.folder / "backups") == []


def test_others_write_while_a_backup_is_made(sample_shop):
    other = open_shop(sample_shop.folder, now=sample_shop.now)

    class Busy:
        written = 0

        def step(self, done, total):
            if total and self.written < 5:
                self.written += 1
                set_setting(other, "sender.city", f"Town {self.written}")

    busy = Busy()
    made = make_backup(sample_shop, job=busy)
    other.close()
    assert busy.written > 0
    check_backup(made.file)
    assert get_setting(sample_shop, "sender.city") == f"Town {busy.written}"


def test_a_great_change_is_preceded_by_a_backup_not_by_many(shop):
    back_up_before(shop, "import")
    assert [b.reason for b in list_backups(shop.folder)] == ["import"]
    set_setting(shop, "sender.city", "杭州市")
    back_up_before(shop, "bulk-edit")  # one is a moment old
    assert len(list_backups(shop.folder)) == 1
    later = replace(shop, now=lambda: NOW + timedelta(minutes=20))
    back_up_before(later, "bulk-edit")
    assert [b.reason for b in list_backups(shop.folder)] == ["bulk-edit", "import"]


def test_a_full_disk_does_not_stand_in_the_way_of_the_work_itself(shop, monkeypatch):
    usage = shutil.disk_usage(shop.folder)
    monkeypatch.setattr(backup_files.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    back_up_before(shop, "import")
    assert list_backups(shop.folder) == []


def kept(number: int, at, *, findings=()) -> Backup:
    return Backup(f"b{number}", number, at, "changes", 1, "x", findings=findings)


def test_old_backups_are_thinned_out_and_a_year_stays():
    every_hour = [kept(n, NOW + timedelta(hours=n)) for n in range(24 * 400)]
    gone = {b.name for b in to_remove(every_hour)}
    left = [b for b in every_hour if b.name not in gone]
    assert 24 + 12 + 5 + 9 <= len(left) <= 24 + 14 + 8 + 12
    assert {b.number for b in every_hour[-24:]} <= {b.number for b in left}
    assert (NOW + timedelta(hours=24 * 400) - left[0].made_at).days >= 310


def test_rotation_a_backup_at_a_time_ends_where_one_sweep_does():
    held: list[Backup] = []
    for n in range(24 * 60):
        held.append(kept(n, NOW + timedelta(hours=n)))
        gone = {b.name for b in to_remove(held, keep=[held[-1].name])}
        held = [b for b in held if b.name not in gone]
        assert len([b for b in held if b.verified]) >= min(n + 1, 3)
    assert len(held) <= 58
    assert (held[-1].made_at - held[0].made_at).days >= 28


def test_the_last_three_good_ones_stay_whatever_the_clock_says():
    """The clock ran a year ahead for a while; what is made after it was set right again is not thrown away at once."""
    ahead = [kept(n, NOW + timedelta(days=365, hours=n)) for n in range(1, 80)]
    right = [kept(n, NOW + timedelta(minutes=n)) for n in range(80, 84)]
    gone = {b.name for b in to_remove([*ahead, *right])}
    assert {"b81", "b82", "b83"}.isdisjoint(gone)


def test_poor_copies_push_no_good_one_out():
    good = [kept(n, NOW + timedelta(minutes=n)) for n in range(1, 4)]
    poor = [kept(n, NOW + timedelta(hours=n), findings=("BOX office: 9 ≠ 5",)) for n in range(4, 90)]
    gone = to_remove([*good, *poor])
    assert {b.name for b in good}.isdisjoint({b.name for b in gone}) and len(gone) == 86 - 24


def test_somebody_elses_file_among_the_backups_stays(shop):
    make_backup(shop)
    own = shop.folder / "backups" / "before the fair.db"
    shutil.copy(list_backups_file(shop), own)
    for n in range(40):
        set_setting(shop, "sender.city", f"Town {n}")
        make_backup(shop)
    assert own.exists() and not next(b for b in list_backups(shop.folder) if b.name == own.name).verified


def list_backups_file(shop) -> Path:
    return shop.folder / "backups" / list_backups(shop.folder)[0].name


def test_the_second_folder_follows_and_a_missing_one_spoils_nothing(shop, tmp_path):
    stick = tmp_path / "stick"
    set_setting(shop, "backups.mirror", str(stick))
    assert make_backup(shop).mirror == "absent"
    stick.mkdir()
    made = make_backup(shop)
    assert made.mirror == "done"
    mirrored = stick / "ShopDesk-青禾杂货"
    assert {b.name for b in backup_files.read_backups(mirrored)} == {b.name for b in list_backups(shop.folder)}
    check_backup(mirrored / made.file.name)


@pytest.mark.parametrize("standing", ["sound", "missing", "empty", "damaged", "text"])
def test_a_backup_comes_back_whatever_stands_there(sample_shop, standing):
    folder = sample_shop.folder
    made = make_backup(sample_shop)
    set_setting(sample_shop, "sender.city", "later")
    sample_shop.close()
    file = folder / "shop.db"
    if standing == "missing":
        file.unlink()
    elif standing == "empty":
        file.write_bytes(b"")
    elif standing == "damaged":
        spoil(file)
    elif standing == "text":
        file.write_text("not a shop")
    before = file.read_bytes() if file.exists() else None
    done = restore.restore(folder, made.file)
    assert (done.aside is None) == (standing == "missing")
    if done.aside and standing != "sound":
        assert done.aside.read_bytes() == before
    back = open_shop(folder)
    assert get_setting(back, "sender.city") != "later"
    back.close()
    if standing == "sound":  # what was done since is in the file kept aside, and in a backup made before
        assert len(list_backups(folder)) == 2


def test_a_log_without_its_file_never_flows_into_what_comes_back(sample_shop, tmp_path):
    made = make_backup(sample_shop)
    set_setting(sample_shop, "sender.city", "in the log")
    log = (sample_shop.folder / "shop.db-wal").read_bytes()
    sample_shop.close()
    (sample_shop.folder / "shop.db").unlink()
    (sample_shop.folder / "shop.db-wal").write_bytes(log)
    done = restore.restore(sample_shop.folder, made.file)
    assert done.aside is not None and (done.aside.parent / "shop.db-wal").read_bytes() == log
    back = open_shop(sample_shop.folder)
    assert get_setting(back, "sender.city") != "in the log"
    back.close()


@pytest.mark.parametrize("spoiled", ["page", "cut", "manifest", "text", "empty"])
def test_an_unsound_backup_is_refused_and_the_shop_stays(sample_shop, spoiled):
    made = make_backup(sample_shop)
    folder = sample_shop.folder
    sample_shop.close()
    wanted = "backup-damaged"
    if spoiled == "page":
        made.file.with_suffix(".json").unlink()
        spoil(made.file)
    elif spoiled == "cut":
        made.file.write_bytes(made.file.read_bytes()[:50_000])
    elif spoiled == "manifest":
        told = json.loads(made.file.with_suffix(".json").read_text("utf-8"))
        made.file.with_suffix(".json").write_text(json.dumps(told | {"sha256": "0" * 64}))
    else:
        made.file.write_bytes(b"" if spoiled == "empty" else b"no shop at all, but some text")
        wanted = "shop-empty" if spoiled == "empty" else "shop-foreign"
    before = (folder / "shop.db").read_bytes()
    assert code_of(restore.restore, folder, made.file) == wanted
    assert (folder / "shop.db").read_bytes() == before
    assert not (folder / "backups" / "aside").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses to move an open file")
def test_a_shop_that_another_program_has_open_is_not_replaced(shop):
    made = make_backup(shop)
    folder = shop.folder
    shop.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from shopdesk.services.shop import open_shop; from pathlib import Path;"
         f"s = open_shop(Path({str(folder)!r})); s.connection.execute('SELECT 1'); print('open', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout and holder.stdout.readline() == b"open\n"
    assert code_of(restore.restore, folder, made.file) == "shop-in-use"
    holder.communicate(b"\n")
    assert restore.restore(folder, made.file).aside is not None


@pytest.mark.parametrize("standing", ["sound", "only its log"])
def test_a_restore_that_fails_in_its_last_step_leaves_the_shop_as_it_stood(shop, monkeypatch, standing):
    folder = shop.folder
    made = make_backup(shop)
    set_setting(shop, "sender.city", "Later")
    shop.close()
    if standing == "only its log":
        (folder / "shop.db").rename(folder / "shop.db-wal")
    stood = {path.name: path.read_bytes() for path in folder.glob("shop.db*")}

    def settle(part: Path, target: Path) -> None:
        part.replace(target)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup_files, "settle", settle)
    monkeypatch.setattr(restore, "_keep_a_backup", lambda *_told: None)
    assert code_of(restore.restore, folder, made.file) == "backup-folder-refused"
    assert {path.name: path.read_bytes() for path in folder.glob("shop.db*")} == stood


def test_what_differs_is_told_before_anything_is_replaced(sample_shop):
    made = make_backup(sample_shop)
    told = {d.kind: (d.now, d.then) for d in compare(sample_shop.folder, made.file)}
    assert told["orders"][0] == told["orders"][1] > 0
    sample_shop.close()  # Windows takes away no file that is open
    (sample_shop.folder / "shop.db").unlink()
    assert {d.now for d in compare(sample_shop.folder, made.file)} == {None}


def test_a_hostile_manifest_is_only_a_copy_that_nobody_judged(shop):
    made = make_backup(shop)
    for text in ("", "[]", "{", '{"number": "x"}', "[" * 10_000, '{"made_at": 5}', "\0"):
        made.file.with_suffix(".json").write_text(text)
        told = list_backups(shop.folder)
        assert [(b.name, b.verified, b.number) for b in told] == [(made.file.name, False, 0)]


@pytest.mark.parametrize("chosen", ["shop.db", "backup", "backup by itself"])
def test_a_shop_of_another_pc_is_brought_with_the_pictures_that_lie_with_it(sample_shop, tmp_path, chosen):
    made = make_backup(sample_shop)
    set_setting(sample_shop, "sender.city", "in the log")
    assert (sample_shop.folder / "shop.db-wal").stat().st_size > 0
    stick = shutil.copytree(sample_shop.folder, tmp_path / "stick")
    path = {"shop.db": stick / "shop.db", "backup": stick / "backups" / made.file.name}.get(chosen)
    if path is None:
        path = tmp_path / made.file.name
        shutil.copyfile(made.file, path)
    done = restore.bring_shop(tmp_path / "new", path)
    assert done.aside is None and done.counts["orders"] > 100
    new = open_shop(tmp_path / "new")
    assert (get_setting(new, "sender.city") == "in the log") is (chosen == "shop.db")
    new.close()
    pictures = [sorted(file.name for file in (home / "images").rglob("*")) for home in (stick, tmp_path / "new")]
    assert (pictures[0] == pictures[1]) is (chosen != "backup by itself")

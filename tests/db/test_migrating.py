"""An older shop is brought to the present form on a copy; whatever happens on the way, a whole file stands there."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import checks, migrating, migrations, shopfile
from shopdesk.domain.errors import ShopError
from shopdesk.services.backups import list_backups
from shopdesk.services.shop import open_shop


def old_shop(folder: Path, steps: int, monkeypatch) -> Path:
    """Make a shop as a program with these many steps has left it, with a setting in it."""
    file = folder / "shop.db"
    folder.mkdir(exist_ok=True)
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:steps])
        made = shopfile.create(file)
        made.execute("INSERT INTO settings VALUES ('shop.name', '\"青禾\"')")
        made.close()
    return file


def plan(connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '%_sqlite%' ORDER BY name")
    return rows.fetchall()


@pytest.mark.parametrize("steps", range(1, len(migrations.STEPS)))
def test_every_older_form_becomes_the_present_one(tmp_path, monkeypatch, steps):
    file = old_shop(tmp_path / "old", steps, monkeypatch)
    opened = shopfile.open_file(file)
    fresh = shopfile.create(tmp_path / "fresh.db")
    assert migrations.pending(opened) == []
    assert {name for name, _ in plan(opened)} == {name for name, _ in plan(fresh)}
    assert opened.execute("SELECT value FROM settings").fetchall() == [('"青禾"',)]
    assert checks.integrity(opened) == []
    opened.close()
    fresh.close()
    assert [path.name for path in file.parent.iterdir()] == ["shop.db"]


def test_a_backup_is_made_before(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 5, monkeypatch)
    before = file.read_bytes()
    open_shop(file.parent).close()
    (kept,) = list_backups(file.parent)
    assert (kept.reason, kept.schema, kept.verified) == ("migration", 5, True)
    assert (file.parent / "backups" / kept.name).stat().st_size == len(before)


KILLED_AT = ("backup", "apply", "integrity", "fsync", "replace", "after")
KILLER = """
import os, sys
from pathlib import Path
from shopdesk.db import checks, migrating, migrations, shopfile
at = sys.argv[2]
def die(*_a, **_k): os._exit(9)
if at == "backup": migrating._migrated_copy = die
if at == "apply":
    real = shopfile._migrate
    def apply(connection):
        with shopfile.writing(connection):
            migrations.apply(connection); die()
    shopfile._migrate = apply
if at == "integrity": checks.integrity = die
if at == "fsync": migrating.force = die
if at == "replace": migrating._swap = die
if at == "after":
    swap = migrating._swap
    def swapped(*a): swap(*a); die()
    migrating._swap = swapped
shopfile.open_file(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("at", KILLED_AT)
def test_killed_on_the_way_a_whole_file_stands_there(tmp_path, monkeypatch, at):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    told = subprocess.run([sys.executable, "-c", KILLER, str(file), at], env={**os.environ}, check=False, timeout=60)
    assert told.returncode == 9
    plain = sqlite.connect(str(file))
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("PRAGMA user_version").fetchone()[0] == (migrations.newest() if at == "after" else 4)
    plain.close()
    opened = shopfile.open_file(file)
    assert opened.execute("SELECT value FROM settings").fetchall() == [('"青禾"',)]
    assert migrations.pending(opened) == []
    opened.close()
    # Where the file was written over, a journal that undoes nothing any more is left by who was killed right after.
    left = {"shop.db-journal"} if at == "after" and not migrating.IS_MOVED_OVER_OPEN else set()
    assert {path.name for path in file.parent.iterdir()} - left == {"shop.db"}


def test_a_step_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)

    def stumble(connection):
        connection.execute("CREATE TABLE half (id INTEGER)")
        raise sqlite.OperationalError("out of luck")

    with monkeypatch.context() as broken:
        broken.setattr(migrations, "apply", stumble)
        with pytest.raises(sqlite.OperationalError):
            shopfile.open_file(file)
    assert [path.name for path in file.parent.iterdir()] == ["shop.db"]
    shopfile.open_file(file).close()


def test_a_file_that_another_program_has_open_is_not_replaced_under_it(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    other = sqlite.connect(str(file))
    other.execute("SELECT * FROM settings").fetchall()
    monkeypatch.setattr(migrating, "PATIENCE_S", 0.2)
    with pytest.raises(ShopError) as caught:
        shopfile.open_file(file)
    assert caught.value.code == "shop-in-use"
    other.close()
    shopfile.open_file(file).close()


def test_where_nothing_is_moved_over_an_open_file_it_is_written_over(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    monkeypatch.setattr(migrating, "IS_MOVED_OVER_OPEN", False)
    place = file.stat().st_ino
    opened = shopfile.open_file(file)
    assert opened.execute("SELECT * FROM settings WHERE value LIKE '%青禾%'").fetchone() == ("shop.name", '"青禾"')
    assert (checks.integrity(opened), migrations.pending(opened)) == ([], [])
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    opened.close()
    assert file.stat().st_ino == place and [path.name for path in file.parent.iterdir()] == ["shop.db"]


def test_what_cannot_be_written_over_stays_the_old_file(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    monkeypatch.setattr(migrating, "IS_MOVED_OVER_OPEN", False)
    made = migrating._migrated_copy

    def spoilt(*told):
        copy = made(*told)
        copy.write_bytes(copy.read_bytes()[:20_000])
        return copy

    with monkeypatch.context() as broken:
        broken.setattr(migrating, "_migrated_copy", spoilt)
        with pytest.raises(ShopError, match="shop-damaged"):
            shopfile.open_file(file)
    assert [path.name for path in file.parent.iterdir()] == ["shop.db"]
    shopfile.open_file(file).close()


def test_two_programs_that_start_together_both_open_the_new_form(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    shutil.rmtree(file.parent / "backups", ignore_errors=True)
    code = "import sys; from pathlib import Path; from shopdesk.services.shop import open_shop;"
    code += "s = open_shop(Path(sys.argv[1])); s.connection.execute('SELECT * FROM return_days').fetchall()"
    both = [subprocess.Popen([sys.executable, "-c", code, str(file.parent)]) for _ in range(3)]
    assert [program.wait(60) for program in both] == [0, 0, 0]


@pytest.mark.skipif(os.name == "nt", reason="Windows moves nothing over a file that is open")
def test_a_file_that_is_replaced_while_it_is_opened_is_opened_anew(tmp_path, monkeypatch):
    file = old_shop(tmp_path / "old", 4, monkeypatch)
    shutil.copy(file, tmp_path / "new.db")
    shopfile.open_file(tmp_path / "new.db").close()
    with closing(sqlite.connect(file)) as alone:
        alone.execute("PRAGMA journal_mode = DELETE")  # as the program does that brings it to the new form
    opening = sqlite.connect

    def opened_too_early(path, **how):
        connection = opening(path, **how)
        if "cached_statements" in how and (tmp_path / "new.db").exists():
            (tmp_path / "new.db").replace(file)
        return connection

    monkeypatch.setattr(sqlite, "connect", opened_too_early)
    opened = shopfile.open_file(file)
    assert not (tmp_path / "new.db").exists() and migrations.pending(opened) == []
    opened.close()

"""Every copy is judged, each week every entry of its indexes too; an index is built anew, no row is lost to it."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.db import backup_file, checks, shopfile
from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.services import backup_judge
from shopdesk.services.backups import backup_if_changed, list_backups, make_backup
from shopdesk.services.restore import check_backup, restore
from shopdesk.services.settings import set_setting
from shopdesk.services.shop import open_shop
from tests.conftest import NOW

INDEX = "orders_placed"


def forget_entries(file: Path) -> None:
    """Let an index miss what its table was given: it was out of the file while rows changed."""
    with closing(shopfile.connect(file)) as connection:
        row = connection.execute("SELECT * FROM sqlite_schema WHERE name = ?", (INDEX,)).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = ?", (INDEX,))
    with closing(shopfile.connect(file)) as connection:
        connection.execute("UPDATE orders SET placed_at = '2020-02-02T00:00:00Z' WHERE id % 2")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", tuple(row))


def with_poor_index(shop) -> Path:
    shop.close()
    forget_entries(shop.folder / "shop.db")
    return shop.folder


def test_an_index_that_lacks_entries_is_found_by_the_weeks_full_check(sample_shop):
    folder = with_poor_index(sample_shop)
    poor = open_shop(folder, now=lambda: NOW)
    with pytest.raises(ShopError) as refused:
        backup_if_changed(poor, "changes")
    assert refused.value.code == "shop-damaged" and INDEX in refused.value.params["detail"]
    assert list_backups(folder) == []
    poor.close()


def test_no_row_is_lost_to_a_poor_index_it_is_built_anew_when_a_backup_comes_back(sample_shop):
    rows = sample_shop.connection.execute("SELECT count(*) FROM orders").fetchone()
    folder = with_poor_index(sample_shop)
    poor = open_shop(folder)
    made = make_backup(poor)
    poor.close()
    with backup_file.looked_at(made.file) as copied:
        assert any(INDEX in line for line in checks.integrity(copied))
    before = made.file.read_bytes()
    assert check_backup(made.file).verified
    restore(folder, made.file)
    assert made.file.read_bytes() == before
    assert not list(folder.glob("shop.db.restore*"))
    back = open_shop(folder)
    assert checks.integrity(back.connection) == []
    assert back.connection.execute("SELECT count(*) FROM orders").fetchone() == rows
    back.close()


def test_one_backup_a_week_is_a_full_check_whether_or_not_anything_was_changed(shop):
    at = NOW
    opened = open_shop(shop.folder, now=lambda: at)
    first = backup_if_changed(opened, "changes")
    assert first is not None and first.backup.full_at == at
    at += timedelta(days=3)
    set_setting(opened, "sender.city", "杭州市")
    second = backup_if_changed(opened, "changes")
    assert second is not None and second.backup.full_at is None
    at += timedelta(days=3, hours=23)
    assert backup_if_changed(opened, "changes") is None
    at += timedelta(hours=1)
    assert backup_if_changed(opened, "exit") is None  # nobody waits for it when leaving
    third = backup_if_changed(opened, "changes")
    assert third is not None and not third.fresh and third.file == second.file
    assert backup_if_changed(opened, "changes") is None
    assert list_backups(shop.folder)[0].full_at == at
    opened.close()


def test_what_is_found_beside_is_told_like_what_is_found_first(sample_shop):
    sample_shop.connection.execute("PRAGMA foreign_keys = OFF")
    sample_shop.connection.execute("UPDATE variants SET listing_id = 99999 WHERE id = 1")
    with pytest.raises(ShopError) as refused:
        make_backup(sample_shop)
    assert refused.value.code == "shop-damaged" and "variants 1" in refused.value.params["detail"]
    assert list_backups(sample_shop.folder) == [] and not list((sample_shop.folder / "backups").iterdir())


def test_a_fault_beside_is_not_swallowed(sample_shop, monkeypatch):
    def full(_path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_judge, "force", full)
    with pytest.raises(ShopError) as refused:
        make_backup(sample_shop)
    assert refused.value.code == "disk-full"
    assert not list((sample_shop.folder / "backups").iterdir())


def test_a_look_that_is_stopped_stops_the_one_beside_too(sample_shop, monkeypatch):
    class Impatient:
        def step(self, done: int, total: int) -> None:
            if not total:
                raise Cancelled

    monkeypatch.setattr(checks, "STEPS", 1)
    with pytest.raises(Cancelled):
        make_backup(sample_shop, "asked", Impatient())
    assert not list((sample_shop.folder / "backups").iterdir())

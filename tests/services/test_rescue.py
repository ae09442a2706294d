"""A damaged shop has ways out: what can be read is saved, what cannot is told."""

import os
import random
import zipfile
from pathlib import Path

import pytest

from shopdesk.db import backup_file
from shopdesk.domain.errors import ShopError
from shopdesk.services.doctor import examine
from shopdesk.services.order_table import newest_orders
from shopdesk.services.rescue import can_be_rescued, copy_for_help, risky_place, salvage_shop
from shopdesk.services.restore import restore
from shopdesk.services.shop import open_shop


def counted(folder: Path) -> dict[str, int]:
    with backup_file.looked_at(folder / "shop.db") as shop:
        return backup_file.counts(shop)


def test_a_sound_shop_is_saved_whole(sample_shop):
    folder = sample_shop.folder
    sample_shop.close()
    before = counted(folder)
    done = salvage_shop(folder)
    assert done.gaps == 0 and done.saved.rows["orders"] >= before["orders"]
    restore(folder, done.file)
    back = open_shop(folder)
    assert examine(back).findings == () and backup_file.counts(back.connection) == before
    assert newest_orders(back, "SD-0000", 5)
    back.close()


@pytest.mark.parametrize("seed", range(5))
def test_of_a_damaged_shop_most_is_saved_and_what_is_saved_is_sound(sample_shop, seed):
    folder = sample_shop.folder
    before = counted(folder)
    sample_shop.close()
    rolled, size = random.Random(seed), (folder / "shop.db").stat().st_size
    with (folder / "shop.db").open("r+b") as file:
        for _page in range(5):
            file.seek(rolled.randrange(60, size // 4096) * 4096)  # the plan lies in the first pages
            file.write(rolled.randbytes(4096))
    damaged = (folder / "shop.db").read_bytes()
    try:
        done = salvage_shop(folder)
    except ShopError as error:
        assert error.code == "shop-lost"
        return
    assert (folder / "shop.db").read_bytes() == damaged
    assert backup_file.damage(done.file, lambda *_: None) == []
    assert done.saved.rows["orders"] > before["orders"] * 0.7
    assert "orders" in done.report.read_text("utf-8")
    assert sorted(path.suffix for path in (folder / "backups").iterdir()) == [".db", ".txt"]


def test_what_holds_nothing_is_told(tmp_path):
    (tmp_path / "shop.db").write_bytes(os.urandom(50_000))
    with pytest.raises(ShopError) as caught:
        salvage_shop(tmp_path)
    assert caught.value.code == "shop-lost" and list((tmp_path / "backups").iterdir()) == []


def test_a_copy_for_help_holds_the_file_as_it_is(sample_shop, tmp_path):
    sample_shop.close()
    packed = copy_for_help(sample_shop.folder, tmp_path / "help.zip")
    with zipfile.ZipFile(packed) as opened:
        assert opened.read("shop.db") == (sample_shop.folder / "shop.db").read_bytes()
        assert "backups.txt" in opened.namelist()


def test_a_shop_that_never_was_has_nothing_to_be_rescued(tmp_path):
    assert not can_be_rescued(tmp_path, ShopError("shop-missing"))
    assert can_be_rescued(tmp_path, ShopError("shop-damaged"))
    assert not can_be_rescued(tmp_path, ShopError("shop-newer"))


@pytest.mark.parametrize("name", ["OneDrive - Home", "Dropbox", "坚果云", "BaiduNetdiskWorkspace"])
def test_a_folder_that_is_synced_is_risky(tmp_path, name):
    assert risky_place(tmp_path / name / "shop") == "synced"
    assert risky_place(tmp_path / "shop") == ""

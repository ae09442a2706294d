"""Each kind of damage is refused or found by every command, and got out of."""

from pathlib import Path

import pytest


@pytest.fixture
def shop_file(shopdesk, tmp_path) -> Path:
    shopdesk("init", "--sample")
    return tmp_path / "cli-shop" / "shop.db"


def spoil_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for page in range(30, len(data) // 4096, 40):
        data[page * 4096 : page * 4096 + 4096] = b"\x5a" * 4096
    file.write_bytes(data)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize("damage", [spoil_pages, cut, lambda file: file.write_bytes(b""), Path.unlink])
def test_a_damaged_shop_is_told_and_comes_back(shopdesk, shop_file, damage):
    made = shopdesk("backup").json
    orders = len(shopdesk("orders", "list").json)
    damage(shop_file)
    held = shop_file.read_bytes() if shop_file.exists() else None
    assert shopdesk("doctor").status in (1, 3)
    assert shopdesk("backup").status == 3
    assert (shop_file.read_bytes() if shop_file.exists() else None) == held
    assert Path(made["file"]).exists()
    assert shopdesk("restore", made["file"]).status == 0
    assert shopdesk("doctor").status == 0
    assert len(shopdesk("orders", "list").json) == orders


def test_a_report_is_packed_of_a_sound_and_of_an_unreadable_shop(shopdesk, shop_file, tmp_path):
    assert shopdesk("doctor", "--bundle", tmp_path / "one.zip").status == 0
    shop_file.write_bytes(b"")
    assert shopdesk("doctor", "--bundle", tmp_path / "two.zip").status == 3
    assert (tmp_path / "one.zip").exists() and (tmp_path / "two.zip").exists()

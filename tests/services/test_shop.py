import pytest

from shopdesk.db import settings
from shopdesk.domain.errors import ShopError
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import create_shop, open_shop, utc_now


def test_a_new_shop_has_its_folders_places_and_couriers(shop):
    assert sorted(path.name for path in shop.folder.iterdir() if path.is_dir()) == [
        "backups",
        "documents",
        "images",
        "logs",
    ]
    places = settings.load_locations(shop.connection)
    assert [(code, serves) for code, (_, serves) in places.items()] == [
        ("office", True),
        ("stall", False),
        ("quarantine", False),
        ("supplier-return", False),
    ]
    assert {"sf", "zto", "yto", "sto", "jd"} <= set(settings.load_couriers(shop.connection))
    assert get_setting(shop, "shop.name") == "青禾杂货"


def test_a_shop_without_a_name_has_none(tmp_path):
    made = create_shop(tmp_path / "shop", name="   ")
    assert get_setting(made, "shop.name") == ""
    made.close()


def test_a_shop_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    def stumble(connection, couriers):
        raise ShopError("disk-full")

    monkeypatch.setattr(settings, "add_couriers", stumble)
    with pytest.raises(ShopError):
        create_shop(tmp_path / "shop")
    monkeypatch.undo()
    assert not [path for path in (tmp_path / "shop").iterdir() if path.is_file()]
    create_shop(tmp_path / "shop").close()


def test_a_second_shop_in_the_same_folder_is_refused(shop, refusal):
    assert refusal(create_shop, shop.folder) == "shop-exists"
    assert get_setting(shop, "shop.name") == "青禾杂货"


def test_a_folder_that_cannot_be_made_is_told(tmp_path, refusal):
    (tmp_path / "file").write_text("no folder")
    assert refusal(create_shop, tmp_path / "file") == "folder-not-writable"
    assert refusal(create_shop, tmp_path / "file" / "shop") == "folder-not-writable"


def test_a_shop_is_made_only_by_making_it(tmp_path, refusal):
    assert refusal(open_shop, tmp_path / "nowhere") == "shop-missing"
    assert not (tmp_path / "nowhere").exists()


def test_a_person_without_a_name_can_open_the_shop(shop, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError))
    opened = open_shop(shop.folder)
    assert opened.actor == ""
    opened.close()


def test_the_clock_tells_whole_seconds_in_utc():
    assert (utc_now().microsecond, utc_now().utcoffset().total_seconds()) == (0, 0)

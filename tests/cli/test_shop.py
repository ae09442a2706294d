"""A shop is made once, refused when it is none, and examined."""

import sqlite3
from pathlib import Path

import pytest


def test_a_shop_is_made_only_once(shopdesk):
    made = shopdesk("init", "--name", "青禾杂货")
    again = shopdesk("init")
    assert made.status == 0 and Path(made.json["shop"], "shop.db").is_file()
    assert again.status == 3
    assert again.json["error"]["code"] == "shop-exists"
    assert shopdesk("settings", "get", "shop.name").json == {"shop.name": "青禾杂货"}


def test_the_doctor_tells_versions_and_what_was_checked(shopdesk):
    shopdesk("init")
    health = shopdesk("doctor")
    assert health.status == 0
    assert health.json["ok"] is True and health.json["findings"] == []
    assert {"sqlite_version", "python", "qt", "version", "checked"} <= health.json.keys()


def test_the_doctor_finds_a_drifted_number(shopdesk, sampled, tmp_path):
    sampled()
    with sqlite3.connect(tmp_path / "cli-shop" / "shop.db") as spoiler:
        spoiler.execute("UPDATE stock SET quantity = quantity + 1")
    health = shopdesk("doctor")
    assert health.status == 1
    assert {finding["code"] for finding in health.json["findings"]} == {"stock-drift"}
    assert shopdesk("stock", "audit").status == 1


@pytest.mark.parametrize("arguments", [["doctor"], ["orders", "list"], ["stock", "list"], ["import", "x.csv"]])
def test_without_a_shop_every_command_says_so(shopdesk, arguments):
    answer = shopdesk(*arguments)
    assert answer.status == 3
    assert answer.json["error"]["code"] == "shop-missing"
    assert "shopdesk init" in answer.json["error"]["message"]


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"just a note", b"SQLite format 3\0" + b"\1" * 4000])
def test_a_file_that_is_no_shop_is_refused_with_its_bytes_unchanged(shopdesk, tmp_path, content):
    folder = tmp_path / "cli-shop"
    folder.mkdir()
    (folder / "shop.db").write_bytes(content)
    assert shopdesk("doctor").status == 3
    assert shopdesk("init").json["error"]["code"] == "shop-exists"
    assert (folder / "shop.db").read_bytes() == content
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["shop.db"]


def test_a_setting_takes_only_what_it_can_be(shopdesk):
    shopdesk("init")
    assert shopdesk("settings", "set", "orders.ship_hours", "24").json == {"orders.ship_hours": 24}
    for value in ("0", "-1", "soon", "1.5", "١"):
        refused = shopdesk("settings", "set", "orders.ship_hours", "--", value)
        assert refused.status == 3 and refused.json["error"]["code"] == "setting-invalid"
    assert shopdesk("settings", "set", "shop.color", "red").json["error"]["code"] == "setting-unknown"
    assert shopdesk("settings", "get", "orders.ship_hours").json == {"orders.ship_hours": 24}


def test_an_unwritable_place_is_told_in_words(shopdesk, tmp_path):
    (tmp_path / "file").write_text("x")
    refused = shopdesk("--shop", tmp_path / "file" / "shop", "init")
    assert refused.status == 3
    assert refused.json["error"]["code"] == "folder-not-writable"


def test_wrong_usage_is_2_and_says_how(shopdesk):
    for arguments in ([], ["nonsense"]), (["orders", "ship"],), (["import"],), (["print", "labels"],):
        answer = shopdesk(*arguments[-1])
        assert answer.status == 2 and answer.out == "" and "Usage" in answer.err


def test_refusals_come_in_the_readers_language(shopdesk):
    assert "没有店铺" in shopdesk("--lang", "zh_CN", "doctor").json["error"]["message"]
    assert "There is no shop" in shopdesk("--lang", "en", "doctor").json["error"]["message"]


def test_a_bug_is_70_and_shows_itself(shopdesk, monkeypatch):
    shopdesk("init")
    from shopdesk.cli import shop as door

    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(door, "examine", break_down)
    answer = shopdesk("doctor")
    assert answer.status == 70 and answer.out == "" and "ZeroDivisionError" in answer.err


def test_a_backup_and_back_by_the_command_line(shopdesk, tmp_path):
    shopdesk("init", "--sample")
    made = shopdesk("backup")
    assert made.status == 0 and Path(made.json["file"]).is_file() and made.json["mirror"] == ""
    assert Path(made.json["file"]).with_suffix(".json").is_file()
    assert shopdesk("backup", "--if-changed").json["fresh"] is False
    assert [told["verified"] for told in shopdesk("backup", "--list").json] == [True]
    orders = len(shopdesk("orders", "list").json)
    shop_file = tmp_path / "cli-shop" / "shop.db"
    shop_file.write_bytes(b"")
    assert shopdesk("orders", "list").status == shopdesk("backup").status == 3
    judged = shopdesk("restore", made.json["file"], "--check")
    assert judged.status == 0 and {"kind": "orders", "now": None, "then": orders} in judged.json["differences"]
    done = shopdesk("restore", Path(made.json["file"]).name)
    assert done.status == 0 and Path(done.json["aside"]).read_bytes() == b""
    assert len(shopdesk("orders", "list").json) == orders
    assert shopdesk("doctor").status == 0


def test_a_restore_of_what_is_no_backup_changes_nothing(shopdesk, tmp_path):
    shopdesk("init")
    before = (tmp_path / "cli-shop" / "shop.db").read_bytes()
    (tmp_path / "note.db").write_text("no shop")
    assert shopdesk("restore", tmp_path / "note.db").json["error"]["code"] == "shop-foreign"
    assert shopdesk("restore", tmp_path / "nowhere.db").json["error"]["code"] == "shop-missing"
    assert shopdesk("restore", tmp_path).status == 3
    assert shopdesk("restore").status == 2
    assert (tmp_path / "cli-shop" / "shop.db").read_bytes() == before

"""A report for whoever helps says what is wrong and nothing of anybody."""

import json
import zipfile

import pytest

from shopdesk.domain.private_text import mask
from shopdesk.services.backups import make_backup
from shopdesk.services.doctor import examine
from shopdesk.services.help_report import pack_report
from shopdesk.services.log_book import FILE, KEPT, LARGEST, close_log, open_log


def read(path) -> tuple[dict, str]:
    with zipfile.ZipFile(path) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    return json.loads(texts["report.json"]), "\n".join(texts.values())


def test_a_report_holds_counts_and_nobodys_address(sample_shop, tmp_path):
    log = open_log(sample_shop.folder)
    log.error("cannot send to 13900000000, a@b.example, 浙江省杭州市西湖区样板路1号, order 1234567890123456")
    close_log(sample_shop.folder)
    told, text = read(pack_report(sample_shop.folder, tmp_path / "help.zip", examine(sample_shop)))
    assert told["counts"]["orders"] > 100 and told["findings"] == [] and "sender.city" not in told["settings"]
    rows = sample_shop.connection.execute("SELECT name, phone, street FROM orders LIMIT 200").fetchall()
    assert not [value for row in rows for value in row if len(value) > 1 and value in text]
    for private in ("13900000000", "a@b.example", "样板路", "1234567890123456"):
        assert private not in text
    assert "cannot send to" in text


def test_a_shop_that_does_not_open_is_reported_too(tmp_path):
    (tmp_path / "shop.db").write_bytes(b"")
    told, _text = read(pack_report(tmp_path, tmp_path / "help.zip", None))
    assert told["error"] == "shop-empty" and "counts" not in told


def test_the_log_never_grows_over_its_limit(shop):
    log = open_log(shop.folder)
    for _line in range(300):
        log.info("x" * 10_000)
    close_log(shop.folder)
    logs = list((shop.folder / "logs").iterdir())
    assert len(logs) == KEPT + 1 and sum(log.stat().st_size for log in logs) <= (KEPT + 1) * LARGEST
    assert (shop.folder / "logs" / FILE).exists()


def test_this_users_folder_is_masked():
    assert mask("C:\\Users\\li\\shop", "C:\\Users\\li") == "~\\shop"


PRIVATE = (
    "13900001234", "+86 139 0000 1234", "139-0000-1234", "0571-88881234", "021 61234567", "+49 30 901820123",
    "(555) 010-1234", "555-010-1234", "lin.test@mail.example", "123-1234567-1234567", "SF1234567890123",
    "YT8812345678901", "RX123456789CN", "330106199001011237", "33010619900101123X", "杭州市西湖区样板路18号2幢301室",
    "样板村六组88号", "12 Baker Street", "221B Old Harbour Road",
)  # fmt: skip


@pytest.mark.parametrize("private", PRIVATE)
def test_nothing_private_stands_in_a_line_of_the_log(private):
    told = mask(f"cannot send to {private}, order SD-000123, 0.7 s at 2026-11-13 10:24:05")
    assert private not in told
    assert told.startswith("cannot send to ") and told.endswith(", order SD-000123, 0.7 s at 2026-11-13 10:24:05")


@pytest.mark.parametrize("text", ["收件人：王样板", "姓名: 李测试", "买家:tb_invented", "张女士", "王小样先生"])
def test_whoever_is_named_as_a_person_is_nobody(text):
    assert not [name for name in ("王样板", "李测试", "tb_invented", "张", "王小样") if name in mask(text)]


@pytest.mark.parametrize(
    "path",
    [r"C:\Users\wang li\shop", r"C:\\Users\\wangli\\shop", "/home/wangli/shop", "C:/Users/wangli/x", "/Users/wangli/x"],
)
def test_nobodys_folder_is_told(path):
    assert "wang" not in mask(f'File "{path}"')


def test_names_that_only_the_shop_knows_are_taken_out_of_the_log(sample_shop, tmp_path):
    rows = sample_shop.connection.execute(
        "SELECT name, phone, street, waybill, buyer, channel_order_no FROM orders LIMIT 60"
    ).fetchall()
    people = {value for row in rows for value in row if len(value) > 3 or (len(value) > 1 and not value.isascii())}
    log = open_log(sample_shop.folder)
    for value in people:
        log.error("KeyError: %s", value)
        log.error("what %s, said", value)
    close_log(sample_shop.folder)
    _told, text = read(pack_report(sample_shop.folder, tmp_path / "help.zip", None))
    assert len(people) > 100 and [value for value in people if value in text] == []


def test_where_the_shop_says_nothing_any_more_the_newest_backup_tells_who_is_not_to_be_named(sample_shop, tmp_path):
    name, folder = "欧阳样板人", sample_shop.folder
    with sample_shop.writing():
        sample_shop.connection.execute("UPDATE orders SET name = ? WHERE id = 1", (name,))
    make_backup(sample_shop)
    log = open_log(folder)
    log.error("cannot word %s", name)
    close_log(folder)
    sample_shop.close()
    (folder / "shop.db").write_bytes(b"")
    told, text = read(pack_report(folder, tmp_path / "help.zip", None))
    assert told["error"] == "shop-empty" and name not in text and "cannot word" in text


def test_a_hundred_thousand_names_are_looked_for_in_a_second():
    import time

    text, known = "KeyError: nothing here 王样板 " * 20_000, [f"某{at}某" for at in range(100_000)] + ["王样板"]
    start = time.process_time()
    assert "王样板" not in mask(text, "", known)
    assert time.process_time() - start < 5

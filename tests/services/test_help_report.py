"""A report for whoever helps says what is wrong and nothing of anybody."""

import json
import zipfile

from shopdesk.domain.private_text import mask
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

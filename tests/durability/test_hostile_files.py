"""Files from anywhere, spoiled in a thousand ways: taken or refused in words, never a crash, never a hang."""

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import write_layout
from shopdesk.resources import resources
from shopdesk.services import layouts, pictures
from shopdesk.services.backups import list_backups, make_backup
from shopdesk.services.imports import import_file
from shopdesk.services.restore import check_backup

MUTATED = int(os.environ.get("SHOPDESK_MUTATED", "120"))
SLOWEST_S = 20.0
NASTY = (
    b"\0",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"=1+1",
    b"\xff\xfe",
    b"<b>",
    b"{}[]",
    b"9" * 400,
    b"-1",
    b"\xf0\x9f\x92\xa9",
    b"../../x",
)


def mutate(data: bytes, rolled: random.Random) -> bytes:
    """Spoil a file: bytes changed, taken out, put in, doubled, the end cut off."""
    spoiled = bytearray(data)
    for _change in range(rolled.randrange(1, 12)):
        at = rolled.randrange(len(spoiled) + 1)
        way = rolled.randrange(6)
        if way == 0:
            spoiled[at : at + 1] = rolled.randbytes(1)
        elif way == 1:
            del spoiled[at : at + rolled.randrange(1, 60)]
        elif way == 2:
            spoiled[at:at] = rolled.choice(NASTY)
        elif way == 3:
            spoiled[at:at] = spoiled[at : at + rolled.randrange(1, 200)]
        elif way == 4:
            spoiled[at : at + 4] = rolled.randbytes(4)
        elif rolled.random() < 0.2:
            del spoiled[at:]
    return bytes(spoiled)


def workbook() -> bytes:
    """Make a small list of orders as a workbook."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([["订单编号", "宝贝标题", "收货人姓名"], ["1234567890123456789", "收纳盒", "测试人"]]):
            sheet.write_row(at, 0, row)
    return kept.getvalue()


def picture(form: str) -> bytes:
    kept = BytesIO()
    Image.effect_noise((120, 90), 60).convert("RGB").save(kept, form)
    return kept.getvalue()


@pytest.fixture
def takers(shop, tmp_path) -> dict[str, tuple[bytes, Callable[[Path], object]]]:
    """Every kind of file, sound, and who takes it."""
    made = make_backup(shop)
    sample = resources() / "sample"
    manifest = made.file.with_suffix(".json").read_bytes()
    layout = write_layout(layouts.find_layout(shop, "labels", "100x150"))

    def take_manifest(path: Path) -> object:
        shutil.copy(path, made.file.with_suffix(".json"))
        return list_backups(shop.folder)

    def take_layout(path: Path) -> object:
        return layouts.import_layout(shop, path.read_bytes().decode("utf-8", "replace"))

    def check(path: Path) -> object:
        return pictures.check_pictures([path])

    return {
        "orders.csv": ((sample / "ExportOrderList-sample.csv").read_bytes()[:6000], lambda p: import_file(shop, p)),
        "goods.csv": ((sample / "woocommerce-products-sample.csv").read_bytes()[:6000], lambda p: import_file(shop, p)),
        "orders.xlsx": (workbook(), lambda p: import_file(shop, p)),
        "manifest.json": (manifest, take_manifest),
        "layout.json": (layout.encode(), take_layout),
        "backup.db": (made.file.read_bytes()[:300_000], check_backup),
        "a.jpg": (picture("JPEG"), check),
        "a.png": (picture("PNG"), check),
        "a.webp": (picture("WEBP"), check),
        "a.gif": (picture("GIF"), check),
    }


@pytest.mark.timeout(max(120, MUTATED))
def test_no_file_however_spoiled_brings_the_program_down(takers, shop, tmp_path, measured):
    slowest = taken = 0.0
    limit = sys.getrecursionlimit()
    for seed in range(MUTATED):
        rolled = random.Random(seed)
        name, (sound, take) = rolled.choice(list(takers.items()))
        path = tmp_path / f"{seed}-{name}"
        path.write_bytes(mutate(sound, rolled))
        start = time.monotonic()
        try:
            take(path)
            taken += 1
        except ShopError as error:
            assert error.code
        except Exception as error:
            raise AssertionError(f"seed {seed}: {name} was met with {type(error).__name__}: {error}") from error
        slowest = max(slowest, time.monotonic() - start)
        path.unlink()
    assert slowest < SLOWEST_S and sys.getrecursionlimit() == limit
    assert not shop.connection.in_transaction
    assert shop.connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    measured("mutated csv, xlsx, json, layouts, images, backups", f"{MUTATED:,} files",
             f"0 crashes, 0 hangs, slowest {slowest:.1f} s")  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 50_000, "1e999999", '"\\ud800"', "null", json.dumps({"x": 10**400})]
)
def test_json_that_only_means_harm_is_refused(shop, text):
    with pytest.raises(ShopError):
        layouts.import_layout(shop, text)

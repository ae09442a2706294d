"""Files that disks and hands have damaged: found, never served, and never touched."""

import os
import random

from shopdesk.db import checks, shopfile
from shopdesk.domain.errors import ShopError
from tests.durability.day import contents, make_shop, verbs

DAMAGED = int(os.environ.get("SHOPDESK_DAMAGED", "40"))


def spoil(data: bytearray, rolled: random.Random) -> str:
    """Damage a file in one of the ways in which disks and hands damage them."""
    pages = len(data) // 4096
    way = rolled.choice(("cut", "zeroed", "garbage", "swapped", "header", "foreign"))
    at, other = rolled.sample(range(1, pages), 2)
    if way == "cut":
        del data[rolled.randrange(100, len(data) - 4096) :]
    elif way in ("zeroed", "garbage"):
        data[at * 4096 : at * 4096 + 4096] = bytes(4096) if way == "zeroed" else rolled.randbytes(4096)
    elif way == "swapped":
        one, two = data[at * 4096 : at * 4096 + 4096], data[other * 4096 : other * 4096 + 4096]
        data[at * 4096 : at * 4096 + 4096], data[other * 4096 : other * 4096 + 4096] = two, one
    elif way == "header":
        data[: rolled.randrange(16, 100)] = rolled.randbytes(1)
    else:
        data[:] = rolled.randbytes(len(data))
    return way


def test_damage_is_found_and_never_served(tmp_path, measured):
    shop = make_shop(tmp_path / "sound")
    for verb in verbs():
        verb(shop)
    true = contents(shop.connection)
    shop.close()
    sound = (tmp_path / "sound" / "shop.db").read_bytes()
    found = harmless = 0
    for seed in range(DAMAGED):
        data = bytearray(sound)
        spoil(data, random.Random(seed))
        file = tmp_path / f"{seed}.db"
        file.write_bytes(data)
        try:
            opened = shopfile.open_file(file)
        except ShopError as error:
            assert error.code in ("shop-damaged", "shop-foreign", "shop-empty", "shop-newer")
            assert file.read_bytes() == bytes(data)
            found += 1
            continue
        try:
            if checks.integrity(opened):
                found += 1
            else:
                assert contents(opened) == true, f"served wrong data: seed {seed}"
                harmless += 1
        finally:
            opened.close()
            file.unlink()
    assert found + harmless == DAMAGED and found > DAMAGED * 0.7
    measured("damaged files: cut, zeroed, garbage, swapped, header", f"{DAMAGED:,} files",
             f"{found:,} found, {harmless:,} in unused pages, 0 wrong data served")  # fmt: skip

"""A disk that is full at any page: a verb is taken whole or not at all, and the day goes on once there is room."""

import os

import pytest

from shopdesk.db import checks
from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file
from tests.durability.day import contents, make_shop, outcomes, verbs

PAGES = 90  # in which the day's growth ends
GOODS, NEEDED = 300, 34  # a list of goods, and about how many pages it fills
POINTS = int(os.environ.get("SHOPDESK_FULL_DISKS", "4"))


@pytest.mark.timeout(max(120, POINTS * 10))
def test_a_disk_that_is_full_at_any_page_takes_a_verb_whole_or_not_at_all(tmp_path, measured):
    wanted = outcomes(tmp_path / "undisturbed")
    refusals = points = 0
    for spare in range(0, PAGES, max(1, PAGES // POINTS)):
        folder = tmp_path / f"full-{spare}"
        shop = make_shop(folder)
        pages = shop.connection.execute("PRAGMA page_count").fetchone()[0]
        shop.connection.execute(f"PRAGMA max_page_count = {pages + spare}")
        points, done = points + 1, 0
        for verb in verbs():
            try:
                verb(shop)
            except ShopError as error:
                assert error.code == "disk-full"
                refusals += 1
                break
            done += 1
        assert contents(shop.connection) == wanted[done]
        shop.connection.execute("PRAGMA max_page_count = 1000000")
        for verb in verbs()[done:]:  # room was made: the day goes on where it stood
            verb(shop)
        assert contents(shop.connection) == wanted[-1] and checks.integrity(shop.connection) == []
        shop.close()
    assert refusals > 0
    measured(
        "disk full at every k-th page",
        f"{points} points, {refusals} refusals",
        "0 half done; goes on once there is room",
    )


@pytest.mark.timeout(max(120, POINTS * 10))
def test_a_great_import_that_meets_a_full_disk_at_any_page_is_taken_whole_or_not_at_all(tmp_path, measured):
    rows = "".join(f"{at},simple,SKU-{at},加厚收纳盒 {at},1,30.00\n" for at in range(1, GOODS + 1))
    (tmp_path / "many.csv").write_text("ID,Type,SKU,Name,Published,Regular price\n" + rows, "utf-8")
    shop = make_shop(tmp_path / "shop")
    before, first = contents(shop.connection), pages(shop)
    refusals = 0
    spare, step = 0, max(1, NEEDED // POINTS)
    while True:
        shop.connection.execute(f"PRAGMA max_page_count = {first + spare}")
        try:
            import_file(shop, tmp_path / "many.csv")
            break
        except ShopError as error:
            assert error.code == "disk-full"
        refusals += 1
        assert contents(shop.connection) == before
        spare += step
    assert checks.integrity(shop.connection) == [] and refusals > 1
    assert shop.connection.execute("SELECT count(*) FROM variants").fetchone()[0] == GOODS
    grown = pages(shop) - first
    shop.close()
    measured(f"disk full while a list of {GOODS} goods is taken", f"{refusals:,} points in {grown} pages",
             "0 half done; taken whole once there is room")  # fmt: skip


def pages(shop) -> int:
    return shop.connection.execute("PRAGMA page_count").fetchone()[0]

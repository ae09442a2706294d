"""A disk that is full at any page: a verb is taken whole or not at all, and the day goes on once there is room."""

import os

from shopdesk.db import checks
from shopdesk.domain.errors import ShopError
from tests.durability.day import contents, make_shop, outcomes, verbs

PAGES = 90  # in which the day's growth ends
POINTS = int(os.environ.get("SHOPDESK_FULL_DISKS", "4"))


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

"""Verdicts on main images are kept, and a picture that has changed is checked again."""

import pytest
from PIL import Image

from shopdesk.services import picture_checks
from shopdesk.services.listing_table import ListingTable, count_listing_views
from shopdesk.services.listings import list_listings, picture_file
from shopdesk.services.picture_checks import (
    check_main_images,
    keep_verdicts,
    main_place,
    main_verdict,
    stale_main_images,
)
from shopdesk.services.settings import set_setting


@pytest.fixture
def checked(sample_shop):
    """The sample shop with every main image checked."""
    keep_verdicts(sample_shop, check_main_images(stale_main_images(sample_shop), "shopdesk"), "shopdesk")
    return sample_shop


def test_every_main_image_is_stale_until_it_is_checked(sample_shop):
    stale = stale_main_images(sample_shop)
    assert len(stale) == len({main_place(told) for told in list_listings(sample_shop)} - {""})
    keep_verdicts(sample_shop, check_main_images(stale, "shopdesk"), "shopdesk")
    assert stale_main_images(sample_shop) == []


def test_a_changed_picture_is_checked_again_and_the_view_shows_what_fails(checked):
    listing = list_listings(checked)[0]
    file = picture_file(checked, main_place(listing))
    Image.new("RGB", (60, 40), "red").save(file)
    assert [place for place, _file in stale_main_images(checked)] == [main_place(listing)]
    assert main_verdict(checked, listing) == "fail"
    before = count_listing_views(checked)["fails"]
    keep_verdicts(checked, check_main_images(stale_main_images(checked), "shopdesk"), "shopdesk")
    assert count_listing_views(checked)["fails"] == before + 1
    table = ListingTable(checked, "fails")
    assert listing.handle in {row.handle for row in table.rows(table.ids())}


def test_a_kept_verdict_answers_without_looking_at_the_picture(checked, monkeypatch):
    monkeypatch.setattr(picture_checks, "check_picture", lambda *_: pytest.fail("the picture was looked at"))
    assert main_verdict(checked, list_listings(checked)[0]) in ("pass", "warn", "fail")


def test_another_platforms_rules_have_their_own_verdicts(checked):
    set_setting(checked, "pictures.profile", "amazon")
    assert len(stale_main_images(checked)) > 0
    assert count_listing_views(checked)["fails"] == 0

"""Listings are judged with their main image, and offered only when nothing stops them."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.listing_check import check_listings, judge, set_status
from shopdesk.services.listings import list_listings, picture_file, show_listing
from shopdesk.services.settings import set_setting
from shopdesk.words.errors import word_error


@pytest.fixture
def draft(sample_shop):
    """A draft whose main image passes."""
    return next(
        one.listing
        for one in check_listings(sample_shop, [told.handle for told in list_listings(sample_shop)])
        if one.score.may_be_ready
    )


def test_every_listing_of_the_sample_is_judged(sample_shop):
    judged = check_listings(sample_shop)
    assert len(judged) == len(list_listings(sample_shop))
    assert {one.picture for one in judged} <= {"pass", "warn", "fail", "none"}
    assert all(0 <= one.score.points <= 100 for one in judged)


def test_a_listing_goes_from_draft_to_ready_to_listed_and_back(sample_shop, draft):
    for status in ("draft", "ready", "listed", "archived", "draft"):
        assert set_status(sample_shop, draft.handle, status).status == status
    assert show_listing(sample_shop, draft.handle).status == "draft"


def test_without_its_main_image_a_listing_is_not_offered(sample_shop, draft):
    set_status(sample_shop, draft.handle, "draft")
    picture_file(sample_shop, draft.pictures[0].place).unlink()
    assert judge(sample_shop, draft).picture == "none"
    with pytest.raises(ShopError, match="listing-not-ready") as refused:
        set_status(sample_shop, draft.handle, "ready")
    assert "no main image" in word_error(refused.value)
    assert show_listing(sample_shop, draft.handle).status == "draft"


def test_a_shop_that_only_warns_lets_it_go(sample_shop, draft):
    picture_file(sample_shop, draft.pictures[0].place).unlink()
    set_setting(sample_shop, "listings.gate", "warn")
    assert set_status(sample_shop, draft.handle, "listed").status == "listed"


def test_an_unknown_status_is_refused(sample_shop, draft):
    with pytest.raises(ShopError, match="listing-status-unknown"):
        set_status(sample_shop, draft.handle, "sold out")

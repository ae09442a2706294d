"""A bulk edit of the sample shop: previewed, written together, taken back together, refused when it is stale."""

import pytest

from shopdesk.domain.bulk_edit import Operation
from shopdesk.services.bulk_edit import apply_bulk_edit, preview_bulk_edit, take_bulk_edit_back
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings, show_listing


@pytest.fixture
def handles(sample_shop):
    return [told.handle for told in list_listings(sample_shop)]


def test_prices_rise_together_and_come_back_together(sample_shop, handles):
    before = list_listings(sample_shop)
    preview = preview_bulk_edit(sample_shop, handles, [Operation("price", "percent", "10")])
    assert list_listings(sample_shop) == before, "a preview writes nothing"
    priced = sum(variant.price > 0 for told in before for variant in told.variants)
    assert {cell.field for cell in preview.cells} == {"price"} and len(preview.cells) == priced
    assert apply_bulk_edit(sample_shop, preview) == len(preview.changes)
    assert show_listing(sample_shop, handles[0]).variants[0].price > before[0].variants[0].price
    take_bulk_edit_back(sample_shop, preview)
    assert list_listings(sample_shop) == before


def test_a_listing_can_be_left_out(sample_shop, handles):
    preview = preview_bulk_edit(sample_shop, handles[:3], [Operation("brand", "set", "新牌")]).without({handles[1]})
    apply_bulk_edit(sample_shop, preview)
    brands = [show_listing(sample_shop, handle).brand for handle in handles[:3]]
    assert (brands[0], brands[2]) == ("新牌", "新牌") and brands[1] != "新牌"


def test_an_edit_of_listings_that_have_changed_since_is_refused_whole(sample_shop, handles, refusal):
    preview = preview_bulk_edit(sample_shop, handles[:3], [Operation("brand", "set", "新牌")])
    other = show_listing(sample_shop, handles[2])
    save_listing(sample_shop, other, type(other)(**{**_fields(other), "title": "别人改过的标题"}))
    assert refusal(apply_bulk_edit, sample_shop, preview) == "listing-changed"
    assert show_listing(sample_shop, handles[0]).brand != "新牌"


def test_what_a_listing_cannot_hold_is_told_beside_it(sample_shop, handles):
    preview = preview_bulk_edit(sample_shop, handles[:2], [Operation("role", "set", "emperor")])
    assert (preview.changes, [error.code for _handle, error in preview.refused]) == ((), ["listing-invalid"] * 2)


def test_only_what_is_ready_becomes_ready(sample_shop, handles):
    preview = preview_bulk_edit(sample_shop, handles, [Operation("status", "set", "listed")])
    assert {error.code for _handle, error in preview.refused} == {"listing-not-ready"}
    refused = {handle for handle, _error in preview.refused}
    assert refused.isdisjoint(change.after.handle for change in preview.changes)


def _fields(listing):
    return {name: getattr(listing, name) for name in listing.__dataclass_fields__}

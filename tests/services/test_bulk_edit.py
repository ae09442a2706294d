"""A bulk edit of the sample shop: previewed, written together, taken back together, refused when it is stale."""

from dataclasses import replace

import pytest

from shopdesk.domain.bulk_edit import Operation
from shopdesk.domain.errors import Cancelled
from shopdesk.services.bulk_edit import (
    apply_bulk_edit,
    preview_bulk_edit,
    preview_chosen,
    read_chosen,
    take_bulk_edit_back,
)
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listing_scores import scores_of
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


def test_a_cell_can_be_left_out(sample_shop, handles):
    preview = preview_bulk_edit(sample_shop, handles[:3], [Operation("brand", "set", "新牌")])
    preview = preview.without({(handles[1], "", "brand")})
    assert len(preview.changes) == len(preview.cells) == 2, "a listing without a changed cell is not written"
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


def test_the_gate_looks_at_the_listing_as_it_would_be(sample_shop, handles, refusal):
    ready = next(h for h in handles if not _refused(sample_shop, h, Operation("status", "set", "listed")))
    emptied = [Operation("price", "set", "0"), Operation("status", "set", "ready")]
    before = show_listing(sample_shop, ready)
    if before.status != "draft":
        save_listing(sample_shop, before, replace(before, status="draft"))
    assert _refused(sample_shop, ready, *emptied) == ["listing-not-ready"]
    assert _refused(sample_shop, ready, emptied[1]) == []


def test_a_long_edit_can_be_stopped_and_then_nothing_was_written(sample_shop, handles):
    class Stopping:
        def step(self, done, total):
            if done == total:
                raise Cancelled

    before = list_listings(sample_shop)
    preview = preview_bulk_edit(sample_shop, handles, [Operation("brand", "set", "新牌")])
    with pytest.raises(Cancelled):
        preview_bulk_edit(sample_shop, handles, [Operation("brand", "set", "新牌")], Stopping())
    with pytest.raises(Cancelled):
        apply_bulk_edit(sample_shop, preview, Stopping())
    assert list_listings(sample_shop) == before


def test_all_offered_fixes_are_taken_and_the_score_rises(sample_shop, handles):
    chosen = read_chosen(sample_shop, handles)
    preview = preview_chosen(sample_shop, chosen, [Operation("findings", "mend")])
    was, now = ([score_of(sample_shop, side(c)) for c in preview.changes] for side in (_before, _after))
    assert preview.changes and all(a < b for a, b in zip(was, now, strict=True))


def score_of(shop, listing):
    return scores_of(shop, [listing])[0]


def _before(change):
    return change.before


def _after(change):
    return change.after


def _refused(shop, handle, *operations):
    return [error.code for _handle, error in preview_bulk_edit(shop, [handle], operations).refused]


def _fields(listing):
    return {name: getattr(listing, name) for name in listing.__dataclass_fields__}

"""Many listings changed at once: previewed cell by cell, written together, taken back together."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from shopdesk.db.listings import load_listings
from shopdesk.domain.bulk_edit import Cell, Operation, change_listing, changed_cells
from shopdesk.domain.categories import attribute_finder
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listing_edit import check_listing
from shopdesk.services.categories import list_categories
from shopdesk.services.listing_check import judge
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listings import find_rows
from shopdesk.services.rule_files import score_rules
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a bulk edit would do: the changes, only the cells that differ, and the listings it cannot change."""

    changes: tuple[ListingChange, ...]
    cells: tuple[Cell, ...]
    refused: tuple[tuple[str, ShopError], ...]

    def without(self, left_out: Container[str]) -> "BulkPreview":
        """Return the preview without these listings (handles)."""
        kept = tuple(c for c in self.changes if c.after is not None and c.after.handle not in left_out)
        return BulkPreview(kept, tuple(c for c in self.cells if c.handle not in left_out), self.refused)

    @property
    def back(self) -> tuple[ListingChange, ...]:
        """The changes that take it back."""
        return tuple(change.back for change in self.changes)


def preview_bulk_edit(
    shop: Shop, names: Sequence[str], operations: Sequence[Operation], job: Job | None = None
) -> BulkPreview:
    """Return what these operations would change in these listings; nothing is written.

    Raises ShopError with "listing-unknown" or "operation-invalid".
    """
    rules, asked, job = score_rules(shop), attribute_finder(list_categories(shop)), job or SilentJob()
    listings = load_listings(shop.connection, find_rows(shop, names))
    changes: list[ListingChange] = []
    cells: list[Cell] = []
    refused: list[tuple[str, ShopError]] = []
    for at, before in enumerate(listings, start=1):
        after = change_listing(before, operations, rules, asked(before.category))
        try:
            check_listing(after)
            _look_at_gate(shop, before.status, after.status, after.handle)
        except ShopError as error:
            refused.append((before.handle, error))
            continue
        if after != before:
            changes.append(ListingChange(before, after))
            cells += changed_cells(before, after, rules)
        job.step(at, len(listings))
    return BulkPreview(tuple(changes), tuple(cells), tuple(refused))


def _look_at_gate(shop: Shop, before: str, after: str, handle: str) -> None:
    """Raise ShopError("listing-not-ready") where a listing would become ready that is not."""
    if before == after or after not in ("ready", "listed") or get_setting(shop, "listings.gate") != "block":
        return
    listing = load_listings(shop.connection, find_rows(shop, [handle]))[0]
    score = judge(shop, listing).score
    if not score.may_be_ready:
        stopping = next(finding for finding in score.findings if finding.stops)
        raise ShopError("listing-not-ready", listing=listing.title, finding=stopping.code, of=stopping.of)


def apply_bulk_edit(shop: Shop, preview: BulkPreview) -> int:
    """Write a previewed edit, all or none, and return how many listings it changed.

    Raises ShopError("listing-changed") when one of them was changed since the preview.
    """
    if preview.changes:
        save_listings(shop, preview.changes)
    return len(preview.changes)


def take_bulk_edit_back(shop: Shop, preview: BulkPreview) -> None:
    """Take an edit back, all or none. Raises ShopError("listing-changed") when one was changed since."""
    save_listings(shop, preview.back)

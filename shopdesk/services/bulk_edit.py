"""Many listings changed at once: previewed cell by cell, written together, taken back together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.db import audit_log
from shopdesk.db.listings import load_listings
from shopdesk.domain.bulk_cells import Cell, changed_cells, without_cells
from shopdesk.domain.bulk_edit import Ground, Operation, change_listing, check_operation
from shopdesk.domain.categories import Category, attribute_finder
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listing_edit import check_listing
from shopdesk.domain.listing_findings import ScoreRules
from shopdesk.domain.listings import SPECIAL_GOODS, Listing
from shopdesk.services.bulk_gate import look_at_gate
from shopdesk.services.categories import list_categories
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listings import find_rows
from shopdesk.services.rule_files import score_rules
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.words.listing_editor import no_return_text, promise_text

CHUNK = 250
CellKey = tuple[str, str, str]  # handle, SKU, field


@dataclass(frozen=True, slots=True)
class Chosen:
    """The listings of a bulk edit as they stand, with what changing them leans on: read once, previewed often."""

    listings: tuple[Listing, ...]
    rules: ScoreRules
    tree: tuple[Category, ...]
    days: tuple[int, int]
    sentences: Mapping[str, str]

    def grounds(self) -> Iterator[tuple[Listing, Ground]]:
        """Give each listing with what operations lean on in it."""
        asked = attribute_finder(self.tree)
        for listing in self.listings:
            facts = listing.facts
            promises = {
                "promise": promise_text(*self.days, facts.warranty_months),
                "no_return": self.sentences.get(facts.special, ""),
            }
            yield listing, Ground(self.rules, asked(listing.category), promises)


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a bulk edit would do: the changes, only the cells that differ, and the listings it cannot change."""

    changes: tuple[ListingChange, ...] = ()
    cells: tuple[Cell, ...] = ()
    refused: tuple[tuple[str, ShopError], ...] = ()

    def without(self, left_out: Collection[CellKey]) -> "BulkPreview":
        """Return the preview without these cells (handle, SKU, field)."""
        keys: dict[str, set[tuple[str, str]]] = {}
        for handle, sku, field in left_out:
            keys.setdefault(handle, set()).add((sku, field))
        changes = [made for change in self.changes if (made := _without(change, keys)) is not None]
        kept = tuple(c for c in self.cells if c.key not in keys.get(c.handle, ()))
        return BulkPreview(tuple(changes), kept, self.refused)

    @property
    def back(self) -> tuple[ListingChange, ...]:
        """The changes that take it back."""
        return tuple(change.back for change in self.changes)


def _without(change: ListingChange, keys: Mapping[str, set[tuple[str, str]]]) -> ListingChange | None:
    before, after = change.before, change.after
    if before is None or after is None or before.handle not in keys:
        return change
    kept = without_cells(before, after, keys[before.handle])
    return ListingChange(before, kept) if kept != before else None


def read_chosen(shop: Shop, names: Sequence[str]) -> Chosen:
    """Read these listings for a bulk edit. Raises ShopError("listing-unknown")."""
    listings = load_listings(shop.connection, find_rows(shop, names))
    no_reason, quality = (int(str(get_setting(shop, f"returns.{name}_days"))) for name in ("no_reason", "quality"))
    sentences = {special: no_return_text(special) for special in SPECIAL_GOODS}
    tree = tuple(list_categories(shop))
    return Chosen(tuple(listings), score_rules(shop), tree, (no_reason, quality), sentences)


def preview_bulk_edit(
    shop: Shop, names: Sequence[str], operations: Sequence[Operation], job: Job | None = None
) -> BulkPreview:
    """Return what these operations would change in these listings; nothing is written.

    Raises ShopError with "listing-unknown", "operation-invalid" or "category-name-invalid".
    """
    return preview_chosen(shop, read_chosen(shop, names), operations, job)


def preview_chosen(shop: Shop, chosen: Chosen, operations: Sequence[Operation], job: Job | None = None) -> BulkPreview:
    """Return what these operations would change in listings that were read before."""
    job, count = job or SilentJob(), len(chosen.listings)
    for operation in operations:
        check_operation(operation)
    changes: list[ListingChange] = []
    refused: list[tuple[str, ShopError]] = []
    for at, (before, ground) in enumerate(chosen.grounds(), start=1):
        job.step(at, count)
        after = change_listing(before, operations, ground)
        if after == before:
            continue
        try:
            check_listing(after)
            changes.append(ListingChange(before, after))
        except ShopError as error:
            refused.append((before.handle, error))
    stopped = look_at_gate(shop, changes, chosen.rules, chosen.tree, job)
    kept = tuple(c for c in changes if c.after is not None and c.after.uuid not in stopped)
    cells = (cell for c in kept if c.before and c.after for cell in changed_cells(c.before, c.after, chosen.rules))
    return BulkPreview(kept, tuple(cells), (*refused, *stopped.values()))


def apply_bulk_edit(shop: Shop, preview: BulkPreview, job: Job | None = None) -> int:
    """Write a previewed edit, all or none, and return how many listings it changed.

    Raises ShopError("listing-changed") when one of them was changed since the preview.
    """
    uuids = [change.after.uuid for change in preview.changes if change.after is not None]
    with shop.writing():
        before = audit_log.listing_texts(shop.connection, uuids)
        count = _write(shop, preview.changes, job or SilentJob())
        after = audit_log.listing_texts(shop.connection, uuids)
        audit_log.keep_befores(shop.connection, audit_log.next_deed(shop.connection), before, after)
    return count


def take_bulk_edit_back(shop: Shop, preview: BulkPreview, job: Job | None = None) -> int:
    """Take an edit back, all or none. Raises ShopError("listing-changed") when one was changed since."""
    return _write(shop, preview.back, job or SilentJob())


def _write(shop: Shop, changes: Sequence[ListingChange], job: Job) -> int:
    if not changes:
        return 0
    with shop.writing():
        for at in range(0, len(changes), CHUNK):
            save_listings(shop, changes[at : at + CHUNK])
            job.step(min(at + CHUNK, len(changes)), len(changes))  # the last one too may still stop it
    return len(changes)

"""Listings made and changed by a person: one or many at once, whole or not at all, each change with its way back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.db import listing_writes, listings, order_writes, platform_codes
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_edit import check_listing
from shopdesk.domain.listings import Listing
from shopdesk.domain.options import named_variants
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.listing_scores import rescore
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class ListingChange:
    """A listing as it stood and as it shall stand; without `before` it is new, without `after` it leaves the shop."""

    before: Listing | None
    after: Listing | None

    @property
    def back(self) -> "ListingChange":
        """The change that undoes this one."""
        return ListingChange(self.after, self.before)


def new_listing(shop: Shop, listing: Listing) -> Listing:
    """Add a listing; what has no handle or SKU of its own is given one. Raises the codes of `save_listings`."""
    handle = listing.handle or free_handle(shop)
    variants = named_variants(handle, listing.variants)
    made = replace(listing, uuid=listing.uuid or new_id(), handle=handle, variants=variants)
    save_listings(shop, [ListingChange(None, made)])
    return made


def duplicate_listing(shop: Shop, listing: Listing) -> Listing:
    """Return a draft like this listing, with handle and SKUs of its own and no barcodes; nothing is written yet."""
    handle = free_handle(shop)
    variants = tuple(
        replace(variant, sku=f"{handle}-{at}", barcode="") for at, variant in enumerate(listing.variants, start=1)
    )
    return replace(listing, uuid=new_id(), handle=handle, status="draft", variants=variants)


def save_listing(shop: Shop, before: Listing, after: Listing) -> Listing:
    """Write one changed listing. Raises the codes of `save_listings`."""
    save_listings(shop, [ListingChange(before, after)])
    return after


def save_listings(shop: Shop, changes: Sequence[ListingChange]) -> None:
    """Write these changes together, all or none.

    Raises ShopError with "listing-invalid", "listing-changed" (it is no longer what `before` says: somebody else was
    faster), "handle-taken", "sku-taken", or "variant-in-use" (pieces of it lie somewhere, or an order waits for it).
    """
    for change in changes:
        if change.after is not None:
            check_listing(change.after)
    with shop.writing():
        rows = [_apply(shop, change) for change in changes]
        order_writes.match_lines(shop.connection)
        rescore(shop, rows)


def _apply(shop: Shop, change: ListingChange) -> int:
    connection, told = shop.connection, change.after or change.before
    assert told is not None
    row = listing_writes.find_by_uuid(connection, told.uuid)
    if change.before is not None:
        current = listings.find_by_handle(connection, change.before.handle)
        if row is None or current != row or listings.load_listings(connection, [row]) != [change.before]:
            raise ShopError("listing-changed", listing=change.before.title)
    elif row is not None and listing_writes.is_live(connection, row):
        raise ShopError("listing-changed", listing=told.title)
    _look_for_needed(shop, change)
    if change.after is None:
        assert row is not None
        listing_writes.take_out(connection, row, shop.now())
        return row
    _look_for_taken(shop, change.after, row)
    if row is None:
        row = listings.add_listing(connection, change.after, digest="", at=shop.now())
    _write(shop, row, change.after)
    return row


def _write(shop: Shop, row: int, listing: Listing) -> None:
    at = shop.now()
    ids = new_ids(len(listing.variants) + len(listing.pictures))
    pictures = zip(ids[len(listing.variants) :], listing.pictures, strict=True)
    listing_writes.write_head(shop.connection, row, listing, at)
    listing_writes.write_variants(shop.connection, row, list(zip(ids, listing.variants, strict=False)), at)
    listing_writes.write_pictures(shop.connection, row, list(pictures), at)


def _look_for_needed(shop: Shop, change: ListingChange) -> None:
    kept = {variant.sku for variant in change.after.variants} if change.after else set()
    leaving = [variant.sku for variant in change.before.variants if variant.sku not in kept] if change.before else []
    if needed := listing_writes.needed_skus(shop.connection, leaving):
        raise ShopError("variant-in-use", sku=needed[0], listing=change.before.title if change.before else "")


def _look_for_taken(shop: Shop, listing: Listing, row: int | None) -> None:
    if listings.find_by_handle(shop.connection, listing.handle) not in (None, row):
        raise ShopError("handle-taken", value=listing.handle)
    if taken := listings.sku_of_another(shop.connection, [variant.sku for variant in listing.variants], row):
        raise ShopError("sku-taken", value=taken)


def rename_sku(shop: Shop, sku: str, new: str) -> None:
    """Give a variant another SKU; its stock and its orders go with it, and its old name stays a code of it.

    Files of the platforms name the old one for a while yet. Raises ShopError with "sku-unknown" or "sku-taken".
    """
    if new == sku:
        return
    with shop.writing():
        known = order_writes.variant_ids(shop.connection, [sku, new])
        if sku not in known:
            raise ShopError("sku-unknown", value=sku)
        if new in known:
            raise ShopError("sku-taken", value=new)
        row = listing_writes.listing_of(shop.connection, known[sku])
        listing = listings.load_listings(shop.connection, [row])[0]
        variants = tuple(replace(v, sku=new) if v.sku == sku else v for v in listing.variants)
        check_listing(replace(listing, variants=variants))
        listing_writes.rename_variant(shop.connection, sku, new)
        _keep_old_name(shop, known[sku], sku, new)
        order_writes.match_lines(shop.connection)
        rescore(shop, [row])


def _keep_old_name(shop: Shop, variant: int, old: str, new: str) -> None:
    """Let the old SKU mean the variant wherever it means nothing else; the new one needs to be no code any more."""
    if platform_codes.variants_of_codes(shop.connection, "", [new]).get(new) == variant:
        platform_codes.drop_code(shop.connection, "", new, shop.now())
    if not platform_codes.variants_of_codes(shop.connection, "", [old]):
        platform_codes.put_code(shop.connection, new_id(), variant, "", old)


def free_handle(shop: Shop) -> str:
    """Return a handle that no listing has: P- and the eight last signs of a new identity."""
    while True:
        handle = f"P-{new_id().replace('-', '')[-8:]}"
        if listings.find_by_handle(shop.connection, handle) is None:
            return handle

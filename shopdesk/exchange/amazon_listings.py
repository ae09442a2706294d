"""Amazon listings report: one row a SKU, tab-separated, 29 columns."""

from collections.abc import Iterator

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.exchange.listings import pictures
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "amazon-listings",
    "listings",
    ("import",),
    frozenset({"item-name", "listing-id", "seller-sku", "price", "quantity"}),
)
_BARCODES = ("2", "3", "4")  # product-id-type: ISBN, UPC, EAN; 1 is Amazon's own ASIN


def read(table: Table) -> Iterator[Item]:
    """Read listings of one variant each, with opening stock; goods in Amazon's own warehouse have none here."""
    taken: set[str] = set()
    for row in rows_of(table, ALIASES):
        try:
            row.check_width()
            record = _listing(row)
            if record.listing.handle in taken:
                raise ShopError("sku-duplicate", value=record.listing.handle, column="seller-sku")
        except ShopError as error:
            yield refuse(row.number, error)
            continue
        taken.add(record.listing.handle)
        yield record


def _listing(row: Row) -> ListingRecord:
    sku, title = row.identifier("seller-sku"), row.text("item-name")
    if not sku:
        raise ShopError("sku-missing", column="seller-sku")
    if not title:
        raise ShopError("title-missing", value=sku, column="item-name")
    barcode = row.identifier("product-id") if row.text("product-id-type") in _BARCODES else ""
    listing = Listing(
        handle=sku,
        title=title,
        variants=(Variant(sku=sku, barcode=barcode, price=row.amount("price")),),
        description=row.text("item-description"),
        status="listed" if row.text("status").lower() in ("active", "") else "draft",
        pictures=pictures([row.text("image-url")]),
    )
    fulfilled_by_amazon = row.text("fulfillment-channel").upper().startswith("AMAZON")
    return ListingRecord(row.number, listing, {sku: None if fulfilled_by_amazon else row.count("quantity")})

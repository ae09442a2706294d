from shopdesk.domain.imports import ListingRecord, Refused

ROW = {
    "item-name": "Clay Mug",
    "item-description": "A mug.",
    "listing-id": "0101ABCDEFG",
    "seller-sku": "MUG-B",
    "price": "20.00",
    "quantity": "7",
    "open-date": "2025-01-07 07:35:42 PST",
    "image-url": "",
    "product-id-type": "4",
    "product-id": "4006381333931",
    "fulfillment-channel": "DEFAULT",
    "status": "Active",
}


def test_a_listing_with_its_stock(items_of):
    (record,) = items_of([ROW])
    assert isinstance(record, ListingRecord)
    (variant,) = record.listing.variants
    assert (record.listing.title, record.listing.status, variant.price) == ("Clay Mug", "listed", 2000)
    assert (variant.sku, variant.barcode, record.stock) == ("MUG-B", "4006381333931", {"MUG-B": 7})


def test_goods_in_amazons_own_warehouse_are_no_stock_here(items_of):
    (record,) = items_of([ROW | {"fulfillment-channel": "AMAZON_NA"}])
    assert record.stock == {"MUG-B": None}


def test_an_asin_is_no_barcode_and_an_inactive_listing_a_draft(items_of):
    (record,) = items_of([ROW | {"product-id-type": "1", "product-id": "B0ABCDEFGH", "status": "Inactive"}])
    assert (record.listing.variants[0].barcode, record.listing.status) == ("", "draft")


def test_a_sku_that_stands_twice_and_a_row_without_one_are_refused(items_of):
    (_, *refused) = items_of([ROW, ROW, ROW | {"seller-sku": ""}, ROW | {"seller-sku": "B", "item-name": ""}])
    assert {type(item) for item in refused} == {Refused}
    assert [item.problem.code for item in refused] == ["sku-duplicate", "sku-missing", "title-missing"]

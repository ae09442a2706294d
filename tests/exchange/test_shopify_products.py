import pytest

from shopdesk.domain.imports import ListingRecord, Refused, RowProblem
from shopdesk.domain.listings import Picture, Variant
from shopdesk.exchange.formats import read

FIRST = {
    "Handle": "clay-mug",
    "Title": "Clay Mug",
    "Body (HTML)": "<p>Fired <b>twice</b></p>",
    "Vendor": "Sample Pottery",
    "Type": "Mugs",
    "Published": "true",
    "Option1 Name": "Colour",
    "Option1 Value": "Blue",
    "Option2 Name": "",
    "Option2 Value": "",
    "Variant SKU": "MUG-B",
    "Variant Grams": "250.0",
    "Variant Inventory Tracker": "",
    "Variant Inventory Qty": "4",
    "Variant Price": "9.99",
    "Variant Compare At Price": "12.00",
    "Variant Barcode": "'4006381333931",
    "Image Src": "https://example.com/blue.jpg",
    "Image Position": "1",
    "Cost per item": "3.10",
    "Status": "active",
}
NEXT = {"Handle": "clay-mug", "Option1 Value": "Red", "Variant SKU": "MUG-R", "Variant Price": "9.99"}
PICTURE = {"Handle": "clay-mug", "Image Src": "https://example.com/detail.jpg", "Image Position": "2"}
SINGLE = FIRST | {"Option1 Name": "Title", "Option1 Value": "Default Title"}


def test_a_listing_of_two_variants_and_two_pictures(items_of):
    (record,) = items_of([FIRST, PICTURE, NEXT])
    listing = record.listing
    assert (record.row, listing.handle, listing.title, listing.brand) == (2, "clay-mug", "Clay Mug", "Sample Pottery")
    assert listing.description == "<p>Fired <b>twice</b></p>"
    assert listing.variants == (
        Variant("MUG-B", "4006381333931", {"Colour": "Blue"}, 999, 1200, 310, 250),
        Variant("MUG-R", "", {"Colour": "Red"}, 999),
    )
    assert listing.pictures == (
        Picture("https://example.com/blue.jpg", "main"),
        Picture("https://example.com/detail.jpg"),
    )
    assert (listing.category, listing.status) == (("Mugs",), "listed")
    assert record.stock == {"MUG-B": 4, "MUG-R": None}


def test_rows_of_a_product_need_not_stand_together(items_of):
    records = items_of([FIRST, SINGLE | {"Handle": "plate", "Variant SKU": "P"}, NEXT])
    assert [(record.listing.handle, len(record.listing.variants)) for record in records] == [
        ("plate", 1),
        ("clay-mug", 2),
    ]


def test_pictures_stand_in_their_own_order(items_of):
    (record,) = items_of([FIRST | {"Image Position": "2"}, PICTURE | {"Image Position": "1"}])
    assert [picture.place[-10:] for picture in record.listing.pictures] == ["detail.jpg", "m/blue.jpg"]
    assert [picture.role for picture in record.listing.pictures] == ["main", ""]


def test_a_default_title_is_no_option(items_of):
    (record,) = items_of([SINGLE])
    assert record.listing.variants[0].options == {}


def test_a_file_without_skus_gets_the_same_ones_every_time(items_of):
    rows = [FIRST | {"Variant SKU": ""}, NEXT | {"Variant SKU": ""}]
    (first,), (second,) = items_of(rows), items_of(rows)
    assert [variant.sku for variant in first.listing.variants] == ["clay-mug-Blue", "clay-mug-Red"]
    assert first == second


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Status": "draft"}, "draft"),
        ({"Status": "archived"}, "archived"),
        ({"Status": "", "Published": "true"}, "listed"),
        ({"Status": "", "Published": "false"}, "draft"),
    ],
)
def test_whether_it_is_offered(items_of, cells, status):
    (record,) = items_of([FIRST | cells])
    assert record.listing.status == status


def test_the_dialect_of_2024(items_of):
    row = {
        "Title": "Clay Mug",
        "URL handle": "clay-mug",
        "Description": "<p>Fired twice</p>",
        "Product category": "Home & Garden > Kitchen > Mugs > Clay",
        "Type": "Mugs",
        "Status": "Active",
        "SKU": "MUG-B",
        "Barcode": "4006381333931",
        "Option1 name": "Colour",
        "Option1 value": "Blue",
        "Price": "9.99",
        "Compare-at price": "12.00",
        "Cost per item": "3.10",
        "Inventory quantity": "4",
        "Weight value (grams)": "250",
        "Product image URL": "https://example.com/blue.jpg",
    }
    (record,) = items_of([row])
    assert record.listing.variants == (Variant("MUG-B", "4006381333931", {"Colour": "Blue"}, 999, 1200, 310, 250),)
    assert record.listing.category == ("Home & Garden", "Kitchen", "Mugs")
    assert (record.listing.description, record.listing.status) == ("<p>Fired twice</p>", "listed")
    assert record.stock == {"MUG-B": 4}
    assert record.listing.pictures == (Picture("https://example.com/blue.jpg", "main"),)


def test_the_second_variant_of_one_sku_is_refused(items_of):
    refused, first, second = items_of(
        [FIRST, NEXT | {"Variant SKU": "MUG-B"}, SINGLE | {"Handle": "b", "Variant SKU": "B"}]
    )
    assert refused == Refused(RowProblem(3, "sku-duplicate", "MUG-B", "Variant SKU"))
    assert [variant.sku for variant in first.listing.variants] == ["MUG-B"]
    assert second.listing.handle == "b"


def test_a_sku_of_another_listing_is_refused(items_of):
    record, refused = items_of([FIRST, SINGLE | {"Handle": "copy"}])
    assert isinstance(record, ListingRecord)
    assert refused == Refused(RowProblem(3, "sku-duplicate", "MUG-B", "Variant SKU"))


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Title", "", "title-missing"),
        ("Variant Inventory Qty", "-2", "quantity-negative"),
        ("Variant Inventory Qty", "2.5", "quantity-unreadable"),
        ("Variant Price", "-9.99", "amount-negative"),
        ("Variant SKU", "6.9E+12", "number-damaged"),
        ("Variant Grams", "heavy", "weight-unreadable"),
        ("Variant Grams", "-1", "weight-unreadable"),
        ("Variant Grams", "NaN", "weight-unreadable"),
        ("Handle", "", "handle-missing"),
    ],
)
def test_a_bad_row_is_refused(items_of, column, value, code):
    (refused,) = items_of([FIRST | {column: value}])
    assert isinstance(refused, Refused)
    assert (refused.problem.row, refused.problem.code, refused.problem.column) == (2, code, column)


@pytest.mark.parametrize(
    ("name", "rows", "listings", "variants", "stock"),
    [("apparel", 22, 20, 22, 22), ("home_and_garden", 21, 20, 21, None)],
)
def test_real_exports(shared_data, name, rows, listings, variants, stock):
    reading = read(shared_data / f"products/shopify_{name}.csv")
    records = list(reading.items)
    assert (reading.rows, len(records)) == (rows, listings)
    assert all(isinstance(record, ListingRecord) and record.listing.pictures for record in records)
    assert sum(len(record.listing.variants) for record in records) == variants
    counts = [count for record in records for count in record.stock.values()]
    assert None not in counts
    assert stock is None or sum(counts) == stock

import pytest

from shopdesk.domain.imports import Refused

ROW = {
    "Item number": "318000000001",
    "Title": "Clay Mug",
    "Variation details": "",
    "Custom label (SKU)": "MUG",
    "Available quantity": "4",
    "Format": "FIXED_PRICE",
    "Currency": "USD",
    "Start price": "19.99",
    "Current price": "19.99",
    "eBay category 1 name": "Mugs",
    "P:EAN": "Does not apply",
}
VARIANTS = [
    ROW | {"Variation details": "Color=Red;Blue|Size=S", "Available quantity": "5"},
    ROW | {"Variation details": "Color=Red|Size=S", "Custom label (SKU)": "MUG-R", "Available quantity": "2"},
    ROW | {"Variation details": "Color=Blue|Size=S", "Custom label (SKU)": "MUG-B", "Current price": "21.99"},
]


def test_a_listing_with_its_stock_and_currency(items_of):
    (record,) = items_of([ROW])
    listing, (variant,) = record.listing, record.listing.variants
    assert (listing.handle, listing.title, listing.status, listing.category) == (
        "318000000001", "Clay Mug", "listed", ("Mugs",),
    )  # fmt: skip
    assert (variant.sku, variant.price, variant.barcode) == ("MUG", 1999, "")
    assert (record.stock, record.currency) == ({"MUG": 4}, "USD")


def test_the_row_that_names_all_choices_is_no_variant(items_of):
    (record,) = items_of(VARIANTS)
    told = [(variant.sku, variant.options, variant.price) for variant in record.listing.variants]
    assert told == [
        ("MUG-R", {"Color": "Red", "Size": "S"}, 1999),
        ("MUG-B", {"Color": "Blue", "Size": "S"}, 2199),
    ]
    assert record.stock == {"MUG-R": 2, "MUG-B": 4}


def test_an_upload_file_tells_its_currency_in_the_first_column(items_of):
    action = "*Action(SiteID=UK|Country=GB|Currency=GBP|Version=1193|CC=UTF-8)"
    row = {action: "Add", "CustomLabel": "MUG", "*Category": "20625", "*Title": "Clay Mug", "*StartPrice": "12.50"}
    row |= {"*Quantity": "3", "PicURL": "https://example.com/a.jpg|https://example.com/b.jpg", "Relationship": ""}
    parent = row | {"CustomLabel": "", "*Quantity": "", "RelationshipDetails": "Size=S;M"}
    follows = {"*Title": "", action: "", "Relationship": "Variation", "PicURL": ""}
    small = row | follows | {"CustomLabel": "MUG-S", "RelationshipDetails": "Size=S"}
    medium = row | follows | {"CustomLabel": "MUG-M", "RelationshipDetails": "Size=M"}
    single, several = items_of([row, parent, small, medium])
    assert (single.currency, single.listing.status, single.listing.category) == ("GBP", "draft", ())
    assert [picture.place for picture in single.listing.pictures] == [
        "https://example.com/a.jpg", "https://example.com/b.jpg",
    ]  # fmt: skip
    assert [(variant.sku, variant.options) for variant in several.listing.variants] == [
        ("MUG-S", {"Size": "S"}),
        ("MUG-M", {"Size": "M"}),
    ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"Title": "", "Item number": ""}, "parent-missing"),
        ({"Title": ""}, "title-missing"),
        ({"Available quantity": "-1"}, "quantity-negative"),
    ],
)
def test_what_is_no_listing_is_refused(items_of, told, code):
    (refused,) = items_of([ROW | told])
    assert (type(refused), refused.problem.code) == (Refused, code)

import pytest

from shopdesk.domain.imports import ListingRecord, Refused, Remark, RowProblem
from shopdesk.domain.listings import Picture, Variant
from shopdesk.exchange.formats import read

SIMPLE = {
    "ID": "7",
    "Type": "simple",
    "SKU": "mug",
    "Name": "Clay Mug",
    "Published": "1",
    "Short description": "A mug",
    "Description": "<p>Fired twice</p>",
    "Stock": "4",
    "Weight (kg)": "0.25",
    "Sale price": "9.99",
    "Regular price": "12",
    "Categories": "Kitchen > Cups\\, mugs > Clay > Blue, Gifts",
    "Images": "https://example.com/a.jpg, https://example.com/b.jpg,https://example.com/a.jpg",
    "Parent": "",
    "Attribute 1 name": "Colour",
    "Attribute 1 value(s)": "Blue",
    "Attribute 2 name": "",
    "Attribute 2 value(s)": "",
}
VARIABLE = SIMPLE | {"ID": "8", "Type": "variable", "SKU": "tee", "Name": "Tee", "Stock": "", "Sale price": ""}
VARIABLE |= {"Regular price": "", "Attribute 1 value(s)": "Blue, Red"}
BLUE = {"ID": "9", "Type": "variation", "SKU": "tee-blue", "Name": "Tee - Blue", "Stock": "3", "Regular price": "15"}
BLUE |= {"Parent": "tee", "Attribute 1 name": "Colour", "Attribute 1 value(s)": "Blue"}
BLUE |= {"Attribute 2 name": "Size", "Attribute 2 value(s)": ""}
RED = BLUE | {
    "ID": "10",
    "SKU": "tee-red",
    "Parent": "id:8",
    "Attribute 1 value(s)": "Red",
    "Weight (kg)": "0.3",
    "Stock": "",
}


def test_a_simple_product(items_of):
    (record,) = items_of([SIMPLE])
    listing = record.listing
    assert (listing.handle, listing.title, listing.description) == ("mug", "Clay Mug", "<p>Fired twice</p>")
    assert listing.variants == (Variant("mug", "", {}, 999, 1200, 0, 250),)
    assert listing.category == ("Kitchen", "Cups, mugs", "Clay")
    assert listing.pictures == (Picture("https://example.com/a.jpg", "main"), Picture("https://example.com/b.jpg"))
    assert listing.status == "listed"
    assert record.stock == {"mug": 4}


def test_variations_belong_to_their_parent_by_sku_or_id(items_of):
    first, second = items_of([BLUE, VARIABLE, SIMPLE, RED])
    assert (first.listing.handle, second.listing.handle, second.row) == ("mug", "tee", 3)
    assert second.listing.variants == (
        Variant("tee-blue", "", {"Colour": "Blue"}, 1500, 1500, 0, 250),
        Variant("tee-red", "", {"Colour": "Red"}, 1500, 1500, 0, 300),
    )
    assert second.stock == {"tee-blue": 3, "tee-red": None}


def test_a_variable_product_without_variations_is_its_own_variant(items_of):
    (record,) = items_of([VARIABLE])
    assert record.listing.variants == (Variant("tee", weight_g=250),)


@pytest.mark.parametrize("kind", ["grouped", "external", "simple, downloadable, virtual"])
def test_every_other_kind_is_a_listing_of_its_own(items_of, kind):
    (record,) = items_of([SIMPLE | {"Type": kind}])
    assert record.listing.variants[0].sku == "mug"


def test_stock_counted_at_the_parent_is_told_and_not_shared_out(items_of):
    record, remark = items_of([VARIABLE | {"Stock": "12"}, BLUE | {"Stock": "parent"}])
    assert record.stock == {"tee-blue": None}
    assert remark == Remark(RowProblem(2, "stock-shared", "12", "Stock"))


@pytest.mark.parametrize(
    ("column", "value", "weight"),
    [
        ("Weight (lbs)", "1", 454),
        ("Weight (oz)", "8", 227),
        ("Weight (g)", "99.5", 100),
        ("Weight (kg)", "1,200.5", 1200500),
    ],
)
def test_weights_come_out_in_grams(items_of, column, value, weight):
    row = {name: cell for name, cell in SIMPLE.items() if name != "Weight (kg)"}
    (record,) = items_of([row | {column: value}])
    assert record.listing.variants[0].weight_g == weight


@pytest.mark.parametrize(("published", "status"), [("1", "listed"), ("0", "draft"), ("-1", "draft"), ("", "draft")])
def test_whether_it_is_offered(items_of, published, status):
    (record,) = items_of([SIMPLE | {"Published": published}])
    assert record.listing.status == status


def test_products_without_sku_get_stable_ones(items_of):
    rows = [SIMPLE | {"SKU": ""}, SIMPLE | {"SKU": "", "ID": ""}, VARIABLE | {"SKU": ""}, RED | {"SKU": ""}]
    records = items_of(rows)
    assert [record.listing.variants[0].sku for record in records] == ["id-7", "Clay-Mug", "id-8-Red"]
    assert records == items_of(rows)


def test_a_variation_without_its_parent_is_refused(items_of):
    assert items_of([BLUE]) == [Refused(RowProblem(2, "parent-missing", "tee", "Parent"))]


def test_the_second_product_of_one_sku_is_refused(items_of):
    refused, record = items_of([SIMPLE, SIMPLE | {"Name": "Other"}])
    assert refused == Refused(RowProblem(3, "sku-duplicate", "mug", "SKU"))
    assert record.listing.title == "Clay Mug"


def test_a_variation_with_a_sku_that_is_taken_is_refused_alone(items_of):
    refused, record = items_of([VARIABLE, BLUE, RED | {"SKU": "tee-blue"}])
    assert refused == Refused(RowProblem(4, "sku-duplicate", "tee-blue", "SKU"))
    assert len(record.listing.variants) == 1


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Name", "", "title-missing"),
        ("Stock", "-1", "quantity-negative"),
        ("Regular price", "-12", "amount-negative"),
        ("Regular price", "12,5000", "amount-unreadable"),
        ("SKU", "6.9E+12", "number-damaged"),
        ("Weight (kg)", "light", "weight-unreadable"),
    ],
)
def test_a_bad_row_is_refused_and_the_next_is_taken(items_of, column, value, code):
    refused, record = items_of([SIMPLE | {column: value}, SIMPLE | {"SKU": "other", "ID": "70"}])
    assert (refused.problem.row, refused.problem.code, refused.problem.column) == (2, code, column)
    assert isinstance(record, ListingRecord)


def test_the_real_sample_file(shared_data):
    reading = read(shared_data / "products/woocommerce_sample_products.csv")
    records = {record.listing.handle: record for record in reading.items}
    assert (reading.rows, len(records)) == (24, 15)
    assert {handle: len(record.listing.variants) for handle, record in records.items() if len(record.stock) > 1} == {
        "cc-tee": 3,
        "cc-hoodie": 6,
    }
    assert records["cc-beanie"].listing.variants == (Variant("cc-beanie", price=1800, list_price=2000),)
    assert len(records["cc-logo-collection"].listing.pictures) == 4
    assert records["cc-tee"].listing.category == ("Clothing", "Tshirts")
    assert records["cc-hoodie"].listing.variants[0].options == {"Color": "Red", "Logo": "No"}

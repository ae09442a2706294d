from shopdesk.domain.imports import Refused, StockRecord
from shopdesk.domain.listings import sku_from_handle

ROW = {
    "Handle": "clay-mug",
    "Title": "Clay Mug",
    "Option1 Name": "Color",
    "Option1 Value": "Blue",
    "SKU": "MUG-B",
    "Location": "Main Street",
    "On hand (current)": "7",
    "On hand (new)": "",
}


def test_what_lies_where(items_of):
    assert items_of([ROW]) == [StockRecord(2, "MUG-B", "Main Street", 7)]


def test_what_was_counted_anew_goes_first(items_of):
    assert items_of([ROW | {"On hand (new)": "0"}]) == [StockRecord(2, "MUG-B", "Main Street", 0)]


def test_the_layout_of_2023(items_of):
    row = {"On hand" if name == "On hand (current)" else name: text for name, text in ROW.items()}
    del row["On hand (new)"]
    assert items_of([row, row | {"On hand": "not stocked"}]) == [StockRecord(2, "MUG-B", "Main Street", 7)]


def test_without_a_sku_the_one_that_the_product_file_made_is_meant(items_of):
    (record,) = items_of([ROW | {"SKU": ""}])
    assert record.sku == sku_from_handle("clay-mug", {"Color": "Blue"})


def test_less_than_nothing_is_refused(items_of):
    (refused,) = items_of([ROW | {"On hand (current)": "-2"}])
    assert (type(refused), refused.problem.code) == (Refused, "quantity-negative")

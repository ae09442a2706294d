import csv
import subprocess
import sys
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import KINDS, ListingRecord, OrderRecord, Refused, Remark, ShelfRecord, StockRecord
from shopdesk.exchange.formats import FORMATS, read, recognise

ENTRIES = [entry for entry in FORMATS if "import" in entry.directions]
MODULES = [import_module(f"shopdesk.exchange.{name}") for entry in ENTRIES for name in (entry.module, *entry.dialects)]
BY_NAME = {module.FORMAT.name: module for module in reversed(MODULES)}


def refusal(call) -> ShopError:
    with pytest.raises(ShopError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_list_of_formats_says_what_each_module_says(entry):
    told = import_module(f"shopdesk.exchange.{entry.module}").FORMAT
    # The shop's own workbook has the columns of its csv.
    assert (told.name.replace("csv", "xlsx"), told.kind, told.directions) == (
        entry.name.replace("csv", "xlsx"),
        *entry[1:3],
    )
    assert told.kind in KINDS
    assert len(told.columns) > 2


def test_listing_the_formats_loads_no_reader():
    code = "import sys, shopdesk.exchange.formats; print([name for name in sys.modules if 'exchange.' in name])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['shopdesk.exchange.formats']"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_format_is_known_by_its_own_columns(module):
    assert recognise([*module.FORMAT.columns, "something else"]) is module


def test_of_two_formats_that_fit_the_one_with_more_columns_is_taken():
    both = BY_NAME["taobao-orders"].FORMAT.columns | BY_NAME["taobao-order-lines"].FORMAT.columns
    assert recognise(sorted(both)).FORMAT.name == "taobao-orders"


def test_a_file_that_lacks_one_column_is_told_which():
    columns = sorted(BY_NAME["taobao-orders"].FORMAT.columns - {"总金额"})
    error = refusal(lambda: recognise(columns))
    assert (error.code, error.params) == ("columns-missing", {"format": "taobao-orders", "columns": ["总金额"]})


@pytest.mark.parametrize("header", [["订单编号"], ["Name"], ["Title", "sku", "price"], ["a", "", "b"]])
def test_one_shared_word_is_no_recognition(header):
    error = refusal(lambda: recognise(header))
    assert (error.code, error.params) == ("format-unknown", {"columns": [name for name in header if name]})


def test_a_format_that_is_told_wins_or_says_what_it_misses(write_csv):
    path = write_csv([{"订单编号": "1", "标题": "盒", "价格": "3", "购买数量": "1"}])
    assert read(path, "taobao-order-lines").format.name == "taobao-order-lines"
    error = refusal(lambda: read(path, "pdd-orders"))
    assert (error.code, error.params["format"]) == ("columns-missing", "pdd-orders")
    assert "商品数量(件)" in error.params["columns"]


def test_a_format_that_does_not_exist_is_refused(write_csv):
    error = refusal(lambda: read(write_csv([{"a": "1"}]), "lotus-123"))
    assert (error.code, error.params) == ("format-not-offered", {"format": "lotus-123"})


def test_a_file_whose_every_row_is_bad_still_ends_well(write_csv):
    reading = read(write_csv([{"订单编号": "", "标题": "盒", "价格": "3", "购买数量": "1"}] * 3))
    assert [type(item) for item in reading.items] == [Refused] * 3
    assert reading.rows == 3


def test_a_header_alone_has_no_rows(write_csv):
    reading = read(write_csv([], header=["订单编号", "标题", "价格", "购买数量"]))
    assert (list(reading.items), reading.rows) == ([], 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pdd_orders_full.csv", "pdd-orders"),
        ("taobao_ExportOrderList_2019plus.csv", "taobao-orders"),
        ("taobao_ExportOrderDetailList_2022.csv", "taobao-order-lines"),
        ("shopify_products_2024plus.csv", "shopify-products"),
        ("jd_orders.csv", "jd-orders"),
        ("shopify_inventory.csv", "shopify-inventory"),
        ("ebay_file_exchange_add.csv", "ebay-listings"),
        ("douyin_orders_73.csv", "douyin-orders"),
        ("amazon_active_listings.txt", "amazon-listings"),
        ("amazon_all_orders_by_last_update.txt", "amazon-orders"),
    ],
)
def test_headers_of_real_files_are_recognised(shared_data, name, expected):
    reading = read(shared_data / "formats" / name)
    assert (reading.format.name, list(reading.items), reading.rows) == (expected, [], 0)


def test_files_of_other_platforms_are_not_mistaken(shared_data):
    others = ["products/vendure_products.csv", "formats/pdd_batch_ship_upload.csv", "formats/douyin_after_sale.csv"]
    others += ["formats/amazon_price_quantity_upload.txt", "orders/woo_rest_v3/customer.json"]
    assert {refusal(lambda path=path: read(shared_data / path)).code for path in others} == {"format-unknown"}


def test_no_bad_file_does_any_harm(shared_data):
    files = [path for path in sorted((shared_data / "badinput").rglob("*")) if path.is_file()]
    codes = {path.name: refusal(lambda path=path: list(read(path).items)).code for path in files}
    assert len(codes) > 50
    assert {code for name, code in codes.items() if name.endswith((".xlsx", ".xls", ".ods"))} == {
        "format-unknown",
        "file-empty",
        "workbook-encrypted",
    }
    assert {code for name, code in codes.items() if name.endswith(".xlsb")} == {"file-is-workbook"}
    assert {code for name, code in codes.items() if name.endswith((".csv", ".json", ".txt"))} == {"format-unknown"}
    assert {code for name, code in codes.items() if name.endswith((".png", ".jpg", ".gif", ".webp"))} == {
        "file-is-picture"
    }


TELLING = (
    *(
        "",
        "-",
        '=""',
        '="1"',
        "1",
        "-1",
        "1;2",
        "0.5",
        "٣",
        "NaN",
        "1e999",
        "1,299.00",
        "9" * 30,
        "2.458E+18",
        "#1",
        "sku",
    ),
    *("2026-06-09 12:00:00", "0001-01-01 00:00:00", "2025-12-06 10:37:33 -0500", "待发货", "paid", "US", "true"),
    *("王**", "a，86-13900000000，b", "盒;盖", "variation", "id:1", "A > B, C", "\\,"),
)
CELLS = st.text(max_size=12) | st.sampled_from(TELLING)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_cell_whatsoever_breaks_a_reader(tmp_path, module, data):
    header = sorted(module.FORMAT.columns | set(module.ALIASES.values()) | OTHERS[module.FORMAT.kind])
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(header) + 2), max_size=6))
    path = tmp_path / "any.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([header, *rows])
    try:
        reading = read(path, module.FORMAT.name)
        items = list(reading.items)
    except ShopError as error:
        assert error.code in ("file-not-text", "quote-unclosed")
    else:
        known = OrderRecord | ListingRecord | StockRecord | ShelfRecord | Refused | Remark
        assert all(isinstance(item, known) for item in items)
        assert len(items) <= 2 * reading.rows


OTHERS = {
    "stock": {"On hand (new)", "Option1 Name", "Option1 Value", "Title"},
    "orders": {"Shipping Country", "Shipping Zip", "Paid at", "修改后的收货地址", "支付时间", "收货人", "宝贝总数量"},
    "listings": {
        "Parent",
        "ID",
        "Stock",
        "Weight (kg)",
        "Images",
        "Categories",
        "Variant Grams",
        "Image Src",
        "Option1 Name",
    }
    | {"Attribute 1 name", "Attribute 1 value(s)", "Option1 Value", "Image Position", "Variant SKU"},
}

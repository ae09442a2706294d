"""The platforms' real files: counted here with Python's own csv reader, and taken in, twice, and taken back."""

import csv
from pathlib import Path

import pytest

from shopdesk.services.imports import import_file, import_files, undo_import
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import list_orders
from shopdesk.services.stock import audit_stock, list_stock


def rows_of(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def counts(result):
    return result.rows, result.created, result.updated, result.unchanged, len(result.rejected)


def cents(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


@pytest.mark.parametrize("turned", [False, True])
def test_a_taobao_pair(shop, shared_data, turned):
    heads = shared_data / "orders/taobao/ExportOrderList201707080000.csv"
    lines = shared_data / "orders/taobao/ExportOrderDetailList201707080000.csv"
    told = {row["订单编号"].strip('="'): row for row in rows_of(heads, "gb18030")}
    sold = {row["订单编号"].strip('="'): row for row in rows_of(lines, "gb18030")}
    files = [lines, heads] if turned else [heads, lines]
    first, second = import_files(shop, files)
    assert (counts(first), counts(second)) == ((5, 5, 0, 0, 0), (5, 0, 5, 0, 0))
    assert (first.encoding, second.encoding) == ("gb18030", "gb18030")
    orders = {order.channel_order_no: order for order in list_orders(shop)}
    assert set(orders) == set(told) == set(sold)
    for number, order in orders.items():
        assert order.total == cents(told[number]["总金额"])
        assert order.receiver.name == told[number]["收货人姓名"]
        assert (order.payment, order.fulfilment, order.flags) == ("paid", "new", {"unmatched"})
        (line,) = order.lines
        assert (line.sku, line.unit_price) == (sold[number]["商家编码"], cents(sold[number]["价格"]))
    assert [counts(result) for result in import_files(shop, files)] == [(5, 0, 0, 5, 0)] * 2
    assert undo_import(shop, second.batch).restored == 5
    assert undo_import(shop, first.batch).removed == 5
    assert list_orders(shop) == []


def test_a_shopify_export(shop, shared_data):
    file = shared_data / "orders/shopify_orders_export_1_masked.csv"
    rows = rows_of(file)
    heads = [row for row in rows if row["Total"]]
    result = import_file(shop, file)
    assert counts(result) == (len(rows), len(heads), 0, 0, 0) == (121, 51, 0, 0, 0)
    orders = {order.channel_order_no: order for order in list_orders(shop)}
    assert sum(len(order.lines) for order in orders.values()) == len(rows)
    for head in heads:
        order = orders[head["Name"]]
        assert (order.total, order.currency) == (cents(head["Total"]), head["Currency"])
        assert [(line.sku, line.quantity) for line in order.lines] == [
            (row["Lineitem sku"], int(row["Lineitem quantity"])) for row in rows if row["Name"] == head["Name"]
        ]
    assert counts(import_file(shop, file)) == (121, 0, 0, 51, 0)
    assert undo_import(shop, result.batch).removed == 51
    assert counts(import_file(shop, file)) == (121, 51, 0, 0, 0)


def test_a_pinduoduo_export(shop, shared_data):
    file = shared_data / "orders/pdd/pdd_orders.csv"
    (row,) = rows_of(file)
    assert counts(import_file(shop, file)) == (1, 1, 0, 0, 0)
    (order,) = list_orders(shop)
    assert (order.channel_order_no, order.total, order.badge, order.waybill) == (
        row["订单号"],
        cents(row["用户实付金额(元)"]),
        "delivered",
        row["快递单号"],
    )
    assert counts(import_file(shop, file)) == (1, 0, 0, 1, 0)


def test_woocommerces_sample_products(shop, shared_data):
    file = shared_data / "products/woocommerce_sample_products.csv"
    rows = rows_of(file)
    variations = [row for row in rows if row["Type"] == "variation"]
    parents = {row["Parent"] for row in variations}
    listings = [row for row in rows if row["Type"] != "variation"]
    result = import_file(shop, file)
    assert counts(result) == (len(rows), len(listings), 0, 0, 0) == (24, 15, 0, 0, 0)
    skus = {row["SKU"] for row in rows if row["SKU"] not in parents}
    assert {level.sku for level in list_stock(shop)} == skus
    assert {listing.title for listing in list_listings(shop)} == {row["Name"] for row in listings}
    assert counts(import_file(shop, file)) == (24, 0, 0, 15, 0)
    assert undo_import(shop, result.batch).removed == 15
    assert list_stock(shop) == list_listings(shop) == []


def test_shopifys_apparel_with_its_stock(shop, shared_data):
    file = shared_data / "products/shopify_apparel.csv"
    rows = rows_of(file)
    handles = {row["Handle"] for row in rows}
    stock = sum(int(row["Variant Inventory Qty"]) for row in rows if row["Variant Inventory Qty"])
    result = import_file(shop, file)
    assert counts(result) == (len(rows), len(handles), 0, 0, 0) == (22, 20, 0, 0, 0)
    levels = list_stock(shop)
    variants = [row for row in rows if row["Variant Price"]]
    assert (len(levels), sum(level.on_hand for level in levels)) == (len(variants), stock)
    assert counts(import_file(shop, file)) == (22, 0, 0, 20, 0)
    assert list_stock(shop) == levels
    assert undo_import(shop, result.batch).removed == 20
    assert audit_stock(shop).ok
    assert counts(import_file(shop, file)) == (22, 20, 0, 0, 0)
    assert list_stock(shop) == levels, "files without SKUs get the same ones again"

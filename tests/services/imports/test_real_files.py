"""The platforms' real files: counted here with Python's own csv reader, and taken in, twice, and taken back."""

import csv
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from shopdesk.exchange.formats import read
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


def rows_told(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {k.strip(): (v or "").strip() for k, v in row.items() if k}
            for row in csv.DictReader(file, delimiter=delimiter)
        ]


def by_number(shop):
    return {order.channel_order_no: order for order in list_orders(shop)}


def there_and_back(shop, file, result):
    """Import again, take back, and import once more: the same as the first time."""
    before = list_orders(shop)
    again = import_file(shop, file)
    assert (again.created, again.updated, again.unchanged) == (0, 0, result.created)
    assert undo_import(shop, again.batch).removed == 0
    assert undo_import(shop, result.batch).removed == result.created
    assert list_orders(shop) == []
    assert counts(import_file(shop, file)) == counts(result)
    after = list_orders(shop)
    assert [(o.channel_order_no, o.total, o.receiver, o.placed_at) for o in after] == [
        (o.channel_order_no, o.total, o.receiver, o.placed_at) for o in before
    ]


def test_an_amazon_report(shop, shared_data):
    file = shared_data / "orders/amazon_orders_report.txt"
    rows = rows_told(file, "\t")
    numbers = {row["order-id"] for row in rows}
    result = import_file(shop, file)
    assert counts(result) == (len(rows), len(numbers), 0, 0, 0) == (6, 4, 0, 0, 0)
    orders = by_number(shop)
    for number in numbers:
        mine = [row for row in rows if row["order-id"] == number]
        money = sum(
            cents(row[column])
            for row in mine
            for column in ("item-price", "item-tax", "shipping-price", "shipping-tax")
        )
        order = orders[number]
        assert (order.total, order.currency, order.channel) == (money, mine[0]["currency"], "amazon")
        assert order.receiver.name == mine[0]["recipient-name"]
        assert order.receiver.postcode == mine[0]["ship-postal-code"]
        assert order.placed_at.isoformat() == "2009-01-01T18:50:49+00:00"
        told = [(line.sku, line.title, line.quantity) for line in order.lines]
        assert told == [(row["sku"], row["product-name"], int(row["quantity-purchased"])) for row in mine]
    there_and_back(shop, file, result)


def test_an_ebay_report(shop, shared_data):
    file = shared_data / "orders/ebay_OrdersReport.csv"
    (row,) = rows_told(file)
    result = import_file(shop, file)
    assert counts(result) == (1, 1, 0, 0, 0)
    (order,) = list_orders(shop)
    assert (order.channel_order_no, order.buyer) == (row["Order Number"], row["Buyer Username"])
    assert order.total == cents(row["Sold For"]) + cents(row["Shipping And Handling"]) == 1398
    assert (order.receiver.name, order.receiver.postcode) == (row["Ship To Name"], row["Ship To Zip"])
    (line,) = order.lines
    assert (line.sku, line.title, line.quantity) == (row["Custom Label"], row["Item Title"], int(row["Quantity"]))
    there_and_back(shop, file, result)


def test_a_jd_export(shop, shared_data):
    file = shared_data / "orders/jd/jd_multi.csv"
    rows = rows_told(file)
    result = import_file(shop, file)
    assert counts(result) == (2, 1, 0, 0, 0)
    assert [remark.code for remark in result.warnings] == ["recipient-masked"]
    (order,) = list_orders(shop)
    assert order.total == cents(rows[0]["订单金额"]) == 50000
    assert ("masked" in order.flags, order.receiver.phone) == (True, rows[0]["联系电话"])
    assert [(line.sku, line.title, line.quantity, line.unit_price) for line in order.lines] == [
        (row["商品ID"], row["商品名称"], int(row["订购数量"]), cents(row["京东价"])) for row in rows
    ]
    there_and_back(shop, file, result)


def test_a_douyin_export(shop, shared_data):
    file = shared_data / "orders/douyin/douyin_style.csv"
    rows = rows_told(file)
    result = import_file(shop, file)
    assert counts(result) == (3, 3, 0, 0, 0)
    orders = by_number(shop)
    assert {number: order.total for number, order in orders.items()} == {
        row["主订单编号"]: cents(row["订单应付金额"]) for row in rows
    }
    assert {order.lines[0].title for order in orders.values()} == {row["选购商品"] for row in rows}
    assert [(orders[n].payment, orders[n].fulfilment) for n in ("9001", "9003")] == [
        ("paid", "shipped"),
        ("refunded", "cancelled"),
    ]
    there_and_back(shop, file, result)


def woo_records(path: Path):
    told = json.loads(path.read_text(encoding="utf-8"))["data"]
    return told if isinstance(told, list) else [told]


@pytest.mark.parametrize("name", ["orders-load-all", "order-fully-refunded", "order"])
def test_woocommerces_interface(shop, shared_data, name):
    file = shared_data / f"orders/woo_rest_v3/{name}.json"
    records = woo_records(file)
    broken = [r for r in records if any(line["quantity"] != int(line["quantity"]) for line in r["line_items"])]
    result = import_file(shop, file)
    assert counts(result) == (len(records), len(records) - len(broken), 0, 0, len(broken))
    assert {problem.code for problem in result.rejected} <= {"quantity-unreadable"}
    orders = by_number(shop)
    for told in records:
        if told in broken:
            assert told["number"] not in orders, "no order comes in part"
            continue
        order = orders[told["number"]]
        assert (order.total, order.currency) == (cents(told["total"]), told["currency"])
        assert (order.shipping, order.discount) == (cents(told["shipping_total"]), cents(told["discount_total"]))
        assert order.placed_at.isoformat() == f"{told['date_created_gmt']}+00:00"
        assert [(line.title, line.sku, line.quantity) for line in order.lines] == [
            (line["name"], line["sku"], line["quantity"]) for line in told["line_items"]
        ]
        assert sum(line.unit_price * line.quantity for line in order.lines) == sum(
            cents(line["subtotal"]) for line in told["line_items"]
        )
        assert order.receiver.postcode == told["shipping"]["postcode"]
        back = sum(cents(refund["total"].lstrip("-")) for refund in told.get("refunds", ()))
        assert order.payment == ("refunded" if back >= order.total else "part-refunded" if back else "paid")
    if result.created:
        there_and_back(shop, file, result)


def test_shopifys_home_and_garden(shop, shared_data):
    file = shared_data / "products/shopify_home_and_garden.csv"
    rows = rows_of(file)
    variants = [row for row in rows if row["Variant Price"]]
    result = import_file(shop, file)
    assert counts(result) == (len(rows), len({row["Handle"] for row in rows}), 0, 0, 0)
    levels = list_stock(shop)
    stock = sum(int(row["Variant Inventory Qty"] or 0) for row in variants)
    assert (len(levels), sum(level.on_hand for level in levels)) == (len(variants), stock)
    prices = sorted(variant.price for listing in list_listings(shop) for variant in listing.variants)
    assert prices == sorted(cents(row["Variant Price"]) for row in variants)
    assert counts(import_file(shop, file))[3] == result.created
    undo_import(shop, result.batch)
    assert list_listings(shop) == []
    assert audit_stock(shop).ok


KNOWN = {
    "amazon_active_listings.txt": "amazon-listings",
    "amazon_all_orders_by_last_update.txt": "amazon-orders",
    "douyin_orders_73.csv": "douyin-orders",
    "ebay_file_exchange_add.csv": "ebay-listings",
    "jd_orders.csv": "jd-orders",
    "pdd_orders_full.csv": "pdd-orders",
    "shopify_inventory.csv": "shopify-inventory",
    "shopify_products_2024plus.csv": "shopify-products",
    "taobao_ExportOrderDetailList_2022.csv": "taobao-order-lines",
    "taobao_ExportOrderList_2019plus.csv": "taobao-orders",
}


def test_headers_alone_are_recognised_and_bring_nothing(shop, shared_data):
    for name, format_name in KNOWN.items():
        result = import_file(shop, shared_data / "formats" / name)
        assert (result.format, counts(result)) == (format_name, (0, 0, 0, 0, 0)), name


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("orders/taobao/ExportOrderDetailList201707080000.csv", "gb18030", ","),
        ("orders/taobao/ExportOrderList201707080000.csv", "gb18030", ","),
        ("orders/shopify_orders_export_1_masked.csv", "utf-8", ","),
        ("orders/amazon_orders_report.txt", "utf-8", "\t"),
        ("orders/ebay_OrdersReport.csv", "utf-8", ","),
        ("orders/pdd/pdd_orders.csv", "utf-8", ","),
        ("orders/jd/jd_multi.csv", "utf-8", ","),
        ("orders/douyin/douyin_style.csv", "utf-8-sig", ","),
    ],
)
@pytest.mark.parametrize("container", ["tsv", "utf-16", "xlsx", "ods", "json"])
def test_the_same_table_in_another_container_says_the_same(shared_data, tmp_path, name, encoding, delimiter, container):
    source = shared_data / name
    with source.open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    path = WRITERS[container](tmp_path, rows)
    told = list(read(source).items)
    again = list(read(path).items)
    assert told and [_without_row(item) for item in again] == [_without_row(item) for item in told]


def _without_row(item):
    if hasattr(item, "problem"):
        return type(item), item.problem.code, item.problem.value
    return item._replace(row=0)


def _tsv(folder, rows, encoding="utf-8"):
    path = folder / "table.tsv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    return path


def _xlsx(folder, rows):
    book = xlsxwriter.Workbook(str(folder / "table.xlsx"), {"strings_to_formulas": False, "strings_to_numbers": False})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()
    return folder / "table.xlsx"


def _ods(folder, rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(folder / "table.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
        packed.writestr("content.xml", content)
    return folder / "table.ods"


def _json(folder, rows):
    header, *told = rows
    records = [dict(zip(header, row, strict=False)) for row in told]
    (folder / "table.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return folder / "table.json"


WRITERS = {
    "tsv": _tsv,
    "utf-16": lambda folder, rows: _tsv(folder, rows, "utf-16"),
    "xlsx": _xlsx,
    "ods": _ods,
    "json": _json,
}

"""Files out: each platform's columns to the letter, read again by another reader; what cannot go is told."""

import csv
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.exports import Terms
from shopdesk.exchange.outbound import EXPORTS
from shopdesk.services.exports import Chosen, count_to_hand_back, export_file, undo_hand_back
from shopdesk.services.imports import import_file
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import confirm_order, list_orders, order_timeline, show_order
from shopdesk.services.platform_codes import add_code
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.stock import list_stock, show_stock

RECEIVER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
PDD = {
    "订单号": "261112-123456789012345", "商品": "加厚收纳盒", "商品数量(件)": "2", "商家编码-规格维度": "BOX",
    "订单状态": "待发货", "用户实付金额(元)": "60.00", "收货人": "测试人", "手机": "13900000000", "省": "浙江省",
    "市": "杭州市", "区": "西湖区", "街道": "样板路1号", "订单成交时间": "2026-11-12 10:00:00",
    "支付时间": "2026-11-12 10:00:30", "商品总价(元)": "60.00", "商品规格": "白", "商品id": "1", "快递单号": "",
    "快递公司": "", "商家备注": "", "买家留言": "",
}  # fmt: skip
TEMPLATES = {
    "pdd-shipments": "pdd_batch_ship_upload.csv",
    "amazon-shipments": "amazon_shipping_confirmation_upload.txt",
    "amazon-price-quantity": "amazon_price_quantity_upload.txt",
    "ebay-inventory": "ebay_revise_quantity.csv",
    "ebay-listings": "ebay_file_exchange_add.csv",
    "shopify-inventory": "shopify_inventory.csv",
    "shopify-products": "shopify_products_2024plus.csv",
}


def read_rows(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter, strict=True))


def sheet_texts(path: Path) -> list[list[str]]:
    """Read the texts of a workbook's first sheet by its own parts; a number would be no text."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(path) as packed:
        sheet = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{name}row"):
        cells = list(row.iter(f"{name}c"))
        assert {cell.get("t") for cell in cells} == {"inlineStr"}
        rows.append(["".join(part.itertext()) for part in cells])
    return rows


def pieces(shop) -> str:
    return str(show_stock(shop, "QH-MUG-W").level.available)


@pytest.fixture
def sent(shop, stock_up, write_csv, do):
    """Two parcels for Pinduoduo's buyers, on their way."""
    stock_up(BOX=10)
    second = PDD | {"订单号": "261112-123456789012346"}
    import_file(shop, write_csv("pdd.csv", PDD, second), format_name="pdd-orders")
    numbers = [order.number for order in list_orders(shop)][::-1]
    for at, number in enumerate(numbers):
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto", waybill=f"7530000000000{at}")
    return numbers


@pytest.mark.parametrize("name", TEMPLATES)
def test_columns_are_those_of_the_platforms_template(sample_shop, shared_data, tmp_path, name):
    entry = next(entry for entry in EXPORTS if entry.name == name)
    delimiter = "\t" if name.startswith("amazon") else ","
    if name == "ebay-inventory":
        add_code(sample_shop, "QH-MUG-W", "110000000001", "ebay")
    terms = Terms("USD", Decimal("0.14"), location="Green Rice")
    result = export_file(sample_shop, entry.kinds[0], name, tmp_path / f"out{entry.suffix}", terms=terms)
    template = read_rows(shared_data / "formats" / TEMPLATES[name], delimiter)
    written = read_rows(result.file, delimiter)
    assert written[: len(template)] == template or name.startswith("ebay")
    # What eBay's first column tells is the file's own: its country and its version.
    assert written[0][1:] == template[0][1:] and written[0][0].partition("(")[0] == template[0][0].partition("(")[0]
    assert {len(row) for row in written} == {len(template[0])}
    assert len(written) == result.rows + len(template)


def test_pinduoduo_hears_of_courier_and_waybill(shop, sent, tmp_path):
    result = export_file(shop, "shipments", "pdd-shipments", tmp_path / "ship.csv")
    assert (result.records, result.refused, result.left_out) == (2, (), 0)
    assert sorted(read_rows(result.file)[2:]) == [
        ["261112-123456789012345", "中通快递", "75300000000000"],
        ["261112-123456789012346", "中通快递", "75300000000001"],
    ]


def test_pinduoduo_takes_a_workbook_with_texts(shop, sent, tmp_path):
    result = export_file(shop, "shipments", "pdd-shipments", tmp_path / "ship.xlsx")
    rows = sheet_texts(result.file)
    assert rows[1] == ["order_sn", "shipping_name", "shipping_sn"] and len(rows) == 4
    assert ["261112-123456789012345", "中通快递", "75300000000000"] in rows


def test_a_parcel_goes_to_its_platform_once_unless_asked_again(shop, sent, tmp_path):
    assert count_to_hand_back(shop)["pdd"] == 2
    first = export_file(shop, "shipments", "pdd-shipments", tmp_path / "a.csv")
    assert [entry.kind for entry in order_timeline(shop, sent[0])][-1] == "handed-back"
    assert order_timeline(shop, sent[0])[-1].details == {"waybill": "75300000000000", "file": "a.csv"}
    assert count_to_hand_back(shop)["pdd"] == 0
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "b.csv").records == 0
    shipped = Chosen(view="shipped")
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "c.csv", shipped).left_out == 2
    named = export_file(shop, "shipments", "pdd-shipments", tmp_path / "d.csv", Chosen(names=sent))
    assert [refusal.error.code for refusal in named.refused] == ["parcel-handed-back"] * 2 and named.file is None
    again = Chosen(names=sent, again=True)
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "e.csv", again).records == 2
    assert first.hand_back


def test_a_file_that_was_never_uploaded_is_taken_back(shop, sent, tmp_path, refusal):
    told = export_file(shop, "shipments", "pdd-shipments", tmp_path / "a.csv")
    assert sorted(undo_hand_back(shop, told.hand_back)) == sorted(sent)
    assert refusal(undo_hand_back, shop, told.hand_back) == "hand-back-undone"
    assert refusal(undo_hand_back, shop, "none") == "hand-back-unknown"
    assert order_timeline(shop, sent[0])[-1].kind == "hand-back-undone"
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "b.csv").records == 2


def test_a_parcel_sent_again_under_another_waybill_is_told_again(shop, sent, tmp_path):
    export_file(shop, "shipments", "pdd-shipments", tmp_path / "a.csv")
    unship_orders(shop, sent[:1])
    ship_orders(shop, sent[:1], courier="sto", waybill="770000000000001")
    told = export_file(shop, "shipments", "pdd-shipments", tmp_path / "b.csv")
    assert read_rows(told.file)[2:] == [["261112-123456789012345", "申通快递", "770000000000001"]]


def test_what_cannot_go_is_refused_by_name(shop, sent, sell, do, tmp_path):
    telephone, waiting = sell(BOX=1), sell(BOX=1)
    do(confirm_order, telephone)
    ship_orders(shop, [telephone], courier="zto")
    told = export_file(
        shop, "shipments", "pdd-shipments", tmp_path / "a.csv", Chosen(names=[sent[0], telephone, waiting])
    )
    assert told.records == 1
    assert [(r.name, r.error.code) for r in told.refused] == [
        (telephone, "parcel-of-other-channel"),
        (waiting, "parcel-of-other-channel"),
    ]
    unship_orders(shop, sent[1:])
    unsent = export_file(shop, "shipments", "pdd-shipments", tmp_path / "b.csv", Chosen(names=sent[1:]))
    assert [r.error.code for r in unsent.refused] == ["parcel-not-shipped"] and unsent.file is None


def test_an_order_that_came_in_shipped_is_not_handed_back(shop, write_csv, tmp_path):
    there = PDD | {"订单状态": "已发货，待收货", "快递单号": "75300000000099", "快递公司": "中通快递"}
    import_file(shop, write_csv("pdd.csv", there), format_name="pdd-orders")
    assert show_order(shop, PDD["订单号"]).fulfilment == "shipped"
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "a.csv").records == 0
    asked = Chosen(names=[PDD["订单号"]])
    assert export_file(shop, "shipments", "pdd-shipments", tmp_path / "b.csv", asked).records == 1


def test_prices_go_in_the_platforms_currency(sample_shop, tmp_path):
    terms = Terms("USD", Decimal("0.14"))
    told = export_file(sample_shop, "stock", "amazon-price-quantity", tmp_path / "a.txt", terms=terms)
    mug = next(row for row in read_rows(told.file, "\t") if row[0] == "QH-MUG-W")
    assert mug[1] == "5.46" and mug[4] == pieces(sample_shop)  # 39 yuan
    plain = export_file(sample_shop, "stock", "amazon-price-quantity", tmp_path / "b.txt")
    assert {row[1] for row in read_rows(plain.file, "\t")[1:]} == {""}


def test_a_variation_stands_below_its_ebay_item(sample_shop, tmp_path):
    add_code(sample_shop, "QH-MUG-W", "110000000001", "ebay")
    told = export_file(sample_shop, "stock", "ebay-inventory", tmp_path / "a.csv", Chosen(names=["QH-MUG-W"]))
    assert read_rows(told.file)[1:3] == [
        ["Revise", "110000000001", "", "", "", ""],
        ["", "", "Variation", "颜色=米白", pieces(sample_shop), ""],
    ]
    rest = export_file(sample_shop, "stock", "ebay-inventory", tmp_path / "b.csv")
    assert rest.records == 1 and {refusal.error.code for refusal in rest.refused} == {"ebay-item-unknown"}


@pytest.mark.parametrize("entry", [e for e in EXPORTS if e.name in ("shopify-products", "woocommerce-products")])
def test_a_platform_file_is_read_again_as_it_was_written(sample_shop, shop, tmp_path, entry):
    """The shop's own reader of the same platform finds every product, SKU, price and piece again."""
    told = export_file(sample_shop, "listings", entry.name, tmp_path / "p.csv")
    assert import_file(shop, told.file).rejected == ()
    before, after = list_listings(sample_shop), list_listings(shop)
    assert [listing.title for listing in before] == [listing.title for listing in after]

    def prices(listings):
        return {v.sku: (v.price, v.options, v.weight_g, v.barcode) for told in listings for v in told.variants}

    assert prices(before) == prices(after)
    promised = {level.sku: max(level.available, 0) for level in list_stock(sample_shop)}
    assert {level.sku: level.on_hand for level in list_stock(shop)} == promised


def test_nothing_is_left_behind_where_no_file_can_stand(sample_shop, tmp_path, refusal):
    assert refusal(export_file, sample_shop, "orders", "csv", tmp_path / "none" / "a.csv") == "export-folder-missing"
    assert refusal(export_file, sample_shop, "orders", "csv", tmp_path) == "export-target-folder"
    assert refusal(export_file, sample_shop, "orders", "pdd-shipments", tmp_path / "a") == "export-format-unknown"
    assert refusal(export_file, sample_shop, "orders", "csv", tmp_path / "a", Chosen(view="x")) == "view-unknown"
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]


def test_a_file_that_was_stopped_leaves_the_old_one(sample_shop, tmp_path):
    class Stop(Exception):
        """Asked to stop."""

    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Stop

    target = tmp_path / "orders.csv"
    target.write_text("old", "utf-8")
    with pytest.raises(Stop):
        export_file(sample_shop, "orders", "shopdesk-csv", target, job=Stopped())
    assert target.read_text("utf-8") == "old" and sorted(p.name for p in tmp_path.iterdir()) == ["orders.csv", "sample"]

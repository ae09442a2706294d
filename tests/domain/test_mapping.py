"""A file that nobody foresaw: its columns are guessed by name, and it is known again by its header."""

import pytest

from shopdesk.domain.mapping import (
    ColumnMapping,
    Preset,
    best_preset,
    guess_columns,
    guess_date_order,
    guess_kind,
    guess_mapping,
    missing_columns,
    missing_fields,
)

SHEET = ("单号", "品名", "货号", "数量", "单价", "收件人", "手机", "地址", "下单时间", "备注")


def test_columns_are_guessed_from_chinese_names():
    assert guess_columns("orders", SHEET) == {
        "number": "单号", "title": "品名", "sku": "货号", "quantity": "数量", "unit_price": "单价", "name": "收件人",
        "phone": "手机", "street": "地址", "placed_at": "下单时间", "seller_note": "备注",
    }  # fmt: skip


def test_columns_are_guessed_from_english_names():
    header = ("Order No.", "Item", "Item code", "Qty", "Unit_Price", "Ship to", "Phone", "Address", "Order Date")
    assert guess_columns("orders", header) == {
        "number": "Order No.", "title": "Item", "sku": "Item code", "quantity": "Qty", "unit_price": "Unit_Price",
        "name": "Ship to", "phone": "Phone", "street": "Address", "placed_at": "Order Date",
    }  # fmt: skip


def test_no_column_is_two_fields():
    guessed = guess_columns("orders", ("订单号", "收货人姓名", "收货人手机号", "收货地址(省市区)", "商品名称"))
    assert len(set(guessed.values())) == len(guessed) == 5


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (SHEET, "orders"),
        (("商品名称", "货号", "售价", "成本价", "条码"), "listings"),
        (("货号", "库存", "仓库"), "stock"),
        (("SKU", "On hand"), "stock"),
    ],
)
def test_what_a_file_holds_is_guessed(header, kind):
    assert guess_kind(header) == kind


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2026/1/2", "2026-11-12 08:00"], "ymd"),
        (["13/02/2026"], "dmy"),
        (["02/03/2026", "02/13/2026"], "mdy"),
        (["02/03/2026"], "dmy"),
        ([], "ymd"),
    ],
)
def test_the_order_of_dates_is_guessed(cells, order):
    assert guess_date_order(cells) == order


def test_what_every_row_needs_is_told():
    assert missing_fields(ColumnMapping("orders", {"number": "单号"})) == [("title", "sku")]
    assert missing_fields(ColumnMapping("orders", {"number": "单号", "sku": "货号"})) == []
    assert missing_fields(ColumnMapping("stock", {"sku": "货号"})) == [("quantity",)]


def test_a_file_is_known_again_by_its_header():
    preset = Preset("市场表", guess_mapping(SHEET, "orders"))
    assert best_preset([preset], SHEET) is preset
    assert best_preset([preset], tuple(reversed(SHEET))) is preset
    assert best_preset([preset], (*SHEET, "业务员")) is preset


def test_a_shared_word_is_no_recognition():
    """A stock preset of two columns must not take an order file that has them too."""
    stock = Preset("盘点", guess_mapping(("货号", "数量"), "stock"))
    assert best_preset([stock], SHEET) is None
    assert best_preset([stock], ("货号",)) is None
    assert missing_columns(stock.mapping, ("货号",)) == ["数量"]

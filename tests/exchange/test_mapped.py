"""Files read by a mapping give the same records as the platforms' own formats."""

from datetime import UTC, datetime

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import ListingRecord, OrderRecord, Refused, StockRecord
from shopdesk.domain.mapping import Preset, guess_mapping
from shopdesk.exchange.mapped import look_at_rows, open_mapped, read_mapped
from shopdesk.exchange.mapped_cells import read_moment, read_state

ORDERS = """单号,品名,货号,数量,单价,运费,收件人,手机,地址,下单时间
A1,收纳盒,BOX,2,30.00,8,测试人,13900000000,浙江省 杭州市 西湖区 样板路1号,2026/11/12 10:00
A1,盒盖,LID,1,5,,测试人,13900000000,,2026/11/12 10:00
A2,收纳盒,BOX,一个,30,,测试人,13900000000,,2026/11/12 10:00
"""


def write(tmp_path, text: str, encoding: str = "utf-8"):
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding)
    return path


def records(path, kind: str):
    table = open_mapped(path)
    return list(read_mapped(path, Preset("表", guess_mapping(table.header, kind))).items)


def test_rows_of_one_number_are_one_order(tmp_path):
    order, bad = records(write(tmp_path, ORDERS, "gb18030"), "orders")
    assert isinstance(order, OrderRecord) and isinstance(bad, Refused)
    assert (order.channel, order.channel_order_no, len(order.lines)) == ("manual", "A1", 2)
    head = order.head
    assert head is not None
    assert (head.total, head.shipping, head.payment) == (7300, 800, "unpaid")
    assert head.placed_at == datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
    assert (head.receiver.province, head.receiver.street) == ("浙江省", "样板路1号")
    assert (bad.problem.row, bad.problem.code, bad.problem.column) == (4, "quantity-unreadable", "数量")


def test_a_title_is_enough_for_a_listing_and_rows_of_one_title_are_its_variants(tmp_path):
    path = write(tmp_path, "商品名称,货号,规格,售价,库存\n收纳盒,BOX-W,白,30,5\n收纳盒,BOX-B,黑,32,\n")
    (record,) = records(path, "listings")
    assert isinstance(record, ListingRecord)
    assert [(v.sku, v.options, v.price) for v in record.listing.variants] == [
        ("BOX-W", {"规格": "白"}, 3000), ("BOX-B", {"规格": "黑"}, 3200),
    ]  # fmt: skip
    assert record.stock == {"BOX-W": 5, "BOX-B": None}


def test_a_count_needs_its_sku(tmp_path):
    good, bad = records(write(tmp_path, "货号,库存,仓库\nBOX,5,\n,3,\n"), "stock")
    assert good == StockRecord(2, "BOX", "", 5)
    assert isinstance(bad, Refused) and bad.problem.code == "sku-missing"


def test_the_header_may_stand_below_a_title(tmp_path):
    path = write(tmp_path, "六月盘点,,\n\n货号,库存,仓库\nBOX,5,\n")
    table = open_mapped(path, header_row=3)
    assert table.header == ("货号", "库存", "仓库")
    read = read_mapped(path, Preset("盘点", guess_mapping(table.header, "stock")))
    assert list(read.items) == [StockRecord(4, "BOX", "", 5)]


def test_another_encoding_can_be_told(tmp_path):
    path = write(tmp_path, "貨號,庫存\nBOX,5\n", "big5")
    assert open_mapped(path, "big5").header == ("貨號", "庫存")
    with pytest.raises(ShopError) as refused:
        open_mapped(path, "utf-8")
    assert refused.value.code == "encoding-unknown"


def test_the_first_rows_show_what_is_wrong_with_each_cell(tmp_path):
    table = open_mapped(write(tmp_path, ORDERS))
    rows = look_at_rows(table, guess_mapping(table.header, "orders"), 10)
    assert [row.number for row in rows] == [2, 3, 4]
    assert rows[0].cells["unit_price"].value == 3000
    problem = rows[2].cells["quantity"].problem
    assert problem is not None and problem.code == "quantity-unreadable"


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2026年3月2日 08:05", "dmy", "2026-03-02T00:05"),
        ("02/03/2026", "dmy", "2026-03-01T16:00"),
        ("02/03/2026 1:30 PM", "mdy", "2026-02-03T05:30"),
        ("2.3.26", "dmy", "2026-03-01T16:00"),
        ("2026-03-02T08:00:00+02:00", "ymd", "2026-03-02T06:00"),
    ],
)
def test_dates_are_read_in_the_order_told(text, order, moment):
    assert read_moment(text, order) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["soon", "13/13/2026", "2026-02-30", "12/11", "2026-01-02 25:00"])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(ShopError) as refused:
        read_moment(text, "dmy")
    assert refused.value.code == "time-unreadable"


@pytest.mark.parametrize(
    ("text", "payment", "fulfilment"),
    [
        ("已发货", "paid", "shipped"), ("Shipped", "paid", "shipped"), ("Unshipped", "paid", "new"),
        ("Cancelled", "", "cancelled"), ("pending payment", "unpaid", "new"), ("", "", "new"),
    ],
)  # fmt: skip
def test_states_are_read_in_both_languages(text, payment, fulfilment):
    state = read_state(text)
    assert (state.payment, state.fulfilment) == (payment, fulfilment)


def test_a_state_that_nobody_knows_is_refused():
    with pytest.raises(ShopError) as refused:
        read_state("blue")
    assert refused.value.code == "status-unknown"

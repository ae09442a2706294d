"""What was sold: by month, platform, region and SKU, with refunds, profit, visitors, and written as a file."""

import csv
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from shopdesk.db.times import write_time
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import add_order, cancel_order, confirm_order
from shopdesk.services.return_money import refund_return
from shopdesk.services.returns import open_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.turnover import note_visitors, read_turnover
from shopdesk.services.turnover_files import write_turnover

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
THERE = replace(HERE, province="广东省", city="广州市", district="天河区")
ABROAD = Receiver("A Tester", "+44 7700 900000", "GB", "", "Leeds", "", "1 Sample Road", "LS1 1AA")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 13)
MIDNIGHT = datetime(2026, 11, 1).astimezone()  # where the shop is


def placed(shop, number, when):
    with shop.writing():
        shop.connection.execute("UPDATE orders SET placed_at = ? WHERE number = ?", (write_time(when), number))


@pytest.fixture
def sold(shop, stock_up, do):
    """Four paid orders, one unpaid, one given up; boxes cost 7.00, nobody knows what lids cost."""
    stock_up(BOX=50, LID=50)
    with shop.writing():
        shop.connection.execute("UPDATE variants SET cost = iif(sku = 'BOX', 700, 0)")
        shop.connection.execute("UPDATE variants SET price = iif(sku = 'BOX', 1000, 300)")
    october = add_order(shop, [("BOX", 1)], HERE, paid=True).number
    placed(shop, october, MIDNIGHT - timedelta(seconds=1))
    first = add_order(shop, [("BOX", 3)], HERE, paid=True, shipping=800, discount=500).number
    placed(shop, first, MIDNIGHT)
    add_order(shop, [("LID", 2)], THERE, paid=True)
    add_order(shop, [("BOX", 1), ("LID", 1)], ABROAD, paid=True)
    add_order(shop, [("BOX", 9)], HERE)
    do(cancel_order, add_order(shop, [("BOX", 7)], HERE, paid=True).number)
    return first


def sums(told):
    return {row.name: (row.tally.orders, row.tally.pieces, row.tally.sales) for row in told.rows}


def test_a_month_is_that_of_the_shop_and_only_paid_orders_count(shop, sold):
    told = read_turnover(shop, date(2026, 9, 1), LAST)
    assert sums(told) == {"2026-10": (1, 1, 1000), "2026-11": (3, 7, 3300 + 600 + 1300)}
    assert (told.total.sales, told.total.average) == (6200, 1550)
    november = read_turnover(shop, FIRST, LAST)
    assert (november.before.sales, november.growth) == (0, None)  # of the same days of October nothing
    days = read_turnover(shop, FIRST, LAST, by="day")
    assert days.total == november.total and next(row.name for row in days.rows) == "2026-11-01"


def test_profit_is_that_of_goods_whose_price_is_known(shop, sold):
    (november,) = read_turnover(shop, FIRST, LAST).rows
    assert (november.tally.costed, november.tally.cost) == (2500, 2100)  # the order with lids is left out whole
    goods = read_turnover(shop, FIRST, LAST, by="sku")
    told = {row.name: (row.tally.pieces, row.tally.sales, row.tally.profit) for row in goods.rows}
    assert told == {"BOX": (4, 3500, 700), "LID": (3, 900, None)}
    assert goods.total == read_turnover(shop, FIRST, LAST).total  # freight belongs to no SKU


def test_regions_and_platforms_share_the_same_sum(shop, sold):
    regions = read_turnover(shop, FIRST, LAST, by="province")
    assert sums(regions) == {"浙江省": (1, 3, 3300), "GB": (1, 2, 1300), "广东省": (1, 2, 600)}  # the largest first
    platforms = read_turnover(shop, FIRST, LAST, by="channel")
    assert sums(platforms) == {"manual": (3, 7, 5200)} and platforms.channels == ("manual",)
    assert read_turnover(shop, FIRST, LAST, channel="taobao").rows == ()


def test_what_went_back_is_told_and_leaves_the_profit(shop, sold, do):
    do(confirm_order, sold)
    ship_orders(shop, [sold], courier="zto")
    case = open_return(shop, sold, [("BOX", 1)], reason="quality", kind="partial")
    paid = refund_return(shop, case.number, amount=400)
    (november,) = read_turnover(shop, FIRST, LAST).rows
    assert (november.tally.refunded, november.tally.net) == (400, 4800), paid
    assert november.tally.profit == 2500 - 400 - 2100


def test_a_platform_that_paid_all_back_tells_no_amount(shop, sold):
    with shop.writing():
        shop.connection.execute("UPDATE orders SET payment = 'refunded' WHERE number = ?", (sold,))
    (november,) = read_turnover(shop, FIRST, LAST).rows
    assert (november.tally.refunded, november.tally.costed) == (3300, 0)


def test_another_currency_is_a_turnover_of_its_own_without_profit(shop, sold):
    with shop.writing():
        shop.connection.execute("UPDATE orders SET currency = 'USD' WHERE number = ?", (sold,))
    told = read_turnover(shop, FIRST, LAST)
    assert (told.currency, told.currencies, told.total.sales) == ("CNY", ("CNY", "USD"), 1900)
    foreign = read_turnover(shop, FIRST, LAST, currency="USD")
    assert (foreign.total.sales, foreign.total.profit) == (3300, None)


def test_visitors_make_a_conversion_rate(shop, sold):
    assert note_visitors(shop, "2026-11", 120) is None
    told = read_turnover(shop, FIRST, LAST)
    assert (told.rows[0].visitors, told.conversion) == (120, 3 / 120)
    note_visitors(shop, "2026-11", 30, channel="taobao")
    assert read_turnover(shop, FIRST, LAST).rows[0].visitors == 120  # what is told of all goes first
    assert note_visitors(shop, "2026-11", None) == 120
    note_visitors(shop, "2026-11", 12, channel="manual")
    assert read_turnover(shop, FIRST, LAST).rows[0].visitors == 42
    assert read_turnover(shop, FIRST, LAST, channel="manual").rows[0].visitors == 12


@pytest.mark.parametrize(
    ("month", "count", "code"),
    [("2026-13", 1, "month-invalid"), ("2026-1", 1, "month-invalid"), ("2026-11", -1, "visitors-invalid")],
)
def test_visitors_that_cannot_be_are_refused(shop, month, count, code):
    with pytest.raises(ShopError, match=code):
        note_visitors(shop, month, count)


def test_days_the_wrong_way_round_are_refused(shop):
    with pytest.raises(ShopError, match="days-invalid"):
        read_turnover(shop, LAST, FIRST)
    with pytest.raises(ShopError, match="grouping-unknown"):
        read_turnover(shop, FIRST, LAST, by="week")


def test_it_can_be_broken_off(shop, sold):
    class Stopped:
        def step(self, done, total):
            if done:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_turnover(shop, date(2026, 1, 1), LAST, job=Stopped())


def test_the_table_is_written_with_plain_numbers(shop, sold, tmp_path):
    told = read_turnover(shop, FIRST, LAST, by="sku")
    assert write_turnover(shop, told, tmp_path / "sold.csv") == 2
    rows = list(csv.reader((tmp_path / "sold.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][:5] == ["SKU", "Goods", "Orders", "Pieces", "Sales (CNY)"] and rows[1][0] == "BOX"
    assert rows[1][2:5] == ["2", "4", "35.0"]
    write_turnover(shop, read_turnover(shop, FIRST, LAST), tmp_path / "sold.xlsx")
    with ZipFile(tmp_path / "sold.xlsx") as book:
        numbers = re.findall(r"<v>([\d.]+)</v></c>", book.read("xl/worksheets/sheet1.xml").decode())
    assert {"3", "7", "52"} <= set(numbers)


def test_the_paper_says_what_the_page_says(shop, sold, tmp_path):
    told = read_turnover(shop, FIRST, LAST)
    assert write_turnover(shop, told, tmp_path / "sold.pdf") == 1
    with PdfDocument(tmp_path / "sold.pdf") as document:
        text = document[0].get_textpage().get_text_bounded()
    for words in ("Turnover", "Nov 2026", "52.00", "17.33", "Sum", "1 Nov 2026 – 13 Nov 2026"):
        assert words in text
